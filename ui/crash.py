"""What becomes of an exception that nobody caught: it is logged, on whatever thread, and the window's thread is told.

Qt calls :data:`sys.excepthook` for a raise in a slot, also on a worker's thread; Python calls
:data:`threading.excepthook` for one in a plain thread. Neither may end the program: the visit ends itself safely.
"""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

log = logging.getLogger("ui.crash")


class CrashHook(QObject):
    """Catches what nobody caught.

    Signals:
        crashed: emitted on the window's thread, with the name of the exception's class.
    """

    crashed = Signal(str)
    _noted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._noted.connect(self.crashed, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take both hooks."""
        sys.excepthook = self._note
        threading.excepthook = self._note_thread

    def _note(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("nobody caught this in thread %s", threading.current_thread().name, exc_info=(kind, error, trace))
        self._noted.emit(kind.__name__)

    def _note_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._note(args.exc_type, args.exc_value, args.exc_traceback)
