"""Dates, times and amounts as people say them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kiosk.bilingual import Language
from ui.words import formats

ZH, EN = Language.CHINESE, Language.ENGLISH
A_DAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (formats.day(A_DAY, ZH), "3 月 18 日"),
        (formats.day(A_DAY, EN), "18 March"),
        (formats.full_day(A_DAY, ZH), "2026 年 3 月 18 日"),
        (formats.full_day(A_DAY, EN), "18 March 2026"),
        (formats.weekday(A_DAY, ZH), "星期三"),
        (formats.weekday(A_DAY, EN), "Wednesday"),
        (formats.fee(0, ZH), "免费"),
        (formats.fee(1250, ZH), "12.50 元"),
        (formats.fee(1250, EN), "CNY 12.50"),
        (formats.area(Decimal("112.4"), ZH), "112.40 平方米"),
        (formats.in_fours("7Q4K29MX"), "7Q4K 29MX"),
    ],
)
def test_it_is_put_so(said: str, expected: str) -> None:
    assert said == expected
