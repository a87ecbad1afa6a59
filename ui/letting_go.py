"""Letting go of items that QML made of Python classes.

PySide 6.11 never gives up the reference with which it made such an item, so the Python half of every drawing on every
page would stay for as long as the program runs: 2 MB a visit, with what a QR code says of the resident in it.
"""

from __future__ import annotations

import ctypes
import sys
import weakref
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

OURS: Final = 2
"""References to an item that are our own while it is looked at: a variable, and the argument of ``getrefcount``."""


def let_go_when_destroyed(item: QObject) -> None:
    """Let Python forget an item once Qt has destroyed it; called from the item's constructor."""
    item.destroyed.connect(partial(_let_go, weakref.ref(item)))


def _let_go(reference: weakref.ref[QObject]) -> None:
    item = reference()
    if item is None:
        return
    # Whatever it knew goes first, whoever may still hold the item itself.
    vars(item).clear()
    if sys.getrefcount(item) == OURS + 1:
        # The one that is left is PySide's, and PySide no longer knows of it.
        ctypes.pythonapi.Py_DecRef(ctypes.py_object(item))
