"""A simulated fingerprint reader or face camera: the bridge's side of the protocol, answering as it is told to."""

from __future__ import annotations

import contextlib
import socket
import threading
from enum import Enum
from types import TracebackType

from devices.matcher.protocol import (
    Answer,
    AskState,
    BridgeState,
    Compare,
    Compared,
    NotOfTheProtocol,
    StateTold,
    decode_question,
    encode_answer,
)
from devices.ports import MatchOutcome

ABOUT = "simulated"


class MatcherFault(Enum):
    """What can be made to go wrong, until it is mended."""

    NO_DEVICE = "no-device"
    BROKEN = "broken"
    SILENCE = "silence"
    """Comparisons get no answer; the state still does."""
    GARBAGE = "garbage"
    LATE = "late"
    """The answer to a comparison comes only with the next question's."""


class MatcherSimulator:
    """A bridge whose device sees whom it is told to see.

    Args of the constructor:
        port: TCP port on the loopback interface; a free one when 0.
    """

    def __init__(self, *, port: int = 0) -> None:
        self.port = port
        self.references: list[bytes] = []
        """What it was given to compare, in order."""
        self.compared = threading.Event()
        """Set with each comparison that is asked for."""
        self._lock = threading.Lock()
        self._outcome = MatchOutcome.SAME_PERSON
        self._fault: MatcherFault | None = None
        self._late: list[Answer] = []
        self._listener: socket.socket | None = None
        self._wires: set[socket.socket] = set()

    def __enter__(self) -> MatcherSimulator:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def outcome(self) -> MatchOutcome:
        """What the next comparison comes to."""
        return self._outcome

    def start(self) -> None:
        """Start the bridge; its port is in ``port`` then, and stays the same over restarts."""
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = int(listener.getsockname()[1])
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), name="simulated-matcher", daemon=True).start()

    def stop(self) -> None:
        """End the bridge; does nothing when it does not run."""
        if self._listener is None:
            return
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._listener = None
        with self._lock:
            wires = list(self._wires)
        for wire in wires:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)

    def see(self, outcome: MatchOutcome) -> None:
        """Let comparisons come to this from now on."""
        with self._lock:
            self._outcome = outcome

    def fault(self, fault: MatcherFault) -> None:
        """Let something go wrong until :meth:`mend`."""
        with self._lock:
            self._fault = fault

    def mend(self) -> None:
        """Put everything right."""
        with self._lock:
            self._fault = None

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                wire, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                self._wires.add(wire)
            threading.Thread(target=self._serve, args=(wire,), name="simulated-bridge", daemon=True).start()

    def _serve(self, wire: socket.socket) -> None:
        try:
            with wire, wire.makefile("rb") as lines, contextlib.suppress(OSError, NotOfTheProtocol):
                for line in lines:
                    wire.sendall(self._reply_to(line))
        finally:
            with self._lock:
                self._wires.discard(wire)

    def _reply_to(self, line: bytes) -> bytes:
        question = decode_question(line)
        with self._lock:
            match question:
                case AskState(number):
                    return b"".join(encode_answer(answer) for answer in (*self._take_late(), self._state(number)))
                case Compare(number, reference, _):
                    self.references.append(reference)
                    self.compared.set()
                    return self._comparison(number)

    def _state(self, number: int) -> StateTold:
        states = {MatcherFault.NO_DEVICE: BridgeState.NO_DEVICE, MatcherFault.BROKEN: BridgeState.BROKEN}
        state = states.get(self._fault, BridgeState.READY) if self._fault else BridgeState.READY
        return StateTold(number, state, ABOUT)

    def _comparison(self, number: int) -> bytes:
        outcome = Compared(number, self._outcome)
        match self._fault:
            case MatcherFault.NO_DEVICE | MatcherFault.BROKEN:
                return encode_answer(self._state(number))
            case MatcherFault.SILENCE:
                return b""
            case MatcherFault.LATE:
                self._late.append(outcome)
                return b""
            case MatcherFault.GARBAGE:
                return b"\xff{]\n"
            case None:
                return b"".join(encode_answer(answer) for answer in (*self._take_late(), outcome))

    def _take_late(self) -> list[Answer]:
        late, self._late = self._late, []
        return late
