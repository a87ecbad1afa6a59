"""Keeping commands and answers of a SAM in step, on a line whose bytes the test decides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.sam.commands import READS, SamAnswer, SamCommand, SamStatus, encode_answer
from devices.cards.sam.frames import PREAMBLE, SamFrameError
from devices.cards.sam.link import SamDeadlines, SamLink, SamSilent, SamUnintelligible
from devices.cards.sam.record import IdentityRecord, encode_addresses, encode_record, parse_record

NUMBER = encode_answer(SamAnswer(SamStatus.DONE.value, bytes(16)))
FOUND = encode_answer(SamAnswer(SamStatus.FOUND.value, bytes(4)))
NO_CARD = encode_answer(SamAnswer(SamStatus.NO_CARD.value))
SELECTED = encode_answer(SamAnswer(SamStatus.DONE.value, bytes(8)))
DONE = encode_answer(SamAnswer(SamStatus.DONE.value))
TEXT = encode_answer(
    SamAnswer(SamStatus.DONE.value, encode_record(IdentityRecord(bytes(256), bytes(1024)), with_fingerprints=False))
)
FINGERS = encode_answer(
    SamAnswer(
        SamStatus.DONE.value,
        encode_record(IdentityRecord(bytes(256), bytes(1024), (bytes(512),)), with_fingerprints=True),
    )
)
ADDRESS = encode_answer(SamAnswer(SamStatus.DONE.value, encode_addresses(("修山镇",))))
SILENCE = b""


class ScriptedLine:
    """Hands out one chunk a read; silence lasts until the deadline."""

    def __init__(self, *chunks: bytes) -> None:
        self.time = 0.0
        self.written: list[bytes] = []
        self._chunks: Iterator[bytes] = iter(chunks)

    def read(self, at_most_s: float) -> bytes:
        chunk = next(self._chunks, SILENCE)
        if chunk == SILENCE:
            self.time += at_most_s
        return chunk

    def write(self, data: bytes) -> None:
        self.written.append(data[7:-1])

    def close(self) -> None:
        raise AssertionError("the link closes no line")


def linked(*chunks: bytes) -> tuple[SamLink, ScriptedLine]:
    line = ScriptedLine(*chunks)
    return SamLink(line=line, deadlines=SamDeadlines(), clock=lambda: line.time), line


@pytest.mark.parametrize(
    ("command", "frame", "status"),
    [
        (SamCommand.FIND, FOUND, SamStatus.FOUND),
        (SamCommand.FIND, NO_CARD, SamStatus.NO_CARD),
        (SamCommand.SELECT, SELECTED, SamStatus.DONE),
        (SamCommand.READ, TEXT, SamStatus.DONE),
        (SamCommand.READ_WITH_FINGERPRINTS, FINGERS, SamStatus.DONE),
        (SamCommand.READ_ADDRESS, ADDRESS, SamStatus.DONE),
        (SamCommand.RESET, DONE, SamStatus.DONE),
        (SamCommand.SPEED_9600, DONE, SamStatus.DONE),
        (SamCommand.RADIO_FRAME_80, DONE, SamStatus.DONE),
        (SamCommand.NUMBER, NUMBER, SamStatus.DONE),
        (SamCommand.STATUS, encode_answer(SamAnswer(0x66)), SamStatus.NOT_AUTHORISED),
        (SamCommand.READ_ADDRESS, encode_answer(SamAnswer(0x91)), SamStatus.ITEM_ABSENT),
    ],
)
def test_the_answer_to_each_command_is_handed_over(command: SamCommand, frame: bytes, status: SamStatus) -> None:
    link, line = linked(frame)
    assert link.ask(command).status is status
    assert line.written == [command.value]


@pytest.mark.parametrize("cut", [1, 4, 6, 9])
def test_an_answer_in_pieces_is_put_together(cut: int) -> None:
    link, _ = linked(FOUND[:cut], FOUND[cut:])
    assert link.ask(SamCommand.FIND).status is SamStatus.FOUND


@pytest.mark.parametrize(
    ("command", "stale"),
    [
        (SamCommand.FIND, TEXT),
        (SamCommand.FIND, SELECTED),
        (SamCommand.SELECT, TEXT),
        (SamCommand.SELECT, FOUND),
        (SamCommand.SELECT, NUMBER),
        (SamCommand.READ, SELECTED),
        (SamCommand.READ, FOUND),
        (SamCommand.READ, NUMBER),
        (SamCommand.READ, FINGERS),
        (SamCommand.READ, ADDRESS),
        (SamCommand.READ_WITH_FINGERPRINTS, TEXT),
        (SamCommand.READ_ADDRESS, NUMBER),
        (SamCommand.READ_ADDRESS, TEXT),
        (SamCommand.READ_ADDRESS, FOUND),
        (SamCommand.STATUS, SELECTED),
        (SamCommand.STATUS, FOUND),
        (SamCommand.RESET, NUMBER),
    ],
)
def test_the_answer_to_another_command_is_never_taken(command: SamCommand, stale: bytes) -> None:
    link, line = linked(stale, NUMBER, NO_CARD)
    with pytest.raises(SamFrameError):
        link.ask(command)
    assert line.written == [command.value, SamCommand.NUMBER.value]


def test_a_text_that_comes_late_never_answers_the_next_read() -> None:
    link, _ = linked(SILENCE, TEXT, NUMBER, FOUND)
    with pytest.raises(SamFrameError):
        link.ask(SamCommand.READ)
    assert link.ask(SamCommand.FIND).status is SamStatus.FOUND


def test_a_broken_answer_brings_the_link_back_in_step() -> None:
    link, _ = linked(FOUND[:-1] + b"\x00", NUMBER, FOUND)
    with pytest.raises(SamFrameError):
        link.ask(SamCommand.FIND)
    assert link.ask(SamCommand.FIND).status is SamStatus.FOUND


def test_a_frame_that_says_it_is_longer_than_it_is_does_not_swallow_what_follows() -> None:
    link, _ = linked(PREAMBLE + b"\x08\x04" + FOUND[7:], SILENCE, NUMBER, FOUND)
    with pytest.raises(SamFrameError):
        link.ask(SamCommand.FIND)
    assert link.ask(SamCommand.FIND).status is SamStatus.FOUND


def test_getting_in_step_returns_the_number() -> None:
    link, _ = linked(NO_CARD, TEXT, NUMBER)
    assert link.get_in_step() == bytes(16)


def test_a_broken_number_is_asked_again() -> None:
    link, line = linked(NUMBER[:-1] + b"\xff", NUMBER)
    link.get_in_step()
    assert line.written == [SamCommand.NUMBER.value] * 2


def test_a_sam_that_answers_nothing_at_all_is_silent() -> None:
    link, line = linked()
    with pytest.raises(SamSilent) as caught:
        link.ask(SamCommand.FIND)
    assert caught.value.code == "IDENTITY_READER_SILENT"
    assert line.time == pytest.approx(SamDeadlines().find_s + SamDeadlines().other_s)


@pytest.mark.parametrize("noise", [b"\x55" * 40, FOUND, NUMBER[:-1] + b"\x00"])
def test_a_sam_of_which_nothing_but_noise_comes_is_told_apart_from_a_silent_one(noise: bytes) -> None:
    link, _ = linked(noise, noise, noise, noise, noise)
    with pytest.raises(SamUnintelligible) as caught:
        link.get_in_step()
    assert caught.value.code == "IDENTITY_READER_GARBLED"


def test_a_broken_number_is_not_asked_again_for_ever() -> None:
    link, line = linked(*[NUMBER[:-1] + b"\xff"] * 50)
    with pytest.raises(SamUnintelligible):
        link.get_in_step()
    assert len(line.written) == 4


def test_each_step_has_its_own_deadline() -> None:
    deadlines = SamDeadlines(find_s=1, select_s=2, read_s=3, address_s=4, other_s=5)
    own = {
        SamCommand.FIND: 1,
        SamCommand.SELECT: 2,
        SamCommand.READ: 3,
        SamCommand.READ_WITH_FINGERPRINTS: 3,
        SamCommand.READ_ADDRESS: 4,
    }
    assert {command: deadlines.of(command) for command in SamCommand} == {
        command: own.get(command, 5) for command in SamCommand
    }


@given(
    st.sampled_from(SamCommand),
    st.lists(
        st.one_of(
            st.binary(max_size=60),
            st.sampled_from([FOUND, NO_CARD, SELECTED, TEXT, FINGERS, ADDRESS, NUMBER, DONE, PREAMBLE, TEXT[:700]]),
        ),
        max_size=14,
    ),
)
def test_whatever_comes_an_answer_fits_or_an_error_of_the_devices_ends_it(
    command: SamCommand, chunks: list[bytes]
) -> None:
    link, _ = linked(*chunks)
    try:
        answer = link.ask(command)
    except (SamFrameError, SamSilent, SamUnintelligible):
        return
    if command in READS and answer.status is SamStatus.DONE:
        parse_record(answer.data, with_fingerprints=command is SamCommand.READ_WITH_FINGERPRINTS)
    assert (answer.status is SamStatus.FOUND) <= (command is SamCommand.FIND)
