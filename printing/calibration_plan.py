"""What a calibration sheet has on it and where: five numbered crosses with verniers, and a code that names the sheet.

The drawer, the technician with a ruler and the reader of scans all go by this plan. Lengths are in mm, the origin is
the sheet's top left corner as it is fed, y downwards.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from printing.errors import CalibrationError
from printing.form.media import medium_named

ARM_MM: Final = 8.0
"""How far a cross reaches to the left and upwards; nothing else is printed close to these two arms."""
VERNIER_MM: Final = 9.0
"""Ten divisions of 0.9 mm, to the right and downwards: the tenth of a millimetre is the division that meets a line of
the ruler (ISO 13385-1 callipers read the same way)."""
VERNIER_DIVISIONS: Final = 10
SHEETS_OF_A_RUN: Final = 3
"""Five marks on three sheets are the knee of the curve: beyond, sheet-to-sheet jitter dominates (printing.md, 6)."""
TEST_SHEET: Final = 0
"""The number of a sheet that is printed with the correction, to see that it works."""
FARTHEST_MM: Final = 15.0
"""A mark that lies further than this from its place was not printed by a sound printer, or not read rightly."""

_SMALLEST_SIDE_MM: Final = 50.0
_SMALL_BELOW_MM: Final = 90.0
_INSET_MM: Final = 20.0
_SMALL_INSET_MM: Final = (12.0, 14.0)
"""Left and top, right and bottom: the verniers to the right and below need more room than the arms."""


@dataclass(frozen=True)
class Mark:
    """Where the centre of a numbered cross is meant to be."""

    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Reading:
    """How far the centre of a cross lies from the sheet's left and top edge, in mm."""

    left: float
    top: float


class ReadingDoubt(Enum):
    """Why a reading cannot be right; asked at once, while the ruler still lies there."""

    OUT_OF_SHEET = "out-of-sheet"
    SWAPPED = "swapped"
    """Left and top were given the other way round."""
    OTHER_MARK = "other-mark"
    """It fits another cross."""
    TOO_FAR = "too-far"
    """No sound printer puts the cross there."""


@dataclass(frozen=True)
class SheetPlan:
    """The crosses of a medium.

    Attributes:
        medium: PWG name.
        width: of the sheet as it is fed, in mm; height likewise.
        marks: 1 top left, 2 top right, 3 in the middle, 4 bottom left, 5 bottom right.
    """

    medium: str
    width: float
    height: float
    marks: tuple[Mark, ...]

    def mark(self, number: int) -> Mark:
        """Return one cross; raises KeyError."""
        for mark in self.marks:
            if mark.number == number:
                return mark
        raise KeyError(number)

    def doubt(self, number: int, reading: Reading) -> ReadingDoubt | None:
        """Return why a reading of this cross cannot be right; none when it may be."""
        if not (0 <= reading.left <= self.width and 0 <= reading.top <= self.height):
            swapped = self._near(number, Reading(reading.top, reading.left))
            return ReadingDoubt.SWAPPED if swapped else ReadingDoubt.OUT_OF_SHEET
        if self._near(number, reading):
            return None
        if self._near(number, Reading(reading.top, reading.left)):
            return ReadingDoubt.SWAPPED
        others = (mark.number for mark in self.marks if mark.number != number)
        return ReadingDoubt.OTHER_MARK if any(self._near(n, reading) for n in others) else ReadingDoubt.TOO_FAR

    def _near(self, number: int, reading: Reading) -> bool:
        mark = self.mark(number)
        return math.hypot(reading.left - mark.x, reading.top - mark.y) <= FARTHEST_MM


