"""From readings of crosses to a calibration: the six-parameter map that fits them best, and how far to trust it.

What is left over after the fit has three causes, which are told apart because they mean different things. A *sheet*
lies a little shifted and turned (jitter of the feed; nothing corrects it, and it hits every certificate too). A *cross*
lies off on all sheets alike (what no six numbers can describe: a bent feed path). The rest is the eye at the ruler,
which moves no certificate.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from printing.calibration import Affine, Calibration
from printing.calibration_misreads import Misread, Observation, OddSheet, find_misreads, find_odd_sheet
from printing.calibration_plan import Mark, Reading
from printing.errors import CalibrationError

GREEN_MM: Final = 0.5
AMBER_MM: Final = 1.0
"""The worst residual for each verdict (printing.md, section 6: with these, 72 % and 99 % of sound printers pass)."""
FEWEST_MARKS: Final = 3
_THINNEST_MM: Final = 3.0
"""Root mean square distance of the crosses from the line that passes closest to them; fewer mm is a line."""

SheetReadings = Mapping[int, Reading]
"""The readings of one sheet, by the crosses' numbers."""
Vector = tuple[float, float]


class Verdict(Enum):
    """What a calibration is good for."""

    GREEN = "green"
    AMBER = "amber"
    """Good for forms whose fields have 1 mm of room around them; also what can be said at best without a second sheet,
    or with no more crosses than the map has numbers for."""
    OFF = "off"


@dataclass(frozen=True, kw_only=True)
class CalibrationFit:
    """A fitted map and what is left over; lengths in mm.

    ``residual_max`` answers the question of a certificate: how far from its place did a mark come out on one of these
    sheets, once the map is undone? It is the worst, over sheets and crosses, of the sheet's own shift and turn at that
    cross plus the cross's mean residual. The mean residual of the crosses alone would call a printer green whose sheets
    jump by 2 mm, since the jumps cancel in the mean; each single residual would blame the printer for the eye at the
    ruler, whose error (about 0.15 mm) no certificate ever sees.

    Attributes:
        measured: intended mm to printed mm.
        residual_max: as above.
        residual_rms: root mean square of the same.
        jitter: standard deviation of the sheets' shifts along an axis; None with one sheet, which cannot show it.
        reading: standard deviation of a single reading along an axis; None with one sheet.
        marks: the crosses that were read on a sheet, at least.
        sheets: how many.
        misreads: readings that do not go with the others, worst first; to be measured again.
        odd_sheet: a sheet that lies apart from the others as a whole.
    """

    measured: Affine
    residual_max: float
    residual_rms: float
    jitter: float | None
    reading: float | None
    marks: int
    sheets: int
    misreads: tuple[Misread, ...] = ()
    odd_sheet: OddSheet | None = None

    @property
    def verdict(self) -> Verdict:
        """What it is good for; ``OFF`` also when no sound printer has such a map."""
        if self.residual_max > AMBER_MM or not self.is_sound:
            return Verdict.OFF
        proven = self.sheets > 1 and self.marks > FEWEST_MARKS
        return Verdict.GREEN if self.residual_max <= GREEN_MM and proven else Verdict.AMBER

    @property
    def is_sound(self) -> bool:
        """Whether a sound printer can have this map."""
        try:
            self.calibration()
        except CalibrationError:
            return False
        return True

    def calibration(self) -> Calibration:
        """Return the calibration; raises CalibrationError when no sound printer has this map."""
        return Calibration(self.measured)


def fit_calibration(marks: Iterable[Mark], sheets: Sequence[SheetReadings]) -> CalibrationFit:
    """Fit the readings of one or more sheets by least squares.

    Raises:
        CalibrationError: ``CALIBRATION_TOO_FEW_MARKS`` when there is no sheet, or one has fewer than three crosses or
            only crosses on one line. KeyError for a number that no cross has.
    """
    meant = {mark.number: (mark.x, mark.y) for mark in marks}
    seen = [
        Observation(sheet, number, meant[number], (reading.left, reading.top))
        for sheet, readings in enumerate(sheets, start=1)
        for number, reading in sorted(readings.items())
    ]
    _refuse_too_few(sheets, meant)
    measured = fit_affine([each.meant for each in seen], [each.read for each in seen])
    left = {(each.sheet, each.mark): _minus(each.read, measured.apply(*each.meant)) for each in seen}
    motions = _motions(seen, left, alone=len(sheets) == 1)
    moved = {(each.sheet, each.mark): motions[each.sheet].apply(*each.meant) for each in seen}
    still = {key: _minus(left[key], moved[key]) for key in left}
    of_marks = {number: _mean([still[key] for key in still if key[1] == number]) for _, number in still}
    lasting = {key: _plus(moved[key], of_marks[key[1]]) for key in still}
    rest = [_minus(still[key], of_marks[key[1]]) for key in still]
    sizes = [math.hypot(*error) for error in lasting.values()]
    shifts = {sheet: _mean([left[key] for key in left if key[0] == sheet]) for sheet in motions}
    misreads = find_misreads(seen)
    return CalibrationFit(
        measured=measured,
        residual_max=max(sizes),
        residual_rms=_rms(sizes),
        jitter=_jitter(list(shifts.values())),
        reading=_deviation(rest, free=2 * len(seen) - 2 * len(of_marks) - 3 * (len(sheets) - 1)),
        marks=min(map(len, sheets)),
        sheets=len(sheets),
        misreads=misreads,
        odd_sheet=None if misreads else find_odd_sheet(shifts),
    )


