"""The numbers of every register that people carry."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from devices.cards.citizen_number import PROVINCES, InvalidNumber
from devices.cards.contents import Numbering, Sex
from devices.cards.numbers import PersonNumber, agreed_number, numbering_of, parse_number
from devices.errors import CardUnreadable

ZHANG = "430922195001010025"
CHAN = "810000199304120020"
LINDQVIST = "SWE430085061510"
KIM = "943410199108170019"


def numbered(body: str) -> str:
    return body + str(mod_11_2.calc_check_digit(body))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (ZHANG, PersonNumber(Numbering.CITIZEN, "19500101", Sex.FEMALE)),
        ("43092219621003129X", PersonNumber(Numbering.CITIZEN, "19621003", Sex.MALE)),
        (CHAN, PersonNumber(Numbering.RESIDENCE_PERMIT, "19930412", Sex.FEMALE)),
        ("820000199304120014", PersonNumber(Numbering.RESIDENCE_PERMIT, "19930412", Sex.MALE)),
        ("830000198802090150", PersonNumber(Numbering.RESIDENCE_PERMIT, "19880209", Sex.MALE)),
        (LINDQVIST, PersonNumber(Numbering.PERMANENT_RESIDENT_2017, "850615", None, "SWE")),
        ("NGA430000022910", PersonNumber(Numbering.PERMANENT_RESIDENT_2017, "000229", None, "NGA")),
        (KIM, PersonNumber(Numbering.PERMANENT_RESIDENT, "19910817")),
        ("911124198108030024", PersonNumber(Numbering.PERMANENT_RESIDENT, "19810803")),
    ],
)
def test_a_number_tells_its_register_and_what_it_says(number: str, said: PersonNumber) -> None:
    assert numbering_of(number) is said.numbering
    assert parse_number(number) == said


def test_the_day_of_birth_is_told_only_with_its_century() -> None:
    assert parse_number(KIM).birth == date(1991, 8, 17)
    assert parse_number(LINDQVIST).birth is None


@pytest.mark.parametrize(
    "number",
    [
        "",
        ZHANG[:-1],
        ZHANG + "0",
        CHAN.replace("81", "８１"),
        "43092219621003129x",
        "000922195001010025",
        "840000199304120026",
        "810100199304120020",
        "swe430085061510",
        "SWE43008506151",
        "SWE4300850615１0",
        "SWÉ430085061510",
        "E12345678",
    ],
)
def test_what_no_register_gives_out_has_no_numbering(number: str) -> None:
    assert numbering_of(number) is None
    with pytest.raises(InvalidNumber):
        parse_number(number)


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("", "shape"),
        ("43092219621003129x", "shape"),
        ("840000199304120026", "province"),
        ("430922195001010024", "check character"),
        (numbered("43092219850230123"), "birth date"),
        ("810000199304120021", "check character"),
        (numbered("81000019930431002"), "birth date"),
        (numbered("81000018490101002"), "birth date"),
        ("943410199108170018", "check character"),
        (numbered("90041019910817001"), "province"),
        (numbered("94341019911317001"), "birth date"),
        ("SWE430085023010", "birth date"),
        ("SWE430000130110", "birth date"),
    ],
)
def test_a_number_that_breaks_a_rule_is_refused_by_its_rule(number: str, rule: str) -> None:
    with pytest.raises(InvalidNumber, match=rule) as caught:
        parse_number(number)
    assert not number or number not in str(caught.value)
    with pytest.raises(CardUnreadable) as refused:
        agreed_number(number, birth=None, sex=None)
    assert (refused.value.code, refused.value.detail) == ("CARD_NUMBER_INVALID", str(caught.value))


@pytest.mark.parametrize(
    ("number", "birth", "sex", "nationality", "told"),
    [
        (ZHANG, date(1950, 1, 1), Sex.FEMALE, "", ""),
        (ZHANG, None, None, "", ""),
        (ZHANG, date(1950, 1, 1), Sex.UNKNOWN, "", ""),
        (ZHANG, date(1950, 1, 1), Sex.UNSPECIFIED, "", ""),
        (ZHANG, date(1950, 1, 1), Sex.MALE, "", "sex differs from the number's"),
        (ZHANG, date(1950, 1, 2), Sex.FEMALE, "", "birth differs from the number's"),
        (CHAN, date(1993, 4, 12), Sex.FEMALE, "", ""),
        (CHAN, date(1993, 4, 12), Sex.MALE, "", "sex differs from the number's"),
        (CHAN, date(1993, 12, 4), Sex.FEMALE, "", "birth differs from the number's"),
        (KIM, date(1991, 8, 17), Sex.FEMALE, "KOR", ""),
        (KIM, date(1891, 8, 17), Sex.MALE, "KOR", "birth differs from the number's"),
        (LINDQVIST, date(1985, 6, 15), Sex.MALE, "SWE", ""),
        (LINDQVIST, date(1885, 6, 15), Sex.FEMALE, "", ""),
        (LINDQVIST, date(1985, 6, 16), Sex.FEMALE, "SWE", "birth differs from the number's"),
        (LINDQVIST, date(1985, 6, 15), Sex.FEMALE, "NOR", "nationality differs from the number's"),
    ],
)
def test_a_card_is_compared_with_its_number(
    number: str, birth: date | None, sex: Sex | None, nationality: str, told: str
) -> None:
    if not told:
        assert agreed_number(number, birth=birth, sex=sex, nationality=nationality) == parse_number(number)
        return
    with pytest.raises(CardUnreadable) as caught:
        agreed_number(number, birth=birth, sex=sex, nationality=nationality)
    assert (caught.value.code, caught.value.detail) == ("CARD_CONTRADICTS_ITSELF", told)


@given(st.sampled_from([ZHANG, CHAN, KIM]), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_noticed(number: str, place: int, character: str) -> None:
    changed = number[:place] + character + number[place + 1 :]
    if changed != number:
        with pytest.raises(InvalidNumber):
            parse_number(changed)


@given(st.sampled_from(sorted(PROVINCES)), st.dates(date(1850, 1, 1), date(2100, 1, 1)), st.integers(0, 999))
def test_every_number_of_2023_is_understood(province: str, birth: date, serial: int) -> None:
    said = parse_number(numbered(f"9{province}840{birth:%Y%m%d}{serial:03d}"))
    assert (said.numbering, said.birth) == (Numbering.PERMANENT_RESIDENT, birth)


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{17}[0-9X]|[A-Z]{3}[0-9]{12}", fullmatch=True))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        said = parse_number(text)
    except InvalidNumber:
        return
    assert said.numbering is numbering_of(text)
