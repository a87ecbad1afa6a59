"""Rendering an order: one sheet, one matrix, then every element in its turn.

The file that is printed has exactly the size of its medium, since CUPS scales and turns anything else, and begins with
the one matrix of :func:`form_to_sheet`. What is pre-printed cannot be reached from here: it lives in files that only
:mod:`printing.preview` opens.
"""

from __future__ import annotations

from typing import assert_never

from printing.calibration import Affine, Calibration, Shift
from printing.errors import ElementMissing
from printing.fonts import FontLibrary
from printing.form.condition import Test
from printing.form.elements import (
    CellsElement,
    Code128Element,
    ConstantElement,
    DateElement,
    DayElement,
    Element,
    LinesElement,
    MoneyCellsElement,
    MoneyWordsElement,
    PhotoElement,
    QrElement,
    SealElement,
    TableElement,
    TextElement,
    TickElement,
    VerticalElement,
)
from printing.form.form import Form, Turn
from printing.form.values import Values
from printing.overlay.cells import draw_cells, draw_money_cells, draw_tick
from printing.overlay.codes import draw_code128, draw_qr
from printing.overlay.dates import draw_date, draw_day
from printing.overlay.drawing import Drawing
from printing.overlay.money import draw_money_words
from printing.overlay.order import OverlayOrder, Pdf
from printing.overlay.pictures import draw_photo, draw_seal
from printing.overlay.tables import draw_table
from printing.overlay.vertical import draw_vertical
from printing.overlay.words import draw_constant, draw_lines, draw_text
from printing.pdf import PdfSheets
from printing.specimen import draw_specimen


def render_overlay(form: Form, order: OverlayOrder, fonts: FontLibrary) -> Pdf:
    """Set an order's values onto a form. The same order gives the same bytes.

    Raises ElementMissing, ElementOverflow, MissingGlyph and PictureUnusable, each naming the element, and FontError.
    """
    sheets = PdfSheets(width=form.medium.width / 100, height=form.medium.height / 100, title=form.name)
    sheets.transform(form_to_sheet(form, order.shift, order.calibration))
    if order.specimen:
        codes = [each.box for each in form.elements if isinstance(each, QrElement | Code128Element)]
        clear = [(box.x / 100, box.y / 100, box.width / 100, box.height / 100) for box in codes]
        draw_specimen(sheets, order.specimen, fonts, width=form.width / 100, height=form.height / 100, clear=clear)
    drawing = Drawing(sheets, order.values, fonts)
    for element in elements_to_print(form, order.values):
        draw_element(drawing, element)
    return Pdf.of(sheets.finish(), sheets=1, medium=form.medium.name)


def elements_to_print(form: Form, values: Values) -> list[Element]:
    """Return the elements whose conditions hold, in the order in which they lie on each other.

    Raises ElementMissing when nobody has said what a condition compares with, and for a value from outside the closed
    list of its key: such a licence would come out without the lines of its kind, or with a code in place of a word.
    """
    for choice in form.choices:
        value = values.get(choice.key)
        if value not in (None, "", *choice.values):
            raise ElementMissing(element=form.asking(choice.key), wanted=f"a value of the list of {choice.key}")
    return sorted((element for element in form.elements if _is_wanted(element, values)), key=_layer)


def form_to_sheet(form: Form, shift: Shift, calibration: Calibration) -> Affine:
    """Return the map from a point on the form as it is read to what the printer is told, in mm.

    First the pre-print's place on its sheet, the printing house's and the pack's; then the turn of the form onto the
    sheet as fed; last the printer's error undone.
    """
    moved = Affine(e=(form.shift.right + shift.right) / 100, f=(form.shift.down + shift.down) / 100)
    return calibration.correction().after(_turned(form)).after(moved)


def draw_element(drawing: Drawing, element: Element) -> None:
    """Draw one element with its value, whatever its condition says; raises as :func:`render_overlay`."""
    match element:
        case TextElement():
            draw_text(drawing, element)
        case LinesElement():
            draw_lines(drawing, element)
        case VerticalElement():
            draw_vertical(drawing, element)
        case DateElement():
            draw_date(drawing, element)
        case DayElement():
            draw_day(drawing, element)
        case CellsElement():
            draw_cells(drawing, element)
        case MoneyCellsElement():
            draw_money_cells(drawing, element)
        case MoneyWordsElement():
            draw_money_words(drawing, element)
        case TickElement():
            draw_tick(drawing, element)
        case PhotoElement():
            draw_photo(drawing, element)
        case SealElement():
            draw_seal(drawing, element)
        case QrElement():
            draw_qr(drawing, element)
        case Code128Element():
            draw_code128(drawing, element)
        case TableElement():
            draw_table(drawing, element)
        case ConstantElement():
            draw_constant(drawing, element)
        case _:
            assert_never(element)


def _is_wanted(element: Element, values: Values) -> bool:
    """Whether an element's condition holds; raises ElementMissing when nobody has said what it is compared with.

    A licence whose kind is not known would otherwise come out without the lines of every kind.
    """
    when = element.when
    if when is None:
        return True
    if when.test in (Test.ONE_OF, Test.NONE_OF) and not values.get(when.key):
        raise ElementMissing(element=element.id, wanted=f"a value of {when.key}")
    return when.holds(values)


def _layer(element: Element) -> int:
    """Seals lie on photos and below the rest: their ink is opaque, and black text over them stays black."""
    match element:
        case PhotoElement():
            return 0
        case SealElement():
            return 1
        case _:
            return 2


def _turned(form: Form) -> Affine:
    """Return the map from the form as it is read to its sheet as fed."""
    width, height = form.medium.width / 100, form.medium.height / 100
    match form.turn:
        case Turn.NONE:
            return Affine()
        case Turn.RIGHT:
            return Affine(a=0, b=1, c=-1, d=0, e=width)
        case Turn.LEFT:
            return Affine(a=0, b=-1, c=1, d=0, f=height)
        case _:
            assert_never(form.turn)