def fit_affine(meant: Sequence[Vector], read: Sequence[Vector]) -> Affine:
    """Return the map of least squares from points to points; at least three that are not on one line."""
    # About the centres the normal equations fall apart into two unknowns an axis.
    x0, y0 = _mean(meant)
    u0, v0 = _mean(read)
    sxx = sum((x - x0) ** 2 for x, _ in meant)
    syy = sum((y - y0) ** 2 for _, y in meant)
    sxy = sum((x - x0) * (y - y0) for x, y in meant)
    size = sxx * syy - sxy * sxy

    def slopes(values: Sequence[float]) -> Vector:
        sx = sum((x - x0) * value for (x, _), value in zip(meant, values, strict=True))
        sy = sum((y - y0) * value for (_, y), value in zip(meant, values, strict=True))
        return (sx * syy - sy * sxy) / size, (sy * sxx - sx * sxy) / size

    a, c = slopes([u - u0 for u, _ in read])
    b, d = slopes([v - v0 for _, v in read])
    return Affine(a=a, b=b, c=c, d=d, e=u0 - a * x0 - c * y0, f=v0 - b * x0 - d * y0)


@dataclass(frozen=True)
class _Motion:
    """A small shift and turn of a sheet about a point."""

    about: Vector
    shift: Vector
    turn: float

    def apply(self, x: float, y: float) -> Vector:
        """Return how far it moves a point."""
        return self.shift[0] - self.turn * (y - self.about[1]), self.shift[1] + self.turn * (x - self.about[0])


def _motions(seen: Sequence[Observation], left: Mapping[tuple[int, int], Vector], *, alone: bool) -> dict[int, _Motion]:
    """Return how each sheet lay; one sheet alone has nothing to lie apart from."""
    motions = {}
    for sheet in dict.fromkeys(each.sheet for each in seen):
        own = [(each.meant, left[each.sheet, each.mark]) for each in seen if each.sheet == sheet]
        x0, y0 = _mean([meant for meant, _ in own])
        shift = _mean([error for _, error in own])
        lever = sum((x - x0) ** 2 + (y - y0) ** 2 for (x, y), _ in own)
        turned = sum((x - x0) * v - (y - y0) * u for (x, y), (u, v) in own)
        motions[sheet] = _Motion((x0, y0), (0.0, 0.0), 0.0) if alone else _Motion((x0, y0), shift, turned / lever)
    return motions


def _refuse_too_few(sheets: Sequence[SheetReadings], meant: Mapping[int, Vector]) -> None:
    if not sheets:
        raise CalibrationError("CALIBRATION_TOO_FEW_MARKS", "no sheet was read")
    for number, readings in enumerate(sheets, start=1):
        if len(readings) < FEWEST_MARKS:
            detail = f"sheet {number}: {len(readings)} marks, wanted {FEWEST_MARKS} or more"
            raise CalibrationError("CALIBRATION_TOO_FEW_MARKS", detail)
        if _thickness([meant[each] for each in readings]) < _THINNEST_MM:
            raise CalibrationError("CALIBRATION_TOO_FEW_MARKS", f"sheet {number}: its marks lie on one line")


def _thickness(points: Sequence[Vector]) -> float:
    """Return the root mean square distance of points from the line closest to them."""
    x0, y0 = _mean(points)
    xx = _mean_of((x - x0) ** 2 for x, _ in points)
    yy = _mean_of((y - y0) ** 2 for _, y in points)
    xy = _mean_of((x - x0) * (y - y0) for x, y in points)
    across = (xx + yy) / 2 - math.hypot((xx - yy) / 2, xy)
    return math.sqrt(max(across, 0.0))


def _jitter(shifts: Sequence[Vector]) -> float | None:
    middle = _mean(shifts)
    return _deviation([_minus(shift, middle) for shift in shifts], free=2 * (len(shifts) - 1))


def _deviation(errors: Sequence[Vector], *, free: int) -> float | None:
    """Return the standard deviation along an axis, with so many degrees of freedom."""
    return math.sqrt(sum(x * x + y * y for x, y in errors) / free) if free > 0 else None


def _rms(values: Sequence[float]) -> float:
    return math.sqrt(_mean_of(value * value for value in values))


def _mean_of(values: Iterable[float]) -> float:
    kept = list(values)
    return math.fsum(kept) / len(kept)


def _mean(vectors: Sequence[Vector]) -> Vector:
    return _mean_of(x for x, _ in vectors), _mean_of(y for _, y in vectors)


def _plus(one: Vector, other: Vector) -> Vector:
    return one[0] + other[0], one[1] + other[1]


def _minus(one: Vector, other: Vector) -> Vector:
    return one[0] - other[0], one[1] - other[1]
