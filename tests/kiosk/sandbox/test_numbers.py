"""Numbers with check digits, against worked and public examples (domain.md section 4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.sandbox.numbers import (
    case_number,
    citizen_number,
    credit_code,
    is_citizen_number,
    licence_id,
    subject_code,
)


def test_a_citizen_number_ends_in_the_worked_check_digit() -> None:
    assert citizen_number(date(1985, 3, 15), 123) == "430922198503151235"
    assert citizen_number(date(1949, 12, 31), 2, county="110105") == "11010519491231002X"


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("11010519491231002X", True),
        ("430922195001010025", True),
        ("43092220010228204X", True),
        ("430922195001010024", False),
        ("11010519491231002x", False),
        ("430922198502301230", False),
        ("43092219850315123", False),
        ("４３０９２２１９８５０３１５１２３５", False),
        ("", False),
    ],
)
def test_a_citizen_number_is_told_from_another_text(number: str, good: bool) -> None:
    assert is_citizen_number(number) is good


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 999))
def test_every_made_citizen_number_is_good_and_none_with_a_changed_digit(birth: date, order: int) -> None:
    number = citizen_number(birth, order)
    assert is_citizen_number(number)
    changed = str((int(number[16]) + 1) % 10)
    assert not is_citizen_number(f"{number[:16]}{changed}{number[17]}")


def test_credit_codes_match_the_standard_and_the_worked_example() -> None:
    assert subject_code("MA4TJ001") == "MA4TJ0012"
    assert credit_code("92", "MA4TJ001") == "92430922MA4TJ0012K"


def test_a_licence_id_ends_in_the_worked_check_character() -> None:
    made = licence_id("11100000MB03271699022", "11430922006123456Q", "2026000000123")
    assert made == "1.2.156.3005.2.11100000MB03271699022.11430922006123456Q.2026000000123.001.T"


def test_case_numbers_differ_by_day_and_serial() -> None:
    assert case_number(date(2026, 3, 18), 17) == "430922-260318-0017-O"
    assert case_number(date(2026, 3, 18), 18) != case_number(date(2026, 3, 19), 18)
