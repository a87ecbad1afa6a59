"""What the window itself holds of a resident, and how it lets go of it."""

from __future__ import annotations

import logging
import threading
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from ui.stage import Stage

WAIT_S: Final = 2.0
"""The window's thread answers at once; when it is closing it never does."""

log = logging.getLogger("ui.memory")


class ScreenMemory(QObject):
    """Clears the clipboard and lets go of the pages that have been left; satisfies :class:`kiosk.runner.Wipeable`."""

    _asked = Signal(object)

    def __init__(self, *, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._asked.connect(self._forget, Qt.ConnectionType.QueuedConnection)

    def wipe(self) -> None:
        """Forget; may be called from any thread but the window's, and returns when it is done."""
        done = threading.Event()
        self._asked.emit(done)
        if not done.wait(WAIT_S):
            log.warning("the window is closing and forgets with its process")

    def _forget(self, done: threading.Event) -> None:
        QGuiApplication.clipboard().clear()
        self._stage.forget_previous()
        done.set()
