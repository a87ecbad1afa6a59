"""Amounts in words on a form."""

from __future__ import annotations

from printing.errors import ElementOverflow
from printing.fit import fit_line
from printing.form.elements import Fit, MoneyWordsElement
from printing.money_words import money_words
from printing.overlay.drawing import Drawing


def draw_money_words(drawing: Drawing, element: MoneyWordsElement) -> None:
    """Draw an amount in capital numerals close behind its prefix, so that nothing can be added between."""
    money = drawing.money(element)
    if money is None:
        return
    try:
        text = element.prefix + money_words(money)
    except ValueError as err:
        raise ElementOverflow(element=element.id, detail="an amount beyond all words") from err
    voice = drawing.voice(element.id, element.lettering)
    shrink = element.fit is not Fit.REFUSE
    line = fit_line(text, voice, width=element.box.width, baseline=element.baseline, shrink=shrink)
    drawing.put_in_box([line], element.box, element.align)
