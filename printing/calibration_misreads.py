"""Which reading was mistyped: the one that goes with all others least.

Each side is looked at by itself, with a shift of its own for every sheet, so that a sheet that lay a little off hides
no slip of the finger. The reading whose removal shrinks what is left over most is set aside, as long as it lies far
from where the others put it; then the next.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

MISREAD_MM: Final = 0.7
"""Slips are whole millimetres or more: a line of the ruler miscounted, digits swapped."""
_TIMES_THE_REST: Final = 4.0
"""Standard deviations of the other readings."""
_AS_GOOD: Final = 0.98
_MOST: Final = 4
"""Slips a side that are named; with more, the technician begins anew."""
ODD_SHEET_MM: Final = 1.0
"""Four times the jitter of a sound printer along the feed (printing.md, section 6: 0.25 mm)."""

Vector = tuple[float, float]


class Side(Enum):
    """The edge from which a reading was taken."""

    LEFT = 0
    TOP = 1


@dataclass(frozen=True)
class Observation:
    """One cross on one sheet: where it was meant to be, and where it was read; mm."""

    sheet: int
    mark: int
    meant: Vector
    read: Vector


@dataclass(frozen=True, kw_only=True)
class Misread:
    """A reading that does not go with the others; sheets count from 1, lengths are in mm."""

    sheet: int
    mark: int
    side: Side
    read: float
    expected: float


@dataclass(frozen=True, kw_only=True)
class OddSheet:
    """A sheet that lies apart from the others as a whole, by so many mm; it should be printed again."""

    sheet: int
    by: float


def find_misreads(seen: Sequence[Observation]) -> tuple[Misread, ...]:
    """Return the readings that were most probably mistyped, the farthest first."""
    found = [misread for side in Side for misread in _on_side(seen, side)]
    return tuple(sorted(found, key=lambda misread: -abs(misread.read - misread.expected)))


def find_odd_sheet(shifts: Mapping[int, Vector]) -> OddSheet | None:
    """Return the one sheet of three or more that lies far from all others, which lie together."""
    if len(shifts) < 3:
        return None
    found = []
    for sheet, (x, y) in shifts.items():
        others = [shift for other, shift in shifts.items() if other != sheet]
        x0, y0 = (sum(values) / len(others) for values in zip(*others, strict=True))
        spread = max(math.hypot(u - x0, v - y0) for u, v in others)
        found.append((math.hypot(x - x0, y - y0), spread, sheet))
    by, spread, sheet = max(found)
    return OddSheet(sheet=sheet, by=by) if by > ODD_SHEET_MM and spread < by / 3 else None


def _on_side(seen: Sequence[Observation], side: Side) -> list[Misread]:
    kept, found = list(seen), list[Misread]()
    while len(found) < _MOST:
        worst = _worst(kept, side)
        if worst is None:
            break
        each, expected = worst
        found.append(
            Misread(sheet=each.sheet, mark=each.mark, side=side, read=each.read[side.value], expected=expected)
        )
        kept.remove(each)
    return found


def _worst(kept: Sequence[Observation], side: Side) -> tuple[Observation, float] | None:
    """Return the reading that goes least with the others, and what the others say in its place."""
    free = len(kept) - len({each.sheet for each in kept}) - 3
    rows = _centred(kept, side)
    sxx = sum(x * x for x, _, _, _ in rows)
    syy = sum(y * y for _, y, _, _ in rows)
    sxy = sum(x * y for x, y, _, _ in rows)
    size = sxx * syy - sxy * sxy
    if free < 1 or size < 1e-6 * (sxx + syy) ** 2:
        return None
    sx, sy = sum(x * v for x, _, v, _ in rows), sum(y * v for _, y, v, _ in rows)
    p, q = (sx * syy - sy * sxy) / size, (sy * sxx - sx * sxy) / size
    gains: list[tuple[float, Observation, float]] = []
    whole = 0.0
    for each, (x, y, value, count) in zip(kept, rows, strict=True):
        left = value - p * x - q * y
        whole += left * left
        # What stays free of the reading itself: one minus its leverage.
        own = 1 - 1 / count - (x * x * syy - 2 * x * y * sxy + y * y * sxx) / size
        if own > 1e-6:
            gains.append((left * left / own, each, left / own))
    gains.sort(key=lambda gain: -gain[0])
    best, each, off = gains[0]
    # On a single sheet a slip at one corner looks exactly like one at the corner opposite.
    if len(gains) > 1 and gains[1][0] > _AS_GOOD * best:
        return None
    others = math.sqrt(max(whole - best, 0.0) / free)
    if abs(off) < MISREAD_MM or abs(off) < _TIMES_THE_REST * others:
        return None
    return each, each.read[side.value] - off


def _centred(kept: Sequence[Observation], side: Side) -> list[tuple[float, float, float, int]]:
    """Return place and error of each reading about its sheet's means, and how many readings the sheet has."""
    means = {}
    for sheet in {each.sheet for each in kept}:
        own = [(*each.meant, _error(each, side)) for each in kept if each.sheet == sheet]
        means[sheet] = ([sum(values) / len(own) for values in zip(*own, strict=True)], len(own))
    rows = []
    for each in kept:
        (x0, y0, v0), count = means[each.sheet]
        rows.append((each.meant[0] - x0, each.meant[1] - y0, _error(each, side) - v0, count))
    return rows


def _error(each: Observation, side: Side) -> float:
    return each.read[side.value] - each.meant[side.value]
