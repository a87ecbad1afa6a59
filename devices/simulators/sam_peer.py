"""The far end of a line to a SAM: bytes in, timed pieces of bytes out, with faults on command. Knows no transport."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from devices.cards.sam.commands import READS, SamAnswer, SamCommand, SamStatus, encode_answer, parse_command
from devices.cards.sam.frames import FrameSplitter, SamFrameError
from devices.simulators.sam_module import SamModule, SamTiming
from devices.simulators.wallet import IdentityCardImage

GARBAGE: Final = b"\x00\xff\xaa\xaa\x96 \xaa\xaa\xaa\x96"
"""Noise before the preamble that holds pieces of a preamble."""


class SamFault(Enum):
    """What can be made to go wrong."""

    PULLED_WHILE_READING = "pulled-while-reading"
    """The card leaves the field in the middle of the read."""
    READ_FAILS = "read-fails"
    """The card stays and the read fails, as when it lies badly."""
    SELECT_FAILS = "select-fails"
    CARD_UNKNOWN = "card-unknown"
    """What lies there is no identity card."""
    FINGERPRINTS_UNKNOWN = "fingerprints-unknown"
    """The module does not know the command that reads fingerprints."""
    NOT_AUTHORISED = "not-authorised"
    """The module's own status says that it may not read; noticed when the reader is plugged in."""
    SELF_TEST_FAILED = "self-test-failed"
    """The same, for a module that does not pass its own test."""
    SILENCE = "silence"
    NOISE = "noise"
    """Nothing but noise comes back, as at a wrong speed."""
    GARBAGE_BEFORE = "garbage-before"
    CHECKSUM_WRONG = "checksum-wrong"
    LENGTH_WRONG = "length-wrong"
    """The frame says that it is far longer than it is."""
    SPLIT = "split"
    """The answer comes byte by byte."""
    LATE = "late"
    """The answer comes after the reader has given up and asked something else; in order, as all answers do."""
    UNPLUGGED = "unplugged"
    """The reader is unplugged in the middle of the read; it comes back when it is stopped and started."""


WAITS_FOR: Final = {
    SamFault.PULLED_WHILE_READING: READS,
    SamFault.READ_FAILS: READS,
    SamFault.CARD_UNKNOWN: frozenset({SamCommand.SELECT}),
    SamFault.SELECT_FAILS: frozenset({SamCommand.SELECT}),
    SamFault.FINGERPRINTS_UNKNOWN: frozenset({SamCommand.READ_WITH_FINGERPRINTS}),
    SamFault.LATE: READS,
    SamFault.UNPLUGGED: READS,
    SamFault.NOT_AUTHORISED: frozenset({SamCommand.STATUS}),
    SamFault.SELF_TEST_FAILED: frozenset({SamCommand.STATUS}),
}
"""Faults that wait for a command; the others hit whatever comes."""
ANSWERS: Final = {
    SamFault.READ_FAILS: SamStatus.READ_FAILED,
    SamFault.CARD_UNKNOWN: SamStatus.CARD_UNKNOWN,
    SamFault.SELECT_FAILS: SamStatus.SELECT_FAILED,
    SamFault.FINGERPRINTS_UNKNOWN: SamStatus.COMMAND_WRONG,
    SamFault.NOT_AUTHORISED: SamStatus.NOT_AUTHORISED,
    SamFault.SELF_TEST_FAILED: SamStatus.SELF_TEST_FAILED,
}
"""Faults that are nothing but another answer."""


@dataclass(frozen=True)
class Reply:
    """What to do about one command: wait, then send the frames, each in its pieces, or be gone."""

    after_s: float = 0.0
    frames: tuple[tuple[bytes, ...], ...] = ()
    unplugs: bool = False


@dataclass
class _Plan:
    fault: SamFault
    left: int | None


