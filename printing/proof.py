"""Proofs on plain A4: the paper says what the register says, and how to check that it did.

Title, sentences, a table, facts, then the closing: code and QR to check it by, issuer and date. What does not fit one
sheet goes on to the next; the closing stands at the foot of the last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from printing.errors import ElementOverflow
from printing.fonts import FontLibrary, FontRole
from printing.overlay import Pdf, chinese_number
from printing.pdf import Colour, PdfSheets, TextStyle
from printing.proof_paper import BOTTOM, HEIGHT, LEFT, MEDIUM, RIGHT, WIDTH, PaperMarks, draw_paper
from printing.qr import encode_qr
from printing.setter import Align, Setter
from printing.specimen import Specimen

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

_BODY_LEADING = 9.4
_CELL_LEADING = 5.4
_CELL_PADDING = 2.2
_FACT_LEADING = 8.4
_FIRST_TOP = 62.0
_NEXT_TOP = 34.0
_CLOSING_TOP = 216.0
_QR_SIDE = 34.0
_ROOM = RIGHT - LEFT


@dataclass(frozen=True)
class ProofColumn:
    """A column of the table: its heading and its share of the width."""

    title: str
    share: float


@dataclass(frozen=True)
class ProofTable:
    """Columns and rows of texts; each row has one text a column. Shares add up to 1."""

    columns: tuple[ProofColumn, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a table whose parts do not match; raises ValueError."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a proof's table needs one text a column")
        if abs(sum(column.share for column in self.columns) - 1) > 0.001:
            raise ValueError("the shares of a proof's columns add up to 1")


@dataclass(frozen=True)
class ProofFact:
    """A label of at most six characters and what stands beside it."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class ProofSheet:
    """Everything a proof says.

    Attributes:
        title: the name of the proof.
        number: of this paper, for the register.
        paragraphs: whole sentences; each is indented.
        table: what the sentences speak of, or None.
        facts: recipient, purpose, scope and the like.
        code: to type in when the QR cannot be scanned; printed in groups of four.
        verify_url: what the QR holds; ASCII.
        verify_at: where the code can be typed in, as people say it.
        issuer: who answers for the proof.
        issued_on: the date under the issuer.
        data_as_of: until when the register's data reach.
        place: the terminal, as people know it.
        printed_at: local time.
        specimen: the mark of the sandbox, or None for a paper that counts.
    """

    title: str
    number: str
    paragraphs: tuple[str, ...]
    table: ProofTable | None
    facts: tuple[ProofFact, ...]
    code: str
    verify_url: str
    verify_at: str
    issuer: str
    issued_on: date
    data_as_of: date
    place: str
    printed_at: datetime
    specimen: Specimen | None = None


def render_proof(sheet: ProofSheet, fonts: FontLibrary) -> Pdf:
    """Set a proof on A4.

    Raises MissingGlyph and ElementOverflow, each naming the part of the proof, and FontError.
    """
    data, count = _set(sheet, fonts, expected=1)
    if count > 1:
        data, count = _set(sheet, fonts, expected=count)
    return Pdf.of(data, sheets=count, medium=MEDIUM)


def _set(sheet: ProofSheet, fonts: FontLibrary, *, expected: int) -> tuple[bytes, int]:
    """Set the proof, saying on each sheet that there are ``expected``; return the file and how many there were."""
    sheets = PdfSheets(width=WIDTH, height=HEIGHT, title=sheet.title)
    flow = _Flow(sheet=sheet, sheets=sheets, fonts=fonts, expected=expected)
    flow.title()
    for paragraph in sheet.paragraphs:
        flow.paragraph(paragraph)
    if sheet.table:
        flow.table(sheet.table)
    for fact in sheet.facts:
        flow.fact(fact)
    flow.closing()
    return sheets.finish(), flow.number


