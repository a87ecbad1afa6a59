"""A simulated identity-card reader: a SAM module on a pseudo-terminal, with faults on command."""

from __future__ import annotations

import os
import select
import threading
import tty
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from devices.cards.sam_codec import (
    FrameSplitter,
    SamAnswer,
    SamCommand,
    SamFrameError,
    SamStatus,
    encode_answer,
    parse_command,
)
from devices.simulators.sam_module import REAL_SPEED, SamModule, SamTiming
from devices.simulators.wallet import IdentityCardImage

GARBAGE: Final = b"\x00\xff\xaa\xaa\x96 \xaa\xaa\xaa\x96"
"""Noise before the preamble that holds pieces of a preamble."""
LOOK_EVERY_S: Final = 0.1
"""How long unplugging may wait for the simulator to notice."""
LATE_BY_S: Final = 6.0
"""Delay of a late answer, in seconds: longer than any deadline of a reader."""


class SamFault(Enum):
    """What can be made to go wrong."""

    PULLED_WHILE_READING = "pulled-while-reading"
    """The card leaves the field in the middle of the read."""
    READ_FAILS = "read-fails"
    """The card stays and the read fails, as when it lies badly."""
    NOT_AUTHORISED = "not-authorised"
    """The module's own status says that it may not read; noticed when the reader is plugged in."""
    SILENCE = "silence"
    GARBAGE_BEFORE = "garbage-before"
    CHECKSUM_WRONG = "checksum-wrong"
    SPLIT = "split"
    """The answer comes byte by byte."""
    LATE = "late"
    """The answer comes, but long after the reader has given up."""


WAITS_FOR: Final = {
    SamFault.PULLED_WHILE_READING: SamCommand.READ,
    SamFault.READ_FAILS: SamCommand.READ,
    SamFault.LATE: SamCommand.READ,
    SamFault.NOT_AUTHORISED: SamCommand.STATUS,
}
"""Faults that wait for one command; the others hit whatever comes."""


@dataclass
class _Plan:
    fault: SamFault
    left: int | None


class SamSimulator:
    """A SAM module that answers on a pseudo-terminal.

    Args of the constructor:
        link: a symbolic link to put on the pseudo-terminal, so that its path stays the same over restarts.
        timing: how long each command takes.
        real_speed: take as long as real modules do; overrides ``timing``.
        late_by_s: delay of a late answer, in seconds.
    """

    def __init__(
        self,
        *,
        link: Path | None = None,
        timing: SamTiming | None = None,
        real_speed: bool = False,
        late_by_s: float = LATE_BY_S,
    ) -> None:
        self._link = link
        self._timing = REAL_SPEED if real_speed else timing or SamTiming()
        self._late_by_s = late_by_s
        self._module = SamModule()
        self._plans: list[_Plan] = []
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._master = self._slave = -1
        self._slave_path = ""

    @property
    def port(self) -> str:
        """Path to open as the serial line; set once started."""
        return str(self._link) if self._link else self._slave_path

    def start(self) -> None:
        """Plug the reader in."""
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self._slave_path = os.ttyname(self._slave)
        if self._link:
            self._link.parent.mkdir(parents=True, exist_ok=True)
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self._slave_path)
        self._stopping.clear()
        self._thread = threading.Thread(target=self._serve, name="simulated-sam", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Unplug the reader; does nothing when it is not plugged in."""
        if self._thread is None:
            return
        self._stopping.set()
        self._thread.join()
        self._thread = None
        if self._link:
            self._link.unlink(missing_ok=True)
        os.close(self._slave)
        os.close(self._master)

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

    def _serve(self) -> None:
        splitter = FrameSplitter()
        while not self._stopping.is_set():
            readable, _, _ = select.select([self._master], [], [], LOOK_EVERY_S)
            if not readable:
                continue
            splitter.feed(os.read(self._master, 4096))
            for command in _commands(splitter):
                self._carry_out(command)

    def _carry_out(self, command: SamCommand | None) -> None:
        fault = self._due(command)
        if fault is SamFault.SILENCE:
            return
        self._stopping.wait(self._timing.of(command) if command else self._timing.other_s)
        answer = self._answer(command, fault)
        if fault is SamFault.LATE:
            self._stopping.wait(self._late_by_s)
        for piece in _pieces(encode_answer(answer), fault):
            os.write(self._master, piece)

    def _answer(self, command: SamCommand | None, fault: SamFault | None) -> SamAnswer:
        if command is None:
            return SamAnswer(SamStatus.COMMAND_WRONG.value)
        with self._lock:
            if fault is SamFault.PULLED_WHILE_READING:
                self._module.lift()
            if fault is SamFault.READ_FAILS:
                return SamAnswer(SamStatus.READ_FAILED.value)
            if fault is SamFault.NOT_AUTHORISED:
                return SamAnswer(SamStatus.NOT_AUTHORISED.value)
            return self._module.answer(command)

    def _due(self, command: SamCommand | None) -> SamFault | None:
        """Return the fault that this command meets, and count it off."""
        with self._lock:
            for plan in self._plans:
                if WAITS_FOR.get(plan.fault, command) is not command:
                    continue
                if plan.left is not None:
                    plan.left -= 1
                    if plan.left == 0:
                        self._plans.remove(plan)
                return plan.fault
        return None


def _commands(splitter: FrameSplitter) -> Iterator[SamCommand | None]:
    """Take the commands that have arrived; ``None`` for what is no command."""
    while True:
        try:
            payload = splitter.next_payload()
            if payload is None:
                return
            yield parse_command(payload)
        except SamFrameError:
            yield None


def _pieces(frame: bytes, fault: SamFault | None) -> list[bytes]:
    if fault is SamFault.GARBAGE_BEFORE:
        return [GARBAGE + frame]
    if fault is SamFault.CHECKSUM_WRONG:
        return [frame[:-1] + bytes([frame[-1] ^ 0xFF])]
    if fault is SamFault.SPLIT:
        return [frame[at : at + 1] for at in range(len(frame))]
    return [frame]