def plan_sheet(medium: str) -> SheetPlan:
    """Return the plan for a medium by its PWG name.

    Raises:
        CalibrationError: ``CALIBRATION_MEDIUM_UNFIT`` when the name has no size or the sheet is too small.
    """
    try:
        named = medium_named(medium)
    except ValueError as error:
        raise CalibrationError("CALIBRATION_MEDIUM_UNFIT", str(error)) from error
    width, height = named.width / 100, named.height / 100
    if min(width, height) < _SMALLEST_SIDE_MM:
        raise CalibrationError("CALIBRATION_MEDIUM_UNFIT", f"{medium} is smaller than {_SMALLEST_SIDE_MM:.0f} mm")
    small = min(width, height) < _SMALL_BELOW_MM
    near, far = _SMALL_INSET_MM if small else (_INSET_MM, _INSET_MM)
    right, bottom = width - far, height - far
    places = [(near, near), (right, near), (width / 2, height / 2), (near, bottom), (right, bottom)]
    marks = tuple(Mark(number, x, y) for number, (x, y) in enumerate(places, start=1))
    return SheetPlan(medium, width, height, marks)


@dataclass(frozen=True, kw_only=True)
class SheetId:
    """What the code on a sheet says.

    Attributes:
        place: a short digest of printer, tray and medium.
        number: which sheet of the run, from 1; :data:`TEST_SHEET` for a test sheet.
        printed: the day.
    """

    place: str
    number: int
    printed: date

    @classmethod
    def of(cls, *, printer: str, source: str, medium: str, number: int, printed: date) -> SheetId:
        """Return the id of a sheet; ``number`` is one digit."""
        digest = hashlib.sha256("\n".join((printer, source, medium)).encode()).digest()
        return cls(place=base64.b32encode(digest[:5]).decode("ascii"), number=number, printed=printed)

    def text(self) -> str:
        """Return the code's text: 17 characters of QR's alphanumeric set, so that the symbol stays the smallest."""
        return f"C1{self.place}{self.number}{self.printed:%y%m%d}"

    @classmethod
    def read(cls, text: str) -> SheetId | None:
        """Return what a code's text says; none when it is not that of a calibration sheet."""
        found = re.fullmatch(r"C1([A-Z2-7]{8})(\d)(\d\d)(\d\d)(\d\d)", text)
        if not found:
            return None
        year, month, day = (int(part) for part in found.groups()[2:])
        try:
            printed = date(2000 + year, month, day)
        except ValueError:
            return None
        return cls(place=found[1], number=int(found[2]), printed=printed)


@dataclass(frozen=True)
class Area:
    """A rectangle of a sheet, in mm."""

    x: float
    y: float
    width: float
    height: float


def free_areas(plan: SheetPlan) -> tuple[Area, Area]:
    """Return the two largest areas without crosses: above and below the middle one, or beside it on a wide sheet."""
    first, middle, last = plan.marks[0], plan.marks[2], plan.marks[4]
    before, after = ARM_MM + 1.0, VERNIER_MM + 3.0
    rim = 5.0
    if plan.height >= plan.width:
        above = Area(rim, first.y + after, plan.width - 2 * rim, middle.y - before - first.y - after)
        return above, Area(rim, middle.y + after, above.width, last.y - before - middle.y - after)
    inner = (first.x + after, last.x - before - first.x - after)
    height = middle.y - before - rim
    return Area(inner[0], rim, inner[1], height), Area(inner[0], middle.y + after, inner[1], height - 3.0)


@dataclass(frozen=True)
class CodePlace:
    """Where the code stands: the top left of its symbol without the quiet zone, and the side of a module, in mm."""

    x: float
    y: float
    module: float


CODE_MODULES: Final = 21
"""Along a side of the smallest symbol (ISO/IEC 18004, version 1)."""
_LARGEST_MODULE_MM: Final = 1.0


def code_place(plan: SheetPlan) -> CodePlace:
    """Return where the code of a sheet stands, at the left of its upper free area."""
    area = free_areas(plan)[0]
    module = min(_LARGEST_MODULE_MM, area.height / CODE_MODULES)
    wide = plan.width > plan.height or plan.width < _SMALL_BELOW_MM
    left = area.x + 1.0 if wide else plan.marks[0].x
    return CodePlace(left, area.y + min(6.0, (area.height - module * CODE_MODULES) / 2), module)
