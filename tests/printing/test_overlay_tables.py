"""Tables on a form."""

from __future__ import annotations

import dataclasses

import pytest

from printing.errors import ElementMissing, ElementOverflow
from printing.fonts import FontLibrary
from printing.form.elements import Align, Box, Column, TableElement
from printing.form.values import RowsValue
from tests.printing.making import lettering, printed
from tests.printing.pdf_reader import lines_of, text_of

TABLE = TableElement(
    id="plots",
    box=Box(2000, 3000, 8000, 3000),
    data="it",
    required=True,
    sample=(("1", "2"),),
    closing="以下空白",
    columns=(Column(2000, 3000, Align.LEFT), Column(5000, 3000, Align.RIGHT)),
    baseline=3500,
    pitch=700,
    count=3,
    lettering=lettering(1200, floor=800),
)


def rows(*texts: tuple[str, ...]) -> RowsValue:
    return RowsValue(texts)


def read(fonts: FontLibrary, table: TableElement, value: RowsValue | None) -> list[tuple[float, str]]:
    lines = lines_of(printed(fonts, table, value))
    return [(line[0].baseline, "".join(each.char for each in line)) for line in lines]


def test_rows_stand_below_each_other_and_the_next_is_closed(fonts: FontLibrary) -> None:
    found = read(fonts, TABLE, rows(("苹果", "三十亩"), ("水蜜桃", "")))
    assert [text for _, text in found] == ["苹果三十亩", "水蜜桃", "以下空白"]
    assert [baseline for baseline, _ in found] == pytest.approx([35, 42, 49], abs=0.05)


def test_a_full_table_has_no_closing_mark(fonts: FontLibrary) -> None:
    assert [text for _, text in read(fonts, TABLE, rows(("一", ""), ("二", ""), ("三", "")))] == ["一", "二", "三"]


def test_more_rows_than_the_table_has_are_refused(fonts: FontLibrary) -> None:
    with pytest.raises(ElementOverflow, match="3 rows"):
        printed(fonts, TABLE, rows(*[("一", "二")] * 4))


def test_a_row_of_another_length_is_refused(fonts: FontLibrary) -> None:
    with pytest.raises(ElementMissing, match="2 texts a row") as refused:
        printed(fonts, TABLE, rows(("苹果",)))
    assert "苹果" not in str(refused.value)


def test_a_cell_gets_smaller_and_is_then_refused(fonts: FontLibrary) -> None:
    (line,) = lines_of(printed(fonts, dataclasses.replace(TABLE, closing=""), rows(("水蜜桃一级品套袋早熟", ""))))
    assert line[0].size < 12
    with pytest.raises(ElementOverflow, match="plots"):
        printed(fonts, TABLE, rows(("水蜜桃" * 8, "")))


def test_no_rows_are_refused_where_some_are_required(fonts: FontLibrary) -> None:
    for value in (None, rows()):
        with pytest.raises(ElementMissing, match="plots"):
            printed(fonts, TABLE, value)


def test_an_optional_table_without_rows_is_closed_at_once(fonts: FontLibrary) -> None:
    assert text_of(printed(fonts, dataclasses.replace(TABLE, required=False))) == "以下空白"
    assert text_of(printed(fonts, dataclasses.replace(TABLE, required=False, closing=""))) == ""
