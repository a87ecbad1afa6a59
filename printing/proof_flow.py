"""Sets a proof part by part, down one sheet and on to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from printing.errors import ElementOverflow
from printing.fonts import FontLibrary, FontRole
from printing.overlay import chinese_number
from printing.pdf import WHITE, Colour, PdfSheets, TextStyle
from printing.proof_paper import BOTTOM, LEFT, RIGHT, WIDTH, PaperMarks, draw_paper
from printing.proof_sheet import ProofFact, ProofSheet, ProofTable, grouped
from printing.proof_table import TableLook, TableSetter
from printing.qr import encode_qr
from printing.setter import Align, Setter

_INK = Colour.of("#0F252B")
_SOFT = Colour.of("#394E55")
_LINE = Colour.of("#5C7076")
_TINT = Colour.of("#EAF2EE")

_TITLE = TextStyle(size=27, bold=0.03, spacing=5, colour=_INK)
_BODY = TextStyle(size=14, bold=0.008, colour=_INK)
_STRONG = replace(_BODY, bold=0.022)
_CELL = TextStyle(size=11, bold=0.008, colour=_INK)
_HEAD = replace(_CELL, bold=0.025)
_SMALL = TextStyle(size=9, colour=_SOFT)
_CODE = TextStyle(size=15, bold=0.02, spacing=0.8, colour=_INK)

_FIRST_TOP = 62.0
_NEXT_TOP = 34.0
_CLOSING_TOP = 222.0
_QR_SIDE = 34.0
_ROOM = RIGHT - LEFT
_LABEL_ROOM = 34.0
_BEFORE_TABLE, _AFTER_TABLE = 2.5, 5.0
_CODE_ROOM = 58.0
_NARROWEST = 0.6
"""Of a label's letters, as a share of their width."""

_MOST_HINT_LINES = 4
_MOST_ISSUER_LINES = 3


@dataclass(frozen=True, kw_only=True)
class Density:
    """How far apart things stand, in mm: from line to line, and within a table's cell from its border."""

    body: float
    fact: float
    cell: float
    padding: float


REGULAR = Density(body=9.4, fact=8.4, cell=5.4, padding=2.2)
TIGHT = Density(body=8.0, fact=7.2, cell=5.0, padding=1.4)


