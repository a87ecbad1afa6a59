"""The terminal's window for tests: the real one, offscreen, on the software renderer."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """What pytest-qt starts: the terminal has no widgets."""
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication
