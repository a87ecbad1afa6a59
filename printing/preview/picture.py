"""Printed sheets as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.fonts import FontLibrary
from printing.form.form import Form, Turn
from printing.pdf import PdfSheets
from printing.preview.drawing import draw_background
from printing.preview.reading import load_background

if TYPE_CHECKING:
    from PIL.Image import Image

    from printing.overlay import Pdf


def rasterise(pdf: bytes, *, page: int = 0, dots_per_inch: int = 150) -> Image:
    """Return one page of a PDF as a picture on white paper."""
    import pypdfium2  # the sandbox's and the tests' need, not the hall's

    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image = document[page].render(scale=dots_per_inch / 72).to_pil().convert("RGB")
        return picture
    finally:
        document.close()


def title_of(pdf: bytes) -> str:
    """Return the title in a PDF's information; empty when it has none. An overlay has its form's name there."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        title: str = document.get_metadata_value("Title")
        return title
    finally:
        document.close()


def sheet_as_held(pdf: Pdf, form: Form, fonts: FontLibrary, *, dots_per_inch: int = 150) -> Image:
    """Return the printed form as a person holds it to read: ink multiplied onto the schematic of the blank.

    Raises FormError when the form has no background file.
    """
    from PIL import ImageChops

    sheets = PdfSheets(width=form.width / 100, height=form.height / 100, title=form.title)
    draw_background(sheets, form, load_background(form), fonts, empty=False)
    blank = rasterise(sheets.finish(), dots_per_inch=dots_per_inch)
    ink = as_read(rasterise(pdf.data, dots_per_inch=dots_per_inch), form.turn)
    return ImageChops.multiply(blank, ink if ink.size == blank.size else ink.resize(blank.size))


def as_read(sheet: Image, turn: Turn) -> Image:
    """Turn the picture of a sheet as it was fed so that its form stands upright."""
    from PIL.Image import Transpose

    match turn:
        case Turn.NONE:
            return sheet
        case Turn.RIGHT:
            return sheet.transpose(Transpose.ROTATE_90)
        case Turn.LEFT:
            return sheet.transpose(Transpose.ROTATE_270)
