"""The wedge: hands what a scanner types to that scanner, and keeps it from the pages.

Such a scanner is a keyboard to the machine. Without this filter its Enter would press the key that has the focus, and
a code would wander over the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow

KEYS: Final = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyListener(Protocol):
    """A scanner that types; satisfied by :class:`devices.scanner.wedge_scanner.WedgeCodeScanner`."""

    def typed(self, character: str) -> None:
        """Take one character."""

    def entered(self) -> None:
        """Take the key that ends a code."""


class WedgeKeys(QObject):
    """Filters the keys of one window; on a terminal with such a scanner nobody else has a keyboard.

    Args of the constructor:
        window: where the keys arrive.
        find: returns the scanner; absent until the devices are there, and keys are then dropped.
    """

    def __init__(self, *, window: QQuickWindow, find: Callable[[], KeyListener | None]) -> None:
        super().__init__(window)
        self._find = find
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow every key; tell the scanner what was pressed."""
        if event.type() not in KEYS:
            return False
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            self._tell(event)
        return True

    def _tell(self, event: QKeyEvent) -> None:
        scanner = self._find()
        if scanner is None:
            return
        if event.key() in ENDS:
            scanner.entered()
        elif event.text().isprintable() and event.text():
            scanner.typed(event.text())
