"""The ground of a proof's sheet: water lines, frame, micro-text, head and foot, and the mark of the sandbox.

Water lines and micro-text do not survive an ordinary copier; they make a copy look like one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from printing.fonts import FontLibrary, FontRole
from printing.pdf import Colour, PdfSheets, TextStyle
from printing.setter import Align, Setter
from printing.specimen import Specimen, draw_specimen
from printing.water import water_lines

MEDIUM = "iso_a4_210x297mm"
"""PWG 5101.1 name."""

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT = 26.0, 184.0
BOTTOM = 268.0
"""mm; text ends above it."""

_WATER = Colour.of("#DFEBE6")
_FRAME = Colour.of("#2C7C74")
_MICRO = Colour.of("#2C7C74")
_SOFT = Colour.of("#394E55")
_EDGE = 12.0

_MICRO_STYLE = TextStyle(size=2.2, colour=_MICRO)
_SMALL = TextStyle(size=9, colour=_SOFT)


@dataclass(frozen=True, kw_only=True)
class PaperMarks:
    """What head, foot and micro-text of one sheet say.

    Attributes:
        code: the verification code, woven into the micro-text.
        place: the terminal; squeezed when it is wider than the sheet.
        times: of printing, and of the data.
        sheet: the number of this sheet, and ``sheets`` how many there are.
    """

    title: str
    number: str
    code: str
    place: str
    times: str
    sheet: int
    sheets: int
    specimen: Specimen | None


def draw_paper(sheets: PdfSheets, marks: PaperMarks, fonts: FontLibrary) -> None:
    """Draw the ground of one sheet; raises MissingGlyph and FontError."""
    inset = _EDGE + 2.5
    lines = water_lines(left=inset, top=inset, width=WIDTH - 2 * inset, height=HEIGHT - 2 * inset, spacing=4.2)
    sheets.curves(lines, thickness=0.1, colour=_WATER)
    sheets.box(_EDGE, _EDGE, WIDTH - 2 * _EDGE, HEIGHT - 2 * _EDGE, thickness=0.5, colour=_FRAME)
    inner = _EDGE + 1.2
    sheets.box(inner, inner, WIDTH - 2 * inner, HEIGHT - 2 * inner, thickness=0.12, colour=_FRAME)
    if marks.specimen:
        draw_specimen(sheets, marks.specimen, fonts, width=WIDTH, height=HEIGHT)
    _head_and_foot(sheets, marks, Setter(fonts, FontRole.SONG, "sheet"))


def _head_and_foot(sheets: PdfSheets, marks: PaperMarks, setter: Setter) -> None:
    setter.put(sheets, LEFT, 23, f"编号　{marks.number}", _SMALL)
    if marks.specimen:
        setter.put(sheets, RIGHT, 23, f"{marks.specimen.text}　不作凭证", _SMALL, Align.RIGHT)
    words = f"{marks.title}　{marks.code}　"
    _micro_line(sheets, setter, words, 53.0 if marks.sheet == 1 else 28.0)
    _micro_line(sheets, setter, words, 272.5)
    place = replace(_SMALL, squeeze=min(1.0, (RIGHT - LEFT) / setter.width(marks.place, _SMALL)))
    setter.put(sheets, LEFT, 277.0, marks.place, place)
    setter.put(sheets, LEFT, 281.6, marks.times, _SMALL)
    setter.put(sheets, RIGHT, 281.6, f"第 {marks.sheet} 页，共 {marks.sheets} 页", _SMALL, Align.RIGHT)


def _micro_line(sheets: PdfSheets, setter: Setter, words: str, baseline: float) -> None:
    """Draw a line that is made of words too small for a copier."""
    once = setter.width(words, _MICRO_STYLE)
    text = words * int((RIGHT - LEFT) / once + 1)
    while setter.width(text, _MICRO_STYLE) > RIGHT - LEFT:
        text = text[:-1]
    setter.put_justified(sheets, LEFT, baseline, text, _MICRO_STYLE, RIGHT - LEFT)
