"""When the window was painted, and which screen was on it: for measuring, and to wait for what is really to be seen."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtQuick import QQuickWindow

from ui.stage import Stage

KEPT: Final = 2000


class Frames(QObject):
    """Follows the painted frames of a window.

    Attributes:
        serial: of the screen that the last painted frame shows; -1 before the first.

    Signals:
        painted: a frame has been painted.
        first: the first one has.
    """

    painted = Signal()
    first = Signal()

    def __init__(self, *, window: QQuickWindow, stage: Stage, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(window)
        self._stage = stage
        self._clock = clock
        self._times: deque[float] = deque(maxlen=KEPT)
        self.serial = -1
        window.frameSwapped.connect(self._note)

    def since(self, moment: float) -> list[float]:
        """Return the times of the frames painted after a moment, both on the monotonic clock, in seconds."""
        return [time for time in self._times if time > moment]

    def _note(self) -> None:
        is_first = not self._times
        self._times.append(self._clock())
        self.serial = self._stage.serial
        if is_first:
            self.first.emit()
        self.painted.emit()
