"""What a card's image says is what the decoder reads back, for every layout and any name."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from devices.cards.contents import CardContents, CardKind, Numbering, Sex
from devices.cards.identity_text import decode_identity_text
from devices.cards.nations import NATIONS
from devices.simulators.identity_image import text_block
from devices.simulators.wallet import IdentityCardImage

HAN = st.one_of(
    st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x20000, max_codepoint=0x323AF),
    st.characters(min_codepoint=0xE000, max_codepoint=0xF8FF),
    st.just("·"),
)
LATIN = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZÅÉÜ'-,.", min_size=1, max_size=12)
LATIN_NAMES = st.lists(LATIN, min_size=1, max_size=6).map(" ".join)
COUNTRIES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
WITH_SEX = st.sampled_from([Sex.MALE, Sex.FEMALE])


def han(size: int, *, least: int = 0) -> st.SearchStrategy[str]:
    """Texts that fit into a place of ``size`` bytes."""
    return st.text(HAN, min_size=least, max_size=size // 2).filter(lambda text: len(text.encode("utf-16-le")) <= size)


@st.composite
def days(draw: st.DrawFn) -> tuple[date, date, date | None]:
    """Birth, first day and last day of a card, in order."""
    birth = draw(st.dates(date(1850, 1, 1), date(2025, 12, 31)))
    valid_from = draw(st.dates(birth, date(2060, 12, 31)))
    return birth, valid_from, draw(st.none() | st.dates(valid_from, date(2099, 12, 31)))


def numbered(body: str) -> str:
    return body + str(mod_11_2.calc_check_digit(body))


def written(day: date | None) -> str:
    return day.isoformat().replace("-", "") if day else "长期"


def serial_of(sex: Sex, tens: int) -> str:
    return f"{tens * 2 + (sex is Sex.MALE):03d}"


@st.composite
def citizens(draw: st.DrawFn) -> CardContents:
    birth, valid_from, valid_until = draw(days())
    sex = draw(WITH_SEX)
    return CardContents(
        kind=CardKind.IDENTITY_CARD,
        name=draw(han(30, least=1)),
        id_number=numbered(f"430922{written(birth)}{serial_of(sex, draw(st.integers(0, 499)))}"),
        sex=sex,
        birth=birth,
        address=draw(han(70)),
        nation=draw(st.sampled_from(sorted(NATIONS))),
        valid_from=valid_from,
        valid_until=valid_until,
    )


@st.composite
def permit_holders(draw: st.DrawFn) -> CardContents:
    birth, valid_from, valid_until = draw(days())
    sex = draw(WITH_SEX)
    region = draw(st.sampled_from(["810000", "820000", "830000"]))
    return CardContents(
        kind=CardKind.RESIDENCE_PERMIT,
        name=draw(han(30, least=1)),
        id_number=numbered(f"{region}{written(birth)}{serial_of(sex, draw(st.integers(0, 499)))}"),
        numbering=Numbering.RESIDENCE_PERMIT,
        sex=sex,
        birth=birth,
        address=draw(han(70)),
        permit_number=draw(st.text("0123456789HM", max_size=9)),
        valid_from=valid_from,
        valid_until=valid_until,
    )


@st.composite
def foreigners(draw: st.DrawFn, edition: str) -> CardContents:
    birth, valid_from, valid_until = draw(days())
    country = draw(COUNTRIES)
    of_2017 = edition == "2017"
    latin_name = draw(LATIN_NAMES.map(lambda name: name[: 60 if of_2017 else 46].strip()))
    tail = draw(st.integers(0, 99))
    return CardContents(
        kind=CardKind.PERMANENT_RESIDENT_CARD,
        edition=edition,
        name=draw(han(30)) or latin_name,
        latin_name=latin_name,
        id_number=(
            f"{country}4300{written(birth)[2:]}{tail:02d}" if of_2017 else numbered(f"943752{written(birth)}{tail:03d}")
        ),
        numbering=Numbering.PERMANENT_RESIDENT_2017 if of_2017 else Numbering.PERMANENT_RESIDENT,
        sex=draw(WITH_SEX),
        birth=birth,
        nationality=country,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def image_of(card: CardContents, layout: str) -> IdentityCardImage:
    """Return the image of what is to be read, with the fields beside it that nobody reads."""
    return IdentityCardImage(
        layout=layout,
        name="" if card.name == card.latin_name else card.name,
        latin_name=card.latin_name,
        sex=card.sex.value,
        nation=card.nation,
        nationality=card.nationality,
        birth=written(card.birth),
        address=card.address,
        number=card.id_number,
        issuer="桃江县公安局",
        authority="1500",
        valid_from=written(card.valid_from),
        valid_until=written(card.valid_until),
        permit_number=card.permit_number,
        issue_count="01",
        version="01",
    )


@given(citizens())
def test_a_citizens_card_is_read_back(card: CardContents) -> None:
    assert decode_identity_text(text_block(image_of(card, "citizen"))) == card


@given(permit_holders())
def test_a_residence_permit_is_read_back(card: CardContents) -> None:
    assert decode_identity_text(text_block(image_of(card, "J"))) == card


@given(foreigners("2017"))
def test_a_foreigners_card_of_2017_is_read_back(card: CardContents) -> None:
    assert decode_identity_text(text_block(image_of(card, "I"))) == card


@given(foreigners("2023"))
def test_a_foreigners_card_of_2023_is_read_back(card: CardContents) -> None:
    assert decode_identity_text(text_block(image_of(card, "Y"))) == card
