"""Find, select and read as one unit, against answers that the test decides."""

from __future__ import annotations

import pytest

from devices.cards.sam.commands import SamAnswer, SamCommand, SamStatus, encode_answer
from devices.cards.sam.frames import HEAD_BYTES
from devices.cards.sam.link import SamDeadlines, SamLink
from devices.cards.sam.reading import IdentityReading
from devices.cards.sam.record import IdentityRecord, encode_record
from devices.errors import CardError, CardGone, CardUnreadable, CardUnsupported

RECORD = IdentityRecord(b"T" * 256, b"P" * 1024)
ANSWERS = {
    SamCommand.FIND: SamAnswer(SamStatus.FOUND.value, bytes(4)),
    SamCommand.SELECT: SamAnswer(SamStatus.DONE.value, bytes(8)),
    SamCommand.READ: SamAnswer(SamStatus.DONE.value, encode_record(RECORD, with_fingerprints=False)),
    SamCommand.READ_WITH_FINGERPRINTS: SamAnswer(SamStatus.COMMAND_WRONG.value),
    SamCommand.NUMBER: SamAnswer(SamStatus.DONE.value, bytes(16)),
}


class AnsweringLine:
    """Answers each command as it should be answered, but for what the test puts in its way, and counts the seconds.

    Args of the constructor:
        instead: answers that come first, by command; none of them for silence.
        takes_s: seconds that each answer takes.
    """

    def __init__(self, instead: dict[SamCommand, list[SamAnswer | None]], *, takes_s: float = 0.0) -> None:
        self.time = 0.0
        self.asked: list[SamCommand] = []
        self._instead = instead
        self._takes_s = takes_s
        self._waiting = b""

    def write(self, data: bytes) -> None:
        command = SamCommand(data[HEAD_BYTES:-1])
        self.asked.append(command)
        queued = self._instead.get(command)
        answer = queued.pop(0) if queued else ANSWERS[command]
        self._waiting = encode_answer(answer) if answer else b""

    def read(self, at_most_s: float) -> bytes:
        arrived, self._waiting = self._waiting, b""
        self.time += self._takes_s if arrived else at_most_s
        return arrived

    def close(self) -> None:
        raise AssertionError("a reading closes no line")


def read(line: AnsweringLine, *, fingerprints: bool = False) -> IdentityRecord:
    deadlines = SamDeadlines()
    link = SamLink(line=line, deadlines=deadlines, clock=lambda: line.time)
    unit = IdentityReading(link=link, deadlines=deadlines, fingerprints=fingerprints, clock=lambda: line.time)
    return unit.read()


def failed(status: SamStatus) -> SamAnswer:
    return SamAnswer(status.value)


FIND, SELECT, READ, NUMBER = SamCommand.FIND, SamCommand.SELECT, SamCommand.READ, SamCommand.NUMBER


def test_the_three_steps_go_in_order() -> None:
    line = AnsweringLine({})
    assert read(line) == RECORD
    assert line.asked == [FIND, SELECT, READ]


@pytest.mark.parametrize(
    ("command", "status", "asked"),
    [
        (FIND, SamStatus.NO_CARD, [FIND, FIND, SELECT, READ]),
        (SELECT, SamStatus.SELECT_FAILED, [FIND, SELECT, FIND, SELECT, READ]),
        (READ, SamStatus.READ_FAILED, [FIND, SELECT, READ, FIND, SELECT, READ]),
        (READ, SamStatus.SAM_REFUSED_CARD, [FIND, SELECT, READ, FIND, SELECT, READ]),
    ],
)
def test_any_failure_starts_again_at_find(command: SamCommand, status: SamStatus, asked: list[SamCommand]) -> None:
    line = AnsweringLine({command: [failed(status)]})
    assert read(line) == RECORD
    assert line.asked == asked


@pytest.mark.parametrize(
    ("command", "status", "error", "code"),
    [
        (FIND, SamStatus.NO_CARD, CardGone, "CARD_GONE"),
        (SELECT, SamStatus.SELECT_FAILED, CardUnreadable, "CARD_NOT_READABLE"),
        (READ, SamStatus.READ_FAILED, CardUnreadable, "CARD_NOT_READABLE"),
        (READ, SamStatus.CONTENT_NOT_GENUINE, CardUnreadable, "CARD_NOT_READABLE"),
    ],
)
def test_after_three_rounds_the_last_failure_counts(
    command: SamCommand, status: SamStatus, error: type[CardError], code: str
) -> None:
    line = AnsweringLine({command: [failed(status)] * 9})
    with pytest.raises(error) as caught:
        read(line)
    assert caught.value.code == code
    assert line.asked.count(FIND) == 3


def test_a_card_of_another_kind_ends_it_at_once() -> None:
    line = AnsweringLine({SELECT: [failed(SamStatus.CARD_UNKNOWN)]})
    with pytest.raises(CardUnsupported) as caught:
        read(line)
    assert caught.value.code == "CARD_WRONG_KIND"
    assert line.asked == [FIND, SELECT]


def test_an_answer_lost_on_the_line_is_asked_for_again_before_the_card_is() -> None:
    line = AnsweringLine({READ: [None]})
    assert read(line) == RECORD
    assert line.asked == [FIND, SELECT, READ, NUMBER, READ]


def test_a_card_that_was_read_but_whose_answers_were_lost_is_to_be_laid_down_again() -> None:
    line = AnsweringLine({READ: [None, None], FIND: [ANSWERS[FIND], *[failed(SamStatus.NO_CARD)] * 9]})
    with pytest.raises(CardUnreadable) as caught:
        read(line)
    assert caught.value.code == "CARD_NOT_READABLE"


def test_no_round_begins_when_the_unit_has_taken_too_long() -> None:
    line = AnsweringLine({READ: [failed(SamStatus.READ_FAILED)] * 9}, takes_s=4.0)
    with pytest.raises(CardUnreadable):
        read(line)
    assert line.asked == [FIND, SELECT, READ]


def test_a_sam_without_fingerprints_is_asked_for_the_rest_in_the_same_round() -> None:
    line = AnsweringLine({})
    assert read(line, fingerprints=True) == RECORD
    assert line.asked == [FIND, SELECT, SamCommand.READ_WITH_FINGERPRINTS, READ]
