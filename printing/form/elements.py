"""The elements of a form: a closed set of what can be printed at a place.

Lengths are integers in 0.01 mm from the form's top left corner as it is read, y down; font sizes are integers in
0.01 pt. Text hangs on its *baseline*: from a box top, five PDF libraries put the same text up to 1.6 mm apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from printing.align import Align as Align
from printing.fonts import FontRole
from printing.form.condition import Condition


class Fit(Enum):
    """What to do with a text that is wider than its box."""

    REFUSE = "refuse"
    SHRINK = "shrink"
    """Condense, then reduce the size, both to a floor, then refuse."""
    WRAP = "wrap"
    """Shrink on one line; then on the wrapped lines; then refuse. For names."""
    FLOW = "flow"
    """Break over the wrapped lines first, then shrink, then refuse. For addresses and scopes."""


class Script(Enum):
    """How the numbers of a date are written."""

    ARABIC = "arabic"
    CHINESE = "chinese"
    """二〇二六 三 十八, as on signed documents."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the form, in 0.01 mm."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """How a value is set.

    Attributes:
        role: whose voice.
        size: font size in 0.01 pt.
        floor: smallest size that shrinking may reach.
        condense: narrowest horizontal scaling in percent that shrinking may reach.
        spacing: extra advance after each character, in 0.01 pt.
    """

    role: FontRole
    size: int
    floor: int
    condense: int
    spacing: int = 0


@dataclass(frozen=True, kw_only=True)
class Place:
    """What every element has.

    Attributes:
        id: unique in its form; failures and the technician's nudges go by it.
        box: its ink stays inside.
        when: the test that must hold for it to be printed; absent for always.
    """

    id: str
    box: Box
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Field(Place):
    """A place that takes a value of one data key.

    Attributes:
        data: the key under which the portal brings the value.
        required: refuse the print when it is missing.
    """

    data: str
    required: bool


@dataclass(frozen=True, kw_only=True)
class TextElement(Field):
    """A value on one line, or on a few when it has to wrap.

    Attributes:
        sample: the longest value that really occurs.
        blank: what is printed for a value that is not there, for example ※※※※※※.
        baseline: of the one line.
        wrapped: baselines when the text wraps; empty unless ``fit`` is WRAP or FLOW.
    """

    sample: str
    blank: str
    baseline: int
    wrapped: tuple[int, ...]
    lettering: Lettering
    fit: Fit
    align: Align


@dataclass(frozen=True, kw_only=True)
class LinesElement(Field):
    """A long value as a block of lines: a scope of business, the marks of a plot. Line breaks of the value are kept.

    Attributes:
        baseline: of the first line.
        leading: from line to line; a smaller size closes the lines up and gains some.
        blank: what is printed for a value that is not there.
        closing: printed behind the text where it fits, for example （以下空白）.
    """

    sample: str
    blank: str
    closing: str
    baseline: int
    leading: int
    lettering: Lettering
    align: Align


@dataclass(frozen=True, kw_only=True)
class VerticalElement(Field):
    """A value from top to bottom, one character below the other, columns from right to left.

    Marks are turned or moved as in vertical setting; Latin letters and digits stand upright, one a place.

    Attributes:
        axes: the x of each column's middle, the first one used first.
        pitch: from character to character; shrinking closes it up.
    """

    sample: str
    blank: str
    axes: tuple[int, ...]
    pitch: int
    lettering: Lettering


@dataclass(frozen=True)
class DatePart:
    """The place of a year, month or day, whose words 年 月 日 are pre-printed."""

    x: int
    width: int


@dataclass(frozen=True, kw_only=True)
class DateElement(Field):
    """A date split over three places on one baseline; each number is centred in its place.

    Attributes:
        padded: write 03 for March; Arabic numbers only.
    """

    sample: str
    baseline: int
    lettering: Lettering
    script: Script
    padded: bool
    year: DatePart
    month: DatePart
    day: DatePart


