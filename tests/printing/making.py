"""Makes forms and elements for tests, so that each test says only what it is about."""

from __future__ import annotations

from printing.calibration import Shift
from printing.fonts import FontLibrary, FontRole
from printing.form.elements import Box, Element, Lettering
from printing.form.form import Form, Holder, Turn
from printing.form.media import medium_named
from printing.form.values import FieldValue
from printing.overlay import OverlayOrder, render_overlay
from printing.pdf import PdfSheets
from printing.preview.background import Background
from printing.preview.drawing import draw_background


def lettering(
    size: int = 1400,
    *,
    floor: int | None = None,
    condense: int = 80,
    spacing: int = 0,
    role: FontRole = FontRole.KAI,
) -> Lettering:
    return Lettering(role=role, size=size, floor=floor or size, condense=condense, spacing=spacing)


def form_of(
    *elements: Element,
    form_id: str = "made",
    medium: str = "iso_a5_148x210mm",
    turn: Turn = Turn.NONE,
    shift: Shift | None = None,
) -> Form:
    sheet = medium_named(medium)
    width, height = (sheet.width, sheet.height) if turn is Turn.NONE else (sheet.height, sheet.width)
    return Form(
        id=form_id,
        number=1,
        title="示例",
        part="",
        department="tests",
        holder=Holder.PERSON,
        revision=1,
        sha256="",
        medium=sheet,
        turn=turn,
        width=width,
        height=height,
        shift=shift or Shift(),
        source="",
        measured=False,
        elements=elements,
    )


def printed(fonts: FontLibrary, element: Element, value: FieldValue | None = None) -> bytes:
    """Return the file of a form with one element, whose data key is ``it``."""
    values = {} if value is None else {"it": value}
    return render_overlay(form_of(element), OverlayOrder(values=values), fonts).data


def blank_of(form: Form, background: Background, fonts: FontLibrary) -> bytes:
    """Return the schematic of a form's blank as a file."""
    sheets = PdfSheets(width=form.width / 100, height=form.height / 100, title="空白证（示意）")
    draw_background(sheets, form, background, fonts)
    return sheets.finish()


def box(x: int = 2000, y: int = 3000, width: int = 6000, height: int = 1000) -> Box:
    return Box(x, y, width, height)
