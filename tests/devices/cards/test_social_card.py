"""Social security cards (LD/T 32-2015), read from simulated chips without a reader between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.apdu import exchange
from devices.cards.contents import CardContents, CardKind, Sex
from devices.cards.social_card import SELECT_ENVIRONMENT, read_social_card
from devices.errors import CardError, CardUnreadable, CardUnsupported
from devices.simulators.vpcd_chips import BankChip, SocialSecurityChip
from devices.simulators.wallet import SocialCardImage

ZHANG = SocialCardImage(
    issued="20180601",
    valid_until="20280601",
    number="430922195001010025",
    name="张桂兰",
    sex="2",
    nation="01",
    birth="19500101",
)


def read(card: SocialCardImage) -> CardContents:
    return read_social_card(SocialSecurityChip(card).process)


@pytest.mark.parametrize("generation", [1, 2, 3])
def test_every_generation_reads_the_same(generation: int) -> None:
    assert read(replace(ZHANG, generation=generation)) == CardContents(
        kind=CardKind.SOCIAL_SECURITY_CARD,
        name="张桂兰",
        id_number="430922195001010025",
        sex=Sex.FEMALE,
        birth=date(1950, 1, 1),
        nation="01",
        valid_from=date(2018, 6, 1),
        valid_until=date(2028, 6, 1),
    )


def test_a_long_name_goes_on_in_its_extension() -> None:
    name = "努尔比耶古丽·阿卜杜热合曼·买买提艾力"
    raw = name.encode("gb18030")
    image = replace(ZHANG, name=raw[:30].decode("gb18030"), name_extension=raw[30:].decode("gb18030"))
    assert read(image).name == name


@pytest.mark.parametrize(("raw", "name"), [(b"\xd0\xbb\xfe\x9f", "谢䶮"), (b"\xd0\xbb\xfe\x59", "谢\u9fb4")])
def test_rare_characters_come_out_as_gb_18030_of_2022_has_them(raw: bytes, name: str) -> None:
    chip = SocialSecurityChip(ZHANG)
    record = b"\x09\x1e" + raw.ljust(30, b"\x00") + b"\x90\x00"
    assert read_social_card(lambda apdu: record if apdu[:3] == b"\x00\xb2\x09" else chip.process(apdu)).name == name


def test_sex_and_birth_that_the_card_leaves_out_come_from_the_number() -> None:
    contents = read(replace(ZHANG, sex="", birth="", nation="", issued="", valid_until=""))
    assert (contents.sex, contents.birth, contents.nation) == (Sex.FEMALE, date(1950, 1, 1), "")
    assert (contents.valid_from, contents.valid_until) == (None, None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": ""}, "CARD_RECORD_MISSING"),
        ({"name": ""}, "CARD_RECORD_MISSING"),
        ({"number": "430922195001010024"}, "CARD_CONTRADICTS_ITSELF"),
        ({"number": "4309221950010100", "birth": ""}, "CARD_CONTRADICTS_ITSELF"),
        ({"sex": "1"}, "CARD_CONTRADICTS_ITSELF"),
        ({"birth": "19500102"}, "CARD_CONTRADICTS_ITSELF"),
        ({"birth": "19501301"}, "CARD_TEXT_MALFORMED"),
        ({"issued": "2018060A"}, "CARD_TEXT_MALFORMED"),
        ({"sex": "7"}, "CARD_TEXT_MALFORMED"),
    ],
)
def test_a_card_that_cannot_be_believed_says_why(change: dict[str, str], code: str) -> None:
    with pytest.raises(CardUnreadable) as caught:
        read(replace(ZHANG, **change))  # type: ignore[arg-type]
    assert caught.value.code == code


@pytest.mark.parametrize("number", ["810000199408230021", "911124198108030024"])
def test_numbers_of_permits_are_named_as_unsupported(number: str) -> None:
    with pytest.raises(CardUnsupported) as caught:
        read(replace(ZHANG, number=number))
    assert caught.value.code == "CARD_LAYOUT_UNSUPPORTED"


def test_a_card_of_another_kind_is_told_from_a_broken_one() -> None:
    with pytest.raises(CardUnsupported) as caught:
        read_social_card(BankChip().process)
    assert caught.value.code == "CARD_WRONG_KIND"


def test_a_card_that_wants_a_pin_is_left_alone() -> None:
    chip, sent = SocialSecurityChip(ZHANG, permission_needed=True), []

    def transmit(apdu: bytes) -> bytes:
        sent.append(apdu)
        return chip.process(apdu)

    with pytest.raises(CardUnreadable) as caught:
        read_social_card(transmit)
    assert caught.value.code == "CARD_PERMISSION_NEEDED"
    assert not [apdu for apdu in sent if apdu[1] == 0x20]


def test_only_the_social_security_environment_is_ever_selected_by_name() -> None:
    chip, sent = SocialSecurityChip(ZHANG), []

    def transmit(apdu: bytes) -> bytes:
        sent.append(apdu)
        return chip.process(apdu)

    read_social_card(transmit)
    assert [apdu for apdu in sent if apdu[1:3] == b"\xa4\x04"] == [SELECT_ENVIRONMENT]


def test_a_chain_of_answers_is_gathered() -> None:
    answers = iter([b"ab\x61\x02", b"cd\x61\x01", b"e\x90\x00"])
    assert exchange(lambda apdu: next(answers), b"\x00\xb2\x08\x00\x14").data == b"abcde"


def test_a_wrong_length_is_asked_again_with_the_right_one() -> None:
    asked = []

    def transmit(apdu: bytes) -> bytes:
        asked.append(apdu)
        return b"\x6c\x07" if len(asked) == 1 else b"1234567\x90\x00"

    assert exchange(transmit, b"\x00\xb2\x08\x00\x14").data == b"1234567"
    assert asked[1] == b"\x00\xb2\x08\x00\x07"


def test_an_answer_without_end_is_given_up() -> None:
    with pytest.raises(CardUnreadable):
        exchange(lambda apdu: b"x\x61\x10", b"\x00\xb2\x08\x00\x14")


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=60))
def test_a_chip_that_answers_anything_raises_nothing_but_a_card_error(answers: list[bytes]) -> None:
    endless = iter(answers * 20)
    with pytest.raises(CardError):
        read_social_card(lambda apdu: b"\x90\x00" if apdu[1] == 0xA4 else next(endless, b"\x6a\x83"))
