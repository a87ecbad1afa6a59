"""Sizes: from the window's pixels and the screen's millimetres to the unit and the type roles. Pure; knows no Qt.

Measures in look.md are *design pixels*: one is 0.3113 mm on its 27-inch reference screen, which shows 1080 x 1920 of
them. One unit is the number of window pixels for one design pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from kiosk.visit.preferences import TextSize

SHORT_SIDE: Final = 1080.0
LONG_SIDE: Final = 1920.0
DESIGN_MM: Final = 0.3113
"""Millimetres of one design pixel (look.md, first paragraph)."""

LEAST_CAPITAL_MM: Final = 5.0
"""No text a resident must read has smaller capitals (ui.md part D, "chosen")."""
CAPITAL: Final = 0.733
"""Height of a capital in em (look.md section 3)."""
LEAST_TARGET_MM: Final = 20.0
LEAST_ELDER_TARGET_MM: Final = 25.0
LEAST_GAP_MM: Final = 4.0

FACE_MIDDLE: Final = 0.78
"""From the top of Noto's line box to the middle of a Chinese character, in em: ascent 1.16 less half of 0.88 - 0.12."""

FACE_LINE: Final = 1.448
"""Noto's natural line box in em; the last line of a text is never lower than that, however low its lines are set."""


@dataclass(frozen=True)
class Glass:
    """The window as it is: its size in device-independent pixels and the millimetres of one of them."""

    width: float
    height: float
    mm_per_px: float

    @property
    def portrait(self) -> bool:
        """Whether it stands upright."""
        return self.height >= self.width

    @cached_property
    def unit(self) -> float:
        """Window pixels for one design pixel, so that the whole layout fits; every page asks for it 300 times."""
        short, long = sorted((self.width, self.height))
        return min(short / SHORT_SIDE, long / LONG_SIDE)

    def px(self, mm: float) -> float:
        """Window pixels of a physical length."""
        return mm / self.mm_per_px


def reference_glass(width: float, height: float) -> Glass:
    """Take a window for the 27-inch screen of the design, whatever monitor really shows it (sandbox and tests)."""
    unit = Glass(width, height, 1.0).unit
    return Glass(width, height, DESIGN_MM / unit)


class Growth(Enum):
    """How a type role follows the chosen text size (look.md section 3)."""

    FULL = "full"
    HALF = "half"
    NONE = "none"


@dataclass(frozen=True)
class Role:
    """One type role: design pixels at 100 %, line height in em, how it grows, and how far at most, in design pixels."""

    px: float
    line: float
    growth: Growth
    most: float = 400.0


ROLES: Final = {
    "number": Role(400, 1.0, Growth.NONE),
    "numberWide": Role(270, 1.0, Growth.NONE),
    "hero": Role(152, 1.30, Growth.NONE),
    "heroLatin": Role(112, 1.25, Growth.NONE),
    "promise": Role(48, 1.62, Growth.NONE),
    "start": Role(66, 1.30, Growth.NONE),
    "startLatin": Role(58, 1.30, Growth.NONE),
    "hallName": Role(40, 1.50, Growth.NONE),
    "hallClock": Role(88, 1.30, Growth.NONE),
    "hallSecond": Role(36, 1.50, Growth.NONE),
    "verb": Role(116, 1.30, Growth.NONE),
    "hail": Role(120, 1.30, Growth.NONE),
    "display": Role(84, 1.30, Growth.HALF, 120),
    "title": Role(74, 1.30, Growth.HALF, 104),
    "question": Role(60, 1.30, Growth.HALF, 104),
    "figure": Role(64, 1.30, Growth.HALF),
    "fact": Role(54, 1.35, Growth.HALF),
    "entry": Role(56, 1.30, Growth.HALF, 62),
    "lead": Role(46, 1.40, Growth.FULL),
    "body": Role(38, 1.50, Growth.FULL),
    "second": Role(34, 1.50, Growth.FULL),
    "small": Role(30, 1.40, Growth.FULL),
    "aid": Role(30, 1.30, Growth.FULL, 34),
    "pager": Role(36, 1.30, Growth.FULL, 46),
    "placeName": Role(32, 1.30, Growth.NONE),
    "fine": Role(28, 1.40, Growth.NONE),
}
"""The roles of look.md section 3, and those of the attract page and the aid bar, which have no room to grow."""

KEY_LINE: Final = 1.22
"""Line height in em of a key's label when it takes two lines."""


@dataclass(frozen=True)
class TypeSize:
    """A type role made real, in window pixels.

    Attributes:
        size: em.
        line: fixed height of one line; key_line: the same within a key.
        lift, key_lift: how far words must be lifted to look centred; Noto's characters sit low in their line box.
    """

    size: int
    line: float
    lift: float
    key_line: float
    key_lift: float


def type_size(role: Role, *, glass: Glass, text_size: TextSize) -> TypeSize:
    """Work out a role for a window and a chosen text size."""
    percent = text_size.value / 100
    factor = {Growth.FULL: percent, Growth.HALF: 1 + (percent - 1) / 2, Growth.NONE: 1.0}[role.growth]
    floor = glass.px(LEAST_CAPITAL_MM) / CAPITAL
    size = round(max(min(role.px * factor, role.most) * glass.unit, floor))
    line, key_line = round(size * role.line), round(size * KEY_LINE)
    natural = size * FACE_LINE
    middle = size * FACE_MIDDLE
    return TypeSize(
        size=size,
        line=line,
        lift=middle - max(line, natural) / 2,
        key_line=key_line,
        key_lift=middle - max(key_line, natural) / 2,
    )


def is_elder(text_size: TextSize) -> bool:
    """Whether two columns become one and keys stand one above the other (look.md sections 3 and 7)."""
    return text_size.value >= TextSize.LARGER.value
