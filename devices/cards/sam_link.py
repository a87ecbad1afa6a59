"""One SAM module on a serial line: asks one command at a time and never takes an old answer for a new one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from devices.cards.sam_codec import (
    FrameSplitter,
    SamAnswer,
    SamCommand,
    SamFrameError,
    SamStatus,
    encode_command,
    parse_answer,
    text_of,
)
from devices.errors import DeviceUnavailable

NUMBER_BYTES: Final = 16
"""Data bytes of the answer to ``NUMBER``; no other answer has as many (GA 450)."""


NUMBER_ASKED_AGAIN: Final = 3
"""How many broken frames are answered by another question while getting in step."""


class SamSilent(DeviceUnavailable):
    """The SAM gave no answer in time."""

    def __init__(self, command: SamCommand) -> None:
        super().__init__("IDENTITY_READER_SILENT", command.name.lower())


class Line(Protocol):
    """The part of a serial line that is used here."""

    def read(self, at_most_s: float) -> bytes:
        """Return what arrives within the time, as soon as anything does; nothing when nothing does."""

    def write(self, data: bytes) -> None:
        """Send all bytes."""


@dataclass(frozen=True, kw_only=True)
class SamDeadlines:
    """How long each step may take, in seconds.

    The SAM needs 100-500 ms to find, as much to select, 2.0-3.5 s to read and 1.0-1.5 s for the appended address
    (vendors' manuals); each deadline leaves room above.
    """

    find_s: float = 1.0
    select_s: float = 1.0
    read_s: float = 5.0
    address_s: float = 2.5
    other_s: float = 1.0

    def of(self, command: SamCommand) -> float:
        """Return the deadline of one command."""
        steps = {
            SamCommand.FIND: self.find_s,
            SamCommand.SELECT: self.select_s,
            SamCommand.READ: self.read_s,
            SamCommand.READ_ADDRESS: self.address_s,
        }
        return steps.get(command, self.other_s)


class SamLink:
    """Commands and answers in step.

    An answer does not say which command it belongs to, and a late text block must never pass for the next resident's.
    So after any answer that is missing or broken, the link asks for the SAM's number, which alone has 16 bytes, and
    drops everything that comes before it: the SAM answers in order.
    """

    def __init__(self, *, line: Line, deadlines: SamDeadlines, clock: Callable[[], float] = time.monotonic) -> None:
        self._line = line
        self._deadlines = deadlines
        self._clock = clock
        self._splitter = FrameSplitter()

    def ask(self, command: SamCommand) -> SamAnswer:
        """Send a command and return its answer.

        Raises:
            SamSilent: no answer, also not to the question for the number that follows.
            SamFrameError: the answer was lost, broken or of another command; the link is in step again.
        """
        self._line.write(encode_command(command))
        try:
            answer = self._answer(command)
            if not _may_answer(command, answer):
                raise SamFrameError(f"not an answer to {command.name.lower()}")
        except SamSilent as silence:
            self.get_in_step()
            raise SamFrameError(f"no answer to {command.name.lower()} in time") from silence
        except SamFrameError:
            self.get_in_step()
            raise
        return answer

    def get_in_step(self) -> None:
        """Ask for the number and drop everything before its answer.

        Raises:
            SamSilent: the number did not come in time.
        """
        self._ask_number()
        deadline = self._clock() + self._deadlines.of(SamCommand.NUMBER)
        asked_again = 0
        while True:
            try:
                if _may_answer(SamCommand.NUMBER, self._next(SamCommand.NUMBER, deadline)):
                    return
            except SamFrameError:
                # The broken frame may have been the number itself.
                if asked_again < NUMBER_ASKED_AGAIN:
                    asked_again += 1
                    self._ask_number()

    def _ask_number(self) -> None:
        self._line.write(encode_command(SamCommand.NUMBER))

    def _answer(self, command: SamCommand) -> SamAnswer:
        return self._next(command, self._clock() + self._deadlines.of(command))

    def _next(self, command: SamCommand, deadline: float) -> SamAnswer:
        """Return the next answer on the line, whatever it answers."""
        while (payload := self._splitter.next_payload()) is None:
            left_s = deadline - self._clock()
            if left_s <= 0:
                raise SamSilent(command)
            self._splitter.feed(self._line.read(left_s))
        return parse_answer(payload)


def _may_answer(command: SamCommand, answer: SamAnswer) -> bool:
    """Whether an answer fits a command: success has one status and one shape per command, failure fits any."""
    match command:
        case SamCommand.FIND:
            return answer.status is not SamStatus.DONE
        case SamCommand.SELECT:
            return answer.status is not SamStatus.FOUND and len(answer.data) <= 8
        case SamCommand.READ:
            return answer.status is not SamStatus.FOUND and (answer.status is not SamStatus.DONE or _has_text(answer))
        case SamCommand.NUMBER:
            return answer.status is SamStatus.DONE and len(answer.data) == NUMBER_BYTES
        case SamCommand.READ_ADDRESS:
            return answer.status is not SamStatus.FOUND and len(answer.data) != NUMBER_BYTES
        case SamCommand.STATUS | SamCommand.RESET:
            return answer.status is not SamStatus.FOUND and not answer.data


def _has_text(answer: SamAnswer) -> bool:
    try:
        text_of(answer.data)
    except SamFrameError:
        return False
    return True
