"""Dates, cells, amounts and ticks on a form."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from printing.errors import ElementMissing, ElementOverflow
from printing.fonts import FontLibrary
from printing.form.elements import (
    Align,
    Box,
    CellsElement,
    DateElement,
    DatePart,
    DayElement,
    Fit,
    MoneyCellsElement,
    MoneyWordsElement,
    Script,
    TickElement,
    TickPlace,
)
from printing.form.values import FieldValue, Money
from printing.overlay import chinese_number
from tests.printing.making import box, lettering, printed
from tests.printing.pdf_reader import lines_of, placed, text_of

DATE = DateElement(
    id="issued",
    box=box(width=7000),
    data="it",
    required=True,
    sample="2026-03-18",
    baseline=3700,
    lettering=lettering(1400, floor=900),
    script=Script.ARABIC,
    padded=False,
    year=DatePart(2000, 2500),
    month=DatePart(5000, 1200),
    day=DatePart(7000, 1200),
)
DAY = DayElement(
    id="issued",
    box=box(),
    data="it",
    required=True,
    sample="2026-03-18",
    baseline=3700,
    lettering=lettering(1400, floor=900),
    script=Script.ARABIC,
    padded=False,
    align=Align.LEFT,
)
CELLS = CellsElement(
    id="code",
    box=Box(2000, 3000, 3000, 800),
    data="it",
    required=True,
    sample="12AB",
    baseline=3600,
    lettering=lettering(),
    pitch=600,
    count=4,
)
AMOUNT = MoneyCellsElement(
    id="amount",
    box=Box(2000, 3000, 4000, 800),
    data="it",
    required=True,
    sample="100.00",
    baseline=3600,
    lettering=lettering(),
    pitch=500,
    count=8,
)
WORDS = MoneyWordsElement(
    id="amount",
    box=box(),
    data="it",
    required=True,
    sample="100.00",
    prefix="人民币",
    baseline=3700,
    lettering=lettering(1400, floor=900),
    fit=Fit.SHRINK,
    align=Align.LEFT,
)
TICK = TickElement(
    id="sex",
    box=box(),
    data="it",
    required=True,
    sample="女",
    mark="√",
    places=(TickPlace("男", 3000, 3600), TickPlace("女", 5000, 3700)),
    lettering=lettering(),
)


def read(fonts: FontLibrary, element: DateElement | DayElement, value: date) -> str:
    return "".join(each.char for line in lines_of(printed(fonts, element, value)) for each in line)


class TestADate:
    @pytest.mark.parametrize(
        ("script", "padded", "split", "whole"),
        [
            (Script.ARABIC, False, "202638", "2026年3月8日"),
            (Script.ARABIC, True, "20260308", "2026年03月08日"),
            (Script.CHINESE, False, "二〇二六三八", "二〇二六年三月八日"),
        ],
    )
    def test_is_written_in_figures_or_numerals(
        self, fonts: FontLibrary, script: Script, padded: bool, split: str, whole: str
    ) -> None:
        value = date(2026, 3, 8)
        assert read(fonts, dataclasses.replace(DATE, script=script, padded=padded), value) == split
        assert read(fonts, dataclasses.replace(DAY, script=script, padded=padded), value) == whole

    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (2026, "二〇二六"),
            (2000, "二〇〇〇"),
            (1, "一"),
            (9, "九"),
            (10, "十"),
            (11, "十一"),
            (12, "十二"),
            (19, "十九"),
            (20, "二十"),
            (21, "二十一"),
            (30, "三十"),
            (31, "三十一"),
        ],
    )
    def test_knows_the_standard_numerals_only(self, number: int, words: str) -> None:
        assert chinese_number(number) == words

    def test_reads_every_month_and_day_as_it_is_said(self) -> None:
        ones = ("", *"一二三四五六七八九")
        said = [*(tens + each for tens in ("", "十", "二十") for each in ones), "三十", "三十一"]
        assert [chinese_number(number) for number in range(1, 32)] == said[1:]

    def test_has_its_numbers_in_one_size(self, fonts: FontLibrary) -> None:
        narrow = dataclasses.replace(DATE, script=Script.CHINESE, day=DatePart(7000, 900))
        found = placed(printed(fonts, narrow, date(2026, 12, 31)))
        assert len({each.size for each in found}) == 1
        assert found[0].size < 14

    @pytest.mark.parametrize("value", [date(1, 1, 1), date(999, 12, 31), "2026-03-18", Money(5)])
    def test_of_no_real_year_or_no_date_at_all_is_refused(self, fonts: FontLibrary, value: FieldValue) -> None:
        for element in (DATE, DAY):
            with pytest.raises(ElementMissing, match="issued"):
                printed(fonts, element, value)

    def test_too_wide_for_its_place_is_refused(self, fonts: FontLibrary) -> None:
        with pytest.raises(ElementOverflow, match="issued"):
            printed(fonts, dataclasses.replace(DATE, day=DatePart(7000, 100)), date(2026, 12, 31))

    def test_may_be_missing_where_it_is_optional(self, fonts: FontLibrary) -> None:
        for element in (DATE, DAY):
            assert text_of(printed(fonts, dataclasses.replace(element, required=False))) == ""
            with pytest.raises(ElementMissing):
                printed(fonts, element)


class TestCells:
    def test_take_one_character_each(self, fonts: FontLibrary) -> None:
        found = placed(printed(fonts, CELLS, "1A李B"))
        assert [each.char for each in found] == list("1A李B")
        assert [int((each.x - 20) / 6) for each in found] == [0, 1, 2, 3]

    @pytest.mark.parametrize("value", ["123", "12345"])
    def test_must_all_be_filled(self, fonts: FontLibrary, value: str) -> None:
        with pytest.raises(ElementOverflow, match="4 cells") as refused:
            printed(fonts, CELLS, value)
        assert value not in str(refused.value)

    def test_may_stay_empty_where_they_are_optional(self, fonts: FontLibrary) -> None:
        assert text_of(printed(fonts, dataclasses.replace(CELLS, required=False))) == ""


class TestAnAmountInCells:
    @pytest.mark.parametrize(
        ("fen", "cells"),
        [
            (107000_53, "10700053"),
            (12345_67, "￥1234567"),
            (100_00, "￥10000"),
            (1_05, "￥105"),
            (50, "￥050"),
            (5, "￥005"),
            (0, "￥000"),
        ],
    )
    def test_ends_in_the_last_cell_with_the_sign_before_its_first_figure(
        self, fonts: FontLibrary, fen: int, cells: str
    ) -> None:
        found = placed(printed(fonts, AMOUNT, Money(fen)))
        assert "".join(each.char for each in found) == cells
        assert [int((each.x - 20) / 5) for each in found] == list(range(8 - len(cells), 8))

    def test_with_more_figures_than_cells_is_refused(self, fonts: FontLibrary) -> None:
        with pytest.raises(ElementOverflow, match="amount") as refused:
            printed(fonts, AMOUNT, Money(1234567_89))
        assert "1234567" not in str(refused.value)

    def test_that_is_a_text_is_refused(self, fonts: FontLibrary) -> None:
        for element in (AMOUNT, WORDS):
            with pytest.raises(ElementMissing, match="amount"):
                printed(fonts, element, "100.00")

    def test_may_be_missing_where_it_is_optional(self, fonts: FontLibrary) -> None:
        for element in (AMOUNT, WORDS):
            assert text_of(printed(fonts, dataclasses.replace(element, required=False))) == ""


class TestAnAmountInWords:
    def test_stands_close_behind_its_prefix(self, fonts: FontLibrary) -> None:
        assert text_of(printed(fonts, WORDS, Money(107000_53))) == "人民币壹拾万柒仟元零伍角叁分"

    def test_that_does_not_fit_or_has_no_words_is_refused(self, fonts: FontLibrary) -> None:
        with pytest.raises(ElementOverflow, match="amount"):
            printed(fonts, dataclasses.replace(WORDS, fit=Fit.REFUSE), Money(123456_78))
        with pytest.raises(ElementOverflow, match="amount") as refused:
            printed(fonts, WORDS, Money(10**17))
        assert "1000" not in str(refused.value)


class TestATick:
    @pytest.mark.parametrize(("value", "x", "baseline"), [("男", 30, 36), ("女", 50, 37)])
    def test_stands_over_the_place_of_its_value(
        self, fonts: FontLibrary, value: str, x: float, baseline: float
    ) -> None:
        (mark,) = placed(printed(fonts, TICK, value))
        assert mark.char == "√"
        assert (mark.x + mark.size * 25.4 / 72 / 2, mark.baseline) == pytest.approx((x, baseline), abs=0.05)

    def test_of_a_value_without_a_place_is_refused(self, fonts: FontLibrary) -> None:
        for element in (TICK, dataclasses.replace(TICK, required=False)):
            with pytest.raises(ElementMissing, match="sex") as refused:
                printed(fonts, element, "未知")
            assert "未知" not in str(refused.value)

    def test_may_be_missing_where_it_is_optional(self, fonts: FontLibrary) -> None:
        assert text_of(printed(fonts, dataclasses.replace(TICK, required=False))) == ""
