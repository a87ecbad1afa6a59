"""SAM frames (GA 450): golden frames of published traces, and whatever else a line may carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.sam_codec import (
    LONGEST_BODY,
    PREAMBLE,
    FrameSplitter,
    SamAnswer,
    SamCommand,
    SamFrameError,
    SamStatus,
    encode_answer,
    encode_command,
    encode_frame,
    encode_text_and_photo,
    parse_answer,
    parse_command,
    text_of,
)

COMMANDS = {
    SamCommand.RESET: "00 03 10 FF EC",
    SamCommand.STATUS: "00 03 11 FF ED",
    SamCommand.NUMBER: "00 03 12 FF EE",
    SamCommand.FIND: "00 03 20 01 22",
    SamCommand.SELECT: "00 03 20 02 21",
    SamCommand.READ: "00 03 30 01 32",
    SamCommand.READ_ADDRESS: "00 03 30 03 30",
}
ANSWERS = [
    ("00 08 00 00 9F 00 00 00 00 97", SamStatus.FOUND, 4),
    ("00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", SamStatus.DONE, 8),
    ("00 04 00 00 80 84", SamStatus.NO_CARD, 0),
    ("00 04 00 00 81 85", SamStatus.SELECT_FAILED, 0),
    ("00 04 00 00 41 45", SamStatus.READ_FAILED, 0),
    ("00 04 00 00 32 36", SamStatus.SAM_REFUSED_CARD, 0),
]
payloads = st.binary(min_size=2, max_size=64)


def split(*chunks: bytes) -> tuple[list[bytes], int]:
    """All payloads of a stream, and how many broken frames it held."""
    splitter, found, broken = FrameSplitter(), [], 0
    for chunk in chunks:
        splitter.feed(chunk)
        while True:
            try:
                payload = splitter.next_payload()
            except SamFrameError:
                broken += 1
                continue
            if payload is None:
                break
            found.append(payload)
    return found, broken


@pytest.mark.parametrize("command", SamCommand)
def test_each_command_is_framed_as_published(command: SamCommand) -> None:
    assert encode_command(command) == PREAMBLE + bytes.fromhex(COMMANDS[command])


@pytest.mark.parametrize(("frame", "status", "size"), ANSWERS)
def test_each_published_answer_is_understood(frame: str, status: SamStatus, size: int) -> None:
    [payload], broken = split(PREAMBLE + bytes.fromhex(frame))
    answer = parse_answer(payload)
    assert (answer.status, len(answer.data), broken) == (status, size, 0)
    assert encode_answer(answer) == PREAMBLE + bytes.fromhex(frame)


def test_a_read_answer_has_the_published_length() -> None:
    data = encode_text_and_photo(bytes(256), bytes(1024))
    frame = encode_answer(SamAnswer(SamStatus.DONE.value, data))
    assert len(frame) == 1295
    assert frame[5:7] == bytes.fromhex("0508")


def test_an_unlisted_status_has_no_name_but_can_be_described() -> None:
    answer = SamAnswer(0x77)
    assert answer.status is None
    assert answer.describe() == "SW3 77"


@pytest.mark.parametrize("data", [b"", b"\x01\x00", bytes(1284), b"\x01\x00\x04\x00" + bytes(1279)])
def test_a_text_block_that_disagrees_with_its_lengths_is_refused(data: bytes) -> None:
    with pytest.raises(SamFrameError):
        text_of(data)


@pytest.mark.parametrize("size", [0, 1, LONGEST_BODY, LONGEST_BODY + 5])
def test_a_payload_that_no_frame_can_hold_is_refused(size: int) -> None:
    with pytest.raises(SamFrameError):
        encode_frame(bytes(size))


def test_an_answer_without_its_status_is_refused() -> None:
    with pytest.raises(SamFrameError):
        parse_answer(b"\x00\x00")


def test_an_unknown_command_is_refused() -> None:
    with pytest.raises(SamFrameError):
        parse_command(b"\x30\x05")


@pytest.mark.parametrize("broken", ["00 03 20 01 23", "00 00", "00 02 00 02", "FF FF 00"])
def test_a_broken_frame_is_told_and_the_next_one_still_found(broken: str) -> None:
    good = encode_command(SamCommand.FIND)
    found, count = split(PREAMBLE + bytes.fromhex(broken), good)
    assert found == [SamCommand.FIND.value]
    assert count == 1


@given(st.lists(payloads, max_size=4), st.binary(max_size=20).filter(lambda noise: b"\xaa" not in noise), st.data())
def test_frames_are_found_between_noise_however_they_are_cut(
    sent: list[bytes], noise: bytes, data: st.DataObject
) -> None:
    stream = b"".join(noise + encode_frame(payload) for payload in sent) + noise
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    chunks = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert split(*chunks) == (sent, 0)


@given(st.lists(st.one_of(st.binary(max_size=40), st.just(PREAMBLE), st.just(PREAMBLE + b"\x09\x0a")), max_size=12))
def test_byte_soup_raises_nothing_else_and_comes_to_an_end(chunks: list[bytes]) -> None:
    found, broken = split(*chunks)
    assert len(found) + broken <= sum(len(chunk) for chunk in chunks)


@given(st.binary(max_size=2000))
def test_a_splitter_keeps_no_more_than_a_piece_of_a_preamble_of_noise(noise: bytes) -> None:
    splitter = FrameSplitter()
    splitter.feed(noise.replace(b"\xaa", b""))
    assert splitter.next_payload() is None
    splitter.feed(encode_command(SamCommand.READ))
    assert splitter.next_payload() == SamCommand.READ.value
