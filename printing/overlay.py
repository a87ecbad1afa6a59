"""The overlay: a resident's values where the pre-printed form has its blanks, and nothing else.

The file that is printed has exactly the size of its medium, since CUPS scales and turns anything else (facts 3.3),
and begins with one matrix: batch shift, then the printer's error undone. What is pre-printed cannot be reached
from here: it lives in files that only :mod:`printing.preview` opens.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from printing.calibration import IN_PLACE, STRAIGHT, Calibration, Shift
from printing.errors import ElementMissing, ElementOverflow, MissingGlyph
from printing.fit import SetLine, fit_number, fit_text
from printing.fonts import FontLibrary
from printing.form.elements import (
    Align,
    CellsElement,
    ConstantElement,
    DateElement,
    Element,
    Filled,
    QrElement,
    Script,
    TextElement,
)
from printing.form.form import Form
from printing.form.values import FieldValue, Values
from printing.pdf import PdfSheets, TextStyle
from printing.qr import QUIET_ZONE, encode_qr
from printing.specimen import Specimen, draw_specimen


@dataclass(frozen=True, kw_only=True)
class OverlayOrder:
    """What to print onto one blank.

    Attributes:
        values: by the data keys of the form; keys that the form does not use are left alone.
        calibration: of the printer, tray and form.
        shift: of this batch of blanks.
        specimen: the mark of the sandbox, or None for a paper that counts.
    """

    values: Values
    calibration: Calibration = STRAIGHT
    shift: Shift = IN_PLACE
    specimen: Specimen | None = None


@dataclass(frozen=True)
class Pdf:
    """A file for the printer.

    Attributes:
        data: its bytes; personal.
        sha256: of them, in hexadecimal, for the print record. The same order gives the same bytes.
        sheets: how many.
        medium: PWG media name of every sheet.
    """

    data: bytes
    sha256: str
    sheets: int
    medium: str

    @classmethod
    def of(cls, data: bytes, *, sheets: int, medium: str) -> Pdf:
        """Return the file with its hash."""
        return cls(data, hashlib.sha256(data).hexdigest(), sheets, medium)


def render_overlay(form: Form, order: OverlayOrder, fonts: FontLibrary) -> Pdf:
    """Set an order's values onto a form.

    Raises ElementMissing, ElementOverflow and MissingGlyph, each naming the element, and FontError.
    """
    width, height = form.width / 100, form.height / 100
    sheets = PdfSheets(width=width, height=height, title=form.title)
    sheets.transform(order.calibration.correction(order.shift))
    if order.specimen:
        codes = [each.box for each in form.elements if isinstance(each, QrElement)]
        clear = [(box.x / 100, box.y / 100, box.width / 100, box.height / 100) for box in codes]
        draw_specimen(sheets, order.specimen, fonts, width=width, height=height, clear=clear)
    for element in form.elements:
        draw_element(sheets, element, order.values, fonts)
    return Pdf.of(sheets.finish(), sheets=1, medium=form.medium.name)


def sample_values(form: Form) -> dict[str, FieldValue]:
    """Return the form's own samples, for proofs of the form and for the calibration check."""
    return {
        element.data: date.fromisoformat(element.sample) if isinstance(element, DateElement) else element.sample
        for element in form.filled()
    }


def draw_element(sheets: PdfSheets, element: Element, values: Values, fonts: FontLibrary) -> None:
    """Draw one element with its value; raises as :func:`render_overlay`."""
    match element:
        case TextElement():
            _draw_text(sheets, element, values, fonts)
        case DateElement():
            _draw_date(sheets, element, values, fonts)
        case CellsElement():
            _draw_cells(sheets, element, values, fonts)
        case ConstantElement():
            stack = fonts.stack(element.lettering.role)
            line = fit_number(element.id, element.text, stack, element.lettering, element.box.width, element.baseline)
            _place(sheets, line, element.box.x / 100)
        case QrElement():
            _draw_qr(sheets, element, values)
        case _:
            assert_never(element)


def _draw_text(sheets: PdfSheets, element: TextElement, values: Values, fonts: FontLibrary) -> None:
    text = _text_value(element, values) or element.blank
    if not text:
        return
    left, room = element.box.x / 100, element.box.width / 100
    for line in fit_text(element, text, fonts.stack(element.lettering.role)):
        _place(sheets, line, left + (room - line.width) / 2 if element.align is Align.CENTRE else left)


def _draw_date(sheets: PdfSheets, element: DateElement, values: Values, fonts: FontLibrary) -> None:
    value = values.get(element.data)
    if value is None and not element.required:
        return
    if not isinstance(value, date):
        raise ElementMissing(element=element.id, wanted="a date")
    stack = fonts.stack(element.lettering.role)
    for part, number in ((element.year, value.year), (element.month, value.month), (element.day, value.day)):
        text = str(number) if element.script is Script.ARABIC else chinese_number(number)
        line = fit_number(element.id, text, stack, element.lettering, part.width, element.baseline)
        _place(sheets, line, part.x / 100 + (part.width / 100 - line.width) / 2)


def _draw_cells(sheets: PdfSheets, element: CellsElement, values: Values, fonts: FontLibrary) -> None:
    text = _text_value(element, values)
    if not text:
        return
    if len(text) != element.count:
        detail = f"{element.count} cells cannot take {len(text)} characters"
        raise ElementOverflow(element=element.id, detail=detail)
    stack = fonts.stack(element.lettering.role)
    for n, char in enumerate(text):
        line = fit_number(element.id, char, stack, element.lettering, element.pitch, element.baseline)
        _place(sheets, line, (element.box.x + n * element.pitch) / 100 + (element.pitch / 100 - line.width) / 2)


def _draw_qr(sheets: PdfSheets, element: QrElement, values: Values) -> None:
    text = _text_value(element, values)
    if not text:
        return
    if not text.isascii() or not text.isprintable():
        bad = next(char for char in text if not (char.isascii() and char.isprintable()))
        raise MissingGlyph(element=element.id, code_point=ord(bad))
    symbol = encode_qr(text)
    module = module_size(element, symbol.modules)
    if module < SMALLEST_MODULE_MM:
        detail = f"modules of {module:.2f} mm, a phone needs {SMALLEST_MODULE_MM} mm"
        raise ElementOverflow(element=element.id, detail=detail)
    left, top = element.box.x / 100, element.box.y / 100
    bars = ((left + x * module, top + y * module, length * module, module) for x, y, length in symbol.bars())
    sheets.areas(bars)


def _text_value(element: Filled, values: Values) -> str:
    value = values.get(element.data, "")
    if not isinstance(value, str) or (element.required and not value.strip()):
        raise ElementMissing(element=element.id, wanted="a text")
    return value.strip()


def _place(sheets: PdfSheets, line: SetLine, left: float) -> None:
    sheets.text(left, line.baseline / 100, line.runs, TextStyle(size=line.size, squeeze=line.squeeze))


SMALLEST_MODULE_MM = 0.33
"""A QR module printed at 300 dpi on a form needs four dots to survive toner spread and a phone's camera."""


def module_size(element: QrElement, modules: int) -> float:
    """Return the side of one module in mm when a symbol of ``modules`` fills the element's box."""
    return element.box.width / 100 / (modules + 2 * QUIET_ZONE)


_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Return a year digit by digit (二〇二六), a month or day as it is read (十八), from 1 to 31."""
    if number > 31:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")
