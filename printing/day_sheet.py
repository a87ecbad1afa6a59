"""The daily sheet of the blanks (空白证照日结单) on plain A4: what staff sign at the end of the day.

Black on white, without ground and micro-text: it is a working paper of the hall, not a document for residents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from printing.fonts import FontLibrary, FontRole
from printing.overlay.order import Pdf
from printing.pdf import Colour, PdfSheets, TextStyle
from printing.setter import Align, Setter

MEDIUM: Final = "iso_a4_210x297mm"
"""PWG 5101.1 name."""

_WIDTH, _HEIGHT = 210.0, 297.0
_LEFT, _RIGHT = 20.0, 190.0
_TOP, _BOTTOM = 24.0, 266.0
_ROOM = _RIGHT - _LEFT
_INK = Colour.of("#000000")
_SOFT = Colour.of("#444444")
_LINE = Colour.of("#555555")
_TINT = Colour.of("#EEEEEE")

_TITLE = TextStyle(size=20, bold=0.03, spacing=3, colour=_INK)
_FORM = TextStyle(size=12.5, bold=0.025, colour=_INK)
_CELL = TextStyle(size=9.5, colour=_INK)
_HEAD = replace(_CELL, bold=0.025)
_SMALL = TextStyle(size=9, colour=_SOFT)

_LEADING = 4.8
_PADDING = 1.6
_BALANCE_SHARES = (0.155, 0.155, 0.155, 0.155, 0.155, 0.225)
_SPOILED_SHARES = (0.2, 0.22, 0.32, 0.14, 0.12)


@dataclass(frozen=True)
class SpoiledLine:
    """A blank that was spoiled, in the words of the sheet."""

    serial: str
    reason: str
    note: str
    who: str
    at: str


@dataclass(frozen=True, kw_only=True)
class FormDay:
    """One form's part of the sheet.

    Attributes:
        name, id: of the form.
        next_serial: what should lie on top of the stack; empty for an empty one.
        loaded, used: ranges of serials as people write them.
        destroyed_later: blanks that came out on an earlier day; no part of the balance.
        doubtful: serials of prints of which nobody can say whether they came out.
    """

    name: str
    id: str
    opening: int
    loaded_count: int
    used_count: int
    closing: int
    next_serial: str
    loaded: tuple[str, ...]
    used: tuple[str, ...]
    spoiled: tuple[SpoiledLine, ...]
    destroyed_later: tuple[SpoiledLine, ...]
    doubtful: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BlankDaySheet:
    """Everything the sheet says; ``printed_at`` is local time."""

    place: str
    terminal: str
    day: date
    printed_at: datetime
    forms: tuple[FormDay, ...]


def render_day_sheet(sheet: BlankDaySheet, fonts: FontLibrary) -> Pdf:
    """Set the sheet on A4; raises MissingGlyph and FontError."""
    data, count = _set(sheet, fonts, expected=1)
    if count > 1:
        data, count = _set(sheet, fonts, expected=count)
    return Pdf.of(data, sheets=count, medium=MEDIUM)


def _set(sheet: BlankDaySheet, fonts: FontLibrary, *, expected: int) -> tuple[bytes, int]:
    sheets = PdfSheets(width=_WIDTH, height=_HEIGHT, title="空白证照日结单")
    flow = _Flow(sheet=sheet, sheets=sheets, fonts=fonts, expected=expected)
    flow.head()
    for form in sheet.forms:
        flow.form(form)
    flow.closing()
    return sheets.finish(), flow.number


class _Flow:
    """Goes down the sheets and begins a new one when one is full."""

    def __init__(self, *, sheet: BlankDaySheet, sheets: PdfSheets, fonts: FontLibrary, expected: int) -> None:
        self._sheet = sheet
        self._sheets = sheets
        self._setter = Setter(fonts, FontRole.SONG, "daily sheet")
        self._expected = expected
        self.number = 0
        self._y = 0.0
        self._begin_sheet()

    def head(self) -> None:
        sheet = self._sheet
        self._put(_WIDTH / 2, self._y + 7, "空白证照日结单", _TITLE, Align.CENTRE)
        self._put(_LEFT, self._y + 16, f"{sheet.place}　终端 {sheet.terminal}", _CELL)
        day = f"{sheet.day.year} 年 {sheet.day.month} 月 {sheet.day.day} 日"
        self._put(_RIGHT, self._y + 16, day, _HEAD, Align.RIGHT)
        self._sheets.line([(_LEFT, self._y + 18.5), (_RIGHT, self._y + 18.5)], thickness=0.4, colour=_LINE)
        self._y += 24
        if not sheet.forms:
            self._put(_LEFT, self._y + 5, "本日没有空白证照，也没有进出。", _CELL)
            self._y += 10

    def form(self, form: FormDay) -> None:
        self._need(34)
        self._put(_LEFT, self._y + 5, form.name, _FORM)
        self._put(_RIGHT, self._y + 5, form.id, _SMALL, Align.RIGHT)
        self._y += 7.5
        self._balance(form)
        self._words("装入", form.loaded)
        self._words("使用", form.used)
        self._words("存疑", form.doubtful, after="打没打出来还没人看过，仍算结存")
        self._spoiled("作废", form.spoiled)
        self._spoiled("以前发出、本日作废（不在本日平衡之内）", form.destroyed_later)
        self._y += 7

    def closing(self) -> None:
        """Leave room for those who sign; the line above them says what was reckoned."""
        if self._y + 22 > _BOTTOM + 8:
            self._begin_sheet()
        self._sheets.line([(_LEFT, self._y), (_RIGHT, self._y)], thickness=0.2, colour=_LINE)
        self._put(_LEFT, self._y + 6, "每种：上日结存 ＋ 装入 － 使用 － 作废 ＝ 本日结存，已逐张核对流水。", _SMALL)
        for share, words in ((0.0, "经办人"), (0.36, "复核人"), (0.72, "日期")):
            x = _LEFT + share * _ROOM
            self._put(x, self._y + 19, f"{words}：", _CELL)
            start = x + self._setter.width(f"{words}：", _CELL)
            self._sheets.line([(start, self._y + 20), (start + 32, self._y + 20)], thickness=0.2, colour=_LINE)
        self._y += 24

    def _balance(self, form: FormDay) -> None:
        heads = ("上日结存", "装入", "使用", "作废", "本日结存", "最上面一张")
        numbers = (form.opening, form.loaded_count, form.used_count, len(form.spoiled), form.closing)
        self._row(_BALANCE_SHARES, heads, _HEAD)
        self._row(_BALANCE_SHARES, (*map(str, numbers), form.next_serial or "（空）"), _CELL)
        self._y += 1.5

    def _words(self, label: str, texts: Sequence[str], *, after: str = "") -> None:
        if not texts:
            return
        indent = 14.0
        words = "，".join(texts) + (f"（{after}）" if after else "")
        for n, line in enumerate(self._setter.lines(words, _CELL, _ROOM - indent)):
            self._need(_LEADING)
            if n == 0:
                self._put(_LEFT, self._y + 4, label, _HEAD)
            self._put(_LEFT + indent, self._y + 4, line, _CELL)
            self._y += _LEADING

    def _spoiled(self, label: str, lines: Sequence[SpoiledLine]) -> None:
        if not lines:
            return
        self._need(5 * _LEADING)
        self._y += 1.2
        self._put(_LEFT, self._y + 4, label, _HEAD)
        self._y += _LEADING + 1
        heads = ("编号", "原因", "说明", "经手人", "时间")
        self._row(_SPOILED_SHARES, heads, _HEAD)
        for line in lines:
            texts = (line.serial, line.reason, line.note, line.who, line.at)
            if self._need(self._row_height(_SPOILED_SHARES, texts, _CELL)):
                self._row(_SPOILED_SHARES, heads, _HEAD)
            self._row(_SPOILED_SHARES, texts, _CELL)

    def _row(self, shares: Sequence[float], texts: Sequence[str], style: TextStyle) -> None:
        height = self._row_height(shares, texts, style)
        if style is _HEAD:
            self._sheets.areas([(_LEFT, self._y, _ROOM, height)], colour=_TINT)
        x = _LEFT
        for share, text in zip(shares, texts, strict=True):
            width = share * _ROOM
            self._sheets.box(x, self._y, width, height, thickness=0.15, colour=_LINE)
            lines = self._setter.lines(text, style, width - 2 * _PADDING)
            top = self._y + (height - len(lines) * _LEADING) / 2
            for n, line in enumerate(lines):
                self._put(x + width / 2, top + n * _LEADING + 3.6, line, style, Align.CENTRE)
            x += width
        self._y += height

    def _row_height(self, shares: Sequence[float], texts: Sequence[str], style: TextStyle) -> float:
        counts = [
            len(self._setter.lines(text, style, share * _ROOM - 2 * _PADDING))
            for share, text in zip(shares, texts, strict=True)
        ]
        return max(1, *counts) * _LEADING + 2 * _PADDING

    def _need(self, height: float) -> bool:
        """Begin a new sheet unless this one has room for ``height`` mm; tell whether it did."""
        if self._y + height <= _BOTTOM:
            return False
        self._begin_sheet()
        return True

    def _begin_sheet(self) -> None:
        if self.number:
            self._sheets.next_sheet()
        self.number += 1
        self._y = _TOP
        self._put(_LEFT, 285, f"打印于 {self._sheet.printed_at:%Y-%m-%d %H:%M}", _SMALL)
        self._put(_RIGHT, 285, f"第 {self.number} 页，共 {self._expected} 页", _SMALL, Align.RIGHT)

    def _put(self, x: float, baseline: float, text: str, style: TextStyle, align: Align = Align.LEFT) -> None:
        self._setter.put(self._sheets, x, baseline, text, style, align)
