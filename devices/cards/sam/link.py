"""One SAM module on a line: asks one command at a time and never takes an old answer for a new one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, assert_never

from devices.cards.sam.commands import SamAnswer, SamCommand, SamStatus, encode_command, parse_answer
from devices.cards.sam.frames import FrameSplitter, SamFrameError
from devices.cards.sam.line import Line
from devices.cards.sam.record import NUMBER_BYTES, holds_addresses, parse_record
from devices.errors import DeviceUnavailable

NUMBER_ASKED_AGAIN: Final = 3
"""How many broken frames are answered by another question while getting in step."""
SELECTED_BYTES: Final = 8
"""Most data of the answer to ``SELECT`` (GA 450)."""


class SamSilent(DeviceUnavailable):
    """The SAM gave no answer in time."""

    def __init__(self, command: SamCommand) -> None:
        super().__init__("IDENTITY_READER_SILENT", command.name.lower())


class SamUnintelligible(DeviceUnavailable):
    """Bytes come, but no answer among them, also not to the question for the number."""

    def __init__(self) -> None:
        super().__init__("IDENTITY_READER_GARBLED", "only noise comes back")


@dataclass(frozen=True, kw_only=True)
class SamDeadlines:
    """How long each step may take, in seconds.

    The SAM needs 100-500 ms to find, as much to select, 2.0-3.5 s to read and 1.0-1.5 s for the appended address
    (vendors' manuals); each deadline leaves room above.

    Attributes:
        unit_s: after so long no further round of find, select and read begins.
    """

    find_s: float = 1.0
    select_s: float = 1.0
    read_s: float = 5.0
    address_s: float = 2.5
    other_s: float = 1.0
    unit_s: float = 10.0

    def of(self, command: SamCommand) -> float:
        """Return the deadline of one command."""
        steps = {
            SamCommand.FIND: self.find_s,
            SamCommand.SELECT: self.select_s,
            SamCommand.READ: self.read_s,
            SamCommand.READ_WITH_FINGERPRINTS: self.read_s,
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
        self._heard = False

    def ask(self, command: SamCommand) -> SamAnswer:
        """Send a command and return its answer.

        Raises:
            SamSilent: no answer, also not to the question for the number that follows.
            SamUnintelligible: nothing but noise, also after that question.
            SamFrameError: the answer was lost, broken or of another command; the link is in step again.
        """
        self._line.write(encode_command(command))
        try:
            answer = self._next(command, self._clock() + self._deadlines.of(command))
            if not _may_answer(command, answer):
                raise SamFrameError(f"not an answer to {command.name.lower()}")
        except SamSilent as silence:
            self.get_in_step()
            raise SamFrameError(f"no answer to {command.name.lower()} in time") from silence
        except SamFrameError:
            self.get_in_step()
            raise
        return answer

    def get_in_step(self) -> bytes:
        """Ask for the number, drop everything before its answer and return its 16 bytes.

        Raises:
            SamSilent: nothing came in time.
            SamUnintelligible: something came, but not the number.
        """
        # Half a frame whose length was garbled would swallow the number.
        self._splitter.clear()
        self._heard = False
        self._line.write(encode_command(SamCommand.NUMBER))
        deadline = self._clock() + self._deadlines.of(SamCommand.NUMBER)
        asked_again = 0
        while True:
            try:
                answer = self._next(SamCommand.NUMBER, deadline)
                if _may_answer(SamCommand.NUMBER, answer):
                    return answer.data
            except SamFrameError:
                # The broken frame may have been the number itself.
                if asked_again < NUMBER_ASKED_AGAIN:
                    asked_again += 1
                    self._line.write(encode_command(SamCommand.NUMBER))
            except SamSilent as silence:
                if self._heard:
                    raise SamUnintelligible from silence
                raise

    def _next(self, command: SamCommand, deadline: float) -> SamAnswer:
        """Return the next answer on the line, whatever it answers."""
        while (payload := self._splitter.next_payload()) is None:
            left_s = deadline - self._clock()
            if left_s <= 0:
                raise SamSilent(command)
            arrived = self._line.read(left_s)
            self._heard = self._heard or bool(arrived)
            self._splitter.feed(arrived)
        return parse_answer(payload)


def _may_answer(command: SamCommand, answer: SamAnswer) -> bool:
    """Whether an answer fits a command: success has one status and one shape per command, failure fits any."""
    done = answer.status is SamStatus.DONE
    if answer.status is SamStatus.FOUND:
        return command is SamCommand.FIND
    match command:
        case SamCommand.FIND:
            return not done
        case SamCommand.SELECT:
            return len(answer.data) <= SELECTED_BYTES
        case SamCommand.READ | SamCommand.READ_WITH_FINGERPRINTS:
            return not done or _has_record(command, answer)
        case SamCommand.READ_ADDRESS:
            return holds_addresses(answer.data)
        case SamCommand.NUMBER:
            return done and len(answer.data) == NUMBER_BYTES
        case (
            SamCommand.STATUS
            | SamCommand.RESET
            | SamCommand.SPEED_115200
            | SamCommand.SPEED_57600
            | SamCommand.SPEED_38400
            | SamCommand.SPEED_19200
            | SamCommand.SPEED_9600
            | SamCommand.RADIO_FRAME_80
        ):
            return not answer.data
        case _:
            assert_never(command)


def _has_record(command: SamCommand, answer: SamAnswer) -> bool:
    try:
        parse_record(answer.data, with_fingerprints=command is SamCommand.READ_WITH_FINGERPRINTS)
    except SamFrameError:
        return False
    return True
