"""A fingerprint reader or face camera behind a bridge process on TCP.

Makers of such devices publish no protocol, only libraries for their own. A bridge is a small program around such a
library that speaks :mod:`devices.matcher.protocol`; it runs beside the terminal, so that a library that hangs or
crashes takes nothing with it.
"""

from __future__ import annotations

import itertools
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from types import MappingProxyType
from typing import Final

from devices.errors import DeviceError, DeviceProtocolError, DeviceUnavailable
from devices.matcher.failures import FAILURES
from devices.matcher.protocol import (
    LONGEST_LINE_BYTES,
    Answer,
    AskState,
    BridgeState,
    Compare,
    Compared,
    NotOfTheProtocol,
    Question,
    StateTold,
    decode_answer,
    encode_question,
)
from devices.owner import OwnedDevice, StatusListener
from devices.ports import MatchOutcome
from devices.status import DeviceKind, DeviceState, DeviceStatus
from devices.wake import Waited, Wake

CONNECT_S: Final = 1.0
LOOK_EVERY_S: Final = 2.0
ANSWER_S: Final = 2.0
"""A bridge knows how its device is without asking far."""
BEYOND_S: Final = 5.0
"""A device that has got its picture just in time still has to compare it."""
PIECE_BYTES: Final = 4096


class _LeftOff(Exception):
    """Nobody wants this comparison any more."""


class TcpPersonMatcher(OwnedDevice):
    """Asks a bridge to compare the person before the device with a reference from their card.

    Args of the constructor:
        kind: fingerprint reader or face camera.
        host, tcp_port: where the bridge listens. What goes there is biometric and not encrypted.
        within_s: seconds that a person has to come.
        on_status: told each changed snapshot, on the owner thread; it must return at once.
        now: the wall clock in UTC.
        answer_s: seconds that the bridge has to tell how its device is.
        beyond_s: seconds that it has to compare, on top of ``within_s``.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        *,
        kind: DeviceKind,
        host: str,
        tcp_port: int,
        within_s: float,
        on_status: StatusListener,
        now: Callable[[], datetime],
        answer_s: float = ANSWER_S,
        beyond_s: float = BEYOND_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(kind=kind, watch_every_s=LOOK_EVERY_S, on_status=on_status, now=now)
        self._failures = FAILURES[kind]
        self._address = (host, tcp_port)
        self._within_s = within_s
        self._answer_s = answer_s
        self._beyond_s = beyond_s
        self._clock = clock
        self._wake = Wake()
        self._wire: socket.socket | None = None
        self._heard = bytearray()
        self._numbers = itertools.count(1)
        self._matches = 0
        self._left_off = 0
        self._comparing = 0
        self._state_of: Mapping[str, DeviceState] = MappingProxyType(
            {
                self._failures.no_service: DeviceState.NO_SERVICE,
                self._failures.not_found: DeviceState.NO_DEVICE,
                self._failures.broken: DeviceState.HARDWARE_ERROR,
            }
        )

    def match(self, reference: bytes) -> Future[MatchOutcome]:
        """Compare with a fingerprint or photo of the card.

        Fails with :class:`DeviceUnavailable` or :class:`DeviceProtocolError` when bridge or device do not do it.
        """
        if not reference:
            nothing: Future[MatchOutcome] = Future()
            nothing.set_result(MatchOutcome.NOTHING_TO_COMPARE)
            return nothing
        self._matches += 1
        match = self._matches
        return self.call(lambda: self._compare(reference, match))

    def leave_off(self) -> None:
        """Give up every comparison asked for so far; returns at once.

        The protocol knows no such word: the connection is closed, whereupon a bridge forgets the reference, and opened
        anew.
        """
        self._left_off = self._matches
        self._interrupt()

    def close(self) -> None:
        """Let the bridge go, also in the middle of a comparison, and end the owner thread."""
        super().close()
        self._wake.close()

    def _interrupt(self) -> None:
        self._wake.wake()

    def _connect(self) -> None:
        self._heard.clear()
        try:
            self._wire = socket.create_connection(self._address, timeout=CONNECT_S)
            self._wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (OSError, UnicodeError) as error:
            # A name with an empty or overlong label is no name to the codec of host names.
            raise DeviceUnavailable(self._failures.no_service, type(error).__name__) from error

    def _watch(self) -> None:
        answer = self._ask(AskState(next(self._numbers)), self._answer_s)
        if not isinstance(answer, StateTold):
            raise DeviceProtocolError(self._failures.garbled, "no state where one was asked for")
        self._demand_ready(answer)
        self._tell(DeviceStatus(kind=self._kind, state=DeviceState.ONLINE, about=answer.about, since=self._now()))

    def _disconnect(self) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()

    def _state_for(self, error: DeviceError) -> DeviceState:
        return self._state_of.get(error.code, DeviceState.OFFLINE)

    def _compare(self, reference: bytes, match: int) -> MatchOutcome:
        question = Compare(next(self._numbers), reference, self._within_s)
        self._comparing = match
        try:
            self._go_on()
            answer = self._ask(question, self._within_s + self._beyond_s)
        except _LeftOff:
            self._disconnect()
            self._connect()
            return MatchOutcome.NOT_CAPTURED
        finally:
            self._comparing = 0
        if isinstance(answer, Compared):
            return answer.outcome
        self._demand_ready(answer)
        raise DeviceProtocolError(self._failures.garbled, "a state where an outcome was asked for")

    def _go_on(self) -> None:
        if 0 < self._comparing <= self._left_off:
            raise _LeftOff

    def _demand_ready(self, told: StateTold) -> None:
        match told.state:
            case BridgeState.READY:
                return
            case BridgeState.NO_DEVICE:
                raise DeviceUnavailable(self._failures.not_found, told.about)
            case BridgeState.BROKEN:
                raise DeviceUnavailable(self._failures.broken, told.about)

    def _ask(self, question: Question, at_most_s: float) -> Answer:
        """Ask and return the answer; answers to earlier questions are passed over."""
        wire = self._open_wire()
        ends = self._clock() + at_most_s
        try:
            wire.settimeout(self._answer_s)
            wire.sendall(encode_question(question))
            while True:
                answer = decode_answer(self._next_line(wire, ends))
                if answer.number == question.number:
                    return answer
                if answer.number > question.number:
                    raise DeviceProtocolError(self._failures.garbled, "an answer to what was not asked")
        except NotOfTheProtocol as error:
            raise DeviceProtocolError(self._failures.garbled, str(error)) from error
        except OSError as error:
            raise DeviceUnavailable(self._failures.lost, type(error).__name__) from error

    def _next_line(self, wire: socket.socket, ends: float) -> bytes:
        while (end := self._heard.find(b"\n")) < 0:
            if len(self._heard) > LONGEST_LINE_BYTES:
                raise NotOfTheProtocol("an overlong line")
            left_s = ends - self._clock()
            if left_s <= 0:
                raise DeviceUnavailable(self._failures.silent)
            waited = self._wake.wait_for(wire, left_s)
            if self._closing.is_set():
                raise DeviceUnavailable(self._failures.not_connected, "closing")
            self._go_on()
            if waited is Waited.READY:
                self._heard += self._some_bytes(wire)
        line = bytes(self._heard[:end])
        del self._heard[: end + 1]
        return line

    def _some_bytes(self, wire: socket.socket) -> bytes:
        some = wire.recv(PIECE_BYTES)
        if not some:
            raise DeviceUnavailable(self._failures.lost, "closed by the bridge")
        return some

    def _open_wire(self) -> socket.socket:
        if self._wire is None:
            raise DeviceUnavailable(self._failures.not_connected)
        return self._wire
