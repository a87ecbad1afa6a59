"""Keeping commands and answers of a SAM in step, on a line whose bytes the test decides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.cards.sam_codec import (
    SamAnswer,
    SamCommand,
    SamFrameError,
    SamStatus,
    encode_answer,
    encode_text_and_photo,
)
from devices.cards.sam_link import SamDeadlines, SamLink, SamSilent

NUMBER = encode_answer(SamAnswer(SamStatus.DONE.value, bytes(16)))
FOUND = encode_answer(SamAnswer(SamStatus.FOUND.value, bytes(4)))
NO_CARD = encode_answer(SamAnswer(SamStatus.NO_CARD.value))
SELECTED = encode_answer(SamAnswer(SamStatus.DONE.value, bytes(8)))
TEXT = encode_answer(SamAnswer(SamStatus.DONE.value, encode_text_and_photo(bytes(256), bytes(1024))))
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
        (SamCommand.READ_ADDRESS, NUMBER),
        (SamCommand.STATUS, SELECTED),
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


def test_each_step_has_its_own_deadline() -> None:
    deadlines = SamDeadlines(find_s=1, select_s=2, read_s=3, address_s=4, other_s=5)
    assert [deadlines.of(command) for command in SamCommand] == [5, 5, 5, 1, 2, 3, 4]
