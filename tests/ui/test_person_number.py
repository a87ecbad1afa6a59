"""An identity number is judged while it is typed."""

from __future__ import annotations

import pytest

from ui.views.person_number import Typed, judge
from ui.views.typed_day import is_day, short_day


@pytest.mark.parametrize(
    ("number", "judged"),
    [
        ("", Typed.UNFINISHED),
        ("4309221950031", Typed.UNFINISHED),
        ("43092219500312", Typed.UNFINISHED),
        ("43092219500231", Typed.WRONG),
        ("43092219500312002", Typed.UNFINISHED),
        ("430922195003120025", Typed.RIGHT),
        ("430922195003120026", Typed.WRONG),
        ("990922195003120025", Typed.WRONG),
    ],
)
def test_it_is_called_wrong_as_soon_as_it_can_only_be_wrong(number: str, judged: Typed) -> None:
    assert judge(number) is judged


@pytest.mark.parametrize(
    ("digits", "real"),
    [("20240229", True), ("20230229", False), ("2024022", False), ("2024-2-9", False), ("2024W101", False)],
)
def test_a_day_is_eight_digits_of_the_calendar(digits: str, real: bool) -> None:
    assert is_day(digits) is real


def test_documents_count_years_by_two_digits() -> None:
    assert short_day("19840312") == "840312"
