"""Elements of dates, in Arabic figures or Chinese numerals.

Chinese dates as in GB/T 15835-2011, section 5: a year digit by digit with 〇 (二〇二六), a month or day as it is
read (十, 二十, 三十一), never 廿 or 卅.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from printing.errors import ElementMissing
from printing.fit import fit_alike, fit_line
from printing.form.elements import Align, DateElement, DayElement, Script
from printing.overlay.drawing import Drawing

_DIGITS: Final = "〇一二三四五六七八九"

FIRST_YEAR: Final = 1000
"""A year has four digits; databases keep 0001-01-01 for a date that nobody knows."""


def draw_date(drawing: Drawing, element: DateElement) -> None:
    """Draw year, month and day, each in the middle of its place, in one size."""
    value = _known(drawing, element)
    if value is None:
        return
    places = (element.year, element.month, element.day)
    texts = _numbers(value, element.script, padded=element.padded)
    voice = drawing.voice(element.id, element.lettering)
    wanted = [(text, place.width) for text, place in zip(texts, places, strict=True)]
    for line, place in zip(fit_alike(wanted, voice, baseline=element.baseline), places, strict=True):
        drawing.put_within(line, place.x, place.width, Align.CENTRE)


def draw_day(drawing: Drawing, element: DayElement) -> None:
    """Draw a whole date with its words 年 月 日."""
    value = _known(drawing, element)
    if value is None:
        return
    year, month, day = _numbers(value, element.script, padded=element.padded)
    voice = drawing.voice(element.id, element.lettering)
    line = fit_line(f"{year}年{month}月{day}日", voice, width=element.box.width, baseline=element.baseline)
    drawing.put_in_box([line], element.box, element.align)


def chinese_number(number: int) -> str:
    """Return a year digit by digit (二〇二六), a month or day as it is read (十八), from 1 to 31."""
    if number > 31:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")


def _known(drawing: Drawing, element: DateElement | DayElement) -> date | None:
    value = drawing.day(element)
    if value is not None and value.year < FIRST_YEAR:
        raise ElementMissing(element=element.id, wanted="a date with a year of four digits")
    return value


def _numbers(value: date, script: Script, *, padded: bool) -> tuple[str, str, str]:
    if script is Script.CHINESE:
        return chinese_number(value.year), chinese_number(value.month), chinese_number(value.day)
    if padded:
        return str(value.year), f"{value.month:02}", f"{value.day:02}"
    return str(value.year), str(value.month), str(value.day)
