"""The table of a proof: how high a row is, and where its texts stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from printing.errors import ElementOverflow
from printing.pdf import Colour, PdfSheets, TextStyle
from printing.proof_paper import LEFT, RIGHT
from printing.proof_sheet import ProofTable
from printing.setter import Align, Setter

_AMOUNT: Final = re.compile(r"-?[0-9,]+\.[0-9]{2}")
_ASCENT: Final = 4.1
"""mm from the top of a line to its baseline."""

_HEAD_AIR: Final = 1.2
"""mm beside a heading, which stands in the middle and may come nearer to its border than a text."""


@dataclass(frozen=True, kw_only=True)
class TableLook:
    """How a table is set; mm where nothing else is said."""

    cell: TextStyle
    head: TextStyle
    leading: float
    padding: float
    line: Colour
    tint: Colour


class TableSetter:
    """Measures and sets the rows of one table."""

    def __init__(self, *, table: ProofTable, setter: Setter, look: TableLook) -> None:
        self._table = table
        self._setter = setter
        self._look = look
        self._widths = tuple(column.share * (RIGHT - LEFT) for column in table.columns)
        self._sides = tuple(self._side(number) for number in range(len(table.columns)))

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(column.title for column in self._table.columns)

    def head_height(self) -> float:
        """Return the height of the headings."""
        return self._height(
            [self._heading(title, width) for title, width in zip(self.titles, self._widths, strict=True)]
        )

    def row_height(self, row: tuple[str, ...], *, room: float) -> float:
        """Return the height of a row; raises ElementOverflow when it is higher than ``room``."""
        height = self._height([self._lines(text, width) for text, width in zip(row, self._widths, strict=True)])
        if height > room:
            raise ElementOverflow(element="table", detail=f"a row of {height:.0f} mm")
        return height

    def put_head(self, sheets: PdfSheets, y: float) -> None:
        """Set the headings with their upper edge at ``y``."""
        x, height = LEFT, self.head_height()
        for title, width in zip(self.titles, self._widths, strict=True):
            lines = self._heading(title, width)
            sheets.areas([(x, y, width, height)], colour=self._look.tint)
            self._cell(sheets, (x, y, width, height), lines, self._look.head, Align.CENTRE)
            x += width

    def put_row(self, sheets: PdfSheets, y: float, row: tuple[str, ...], height: float) -> None:
        """Set a row of this height with its upper edge at ``y``."""
        x = LEFT
        for text, width, side in zip(row, self._widths, self._sides, strict=True):
            self._cell(sheets, (x, y, width, height), self._lines(text, width), self._look.cell, side)
            x += width

    def _side(self, number: int) -> Align:
        """Amounts of money stand with their points below each other; texts at the left once one has two lines."""
        texts = [row[number] for row in self._table.rows if row[number]]
        if texts and all(_AMOUNT.fullmatch(text) for text in texts):
            return Align.RIGHT
        several = any(len(self._lines(text, self._widths[number])) > 1 for text in texts)
        return Align.LEFT if several else Align.CENTRE

    def _heading(self, title: str, width: float) -> list[str]:
        """Break a heading, before the unit in brackets at its end if it has one."""
        room = width - 2 * _HEAD_AIR
        lines = self._setter.lines(title, self._look.head, room)
        words, bracket, unit = title.rpartition("（")
        if len(lines) > 1 and words and title.endswith("）"):
            parts = (words, bracket + unit)
            return [line for part in parts for line in self._setter.lines(part, self._look.head, room)]
        return lines

    def _lines(self, text: str, width: float) -> list[str]:
        return self._setter.lines(text, self._look.cell, width - 2 * self._look.padding)

    def _height(self, cells: list[list[str]]) -> float:
        return max(len(lines) for lines in cells) * self._look.leading + 2 * self._look.padding

    def _cell(
        self,
        sheets: PdfSheets,
        box: tuple[float, float, float, float],
        lines: list[str],
        style: TextStyle,
        side: Align,
    ) -> None:
        x, y, width, height = box
        sheets.box(x, y, width, height, thickness=0.18, colour=self._look.line)
        at = {
            Align.LEFT: x + self._look.padding,
            Align.CENTRE: x + width / 2,
            Align.RIGHT: x + width - self._look.padding,
        }[side]
        # The leading is a little more than the letters; half of what is over stands above them.
        top = y + (height - len(lines) * self._look.leading) / 2 + (self._look.leading - 5.4) / 2
        for n, line in enumerate(lines):
            self._setter.put(sheets, at, top + n * self._look.leading + _ASCENT, line, style, side)
