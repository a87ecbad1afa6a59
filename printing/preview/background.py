"""The schematic of a blank, as types. Lengths in 0.01 mm on the form as it is read, font sizes in 0.01 pt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from printing.fonts import FontRole
from printing.form.elements import Align, Box
from printing.pdf import Colour
from printing.preview.palette import Palette


class Ground(Enum):
    """What lies below everything."""

    WAVES = "waves"
    PLAIN = "plain"


class FrameStyle(Enum):
    """How a frame is drawn."""

    PLAIN = "plain"
    DOUBLE = "double"
    """A thick line and a thin one inside it."""
    ORNAMENT = "ornament"
    """A band of interlaced waves between two lines, with rosettes in its corners."""
    CORNERS = "corners"
    """Only four angles."""


class Side(Enum):
    """Where a caption stands, seen from its element."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, kw_only=True)
class Words:
    """Pre-printed words.

    Attributes:
        spread: the width over which the characters are spread evenly (分散对齐); 0 to set them as they come.
    """

    text: str
    font: FontRole
    size: int
    bold: bool
    colour: Colour
    spread: int = 0


@dataclass(frozen=True, kw_only=True)
class Label:
    """Words at a place; ``x`` is their left end, middle or right end."""

    words: Words
    x: int
    baseline: int
    align: Align


@dataclass(frozen=True, kw_only=True)
class Caption:
    """Words that belong to an element and follow it when it moves.

    Attributes:
        element: the id of the element.
        value: of a tick element, the place it belongs to; empty for the element as a whole.
        gap: between the words and the element's box, or the tick's middle.
        x: where the words begin, instead of by gap; for captions in a column left of elements that are in none.
        align: of captions above and below, along the box.
        underline: draw a rule below each line of the element.
    """

    element: str
    value: str
    words: Words
    side: Side
    gap: int
    x: int | None
    align: Align
    underline: bool


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A rectangle around things.

    Attributes:
        thickness: of its main line.
        band: how wide an ornament is, or how long the angles of corners.
    """

    style: FrameStyle
    box: Box
    thickness: int
    band: int
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class Area:
    """A filled rectangle, such as the head of a card."""

    box: Box
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A line from one point to another."""

    x1: int
    y1: int
    x2: int
    y2: int
    thickness: int
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A frame with lines through it.

    Attributes:
        columns: the x of each line from top to bottom.
        rows: the y of each line from side to side.
    """

    box: Box
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    thickness: int
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class CellRow:
    """The cells of a cells or money-cells element; ``headings`` writes 万 千 百 … 角 分 above those of an amount."""

    element: str
    headings: bool
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class TableHead:
    """The grid of a table element and its headings, one a column.

    Attributes:
        height: of the row of headings, which lies above the element's box.
    """

    element: str
    headings: tuple[Words, ...]
    height: int
    colour: Colour


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Small print, broken into lines; a line break in the text begins another paragraph.

    Attributes:
        leading: from line to line.
        indent: of each paragraph's first line, in characters.
    """

    words: Words
    box: Box
    leading: int
    indent: int


@dataclass(frozen=True, kw_only=True)
class Emblem:
    """Where the blank has the national emblem: a plain circle that says so. The emblem itself is never drawn."""

    x: int
    y: int
    diameter: int


@dataclass(frozen=True, kw_only=True)
class SealPlace:
    """Where a stamp goes by hand: a dashed circle with words."""

    x: int
    y: int
    diameter: int
    text: str


@dataclass(frozen=True, kw_only=True)
class EmptyPlace:
    """An area that the blank keeps free for something, with words that say for what."""

    box: Box
    text: str


@dataclass(frozen=True, kw_only=True)
class Background:
    """The schematic of a blank.

    Attributes:
        size: of words that give none; also of the words 年 月 日 of date elements without a caption.
        font: likewise.
    """

    palette: Palette
    ground: Ground
    size: int
    font: FontRole
    frames: tuple[Frame, ...]
    areas: tuple[Area, ...]
    labels: tuple[Label, ...]
    captions: tuple[Caption, ...]
    rules: tuple[Rule, ...]
    grids: tuple[Grid, ...]
    cells: tuple[CellRow, ...]
    tables: tuple[TableHead, ...]
    paragraphs: tuple[Paragraph, ...]
    emblems: tuple[Emblem, ...]
    seals: tuple[SealPlace, ...]
    places: tuple[EmptyPlace, ...]

    def captions_of(self, element: str) -> tuple[Caption, ...]:
        """Return the captions of one element."""
        return tuple(each for each in self.captions if each.element == element)
