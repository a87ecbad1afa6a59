"""The parts that a slip is laid out of; they know no printer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Size(Enum):
    """Text sizes of a slip, as multiples of the ROM's cell."""

    NORMAL = 1
    LARGE = 2


class Side(Enum):
    """Where a line stands."""

    LEFT = "left"
    CENTRE = "center"


@dataclass(frozen=True)
class Words:
    """A text, broken into as many lines as it needs; further lines are indented by ``hang`` columns."""

    text: str
    size: Size = Size.NORMAL
    side: Side = Side.LEFT
    bold: bool = False
    hang: int = 0


@dataclass(frozen=True)
class Ends:
    """A text at the left end and one at the right end of a line; two lines when they do not fit one."""

    left: str
    right: str
    bold: bool = False


@dataclass(frozen=True)
class Rule:
    """A line across the slip; heavy or fine."""

    heavy: bool = False


@dataclass(frozen=True)
class Gap:
    """White, in dots."""

    dots: int


@dataclass(frozen=True)
class Qr:
    """A QR symbol in the middle."""

    url: str


@dataclass(frozen=True)
class QrWithCode:
    """A QR symbol at the left, and beside it a code to type in, in groups of four."""

    url: str
    label: str
    code: str


Block: TypeAlias = Words | Ends | Rule | Gap | Qr | QrWithCode


def field(label: str, value: str, *, bold: bool = False) -> Words:
    """Return ``label：value`` with further lines under the value."""
    text = f"{label}：{value}"
    return Words(text, bold=bold, hang=2 * (len(label) + 1))
