"""Social security cards (LD/T 32-2015), read from simulated chips without a reader between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.apdu import Transmit
from devices.cards.contents import CardContents, CardKind, Numbering, Sex
from devices.cards.social.read import read_social_card
from devices.cards.social.records import BY_FILE_ID, ENVIRONMENT, Record
from devices.cards.social.tlv import record
from devices.errors import CardError, CardUnreadable
from devices.simulators.vpcd_chips import (
    BankChip,
    Chip,
    NeverRightLength,
    SocialSecurityChip,
    social_card_of_a_bank,
)
from devices.simulators.wallet import SocialCardImage
from tests.devices.cards.recorded import RecordedChip

ZHANG = SocialCardImage(
    issued="20180601",
    valid_until="20280601",
    number="430922195001010025",
    name="张桂兰",
    sex="2",
    nation="01",
    birthplace="430922",
    birth="19500101",
)


def read(card: SocialCardImage | Chip) -> CardContents:
    chip = SocialSecurityChip(card) if isinstance(card, SocialCardImage) else card
    contents = read_social_card(chip.process)
    assert contents is not None
    return contents


def answering(value: bytes, *, instead_of: Record) -> Transmit:
    """A card of Zhang whose record says this."""
    chip = SocialSecurityChip(ZHANG)
    answer = record(instead_of.tag, value) + b"\x90\x00"
    return lambda apdu: answer if apdu[:3] == bytes([0x00, 0xB2, instead_of.tag]) else chip.process(apdu)


@pytest.mark.parametrize("generation", [1, 2, 3])
def test_every_generation_reads_the_same_and_says_which_it_is(generation: int) -> None:
    assert read(replace(ZHANG, generation=generation)) == CardContents(
        kind=CardKind.SOCIAL_SECURITY_CARD,
        edition=str(generation),
        name="张桂兰",
        id_number="430922195001010025",
        numbering=Numbering.CITIZEN,
        sex=Sex.FEMALE,
        birth=date(1950, 1, 1),
        nation="01",
        valid_from=date(2018, 6, 1),
        valid_until=date(2028, 6, 1),
    )


@given(st.permutations(["08", "09", "4E", "0A", "0B", "0C", "0D"]))
def test_the_order_of_the_records_makes_no_difference(order: list[str]) -> None:
    assert read(replace(ZHANG, record_order="".join(order))) == read(ZHANG)


@pytest.mark.parametrize("version", [b"4.00", b"\xff\xff\xff\xff", b""])
def test_a_card_of_no_known_generation_is_read_all_the_same(version: bytes) -> None:
    contents = read_social_card(answering(version, instead_of=Record.VERSION))
    assert contents is not None
    assert (contents.edition, contents.name) == ("", "张桂兰")


def test_a_card_that_selects_files_another_way_is_asked_that_way() -> None:
    chip = RecordedChip(SocialSecurityChip(ZHANG, selects_by=BY_FILE_ID))
    assert read(chip) == read(ZHANG)
    assert len([apdu for apdu in chip.sent if apdu[:3] == bytes.fromhex("00A402")]) == 2


@pytest.mark.parametrize("first", ["努尔比耶古丽·阿卜杜热合曼·", "努尔比耶古丽·阿卜杜热合曼·买"])
def test_a_long_name_goes_on_in_its_extension(first: str) -> None:
    assert read(replace(ZHANG, name=first, name_extension="买提")).name == f"{first}买提"


def test_a_character_may_begin_in_the_name_and_end_in_its_extension() -> None:
    name = "努" * 12 + "𠅤" * 3 + "买"
    raw = name.encode("gb18030")
    halves = {0x09: raw[:30], 0x4E: raw[30:].ljust(20, b"\x00")}
    plain = SocialSecurityChip(ZHANG)

    def transmit(apdu: bytes) -> bytes:
        if apdu[:2] == b"\x00\xb2" and apdu[2] in halves:
            return record(apdu[2], halves[apdu[2]]) + b"\x90\x00"
        return plain.process(apdu)

    contents = read_social_card(transmit)
    assert contents is not None
    assert contents.name == name


@pytest.mark.parametrize("padding", [b"\x00", b"\xff", b" "])
def test_every_padding_comes_off(padding: bytes) -> None:
    contents = read_social_card(answering(b"\xd0\xbb\xfe\x9f".ljust(30, padding), instead_of=Record.NAME))
    assert contents is not None
    assert contents.name == "谢䶮"


def test_rare_characters_come_out_as_gb_18030_of_2022_has_them() -> None:
    contents = read_social_card(answering(b"\xd0\xbb\xfe\x59".ljust(30, b"\x00"), instead_of=Record.NAME))
    assert contents is not None
    assert contents.name == "谢\u9fb4"


def test_sex_and_birth_that_the_card_leaves_out_come_from_the_number() -> None:
    contents = read(replace(ZHANG, sex="", birth="", nation="", issued="", valid_until=""))
    assert (contents.sex, contents.birth, contents.nation) == (Sex.FEMALE, date(1950, 1, 1), "")
    assert (contents.valid_from, contents.valid_until) == (None, None)


@pytest.mark.parametrize("nation", ["11", "56", "97", "98"])
def test_the_nation_is_two_digits_and_not_a_number(nation: str) -> None:
    assert read(replace(ZHANG, nation=nation)).nation == nation


@pytest.mark.parametrize("nation", ["00", "57", "0F", "FF"])
def test_a_nation_that_nobody_has_is_none(nation: str) -> None:
    assert read(replace(ZHANG, nation=nation)).nation == ""


@pytest.mark.parametrize(
    ("number", "birth", "sex", "numbering"),
    [
        ("810000199408230021", "19940823", "2", Numbering.RESIDENCE_PERMIT),
        ("911124198108030024", "19810803", "2", Numbering.PERMANENT_RESIDENT),
    ],
)
def test_residents_from_elsewhere_have_social_security_cards_too(
    number: str, birth: str, sex: str, numbering: Numbering
) -> None:
    contents = read(replace(ZHANG, number=number, birth=birth, sex=sex))
    assert (contents.id_number, contents.numbering) == (number, numbering)
    assert contents.birth.isoformat().replace("-", "") == birth


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": ""}, "CARD_RECORD_MISSING"),
        ({"name": ""}, "CARD_RECORD_MISSING"),
        ({"number": "430922195001010024"}, "CARD_NUMBER_INVALID"),
        ({"number": "4309221950010100", "birth": ""}, "CARD_NUMBER_INVALID"),
        ({"sex": "1"}, "CARD_CONTRADICTS_ITSELF"),
        ({"birth": "19500102"}, "CARD_CONTRADICTS_ITSELF"),
        ({"birth": "19501301"}, "CARD_TEXT_MALFORMED"),
        ({"issued": "2018060A"}, "CARD_TEXT_MALFORMED"),
        ({"sex": "7"}, "CARD_TEXT_MALFORMED"),
        ({"name": "张\n桂兰"}, "CARD_TEXT_MALFORMED"),
    ],
)
def test_a_card_that_cannot_be_believed_says_why(change: dict[str, str], code: str) -> None:
    with pytest.raises(CardUnreadable) as caught:
        read(replace(ZHANG, **change))  # type: ignore[arg-type]
    assert caught.value.code == code


@pytest.mark.parametrize("file", [0xEF05, 0xEF06])
def test_a_file_that_is_not_there_is_missing(file: int) -> None:
    chip = SocialSecurityChip(ZHANG)
    gone = file.to_bytes(2, "big")

    with pytest.raises(CardUnreadable) as caught:
        read_social_card(lambda apdu: b"\x6a\x82" if apdu[5:7] == gone else chip.process(apdu))
    assert caught.value.code == "CARD_RECORD_MISSING"


def test_a_card_that_never_keeps_to_its_own_length_is_given_up() -> None:
    with pytest.raises(CardUnreadable) as caught:
        read(NeverRightLength(SocialSecurityChip(ZHANG)))
    assert caught.value.code == "CARD_ANSWERS_WRONGLY"


def test_a_card_of_another_kind_is_told_from_a_broken_one() -> None:
    assert read_social_card(BankChip().process) is None


@pytest.mark.parametrize("status", ["6982", "6983", "6985"])
@pytest.mark.parametrize("command", ["00A40200", "00B208", "00B20D"])
def test_a_card_that_wants_a_pin_first_says_so_wherever_it_does(command: str, status: str) -> None:
    chip = SocialSecurityChip(ZHANG)
    with pytest.raises(CardUnreadable) as caught:
        read_social_card(
            lambda apdu: bytes.fromhex(status) if apdu.startswith(bytes.fromhex(command)) else chip.process(apdu)
        )
    assert caught.value.code == "CARD_PERMISSION_NEEDED"


def test_no_pin_is_ever_sent() -> None:
    chip = RecordedChip(SocialSecurityChip(ZHANG, permission_needed=True))
    with pytest.raises(CardUnreadable) as caught:
        read(chip)
    assert caught.value.code == "CARD_PERMISSION_NEEDED"
    assert not chip.was_sent_a_pin


def test_only_the_social_security_environment_is_ever_selected_by_name() -> None:
    chip = RecordedChip(social_card_of_a_bank(ZHANG))
    read(chip)
    assert chip.names == [ENVIRONMENT]


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=60))
def test_a_chip_that_answers_anything_raises_nothing_but_a_card_error(answers: list[bytes]) -> None:
    endless = iter(answers * 20)
    with pytest.raises(CardError):
        read_social_card(lambda apdu: b"\x90\x00" if apdu[1] == 0xA4 else next(endless, b"\x6a\x83"))
