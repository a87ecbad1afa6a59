"""SIGTERM and SIGINT end the window's event loop, so that the terminal closes in good order."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier


class StopSignals(QObject):
    """Wakes the event loop when the process is told to stop; Python's own handler would wait for the next event."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inner, self._outer = socket.socketpair()
        self._inner.setblocking(False)
        self._outer.setblocking(False)
        signal.set_wakeup_fd(self._inner.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._outer.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._stop)

    def _stop(self) -> None:
        self._outer.recv(16)
        QCoreApplication.quit()