def grouped(code: str) -> str:
    """Return a code in groups of four, as it is read aloud and typed in."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


class _Flow:
    """Goes down a proof's sheets, part by part, and begins a new sheet when one is full."""

    def __init__(self, *, sheet: ProofSheet, sheets: PdfSheets, fonts: FontLibrary, expected: int) -> None:
        self._expected = expected
        self._sheet = sheet
        self._sheets = sheets
        self._fonts = fonts
        self.number = 0
        self._y = 0.0
        self._begin_sheet(_FIRST_TOP)

    def title(self) -> None:
        setter = self._setter("title")
        style = _TITLE
        if setter.width(self._sheet.title, style) > _ROOM:
            raise ElementOverflow(element="title", detail=f"{len(self._sheet.title)} characters")
        setter.put(self._sheets, WIDTH / 2, 45, self._sheet.title, style, Align.CENTRE)

    def paragraph(self, text: str) -> None:
        setter = self._setter("paragraph")
        lines = setter.lines("　　" + text, _BODY, _ROOM)
        for n, line in enumerate(lines):
            self._need(_BODY_LEADING)
            if n == len(lines) - 1:
                setter.put(self._sheets, LEFT, self._y + 6.4, line, _BODY)
            else:
                setter.put_justified(self._sheets, LEFT, self._y + 6.4, line, _BODY, _ROOM)
            self._y += _BODY_LEADING
        self._y += 0.8

    def table(self, table: ProofTable) -> None:
        self._y += 2.5
        titles = tuple(column.title for column in table.columns)
        self._row(table, titles, head=True)
        for row in table.rows:
            if self._need(self._row_height(table, row, _CELL)):
                self._row(table, titles, head=True)
            self._row(table, row, head=False)
        self._y += 5.0

    def fact(self, fact: ProofFact) -> None:
        setter = self._setter(f"fact {fact.label}")
        column = 34.0
        lines = setter.lines(fact.value, _BODY, _ROOM - column)
        for n, line in enumerate(lines):
            self._need(_FACT_LEADING)
            if n == 0:
                setter.put(self._sheets, LEFT, self._y + 6, fact.label, replace(_BODY, colour=_SOFT))
            setter.put(self._sheets, LEFT + column, self._y + 6, line, _BODY)
            self._y += _FACT_LEADING

    def closing(self) -> None:
        if self._y + _FACT_LEADING > _CLOSING_TOP:
            self._begin_sheet(_NEXT_TOP)
        # Nothing may be added between the text and the closing; papers of offices say so in these words.
        self._setter("end").put(self._sheets, WIDTH / 2, self._y + 9, "（以下空白）", _SMALL, Align.CENTRE)
        self._check_block()
        self._seal_block()

    def _check_block(self) -> None:
        sheet, top = self._sheet, _CLOSING_TOP + 10
        symbol = encode_qr(sheet.verify_url)
        module = _QR_SIDE / symbol.across
        self._sheets.areas([(LEFT, top, _QR_SIDE, _QR_SIDE)], colour=Colour(1, 1, 1))
        self._sheets.modules(symbol.bars(), x=LEFT, y=top, size=module)
        self._sheets.box(LEFT, top, _QR_SIDE, _QR_SIDE, thickness=0.2, colour=_LINE)
        setter, x = self._setter("code"), LEFT + _QR_SIDE + 5
        setter.put(self._sheets, x, top + 5, "验证码", _SMALL)
        setter.put(self._sheets, x, top + 12.2, grouped(sheet.code), _CODE)
        hint = f"扫二维码，或到{sheet.verify_at}输入验证码，可核对本证明的真伪和内容。"
        for n, line in enumerate(setter.lines(hint, _SMALL, 44)):
            setter.put(self._sheets, x, top + 19 + 4.8 * n, line, _SMALL)

    def _seal_block(self) -> None:
        sheet, setter, middle = self._sheet, self._setter("issuer"), RIGHT - 30
        style = _STRONG
        lines = setter.lines(sheet.issuer, style, 62)
        top = _CLOSING_TOP + 24 - 8 * (len(lines) - 1)
        for n, line in enumerate(lines):
            setter.put(self._sheets, middle, top + 8 * n, line, style, Align.CENTRE)
        day = sheet.issued_on
        words = f"{chinese_number(day.year)}年{chinese_number(day.month)}月{chinese_number(day.day)}日"
        setter.put(self._sheets, middle, _CLOSING_TOP + 34, words, _BODY, Align.CENTRE)

    def _row(self, table: ProofTable, texts: tuple[str, ...], *, head: bool) -> None:
        style = _HEAD if head else _CELL
        height = self._row_height(table, texts, style)
        self._need(height)
        if head:
            self._sheets.areas([(LEFT, self._y, _ROOM, height)], colour=_TINT)
        x = LEFT
        for column, text in zip(table.columns, texts, strict=True):
            width = column.share * _ROOM
            self._sheets.box(x, self._y, width, height, thickness=0.18, colour=_LINE)
            self._cell(x, width, height, text, style)
            x += width
        self._y += height

    def _cell(self, x: float, width: float, height: float, text: str, style: TextStyle) -> None:
        setter = self._setter("table")
        lines = setter.lines(text, style, width - 2 * _CELL_PADDING)
        top = self._y + (height - len(lines) * _CELL_LEADING) / 2
        for n, line in enumerate(lines):
            baseline = top + n * _CELL_LEADING + 4.1
            if len(lines) == 1 or style is _HEAD:
                setter.put(self._sheets, x + width / 2, baseline, line, style, Align.CENTRE)
            else:
                setter.put(self._sheets, x + _CELL_PADDING, baseline, line, style)

    def _row_height(self, table: ProofTable, texts: tuple[str, ...], style: TextStyle) -> float:
        setter = self._setter("table")
        counts = [
            len(setter.lines(text, style, column.share * _ROOM - 2 * _CELL_PADDING))
            for column, text in zip(table.columns, texts, strict=True)
        ]
        return max(counts) * _CELL_LEADING + 2 * _CELL_PADDING

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
            foot=f"{sheet.place}　打印于 {sheet.printed_at:%Y-%m-%d %H:%M}　数据截至 {sheet.data_as_of:%Y-%m-%d}",
            sheet=self.number,
            sheets=self._expected,
            specimen=sheet.specimen,
        )
        draw_paper(self._sheets, marks, self._fonts)
        self._y = top

    def _setter(self, element: str) -> Setter:
        return Setter(self._fonts, FontRole.SONG, element)