class Flow:
    """Goes down a proof's sheets and begins a new sheet when one is full.

    Args of the constructor:
        expected: how many sheets each says there are.
        takes_over: whether the last part begins a new sheet, so that the closing has company there.

    Attributes:
        number: of the sheet reached.
        lonely: whether the closing stands on a sheet without any part of the proof.
    """

    def __init__(
        self,
        *,
        sheet: ProofSheet,
        sheets: PdfSheets,
        fonts: FontLibrary,
        expected: int,
        density: Density,
        takes_over: bool,
    ) -> None:
        self._expected = expected
        self._sheet = sheet
        self._sheets = sheets
        self._fonts = fonts
        self._density = density
        self._takes_over = takes_over
        self.number = 0
        self.lonely = False
        self._y = 0.0
        self._begin_sheet(_FIRST_TOP)

    def run(self) -> None:
        """Set everything; raises MissingGlyph and ElementOverflow, each naming the part, and FontError."""
        self._title()
        parts = list(self._parts())
        for n, put in enumerate(parts):
            if self._takes_over and 0 < n == len(parts) - 1:
                self._begin_sheet(_NEXT_TOP)
            put()
        self._closing()

    def _parts(self) -> Iterator[Callable[[], None]]:
        """Return what sets each part of the text: a paragraph, a row or a fact."""
        for text in self._sheet.paragraphs:
            yield partial(self._paragraph, text)
        if self._sheet.table:
            yield from self._rows(self._sheet.table)
        for fact in self._sheet.facts:
            yield partial(self._fact, fact)

    def _title(self) -> None:
        setter = self._setter("title")
        if setter.width(self._sheet.title, _TITLE) > _ROOM:
            raise ElementOverflow(element="title", detail=f"{len(self._sheet.title)} characters")
        setter.put(self._sheets, WIDTH / 2, 45, self._sheet.title, _TITLE, Align.CENTRE)

    def _paragraph(self, text: str) -> None:
        setter = self._setter("paragraph")
        lines = setter.lines("　　" + text, _BODY, _ROOM)
        for n, line in enumerate(lines):
            self._need(self._density.body)
            if n == len(lines) - 1:
                setter.put(self._sheets, LEFT, self._y + 6.4, line, _BODY)
            else:
                setter.put_justified(self._sheets, LEFT, self._y + 6.4, line, _BODY, _ROOM)
            self._y += self._density.body
        self._y += 0.8

    def _fact(self, fact: ProofFact) -> None:
        setter = self._setter(f"fact {fact.label}")
        squeeze = min(1.0, (_LABEL_ROOM - 1.0) / max(1.0, setter.width(fact.label, _BODY)))
        if squeeze < _NARROWEST:
            raise ElementOverflow(element="fact", detail=f"a label of {len(fact.label)} characters")
        label = replace(_BODY, colour=_SOFT, squeeze=squeeze)
        for n, line in enumerate(setter.lines(fact.value, _BODY, _ROOM - _LABEL_ROOM)):
            self._need(self._density.fact)
            if n == 0:
                setter.put(self._sheets, LEFT, self._y + 6, fact.label, label)
            setter.put(self._sheets, LEFT + _LABEL_ROOM, self._y + 6, line, _BODY)
            self._y += self._density.fact

    def _rows(self, table: ProofTable) -> Iterator[Callable[[], None]]:
        look = TableLook(
            cell=_CELL,
            head=_HEAD,
            leading=self._density.cell,
            padding=self._density.padding,
            line=_LINE,
            tint=_TINT,
        )
        setter = TableSetter(table=table, setter=self._setter("table"), look=look)
        yield partial(self._table_begins, setter, table.rows[0] if table.rows else None)
        for n, row in enumerate(table.rows):
            yield partial(self._row, setter, row, last=n == len(table.rows) - 1)

    def _table_begins(self, table: TableSetter, first: tuple[str, ...] | None) -> None:
        """Set the headings where there is room for them and the first row."""
        self._y += _BEFORE_TABLE
        first_height = table.row_height(first, room=self._row_room(table)) if first else 0.0
        self._need(table.head_height() + first_height)
        self._head(table)
        if first is None:
            self._y += _AFTER_TABLE

    def _row(self, table: TableSetter, row: tuple[str, ...], *, last: bool) -> None:
        height = table.row_height(row, room=self._row_room(table))
        if self._need(height) or self._y == _NEXT_TOP:
            self._head(table)
        table.put_row(self._sheets, self._y, row, height)
        self._y += height + (_AFTER_TABLE if last else 0.0)

    def _head(self, table: TableSetter) -> None:
        table.put_head(self._sheets, self._y)
        self._y += table.head_height()

    def _row_room(self, table: TableSetter) -> float:
        return BOTTOM - _NEXT_TOP - table.head_height()

    def _closing(self) -> None:
        if self._y + self._density.fact > _CLOSING_TOP:
            self._begin_sheet(_NEXT_TOP)
            self.lonely = True
        # Nothing may be added between the text and the closing; papers of offices say so in these words.
        self._setter("end").put(self._sheets, WIDTH / 2, self._y + 6.5, "（以下空白）", _SMALL, Align.CENTRE)
        self._check_block()
        self._seal_block()

    def _check_block(self) -> None:
        sheet, top = self._sheet, _CLOSING_TOP + 10
        symbol = encode_qr(sheet.verify_url)
        module = _QR_SIDE / symbol.across
        self._sheets.areas([(LEFT, top, _QR_SIDE, _QR_SIDE)], colour=WHITE)
        self._sheets.modules(symbol.bars(), x=LEFT, y=top, size=module)
        self._sheets.box(LEFT, top, _QR_SIDE, _QR_SIDE, thickness=0.2, colour=_LINE)
        setter, x = self._setter("code"), LEFT + _QR_SIDE + 5
        setter.put(self._sheets, x, top + 5, "验证码", _SMALL)
        if setter.width(grouped(sheet.code), _CODE) > _CODE_ROOM:
            raise ElementOverflow(element="code", detail=f"{len(sheet.code)} characters")
        setter.put(self._sheets, x, top + 12.2, grouped(sheet.code), _CODE)
        hint = setter.lines(f"扫二维码，或到{sheet.verify_at}输入验证码，可核对本证明的真伪和内容。", _SMALL, 44)
        if len(hint) > _MOST_HINT_LINES:
            raise ElementOverflow(element="code", detail=f"{len(sheet.verify_at)} characters of where to check")
        for n, line in enumerate(hint):
            setter.put(self._sheets, x, top + 19 + 4.8 * n, line, _SMALL)

    def _seal_block(self) -> None:
        sheet, setter, middle = self._sheet, self._setter("issuer"), RIGHT - 30
        lines = setter.lines(sheet.issuer, _STRONG, 62)
        if len(lines) > _MOST_ISSUER_LINES:
            raise ElementOverflow(element="issuer", detail=f"{len(sheet.issuer)} characters")
        top = _CLOSING_TOP + 24 - 8 * (len(lines) - 1)
        for n, line in enumerate(lines):
            setter.put(self._sheets, middle, top + 8 * n, line, _STRONG, Align.CENTRE)
        day = sheet.issued_on
        words = f"{chinese_number(day.year)}年{chinese_number(day.month)}月{chinese_number(day.day)}日"
        setter.put(self._sheets, middle, _CLOSING_TOP + 34, words, _BODY, Align.CENTRE)

    def _need(self, height: float) -> bool:
        """Begin a new sheet unless this one has room for ``height`` mm; tell whether it did."""
        if self._y + height <= BOTTOM:
            return False
        self._begin_sheet(_NEXT_TOP)
        return True

    def _begin_sheet(self, top: float) -> None:
        if self.number:
            self._sheets.next_sheet()
        self.number += 1
        sheet = self._sheet
        marks = PaperMarks(
            title=sheet.title,
            number=sheet.number,
            code=grouped(sheet.code),
            place=sheet.place,
            times=f"打印于 {sheet.printed_at:%Y-%m-%d %H:%M}　数据截至 {sheet.data_as_of:%Y-%m-%d}",
            sheet=self.number,
            sheets=self._expected,
            specimen=sheet.specimen,
        )
        draw_paper(self._sheets, marks, self._fonts)
        self._y = top

    def _setter(self, element: str) -> Setter:
        return Setter(self._fonts, FontRole.SONG, element)
