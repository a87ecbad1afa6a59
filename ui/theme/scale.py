"""Sizes: from the window's pixels and the screen's millimetres to the unit and the type roles. Pure; knows no Qt.

Measures in look.md are *design pixels*: one is 0.3113 mm on its 27-inch reference screen, which shows 1080 x 1920 of
them. One unit is the number of window pixels for one design pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
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

    @property
    def unit(self) -> float:
        """Window pixels for one design pixel, so that the whole layout fits."""
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
    CAPPED = "capped"
    """Up to 34 px: the six keys of the aid bar share one row (look.md section 6)."""
    NONE = "none"


@dataclass(frozen=True)
class Role:
    """One type role: design pixels at 100 %, line height in em, and how it grows."""

    px: float
    line: float
    growth: Growth


ROLES: Final = {
    "number": Role(400, 1.0, Growth.NONE),
    "hero": Role(152, 1.30, Growth.NONE),
    "verb": Role(116, 1.30, Growth.NONE),
    "promise": Role(48, 1.62, Growth.HALF),
    "start": Role(66, 1.30, Growth.NONE),
    "heroLatin": Role(112, 1.25, Growth.NONE),
    "display": Role(84, 1.30, Growth.HALF),
    "hail": Role(120, 1.30, Growth.NONE),
    "title": Role(74, 1.30, Growth.HALF),
    "question": Role(60, 1.30, Growth.HALF),
    "figure": Role(64, 1.30, Growth.HALF),
    "fact": Role(54, 1.35, Growth.HALF),
    "lead": Role(46, 1.40, Growth.FULL),
    "body": Role(38, 1.50, Growth.FULL),
    "second": Role(34, 1.50, Growth.FULL),
    "small": Role(30, 1.40, Growth.FULL),
    "aid": Role(30, 1.30, Growth.CAPPED),
    "pager": Role(36, 1.30, Growth.HALF),
    "placeName": Role(32, 1.30, Growth.NONE),
    "fine": Role(28, 1.40, Growth.NONE),
}


@dataclass(frozen=True)
class TypeSize:
    """A type role made real, in window pixels.

    Attributes:
        size: em.
        line: fixed height of one line.
        lift: how far a label must be lifted to look centred in a key; Noto's characters sit low in their line box.
    """

    size: int
    line: float
    lift: float


AID_CAP_PX: Final = 34.0


def _factor(role: Role, percent: float) -> float:
    match role.growth:
        case Growth.FULL:
            return percent
        case Growth.HALF:
            return 1 + (percent - 1) / 2
        case Growth.CAPPED:
            return min(percent, AID_CAP_PX / role.px)
        case Growth.NONE:
            return 1.0


def type_size(role: Role, *, glass: Glass, text_size: TextSize) -> TypeSize:
    """Work out a role for a window and a chosen text size."""
    percent = text_size.value / 100
    factor = _factor(role, percent)
    floor = glass.px(LEAST_CAPITAL_MM) / CAPITAL
    size = round(max(role.px * factor * glass.unit, floor))
    return TypeSize(size=size, line=round(size * role.line), lift=size * FACE_MIDDLE - size * role.line / 2)


def is_elder(text_size: TextSize) -> bool:
    """Whether two columns become one and keys stand one above the other (look.md sections 3 and 7)."""
    return text_size.value >= TextSize.LARGER.value
