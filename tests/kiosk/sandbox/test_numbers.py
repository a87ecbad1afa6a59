"""Numbers with check digits, against worked and public examples (domain.md section 4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.contents import Numbering
from devices.cards.numbers import parse_number
from kiosk.sandbox.numbers import (
    case_number,
    citizen_number,
    credit_code,
    holder_hash,
    licence_id,
    register_key,
    subject_code,
)
from kiosk.visit.person import hash_holder


def test_a_citizen_number_ends_in_the_worked_check_digit() -> None:
    assert citizen_number(date(1985, 3, 15), 123) == "430922198503151235"
    assert citizen_number(date(1949, 12, 31), 2, county="110105") == "11010519491231002X"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2025, 1, 1)), st.integers(0, 999))
def test_every_made_citizen_number_is_one_to_the_terminal_too(birth: date, order: int) -> None:
    said = parse_number(citizen_number(birth, order))
    assert (said.numbering, said.birth) == (Numbering.CITIZEN, birth)


@pytest.mark.parametrize("numbering", list(Numbering))
def test_a_register_key_hashes_as_the_holder_of_a_visit_does(numbering: Numbering) -> None:
    state = "NZL" if numbering is Numbering.DOCUMENT else ""
    key = register_key("430922195001010025", numbering, state)
    assert holder_hash(key) == hash_holder("430922195001010025", numbering=numbering, issuing_state=state)


def test_credit_codes_match_the_standard_and_the_worked_example() -> None:
    assert subject_code("MA4TJ001") == "MA4TJ0012"
    assert credit_code("92", "MA4TJ001") == "92430922MA4TJ0012K"


def test_a_licence_id_ends_in_the_worked_check_character() -> None:
    made = licence_id("11100000MB03271699022", "11430922006123456Q", "2026000000123")
    assert made == "1.2.156.3005.2.11100000MB03271699022.11430922006123456Q.2026000000123.001.T"


def test_case_numbers_differ_by_day_and_serial() -> None:
    assert case_number(date(2026, 3, 18), 17) == "430922-260318-0017-O"
    assert case_number(date(2026, 3, 18), 18) != case_number(date(2026, 3, 19), 18)
