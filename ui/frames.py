"""When the window was painted, and which screen was on it: for measuring, and to wait for what is really to be seen."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtQuick import QQuickWindow

from ui.stage import Stage

KEPT: Final = 2000
TURNS_KEPT: Final = 200


@dataclass(frozen=True)
class Turn:
    """The first painted frame that shows another page than the frame before; on the monotonic clock, in seconds."""

    page: str
    painted_at: float


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
        self._turns: deque[Turn] = deque(maxlen=TURNS_KEPT)
        self.serial = -1
        window.frameSwapped.connect(self._note)

    def since(self, moment: float) -> list[float]:
        """Return the times of the frames painted after a moment, both on the monotonic clock, in seconds."""
        return [time for time in self._times if time > moment]

    def turns_since(self, moment: float) -> list[Turn]:
        """Return the pages that came on after a moment on the monotonic clock, in seconds."""
        return [turn for turn in self._turns if turn.painted_at > moment]

    def _note(self) -> None:
        is_first = not self._times
        now = self._clock()
        self._times.append(now)
        self.serial = self._stage.serial
        if not self._turns or self._turns[-1].page != self._stage.page:
            self._turns.append(Turn(self._stage.page, now))
        if is_first:
            self.first.emit()
        self.painted.emit()
