"""Reading one element of a form file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from printing.fonts import FontRole
from printing.form.condition import Condition, Test
from printing.form.elements import (
    Align,
    Box,
    CellsElement,
    Code128Element,
    Column,
    ConstantElement,
    DateElement,
    DatePart,
    DayElement,
    Element,
    Fit,
    Lettering,
    LinesElement,
    MoneyCellsElement,
    MoneyWordsElement,
    PhotoElement,
    QrElement,
    Script,
    SealElement,
    TableElement,
    TextElement,
    TickElement,
    TickPlace,
    VerticalElement,
)
from printing.form.values import Money
from printing.strict_toml import StrictTable

SMALLEST_SIZE: Final = 500
"""0.01 pt; below 5 pt a Chinese character cannot be read on paper."""

LARGEST_SIZE: Final = 7200
LONGEST_ROW: Final = 64

MOST_FIGURES: Final = 14
"""Of an amount, 角 and 分 included: up to 仟亿, as far as there are words for it."""


def read_element(table: StrictTable) -> Element:
    """Read an ``[[element]]`` table; raises FormError that names element and field."""
    element_id = table.text("id")
    table = table.within(element=element_id)
    kind = table.text("kind")
    if kind not in _READERS:
        raise table.fail(f"wanted one of {', '.join(_READERS)}, found {kind!r}", "kind")
    element = _READERS[kind](table, element_id)
    table.done()
    return element


def money_of(text: str) -> Money:
    """Return the amount of a text in yuan, with up to two decimals; raises ValueError."""
    try:
        fen = Decimal(text) * 100
    except InvalidOperation as err:
        raise ValueError("not an amount in yuan") from err
    if not fen.is_finite() or fen != fen.to_integral_value():
        raise ValueError("not an amount in yuan with at most two decimals")
    return Money(int(fen))


def _text(table: StrictTable, element_id: str) -> TextElement:
    fit = table.choice("fit", Fit, Fit.SHRINK)
    wrapped = table.wholes("wrapped", default=())
    if (fit in (Fit.WRAP, Fit.FLOW)) != bool(wrapped):
        raise table.fail("baselines are wanted when fit is wrap or flow, and only then", "wrapped")
    if list(wrapped) != sorted(set(wrapped)):
        raise table.fail("baselines go downwards", "wrapped")
    return TextElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=table.text("sample"),
        blank=table.text("blank", ""),
        baseline=table.whole("baseline"),
        wrapped=wrapped,
        lettering=_lettering(table),
        fit=fit,
        align=table.choice("align", Align, Align.LEFT),
    )


def _lines(table: StrictTable, element_id: str) -> LinesElement:
    return LinesElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=table.text("sample"),
        blank=table.text("blank", ""),
        closing=table.text("closing", ""),
        baseline=table.whole("baseline"),
        leading=table.whole("leading", low=150, high=5000),
        lettering=_lettering(table),
        align=table.choice("align", Align, Align.LEFT),
    )


def _vertical(table: StrictTable, element_id: str) -> VerticalElement:
    axes = table.wholes("axes")
    if not axes or list(axes) != sorted(set(axes), reverse=True):
        raise table.fail("columns go from right to left", "axes")
    return VerticalElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=table.text("sample"),
        blank=table.text("blank", ""),
        axes=axes,
        pitch=table.whole("pitch", low=150, high=5000),
        lettering=_lettering(table),
    )


def _date(table: StrictTable, element_id: str) -> DateElement:
    script = table.choice("script", Script, Script.ARABIC)
    return DateElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=_day_text(table),
        baseline=table.whole("baseline"),
        lettering=_lettering(table),
        script=script,
        padded=_padded(table, script),
        year=DatePart(*table.wholes("year", count=2)),
        month=DatePart(*table.wholes("month", count=2)),
        day=DatePart(*table.wholes("day", count=2)),
    )


def _day(table: StrictTable, element_id: str) -> DayElement:
    script = table.choice("script", Script, Script.ARABIC)
    return DayElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=_day_text(table),
        baseline=table.whole("baseline"),
        lettering=_lettering(table),
        script=script,
        padded=_padded(table, script),
        align=table.choice("align", Align, Align.LEFT),
    )


def _cells(table: StrictTable, element_id: str) -> CellsElement:
    return CellsElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=table.text("sample"),
        baseline=table.whole("baseline"),
        lettering=_lettering(table),
        pitch=table.whole("pitch", low=100),
        count=table.whole("count", low=1, high=64),
    )


def _money_cells(table: StrictTable, element_id: str) -> MoneyCellsElement:
    return MoneyCellsElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=_money_text(table),
        baseline=table.whole("baseline"),
        lettering=_lettering(table),
        pitch=table.whole("pitch", low=100),
        count=table.whole("count", low=4, high=MOST_FIGURES),
    )


def _money_words(table: StrictTable, element_id: str) -> MoneyWordsElement:
    fit = table.choice("fit", Fit, Fit.SHRINK)
    if fit not in (Fit.REFUSE, Fit.SHRINK):
        raise table.fail("an amount stands on one line", "fit")
    return MoneyWordsElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=_money_text(table),
        prefix=table.text("prefix", ""),
        baseline=table.whole("baseline"),
        lettering=_lettering(table),
        fit=fit,
        align=table.choice("align", Align, Align.LEFT),
    )


def _tick(table: StrictTable, element_id: str) -> TickElement:
    places = []
    for each in table.tables("places"):
        places.append(TickPlace(each.text("value"), each.whole("x"), each.whole("baseline")))
        each.done()
    if len({place.value for place in places}) != len(places) or len(places) < 2:
        raise table.fail("wanted two or more places with different values", "places")
    sample = table.text("sample")
    if sample not in {place.value for place in places}:
        raise table.fail("no place has this value", "sample")
    mark = table.text("mark", "√")
    if len(mark) != 1:
        raise table.fail("a mark is one character", "mark")
    return TickElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=sample,
        mark=mark,
        places=tuple(places),
        lettering=_lettering(table),
    )


def _photo(table: StrictTable, element_id: str) -> PhotoElement:
    return PhotoElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        min_dpi=table.whole("min_dpi", 300, low=100, high=1200),
    )


def _seal(table: StrictTable, element_id: str) -> SealElement:
    return SealElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
    )


def _qr(table: StrictTable, element_id: str) -> QrElement:
    box = _box(table)
    if box.width != box.height:
        raise table.fail("a QR symbol stands in a square", "box")
    return QrElement(
        id=element_id,
        box=box,
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=table.text("sample"),
    )


def _code128(table: StrictTable, element_id: str) -> Code128Element:
    return Code128Element(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=table.text("sample"),
    )


def _table(table: StrictTable, element_id: str) -> TableElement:
    columns = []
    for each in table.tables("columns"):
        columns.append(Column(each.whole("x"), each.whole("width", low=100), each.choice("align", Align, Align.LEFT)))
        each.done()
    if not columns:
        raise table.fail("a table has columns", "columns")
    sample = table.rows("sample")
    if any(len(row) != len(columns) for row in sample):
        raise table.fail("every row has one text a column", "sample")
    return TableElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        data=table.text("data"),
        required=table.flag("required", True),
        sample=sample,
        closing=table.text("closing", ""),
        columns=tuple(columns),
        baseline=table.whole("baseline"),
        pitch=table.whole("pitch", low=150, high=5000),
        count=table.whole("count", low=1, high=LONGEST_ROW),
        lettering=_lettering(table),
    )


def _constant(table: StrictTable, element_id: str) -> ConstantElement:
    return ConstantElement(
        id=element_id,
        box=_box(table),
        when=_when(table),
        text=table.text("text"),
        baseline=table.whole("baseline"),
        lettering=_lettering(table),
        align=table.choice("align", Align, Align.LEFT),
    )


_READERS: Final[dict[str, Callable[[StrictTable, str], Element]]] = {
    "text": _text,
    "lines": _lines,
    "vertical": _vertical,
    "date": _date,
    "day": _day,
    "cells": _cells,
    "money-cells": _money_cells,
    "money-words": _money_words,
    "tick": _tick,
    "photo": _photo,
    "seal": _seal,
    "qr": _qr,
    "code128": _code128,
    "table": _table,
    "constant": _constant,
}


def _box(table: StrictTable) -> Box:
    box = Box(*table.wholes("box", count=4))
    if box.width == 0 or box.height == 0:
        raise table.fail("an empty box", "box")
    return box


def _when(table: StrictTable) -> Condition | None:
    if not table.has("when"):
        return None
    when = table.table("when")
    test = when.choice("test", Test)
    values = when.texts("values", default=())
    if (test in (Test.ONE_OF, Test.NONE_OF)) != bool(values):
        raise table.fail("values are wanted for one-of and none-of, and only there", "when")
    condition = Condition(key=when.text("key"), test=test, values=values)
    when.done()
    return condition


def _lettering(table: StrictTable) -> Lettering:
    size = table.whole("size", low=SMALLEST_SIZE, high=LARGEST_SIZE)
    return Lettering(
        role=table.choice("font", FontRole),
        size=size,
        floor=table.whole("floor", size, low=SMALLEST_SIZE, high=size),
        condense=table.whole("condense", 80, low=50, high=100),
        spacing=table.whole("spacing", 0, high=5000),
    )


def _padded(table: StrictTable, script: Script) -> bool:
    padded = table.flag("padded", False)
    if padded and script is Script.CHINESE:
        raise table.fail("Chinese numbers are not padded", "padded")
    return padded


def _day_text(table: StrictTable) -> str:
    text = table.text("sample")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise table.fail("wanted a date such as 2026-03-18", "sample") from None
    return text


def _money_text(table: StrictTable) -> str:
    text = table.text("sample")
    try:
        money_of(text)
    except ValueError as err:
        raise table.fail(str(err), "sample") from None
    return text
