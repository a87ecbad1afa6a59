"""Where a line of text stands."""

from __future__ import annotations

from enum import Enum


class Align(Enum):
    """Which part of a line stands at its place: the left end, the middle or the right end."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"

    @property
    def share(self) -> float:
        """How much of a line, or of the white beside it, lies left of that part."""
        match self:
            case Align.LEFT:
                return 0.0
            case Align.CENTRE:
                return 0.5
            case Align.RIGHT:
                return 1.0
