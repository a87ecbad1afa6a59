"""The proof of a form: its schematic and the values on it in one file, as the form is read."""

from __future__ import annotations

from printing.calibration import IN_PLACE, STRAIGHT
from printing.fonts import FontLibrary
from printing.form.form import Form
from printing.overlay import OverlayOrder, form_to_sheet
from printing.overlay.drawing import Drawing
from printing.overlay.render import draw_element, elements_to_print
from printing.pdf import PdfSheets
from printing.preview.background import Background
from printing.preview.drawing import draw_background


def render_proof(form: Form, background: Background, order: OverlayOrder, fonts: FontLibrary) -> bytes:
    """Return a PDF of the order's values on the schematic of the blank; never for a printer.

    A calibration or a shift in the order moves the ink against the blank, as it would be moved on the way to the
    printer. Raises what :func:`printing.overlay.render_overlay` raises.
    """
    sheets = PdfSheets(width=form.width / 100, height=form.height / 100, title=f"{form.name} 样张")
    draw_background(sheets, form, background, fonts, empty=False)
    in_place = form_to_sheet(form, IN_PLACE, STRAIGHT)
    sheets.transform(in_place.inverse().after(form_to_sheet(form, order.shift, order.calibration)))
    drawing = Drawing(sheets, order.values, fonts)
    for element in elements_to_print(form, order.values):
        draw_element(drawing, element)
    return sheets.finish()
