"""The machine-readable zone: the specimens of ICAO Doc 9303, every check digit, and what scanners make of it."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.access import MrzKey
from devices.cards.emrtd.mrz import MrzFormat, MrzMalformed, check_digit, find_mrz, parse_mrz
from devices.simulators.emrtd.zone import write_zone, zone_password
from devices.simulators.wallet import TravelDocumentImage
from tests.devices.cards.emrtd.documents import TODAY

TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
"""Specimen of ICAO Doc 9303-4, appendix B."""
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
"""Specimen of ICAO Doc 9303-6, appendix B."""
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
"""Specimen of ICAO Doc 9303-5, appendix B."""
LONG_TD2 = "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<\nD23145890<UTO3407127M95071227349<<<8"
LONG_TD1 = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
"""Long document numbers: ICAO Doc 9303-11, appendix D.2."""
PERMIT = "CRCHNH057130076<<<<<<<<<<<<<<<\n8206059F3202193CHN<<<<<<<<<<<0\nLAM<<KA<YAN<<<<<<<<<<<<<<<<<<<"


def test_a_booklet() -> None:
    mrz = parse_mrz(TD3)
    assert (mrz.format, mrz.document_code, mrz.issuing_state, mrz.nationality) == (MrzFormat.TD3, "P", "UTO", "UTO")
    assert (mrz.number, mrz.surname, mrz.given_names) == ("L898902C3", "ERIKSSON", "ANNA MARIA")
    assert (mrz.birth, mrz.sex, mrz.expiry, mrz.optional) == ("740812", "F", "120415", "ZE184226B")


@pytest.mark.parametrize(("text", "size"), [(TD2, MrzFormat.TD2), (TD1, MrzFormat.TD1)])
def test_a_card_of_either_size(text: str, size: MrzFormat) -> None:
    mrz = parse_mrz(text)
    assert (mrz.format, mrz.document_code, mrz.issuing_state, mrz.nationality) == (size, "I", "UTO", "UTO")
    assert (mrz.number, mrz.surname, mrz.given_names) == ("D23145890", "ERIKSSON", "ANNA MARIA")
    assert (mrz.birth, mrz.sex, mrz.expiry) == ("740812", "F", "120415")
    assert (mrz.optional, mrz.more_optional) == ("", "")


@pytest.mark.parametrize("text", [LONG_TD2, LONG_TD1])
def test_a_long_number_goes_on_in_the_optional_data(text: str) -> None:
    mrz = parse_mrz(text)
    assert (mrz.number, mrz.optional) == ("D23145890734", "")
    assert mrz.key == MrzKey(number="D23145890734", birth="340712", expiry="950712")


def test_a_travel_permit() -> None:
    mrz = parse_mrz(PERMIT)
    assert (mrz.document_code, mrz.issuing_state, mrz.number, mrz.surname) == ("CR", "CHN", "H05713007", "LAM")


@pytest.mark.parametrize(
    ("text", "digit"),
    [("520727", "3"), ("AB2134<<<", "5"), ("HA672242<658022549601086<<<<<<<<<<<<<<0", "8"), ("", "0")],
)
def test_check_digits_of_the_standard(text: str, digit: str) -> None:
    """ICAO Doc 9303-3, 4.9, worked examples."""
    assert check_digit(text) == digit


@pytest.mark.parametrize("text", [TD3, TD2, TD1, LONG_TD2, LONG_TD1])
def test_one_changed_digit_is_noticed(text: str) -> None:
    zone = text.replace("\n", "")
    numbers = zone[44:] if text is TD3 else zone[36:] if text in (TD2, LONG_TD2) else zone[5:60]
    start = zone.index(numbers)
    for at, character in enumerate(numbers, start):
        if character.isdigit():
            changed = zone[:at] + str((int(character) + 1) % 10) + zone[at + 1 :]
            with pytest.raises(MrzMalformed):
                parse_mrz(changed)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "character"),
        (TD3[:-1], "size"),
        (TD3.lower(), "character"),
        (TD3.replace("ERIKSSON", "ERIKS50N"), "name"),
        (TD3.replace("P<UTO", "7<UTO"), "document code"),
        (TD3.replace("P<UTO", "P<<<<"), "issuing state"),
        (TD3.replace("122F12", "122Q12"), "sex"),
        (TD3.replace("UTO7408122", "U7O7408122"), "nationality"),
        (TD3.replace("<<<<<10", "<<<<<11"), "composite"),
        (TD3.replace("7408122F", "74O8122F"), "composite"),
    ],
)
def test_what_is_wrong_is_named_without_the_text(text: str, what: str) -> None:
    with pytest.raises(MrzMalformed) as caught:
        parse_mrz(text)
    assert caught.value.code == "TRAVEL_DOCUMENT_MRZ_MALFORMED"
    assert what in caught.value.detail
    assert "ERIKS" not in str(caught.value)


@pytest.mark.parametrize(
    ("names", "surname", "given_names"),
    [
        ("VAN<DER<MUELLEN<<STEVEN<MARIA", "VAN DER MUELLEN", "STEVEN MARIA"),
        ("ARKFREITH", "ARKFREITH", ""),
        ("BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WARNA", "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNA", ""),
        ("SMITH<<JOHN<<T", "SMITH", "JOHN T"),
    ],
)
def test_names_are_split_at_the_double_filler(names: str, surname: str, given_names: str) -> None:
    mrz = parse_mrz(f"P<UTO{names:<<39}"[:44] + TD3.partition("\n")[2])
    assert (mrz.surname, mrz.given_names) == (surname, given_names)


def zone_with_dates(birth: str, expiry: str) -> str:
    optional = "ZE184226B<<<<<1"
    second = f"L898902C36UTO{birth}{check_digit(birth)}F{expiry}{check_digit(expiry)}{optional}"
    composite = second[:10] + second[13:20] + second[21:]
    return TD3.partition("\n")[0] + second + check_digit(composite)


@pytest.mark.parametrize(
    ("text", "today", "born"),
    [
        ("740812", TODAY, date(1974, 8, 12)),
        ("261122", TODAY, date(2026, 11, 22)),
        ("261123", TODAY, date(1926, 11, 23)),
        ("000229", TODAY, date(2000, 2, 29)),
        ("991231", date(1999, 12, 31), date(1999, 12, 31)),
    ],
)
def test_birth_is_the_latest_day_that_is_not_ahead(text: str, today: date, born: date) -> None:
    assert parse_mrz(zone_with_dates(text, "330712")).birth_date(today) == born


@pytest.mark.parametrize("text", ["<<<<<<", "74<<<<", "7408<<", "741312", "740832", "270229"])
def test_a_birth_that_is_no_known_day_is_refused(text: str) -> None:
    with pytest.raises(MrzMalformed):
        parse_mrz(zone_with_dates(text, "330712")).birth_date(TODAY)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("330712", date(2033, 7, 12)),
        ("120415", date(2012, 4, 15)),
        ("761231", date(1976, 12, 31)),
        ("751231", date(2075, 12, 31)),
        ("000101", date(2000, 1, 1)),
        ("<<<<<<", None),
    ],
)
def test_expiry_is_the_day_nearest_by(text: str, ends: date | None) -> None:
    assert parse_mrz(zone_with_dates("740812", text)).expiry_date(TODAY) == ends


def test_an_expiry_that_is_no_day_is_refused() -> None:
    with pytest.raises(MrzMalformed):
        parse_mrz(zone_with_dates("740812", "330231")).expiry_date(TODAY)


def test_a_zone_with_an_open_date_has_no_key() -> None:
    with pytest.raises(MrzMalformed):
        _ = parse_mrz(zone_with_dates("74<<<<", "330712")).key


def test_nothing_of_the_holder_is_in_the_repr() -> None:
    assert all(word not in repr(parse_mrz(TD3)) for word in ("L898902C3", "ERIKSSON", "ANNA", "740812", "ZE184226B"))


@pytest.mark.parametrize(
    "scan",
    [
        TD3,
        TD3.replace("\n", ""),
        TD3.replace("\n", "\r\n") + "\r\n",
        "PASSPORT\nUTOPIA\n\n" + TD3 + "\n<<<<\n",
        TD3.replace("<<ANNA", "<< ANNA").lower(),
    ],
)
def test_a_zone_is_found_in_scanned_text(scan: str) -> None:
    assert find_mrz(scan) == parse_mrz(TD3)


@pytest.mark.parametrize("scan", ["", "\n\n", "PASSPORT", TD3.replace("L898902C36", "L898902C37"), "A" * 100_000])
def test_no_zone_is_found_where_there_is_none(scan: str) -> None:
    assert find_mrz(scan) is None


NAME = st.text(string.ascii_uppercase, min_size=1, max_size=9)
DATES = st.dates(date(1927, 1, 1), date(2026, 11, 22)).map(lambda day: f"{day:%Y%m%d}")
EXPIRIES = st.dates(date(1977, 1, 1), date(2075, 12, 31)).map(lambda day: f"{day:%Y%m%d}")
NUMBER = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=9)
LONG_NUMBER = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=14)


@given(
    code=st.sampled_from(["P", "PO", "CR", "C", "I", "AC"]),
    numbers=st.tuples(NUMBER, LONG_NUMBER),
    names=st.tuples(NAME, NAME),
    days=st.tuples(DATES, EXPIRIES),
    sex=st.sampled_from(["M", "F", ""]),
)
def test_what_is_printed_is_read(
    code: str, numbers: tuple[str, str], names: tuple[str, str], days: tuple[str, str], sex: str
) -> None:
    image = TravelDocumentImage(
        document_code=code,
        issuing_state="UTO",
        number=numbers[0] if code.startswith("P") else numbers[1],
        surname=names[0],
        given_names=names[1],
        nationality="D",
        birth=days[0],
        sex=sex,
        valid_until=days[1],
    )
    mrz = parse_mrz(write_zone(image))
    assert (mrz.document_code, mrz.issuing_state, mrz.nationality, mrz.sex) == (code, "UTO", "D", sex)
    assert (mrz.number, mrz.surname, mrz.given_names) == (image.number, *names)
    expiry = mrz.expiry_date(TODAY)
    assert expiry is not None
    assert (f"{mrz.birth_date(TODAY):%Y%m%d}", f"{expiry:%Y%m%d}") == days
    assert zone_password(image).startswith(image.number.encode("ascii"))


@given(st.text(alphabet=string.ascii_uppercase + string.digits + "<\n ", max_size=120) | st.text(max_size=120))
def test_text_soup_is_a_zone_or_refused(soup: str) -> None:
    found = find_mrz(soup)
    try:
        assert parse_mrz(soup) == found
    except MrzMalformed as error:
        assert error.code == "TRAVEL_DOCUMENT_MRZ_MALFORMED"
