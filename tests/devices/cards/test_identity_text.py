"""The 256-byte text block of identity cards (GA/T 490)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from devices.cards.contents import CardContents, CardKind, Sex
from devices.cards.identity_text import CitizenField, decode_identity_text, encode_citizen_fields, encode_identity_text
from devices.cards.nations import NATIONS
from devices.errors import CardError, CardUnreadable, CardUnsupported

ZHANG = CardContents(
    kind=CardKind.IDENTITY_CARD,
    name="张桂兰",
    id_number="430922195001010025",
    sex=Sex.FEMALE,
    birth=date(1950, 1, 1),
    address="湖南省益阳市桃江县桃花江镇资江路112号",
    nation="01",
    valid_from=date(2010, 1, 1),
)
TEXTS = {
    CitizenField.NAME: "张桂兰",
    CitizenField.SEX: "2",
    CitizenField.NATION: "01",
    CitizenField.BIRTH: "19500101",
    CitizenField.ADDRESS: "湖南省益阳市桃江县桃花江镇资江路112号",
    CitizenField.NUMBER: "430922195001010025",
    CitizenField.ISSUER: "桃江县公安局",
    CitizenField.VALID_FROM: "20100101",
    CitizenField.VALID_UNTIL: "长期",
}


def flagged(flag: str) -> bytes:
    block = bytearray(encode_citizen_fields(TEXTS))
    block[248:250] = flag.encode("utf-16-le")
    return bytes(block)


def test_the_fields_lie_where_the_standard_puts_them() -> None:
    block = encode_citizen_fields(TEXTS)
    assert len(block) == 256
    assert block[0:6].decode("utf-16-le") == "张桂兰"
    assert block[30:32].decode("utf-16-le") == "2"
    assert block[122:158].decode("utf-16-le") == "430922195001010025"
    assert block[204:208].decode("utf-16-le") == "长期"
    assert block[220:].decode("utf-16-le") == " " * 18


def test_a_card_is_read_field_by_field() -> None:
    assert decode_identity_text(encode_citizen_fields(TEXTS)) == ZHANG


def test_a_repr_of_what_was_read_names_no_one() -> None:
    assert "张桂兰" not in repr(decode_identity_text(encode_citizen_fields(TEXTS)))


def test_a_name_may_hold_rare_and_private_characters() -> None:
    name = "谢䶮\ue863𠮷·阿"
    assert decode_identity_text(encode_citizen_fields(TEXTS | {CitizenField.NAME: name})).name == name


def test_nul_padding_is_taken_off_too() -> None:
    assert decode_identity_text(encode_citizen_fields(TEXTS | {CitizenField.NAME: "张桂兰\0\0"})).name == "张桂兰"


@pytest.mark.parametrize("flag", ["J", "I", "Y", "Z", "长"])
def test_other_layouts_are_named_as_unsupported(flag: str) -> None:
    with pytest.raises(CardUnsupported) as caught:
        decode_identity_text(flagged(flag))
    assert caught.value.code == "CARD_LAYOUT_UNSUPPORTED"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (CitizenField.NAME, ""),
        (CitizenField.NAME, "张\n桂兰"),
        (CitizenField.NAME, "张\u202e桂兰"),
        (CitizenField.SEX, "3"),
        (CitizenField.SEX, ""),
        (CitizenField.NATION, "57"),
        (CitizenField.BIRTH, "19500231"),
        (CitizenField.BIRTH, "1950010"),
        (CitizenField.BIRTH, "１９５００１０１"),
        (CitizenField.BIRTH, "长期"),
        (CitizenField.VALID_FROM, ""),
        (CitizenField.VALID_UNTIL, "永久"),
    ],
)
def test_a_field_that_no_card_can_have_is_malformed(place: CitizenField, text: str) -> None:
    with pytest.raises(CardUnreadable) as caught:
        decode_identity_text(encode_citizen_fields(TEXTS | {place: text}))
    assert caught.value.code == "CARD_TEXT_MALFORMED"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (CitizenField.NUMBER, "430922195001010024"),
        (CitizenField.NUMBER, ""),
        (CitizenField.SEX, "1"),
        (CitizenField.BIRTH, "19500102"),
        (CitizenField.VALID_FROM, "19490101"),
        (CitizenField.VALID_UNTIL, "20091231"),
    ],
)
def test_a_card_that_contradicts_itself_is_not_believed(place: CitizenField, text: str) -> None:
    with pytest.raises(CardUnreadable) as caught:
        decode_identity_text(encode_citizen_fields(TEXTS | {place: text}))
    assert caught.value.code == "CARD_CONTRADICTS_ITSELF"
    assert not text or text not in str(caught.value)


def test_half_a_surrogate_pair_is_malformed() -> None:
    block = bytearray(encode_citizen_fields(TEXTS))
    block[0:2] = b"\x00\xd8"
    with pytest.raises(CardUnreadable):
        decode_identity_text(bytes(block))


def test_a_field_longer_than_its_place_is_not_written() -> None:
    with pytest.raises(ValueError, match="NAME"):
        encode_identity_text(replace(ZHANG, name="张" * 16))


def contents() -> st.SearchStrategy[CardContents]:
    letters = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)

    @st.composite
    def build(draw: st.DrawFn) -> CardContents:
        birth = draw(st.dates(date(1900, 1, 1), date(2020, 1, 1)))
        serial = draw(st.integers(0, 999))
        body = f"430922{birth:%Y%m%d}{serial:03d}"
        valid_from = draw(st.dates(birth, date(2030, 1, 1)))
        return CardContents(
            kind=CardKind.IDENTITY_CARD,
            name=draw(st.text(st.one_of(letters, st.just("·")), min_size=1, max_size=15)),
            id_number=body + mod_11_2.calc_check_digit(body),
            sex=Sex.MALE if serial % 2 else Sex.FEMALE,
            birth=birth,
            address=draw(st.text(letters, max_size=35)),
            nation=draw(st.sampled_from(sorted(NATIONS))),
            valid_from=valid_from,
            valid_until=draw(st.none() | st.dates(valid_from, date(2070, 1, 1))),
        )

    return build()


@given(contents())
def test_what_is_written_is_read_back(written: CardContents) -> None:
    assert decode_identity_text(encode_identity_text(written, issuer="桃江县公安局")) == written


@given(st.binary(max_size=300) | st.binary(min_size=256, max_size=256))
def test_byte_soup_is_refused_by_a_card_error_or_read(block: bytes) -> None:
    try:
        read = decode_identity_text(block)
    except CardError:
        return
    assert read.id_number


@given(st.integers(0, 255), st.integers(0, 255))
def test_one_changed_byte_never_raises_anything_else(place: int, byte: int) -> None:
    block = bytearray(encode_citizen_fields(TEXTS))
    block[place] = byte
    try:
        read = decode_identity_text(bytes(block))
    except CardError:
        return
    assert read.id_number == ZHANG.id_number
