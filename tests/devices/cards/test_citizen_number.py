"""The citizen number (GB 11643-1999)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from devices.cards.citizen_number import InvalidNumber, parse_citizen_number
from devices.cards.contents import Sex
from devices.cards.numbers import contradiction

ZHANG = "430922195001010025"


def numbered(body: str) -> str:
    return body + mod_11_2.calc_check_digit(body)


def test_a_number_tells_birth_and_sex() -> None:
    said = parse_citizen_number(ZHANG)
    assert (said.birth, said.sex) == (date(1950, 1, 1), Sex.FEMALE)


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("", "shape"),
        (ZHANG[:-1], "shape"),
        (ZHANG + "0", "shape"),
        ("４30922195001010025", "shape"),
        ("43092219621003129x", "shape"),
        ("X30922195001010025", "shape"),
        ("430922195001010024", "check character"),
        (numbered("00092219500101002"), "province"),
        (numbered("81000019500101002"), "province"),
        (numbered("43092219500230002"), "birth date"),
        (numbered("43092200000101002"), "birth date"),
        (numbered("43092217000101002"), "birth date"),
    ],
)
def test_a_number_that_breaks_a_rule_is_refused_by_its_rule(number: str, rule: str) -> None:
    with pytest.raises(InvalidNumber, match=rule) as caught:
        parse_citizen_number(number)
    assert not number or number not in str(caught.value)


@given(st.dates(date(1850, 1, 1), date(2100, 1, 1)), st.integers(0, 999))
def test_every_well_formed_number_is_understood(birth: date, serial: int) -> None:
    said = parse_citizen_number(numbered(f"430922{birth:%Y%m%d}{serial:03d}"))
    assert (said.birth, said.sex) == (birth, Sex.MALE if serial % 2 else Sex.FEMALE)


@given(st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_noticed(place: int, character: str) -> None:
    changed = ZHANG[:place] + character + ZHANG[place + 1 :]
    if changed != ZHANG:
        with pytest.raises(InvalidNumber):
            parse_citizen_number(changed)


def test_two_swapped_neighbours_are_noticed() -> None:
    with pytest.raises(InvalidNumber):
        parse_citizen_number("430922159001010025")


@pytest.mark.parametrize(
    ("birth", "sex", "told"),
    [
        (date(1950, 1, 1), Sex.FEMALE, ""),
        (date(1950, 1, 1), Sex.UNKNOWN, ""),
        (date(1950, 1, 1), Sex.UNSPECIFIED, ""),
        (date(1950, 1, 1), Sex.MALE, "sex differs from the number's"),
        (date(1950, 1, 2), Sex.FEMALE, "birth differs from the number's"),
    ],
)
def test_a_card_is_compared_with_its_number(birth: date, sex: Sex, told: str) -> None:
    assert contradiction(ZHANG, birth=birth, sex=sex) == told
