"""Paper sizes by their self-describing names (PWG 5101.1, section 5), and which of them a queue really feeds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_NAME: Final = re.compile(r"[a-z]+_[a-z0-9.-]+(?:_[a-z0-9.-]+)*?_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)")
HUNDREDTHS: Final = {"mm": 100.0, "in": 2540.0}

LOOKALIKE: Final = 176
"""CUPS takes a size that differs less than this, in 0.01 mm, from a listed one for the listed one (five points)."""

CUSTOM_LEAST: Final = "custom_min_"
CUSTOM_MOST: Final = "custom_max_"


@dataclass(frozen=True)
class Medium:
    """A paper size in 0.01 mm, as it is fed."""

    width: int
    height: int

    def fits(self, other: Medium, *, within: int = 0) -> bool:
        """Whether both sides are the same to within so many 0.01 mm."""
        return abs(self.width - other.width) <= within and abs(self.height - other.height) <= within


def medium_of(name: str) -> Medium | None:
    """Return the size in a self-describing name; nothing for any other word."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    width, height = (round(float(side) * HUNDREDTHS[found[3]]) for side in found.group(1, 2))
    return Medium(width, height)


def can_feed(offered: Iterable[str], wanted: Medium) -> bool:
    """Whether a queue that offers these names feeds the wanted size itself, and not a similar one in its place."""
    names = tuple(offered)
    limits = {name[: len(CUSTOM_LEAST)]: medium_of(name) for name in names}
    listed = [size for name in names if not _is_limit(name) and (size := medium_of(name)) is not None]
    if any(size.fits(wanted) for size in listed):
        return True
    least, most = limits.get(CUSTOM_LEAST), limits.get(CUSTOM_MOST)
    if least is None or most is None or any(size.fits(wanted, within=LOOKALIKE) for size in listed):
        return False
    return least.width <= wanted.width <= most.width and least.height <= wanted.height <= most.height


def _is_limit(name: str) -> bool:
    return name.startswith((CUSTOM_LEAST, CUSTOM_MOST))
