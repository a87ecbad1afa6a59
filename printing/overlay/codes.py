"""Elements that machines read: QR and Code 128."""

from __future__ import annotations

from typing import Final

from printing.code128 import SMALLEST_MODULE_MM as SMALLEST_BAR_MM
from printing.code128 import encode_code128
from printing.errors import ElementOverflow, MissingGlyph
from printing.form.elements import Code128Element, QrElement
from printing.overlay.drawing import Drawing
from printing.qr import encode_qr

SMALLEST_MODULE_MM: Final = 0.33
"""A QR module printed at 300 dpi on a form needs four dots to survive toner spread and a phone's camera."""


def draw_qr(drawing: Drawing, element: QrElement) -> None:
    """Draw a QR symbol of plain ASCII that fills its box, its quiet zone included."""
    text = drawing.text(element)
    if not text:
        return
    for char in text:
        if not (char.isascii() and char.isprintable()):
            raise MissingGlyph(element=element.id, code_point=ord(char))
    symbol = encode_qr(text, element=element.id)
    module = element.box.width / 100 / symbol.across
    _check(element.id, module, SMALLEST_MODULE_MM, reader="a phone")
    drawing.sheets.modules(symbol.bars(), x=element.box.x / 100, y=element.box.y / 100, size=module)


def draw_code128(drawing: Drawing, element: Code128Element) -> None:
    """Draw a Code 128 symbol as wide as its box, its quiet zones included."""
    text = drawing.text(element)
    if not text:
        return
    symbol = encode_code128(text, element=element.id)
    x, y, width, height = (n / 100 for n in (element.box.x, element.box.y, element.box.width, element.box.height))
    _check(element.id, width / symbol.across, SMALLEST_BAR_MM, reader="a hand scanner")
    drawing.sheets.areas(symbol.areas(x, y, width, height))


def _check(element_id: str, module: float, smallest: float, *, reader: str) -> None:
    if module < smallest:
        detail = f"modules of {module:.3f} mm, {reader} needs {smallest} mm"
        raise ElementOverflow(element=element_id, detail=detail)
