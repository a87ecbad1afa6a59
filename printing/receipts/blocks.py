"""The parts that a slip is drawn of; they know no printer.

``element`` names the block of the layout that a part comes from, for errors.
"""

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
    CENTRE = "centre"


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text, broken into as many lines as it needs; further lines are indented by ``hang`` columns."""

    text: str
    size: Size = Size.NORMAL
    side: Side = Side.LEFT
    bold: bool = False
    hang: int = 0
    element: str = ""


@dataclass(frozen=True, kw_only=True)
class Ends:
    """A text at the left end and one at the right end of a line; more lines when they do not fit one."""

    left: str
    right: str
    bold: bool = False
    element: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A line across the slip; heavy or fine."""

    heavy: bool = False


@dataclass(frozen=True, kw_only=True)
class Gap:
    """White, in dots."""

    dots: int


@dataclass(frozen=True, kw_only=True)
class Qr:
    """A QR symbol in the middle."""

    url: str
    element: str = ""


@dataclass(frozen=True, kw_only=True)
class QrWithCode:
    """A QR symbol at the left, and beside it a code to type in, in groups of four."""

    url: str
    label: str
    code: str
    element: str = ""


Block: TypeAlias = Words | Ends | Rule | Gap | Qr | QrWithCode
