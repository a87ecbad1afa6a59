"""Commands and answers of the SAM (GA 450): every one against its published frame."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.sam.commands import (
    SPEEDS,
    SamAnswer,
    SamCommand,
    SamStatus,
    encode_answer,
    encode_command,
    parse_answer,
    parse_command,
)
from devices.cards.sam.frames import FrameSplitter, SamFrameError

COMMANDS = {
    SamCommand.RESET: "AA AA AA 96 69 00 03 10 FF EC",
    SamCommand.STATUS: "AA AA AA 96 69 00 03 11 FF ED",
    SamCommand.NUMBER: "AA AA AA 96 69 00 03 12 FF EE",
    SamCommand.FIND: "AA AA AA 96 69 00 03 20 01 22",
    SamCommand.SELECT: "AA AA AA 96 69 00 03 20 02 21",
    SamCommand.READ: "AA AA AA 96 69 00 03 30 01 32",
    SamCommand.READ_WITH_FINGERPRINTS: "AA AA AA 96 69 00 03 30 10 23",
    SamCommand.READ_ADDRESS: "AA AA AA 96 69 00 03 30 03 30",
    SamCommand.SPEED_115200: "AA AA AA 96 69 00 03 60 00 63",
    SamCommand.SPEED_57600: "AA AA AA 96 69 00 03 60 01 62",
    SamCommand.SPEED_38400: "AA AA AA 96 69 00 03 60 02 61",
    SamCommand.SPEED_19200: "AA AA AA 96 69 00 03 60 03 60",
    SamCommand.SPEED_9600: "AA AA AA 96 69 00 03 60 04 67",
    SamCommand.RADIO_FRAME_80: "AA AA AA 96 69 00 04 61 FF 50 CA",
}
ANSWERS = [
    ("00 08 00 00 9F 00 00 00 00 97", SamStatus.FOUND, 4, 15),
    ("00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", SamStatus.DONE, 8, 19),
    ("00 04 00 00 90 94", SamStatus.DONE, 0, 11),
    ("00 14 00 00 90 05 00 01 00 35 D8 33 01 4D 86 91 0D 6E 1E 8F 4A BD", SamStatus.DONE, 16, 27),
    ("00 04 00 00 91 95", SamStatus.ITEM_ABSENT, 0, 11),
    ("00 04 00 00 80 84", SamStatus.NO_CARD, 0, 11),
    ("00 04 00 00 81 85", SamStatus.SELECT_FAILED, 0, 11),
    ("00 04 00 00 41 45", SamStatus.READ_FAILED, 0, 11),
    ("00 04 00 00 32 36", SamStatus.SAM_REFUSED_CARD, 0, 11),
    ("00 04 00 00 60 64", SamStatus.SELF_TEST_FAILED, 0, 11),
    ("00 04 00 00 66 62", SamStatus.NOT_AUTHORISED, 0, 11),
]
STATUSES = {
    0x10: "checksum_wrong",
    0x11: "length_wrong",
    0x21: "command_wrong",
    0x23: "not_permitted",
    0x24: "failed",
    0x31: "card_refused_sam",
    0x32: "sam_refused_card",
    0x33: "content_not_genuine",
    0x34: "not_found_first",
    0x40: "card_unknown",
    0x41: "read_failed",
    0x47: "random_failed",
    0x50: "write_failed",
    0x60: "self_test_failed",
    0x61: "sign_in_failed",
    0x66: "not_authorised",
    0x80: "no_card",
    0x81: "select_failed",
    0x90: "done",
    0x91: "item_absent",
    0x9F: "found",
}


def payload_of(frame: bytes) -> bytes:
    splitter = FrameSplitter()
    splitter.feed(frame)
    payload = splitter.next_payload()
    assert payload is not None
    assert splitter.held == 0
    return payload


@pytest.mark.parametrize("command", SamCommand)
def test_each_command_is_framed_as_published(command: SamCommand) -> None:
    assert encode_command(command) == bytes.fromhex(COMMANDS[command])
    assert parse_command(payload_of(bytes.fromhex(COMMANDS[command]))) is command


@pytest.mark.parametrize(("frame", "status", "size", "length"), ANSWERS)
def test_each_published_answer_is_understood(frame: str, status: SamStatus, size: int, length: int) -> None:
    whole = bytes.fromhex("AA AA AA 96 69" + frame)
    answer = parse_answer(payload_of(whole))
    assert (answer.status, len(answer.data), len(whole)) == (status, size, length)
    assert encode_answer(answer) == whole


@pytest.mark.parametrize("sw3", range(256))
def test_every_status_that_a_source_lists_has_its_name_and_no_other_has_one(sw3: int) -> None:
    answer = SamAnswer(sw3)
    assert (answer.status.name.lower() if answer.status else None) == STATUSES.get(sw3)
    assert answer.describe() == STATUSES.get(sw3, f"SW3 {sw3:02X}")


def test_a_card_s_own_status_is_told_beside_the_sam_s() -> None:
    assert SamAnswer(0x41, sw1=0x6A, sw2=0x82).describe() == "read_failed, card 6A82"


def test_each_speed_has_its_command() -> None:
    assert [command.value[1] for command in SPEEDS.values()] == [0, 1, 2, 3, 4]
    assert all(command.name == f"SPEED_{baud}" for baud, command in SPEEDS.items())


def test_an_answer_without_its_status_is_refused() -> None:
    with pytest.raises(SamFrameError):
        parse_answer(b"\x00\x00")


@pytest.mark.parametrize("payload", [b"\x30\x05", b"\x30\x0f", b"\x30", b"\x60\x05"])
def test_a_command_that_no_source_confirms_is_refused(payload: bytes) -> None:
    with pytest.raises(SamFrameError):
        parse_command(payload)


@given(
    st.builds(
        SamAnswer,
        sw3=st.integers(0, 255),
        data=st.binary(max_size=2300),
        sw1=st.integers(0, 255),
        sw2=st.integers(0, 255),
    )
)
def test_an_answer_that_is_written_is_read_back(answer: SamAnswer) -> None:
    assert parse_answer(payload_of(encode_answer(answer))) == answer
