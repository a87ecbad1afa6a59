"""Tells a card that lies at the edge of the field from one that is lifted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

VANISHINGS: Final = 2
WINDOW_S: Final = 15.0
"""Nobody lays a card down and lifts it again unread twice within 15 s, and then once more; a card at the edge of the
field comes and goes like that."""


class Position:
    """Counts how often a card vanished before it was read.

    Args of the constructor:
        clock: seconds, monotonic.
    """

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._vanished: deque[float] = deque(maxlen=VANISHINGS)

    @property
    def is_bad(self) -> bool:
        """Whether cards have vanished so often of late that the resident should move theirs to the middle."""
        recent = [when for when in self._vanished if self._clock() - when <= WINDOW_S]
        return len(recent) == VANISHINGS

    def note_vanished(self) -> None:
        """Note that a card went out of sight before it was read."""
        self._vanished.append(self._clock())

    def note_read(self) -> None:
        """Note that a card was read: it lies well."""
        self._vanished.clear()
