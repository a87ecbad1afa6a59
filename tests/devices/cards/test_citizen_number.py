"""The citizen number (GB 11643-1999)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.iso7064 import mod_11_2

from devices.cards.citizen_number import InvalidNumber, parse_citizen_number
from devices.cards.contents import Sex

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
        ("４３０９２２１９５００１０１００２５", "shape"),
        ("43092219500101002\u0665", "shape"),
        ("43092219500101002５", "shape"),
        (ZHANG + "\n", "shape"),
        ("X30922195001010025", "shape"),
        ("430922195001010024", "check character"),
        (numbered("00092219500101002"), "province"),
        (numbered("81000019500101002"), "province"),
        (numbered("43092219500230002"), "birth date"),
        (numbered("43092219850230123"), "birth date"),
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


@pytest.mark.parametrize("number", [ZHANG, "430922198503151235", "43092220010228204X", "43092219621003129X"])
def test_valid_numbers_of_this_county_are_understood(number: str) -> None:
    assert f"{parse_citizen_number(number).birth:%Y%m%d}" == number[6:14]


@pytest.mark.parametrize("number", [ZHANG, "430922198503151235", "810000199304120020", "943410199108170019"])
def test_the_library_for_whole_numbers_rejects_valid_ones_which_is_why_only_its_check_character_is_used(
    number: str,
) -> None:
    assert not ric.is_valid(number)
    assert mod_11_2.is_valid(number)
