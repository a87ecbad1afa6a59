"""Straight lines in a scan, found to a few hundredths of a millimetre: thin printed lines, and the edge of a sheet.

Both are looked for in the frame of the sheet, of which the place on the glass is roughly known (a pose). Many short
profiles across the line give a point each, and the line is what most of the points agree on, so that dust, a torn
corner or a tick of a scale moves nothing.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from printing.calibration import Affine
from printing.scan import Point, Scan

_INK_STEP_MM: Final = 0.04
_INK_REACH_MM: Final = 0.7
_ALONG_MM: Final = 0.15
_FAINTEST_INK: Final = 25.0
"""Grey levels below the paper; a printed line is 60 and more even at 200 dpi."""
_INK_AGREES_MM: Final = 0.06

_EDGE_STEP_MM: Final = 0.1
_FAINTEST_EDGE: Final = 6.0
"""Grey levels: the shadow that a sheet of 80 g/m² casts under a white lid is 10 and more."""
_EDGE_LOOKS_MM: Final = 1.0
_EDGE_AGREES_MM: Final = 0.12
_FEWEST: Final = 6

At = Callable[[float, float], Point]
"""From along and across a line to a point of the sheet."""


@dataclass(frozen=True)
class Line:
    """``across = at + slope * along``, in mm."""

    at: float
    slope: float

    def across(self, along: float) -> float:
        """Return how far across the line is at some way along."""
        return self.at + self.slope * along


def ink_line(scan: Scan, pose: Affine, at: At, *, start: float, end: float) -> Line | None:
    """Return the middle of a thin dark line that runs close to ``across`` 0; none when there is none."""
    points = []
    count = round((end - start) / _ALONG_MM)
    for number in range(count + 1):
        along = start + (end - start) * number / count
        across = _middle_of_ink(scan, pose, at, along)
        if across is not None:
            points.append((along, across))
    return _agreed(points, _INK_AGREES_MM, fewest=max(_FEWEST, count // 2))


def edge_line(
    scan: Scan, pose: Affine, at: At, *, start: float, end: float, inside: float, outside: float
) -> Line | None:
    """Return where the sheet ends; none when nothing shows it.

    ``across`` grows outwards; it is looked at from ``inside``, a negative number on blank paper, to ``outside``.
    """
    points = []
    count = int(end - start)
    profiles = [_profile(scan, pose, at, start + number, inside, outside) for number in range(count + 1)]
    for first in range(0, count - 3, 2):
        # A cut-off profile is a sheet that goes beyond the glass there.
        five = profiles[first : first + 5]
        grey = [sum(values) / 5 for values in zip(*five, strict=False)]
        place = _first_step(grey)
        if place is not None:
            points.append((start + first + 2, inside + place * _EDGE_STEP_MM))
    return _agreed(points, _EDGE_AGREES_MM, fewest=max(_FEWEST, count // 5))


def _middle_of_ink(scan: Scan, pose: Affine, at: At, along: float) -> float | None:
    """Return the centroid of the darkness across a line."""
    steps = round(_INK_REACH_MM / _INK_STEP_MM)
    places = [number * _INK_STEP_MM for number in range(-steps, steps + 1)]
    grey = [scan.value(*pose.apply(*at(along, across))) for across in places]
    known = [value for value in grey if value is not None]
    if len(known) < len(grey):
        return None
    paper = statistics.median(known)
    deepest = paper - min(known)
    if deepest < _FAINTEST_INK:
        return None
    dark = [max(0.0, paper - value - 0.15 * deepest) for value in known]
    return sum(place * ink for place, ink in zip(places, dark, strict=True)) / sum(dark)


def _profile(scan: Scan, pose: Affine, at: At, along: float, inside: float, outside: float) -> list[float]:
    """Return grey values across the edge, from inside out, as far as the picture goes."""
    values = []
    for number in range(round((outside - inside) / _EDGE_STEP_MM) + 1):
        value = scan.value(*pose.apply(*at(along, inside + number * _EDGE_STEP_MM)))
        if value is None:
            break
        values.append(value)
    return values


def _first_step(grey: Sequence[float]) -> float | None:
    """Return where grey values first leave those of the paper for good, and there change most: in steps."""
    blank, looks = round(1.5 / _EDGE_STEP_MM), round(_EDGE_LOOKS_MM / _EDGE_STEP_MM)
    if len(grey) < blank + 3:
        return None
    paper = statistics.median(grey[:blank])
    for number in range(blank // 2, len(grey) - 2):
        if abs(sum(grey[number : number + 3]) / 3 - paper) > _FAINTEST_EDGE:
            break
    else:
        return None
    # Steepest, not half way: how dark a shadow would be without the blur, and so its half, nobody knows.
    falls = [abs(grey[step + 1] - grey[step - 1]) for step in range(1, len(grey) - 1)]
    close = range(max(1, number - looks // 2), min(number + looks, len(falls) - 1))
    steepest = max(close, key=lambda step: falls[step])
    before, top, after = falls[steepest - 1], falls[steepest], falls[steepest + 1]
    bend = before - 2 * top + after
    return steepest + 1 + (0.5 * (before - after) / bend if bend < 0 else 0.0)


def _agreed(points: Sequence[Point], within: float, *, fewest: int) -> Line | None:
    """Return the line through the most points, refined by least squares over those; none when too few agree."""
    if len(points) < fewest:
        return None
    # Every third with every third is enough to hit two good points, and few enough for pure Python.
    some = points[:: max(1, len(points) // 16)]
    pairs = [_through(one, other) for one, other in itertools.combinations(some, 2)]
    best = max(pairs, key=lambda line: len(_near(points, line, within)))
    for _ in range(2):
        near = _near(points, best, within)
        if len(near) < fewest:
            return None
        best = _least_squares(near)
    return best


def _near(points: Sequence[Point], line: Line, within: float) -> list[Point]:
    return [(along, across) for along, across in points if abs(across - line.across(along)) <= within]


def _through(one: Point, other: Point) -> Line:
    slope = (other[1] - one[1]) / (other[0] - one[0])
    return Line(one[1] - slope * one[0], slope)


def _least_squares(points: Sequence[Point]) -> Line:
    fitted = statistics.linear_regression(*zip(*points, strict=True))
    return Line(fitted.intercept, fitted.slope)