@dataclass(frozen=True, kw_only=True)
class DayElement(Field):
    """A whole date with its words: 2026年3月18日, 二〇二六年三月十八日.

    Attributes:
        padded: write 2026年03月18日; Arabic numbers only.
    """

    sample: str
    baseline: int
    lettering: Lettering
    script: Script
    padded: bool
    align: Align


@dataclass(frozen=True, kw_only=True)
class CellsElement(Field):
    """One character a cell, centred: numbers that are copied by hand and by eye.

    Attributes:
        pitch: distance of neighbouring cells; the first begins at the box's left.
        count: cells; the value must have exactly as many characters.
    """

    sample: str
    baseline: int
    lettering: Lettering
    pitch: int
    count: int


@dataclass(frozen=True, kw_only=True)
class MoneyCellsElement(Field):
    """An amount in Arabic digits, one a cell, the last two cells for 角 and 分, with ￥ before the first digit.

    Attributes:
        sample: in yuan with two decimals.
        pitch: as of cells.
        count: cells, the two for 角 and 分 included.
    """

    sample: str
    baseline: int
    lettering: Lettering
    pitch: int
    count: int


@dataclass(frozen=True, kw_only=True)
class MoneyWordsElement(Field):
    """An amount in the capital numerals of the banks: 壹佰万元整 (rules of 《支付结算办法》 annex 1).

    Attributes:
        sample: in yuan with two decimals.
        prefix: stands before it, for example 人民币; may be empty.
    """

    sample: str
    prefix: str
    baseline: int
    lettering: Lettering
    fit: Fit
    align: Align


@dataclass(frozen=True)
class TickPlace:
    """Where the mark goes for one value."""

    value: str
    x: int
    baseline: int


@dataclass(frozen=True, kw_only=True)
class TickElement(Field):
    """A mark at one of several places; the value says at which.

    Attributes:
        mark: the character printed, centred on the place's x.
    """

    sample: str
    mark: str
    places: tuple[TickPlace, ...]
    lettering: Lettering


@dataclass(frozen=True, kw_only=True)
class PhotoElement(Field):
    """A photo that fills its box; what stands over is cut off evenly.

    Attributes:
        min_dpi: fewest dots per inch at the box's size.
    """

    min_dpi: int


@dataclass(frozen=True, kw_only=True)
class SealElement(Field):
    """The picture of a seal, whole and centred in its box; text below it stays readable."""


@dataclass(frozen=True, kw_only=True)
class QrElement(Field):
    """A QR symbol filling a square box, its quiet zone included."""

    sample: str


@dataclass(frozen=True, kw_only=True)
class Code128Element(Field):
    """A Code 128 symbol as wide as its box, its quiet zones included (ISO/IEC 15417)."""

    sample: str


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    x: int
    width: int
    align: Align


@dataclass(frozen=True, kw_only=True)
class TableElement(Field):
    """Rows of texts under pre-printed headings.

    Attributes:
        sample: rows, one text a column.
        baseline: of the first row.
        pitch: from row to row.
        count: most rows; more refuse the print.
        closing: printed in the first column of the row after the last, where one is free, for example 以下空白.
    """

    sample: tuple[tuple[str, ...], ...]
    closing: str
    columns: tuple[Column, ...]
    baseline: int
    pitch: int
    count: int
    lettering: Lettering


@dataclass(frozen=True, kw_only=True)
class ConstantElement(Place):
    """A text that is always printed because the blank lacks it."""

    text: str
    baseline: int
    lettering: Lettering
    align: Align


_Written: TypeAlias = (
    TextElement
    | LinesElement
    | VerticalElement
    | DateElement
    | DayElement
    | CellsElement
    | MoneyCellsElement
    | MoneyWordsElement
    | TickElement
    | TableElement
)
Filled: TypeAlias = _Written | PhotoElement | SealElement | QrElement | Code128Element
"""What takes a value."""

Lettered: TypeAlias = _Written | ConstantElement
"""What is set in letters."""

Element: TypeAlias = Filled | ConstantElement
