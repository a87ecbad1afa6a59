"""Elements of single characters at given places: cells, amounts in cells, ticks."""

from __future__ import annotations

from typing import Final

from printing.errors import ElementMissing, ElementOverflow
from printing.fit import fit_alike, fit_line
from printing.form.elements import Align, CellsElement, MoneyCellsElement, TickElement
from printing.overlay.drawing import Drawing

_YUAN_SIGN: Final = "￥"
"""Stands close before the first figure, so that none can be added (《支付结算办法》 annex 1, article 5)."""


def draw_cells(drawing: Drawing, element: CellsElement) -> None:
    """Draw a value one character a cell; one that does not fill all cells is refused."""
    text = drawing.text(element)
    if not text:
        return
    if len(text) != element.count:
        detail = f"{element.count} cells cannot take {len(text)} characters"
        raise ElementOverflow(element=element.id, detail=detail)
    _fill(drawing, element, text, first=0)


def draw_money_cells(drawing: Drawing, element: MoneyCellsElement) -> None:
    """Draw an amount with its last figure in the last cell.

    Less than a yuan is written with a 0 for the yuan. The sign ￥ is left out when figures fill all cells.
    """
    money = drawing.money(element)
    if money is None:
        return
    figures = f"{money.fen:03}"
    if len(figures) > element.count:
        detail = f"{element.count} cells cannot take {len(figures)} figures"
        raise ElementOverflow(element=element.id, detail=detail)
    signed = (_YUAN_SIGN + figures)[-element.count :]
    _fill(drawing, element, signed, first=element.count - len(signed))


def draw_tick(drawing: Drawing, element: TickElement) -> None:
    """Draw the mark at the place of the value; a value that has no place is refused."""
    value = drawing.text(element)
    if not value:
        return
    place = next((each for each in element.places if each.value == value), None)
    if place is None:
        raise ElementMissing(element=element.id, wanted="a value that has a place")
    voice = drawing.voice(element.id, element.lettering)
    line = fit_line(element.mark, voice, width=element.box.width, baseline=place.baseline)
    drawing.put_within(line, place.x, 0, Align.CENTRE)


def _fill(drawing: Drawing, element: CellsElement | MoneyCellsElement, text: str, *, first: int) -> None:
    voice = drawing.voice(element.id, element.lettering)
    lines = fit_alike([(char, element.pitch) for char in text], voice, baseline=element.baseline)
    for n, line in enumerate(lines, start=first):
        drawing.put_within(line, element.box.x + n * element.pitch, element.pitch, Align.CENTRE)