class SamPeer:
    """A SAM module with everything that can go wrong between it and the host.

    Args of the constructor:
        timing: how long each command takes.
        late_by: how many further commands must come before a late answer goes out.
    """

    def __init__(self, *, timing: SamTiming, late_by: int) -> None:
        self._timing = timing
        self._late_by = late_by
        self._module = SamModule()
        self._splitter = FrameSplitter()
        self._plans: list[_Plan] = []
        self._held: list[tuple[bytes, ...]] = []
        self._held_for = 0
        self._lock = threading.Lock()

    def place(self, card: IdentityCardImage) -> None:
        """Lay a card on the reader; one that lies there is taken away first."""
        with self._lock:
            self._module.place(card)

    def lift(self) -> None:
        """Take the card away; does nothing when none lies there."""
        with self._lock:
            self._module.lift()

    def fault(self, fault: SamFault, *, times: int | None = 1) -> None:
        """Let something go wrong with the next ``times`` answers, or with all until :meth:`mend` when ``None``."""
        with self._lock:
            self._plans.append(_Plan(fault, times))

    def mend(self) -> None:
        """Take back all faults that are still to come."""
        with self._lock:
            self._plans.clear()

    def replies_to(self, chunk: bytes) -> Iterator[Reply]:
        """Take what has arrived and yield a reply for each command in it."""
        self._splitter.feed(chunk)
        for command in self._commands():
            yield self._reply(command)

    def _commands(self) -> Iterator[SamCommand | None]:
        """Take the commands that have arrived; ``None`` for what is no command."""
        while True:
            try:
                payload = self._splitter.next_payload()
                if payload is None:
                    return
                yield parse_command(payload)
            except SamFrameError:
                yield None

    def _reply(self, command: SamCommand | None) -> Reply:
        fault = self._due(command)
        if fault is SamFault.UNPLUGGED:
            return Reply(unplugs=True)
        if fault is SamFault.SILENCE:
            return Reply()
        takes_s = self._timing.of(command) if command else self._timing.other_s
        pieces = _pieces(encode_answer(self._answer(command, fault)), fault)
        return self._in_order(Reply(takes_s, (pieces,)), fault)

    def _in_order(self, reply: Reply, fault: SamFault | None) -> Reply:
        """Hold a late answer and all that follow it back until enough commands have come."""
        if fault is SamFault.LATE:
            self._held_for = self._late_by + 1
        if not self._held_for:
            return reply
        self._held += reply.frames
        self._held_for -= 1
        if self._held_for:
            return Reply()
        held, self._held = tuple(self._held), []
        return replace(reply, frames=held)

    def _answer(self, command: SamCommand | None, fault: SamFault | None) -> SamAnswer:
        if command is None:
            return SamAnswer(SamStatus.COMMAND_WRONG.value)
        if fault in ANSWERS:
            return SamAnswer(ANSWERS[fault].value)
        with self._lock:
            if fault is SamFault.PULLED_WHILE_READING:
                self._module.lift()
            return self._module.answer(command)

    def _due(self, command: SamCommand | None) -> SamFault | None:
        """Return the fault that this command meets, and count it off."""
        with self._lock:
            for plan in self._plans:
                if plan.fault in WAITS_FOR and command not in WAITS_FOR[plan.fault]:
                    continue
                if plan.left is not None:
                    plan.left -= 1
                    if plan.left == 0:
                        self._plans.remove(plan)
                return plan.fault
        return None


def _pieces(frame: bytes, fault: SamFault | None) -> tuple[bytes, ...]:
    match fault:
        case SamFault.GARBAGE_BEFORE:
            return (GARBAGE + frame,)
        case SamFault.NOISE:
            return (GARBAGE * (1 + len(frame) // len(GARBAGE)),)
        case SamFault.CHECKSUM_WRONG:
            return (frame[:-1] + bytes([frame[-1] ^ 0xFF]),)
        case SamFault.LENGTH_WRONG:
            return (frame[:5] + b"\x08" + frame[6:],)
        case SamFault.SPLIT:
            return tuple(frame[at : at + 1] for at in range(len(frame)))
        case _:
            return (frame,)
