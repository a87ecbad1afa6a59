"""The matcher's driver against a simulated bridge on TCP."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest

from devices.errors import DeviceError
from devices.matcher.tcp_matcher import TcpPersonMatcher
from devices.ports import MatchOutcome
from devices.simulators.matcher import MatcherFault, MatcherSimulator
from devices.status import DeviceKind, DeviceState, DeviceStatus
from tests.devices.printers.events import PATIENCE_S, Listener, noon

FINGER = b"a fingerprint"


class Clock:
    """Stands still until it is moved, and then by leaps."""

    def __init__(self) -> None:
        self.leap_s = 0.0
        self._at = 0.0

    def __call__(self) -> float:
        self._at += self.leap_s
        return self._at


@pytest.fixture
def bridge() -> Iterator[MatcherSimulator]:
    with MatcherSimulator() as bridge:
        yield bridge


@pytest.fixture
def told() -> Listener[DeviceStatus]:
    return Listener()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def matcher_at(
    port: int, told: Listener[DeviceStatus], clock: Clock, kind: DeviceKind = DeviceKind.FINGERPRINT_READER
) -> TcpPersonMatcher:
    return TcpPersonMatcher(
        kind=kind, host="127.0.0.1", tcp_port=port, within_s=10.0, on_status=told, now=noon, clock=clock
    )


@pytest.fixture
def matcher(bridge: MatcherSimulator, told: Listener[DeviceStatus], clock: Clock) -> Iterator[TcpPersonMatcher]:
    matcher = matcher_at(bridge.port, told, clock)
    matcher.open()
    told.wait_for(lambda status: status.works)
    yield matcher
    matcher.close()


def code_of(status: DeviceStatus) -> str:
    return status.fault.code if status.fault else ""


def failure(matcher: TcpPersonMatcher) -> DeviceError:
    error = matcher.match(FINGER).exception(PATIENCE_S)
    assert isinstance(error, DeviceError)
    return error


@pytest.mark.parametrize("outcome", [MatchOutcome.SAME_PERSON, MatchOutcome.OTHER_PERSON, MatchOutcome.NOT_CAPTURED])
def test_the_bridge_says_who_is_there(
    matcher: TcpPersonMatcher, bridge: MatcherSimulator, outcome: MatchOutcome
) -> None:
    bridge.see(outcome)
    assert matcher.match(FINGER).result(PATIENCE_S) is outcome
    assert bridge.references == [FINGER]


def test_without_a_reference_nobody_is_asked(matcher: TcpPersonMatcher, bridge: MatcherSimulator) -> None:
    assert matcher.match(b"").result(PATIENCE_S) is MatchOutcome.NOTHING_TO_COMPARE
    assert bridge.references == []


def test_the_status_says_what_hangs_behind_the_bridge(matcher: TcpPersonMatcher) -> None:
    assert matcher.status().about == "simulated"
    assert matcher.status().kind is DeviceKind.FINGERPRINT_READER


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [
        (MatcherFault.NO_DEVICE, DeviceState.NO_DEVICE, "FINGERPRINT_READER_NOT_FOUND"),
        (MatcherFault.BROKEN, DeviceState.HARDWARE_ERROR, "FINGERPRINT_READER_BROKEN"),
        (MatcherFault.GARBAGE, DeviceState.OFFLINE, "FINGERPRINT_READER_GARBLED"),
    ],
)
def test_what_is_wrong_has_a_name_and_heals(
    matcher: TcpPersonMatcher,
    bridge: MatcherSimulator,
    told: Listener[DeviceStatus],
    fault: MatcherFault,
    state: DeviceState,
    code: str,
) -> None:
    before = len(told.told)
    bridge.fault(fault)
    assert failure(matcher).code == code
    status = told.wait_for(lambda status: status.state is state)
    assert code_of(status) == code
    bridge.mend()
    told.wait_for(lambda status: status.works, after=before)
    assert matcher.match(FINGER).result(PATIENCE_S) is MatchOutcome.SAME_PERSON


def test_a_bridge_that_never_answers_is_silent(
    matcher: TcpPersonMatcher, bridge: MatcherSimulator, clock: Clock
) -> None:
    bridge.fault(MatcherFault.SILENCE)
    clock.leap_s = 20.0
    assert failure(matcher).code == "FINGERPRINT_READER_SILENT"


def test_a_late_answer_is_not_the_next_residents(
    matcher: TcpPersonMatcher, bridge: MatcherSimulator, told: Listener[DeviceStatus], clock: Clock
) -> None:
    before = len(told.told)
    bridge.fault(MatcherFault.LATE)
    clock.leap_s = 20.0
    assert failure(matcher).code == "FINGERPRINT_READER_SILENT"
    clock.leap_s = 0.0
    bridge.mend()
    bridge.see(MatchOutcome.OTHER_PERSON)
    told.wait_for(lambda status: status.works, after=before)
    assert matcher.match(FINGER).result(PATIENCE_S) is MatchOutcome.OTHER_PERSON


def test_a_bridge_that_ends_and_starts_again_is_found_again(
    matcher: TcpPersonMatcher, bridge: MatcherSimulator, told: Listener[DeviceStatus]
) -> None:
    bridge.stop()
    assert failure(matcher).code == "FINGERPRINT_READER_LOST"
    gone = told.wait_for(lambda status: status.state is DeviceState.NO_SERVICE)
    assert code_of(gone) == "FINGERPRINT_READER_NO_SERVICE"
    before = len(told.told)
    bridge.start()
    told.wait_for(lambda status: status.works, after=before)


def test_closing_ends_a_comparison_that_is_on(matcher: TcpPersonMatcher, bridge: MatcherSimulator) -> None:
    bridge.fault(MatcherFault.SILENCE)
    waiting = matcher.match(FINGER)
    assert bridge.compared.wait(PATIENCE_S)
    matcher.close()
    assert isinstance(waiting.exception(timeout=0), DeviceError)


def test_what_is_left_off_ends_at_once_and_the_bridge_forgets_it(
    matcher: TcpPersonMatcher, bridge: MatcherSimulator, told: Listener[DeviceStatus]
) -> None:
    """And nobody hears that the connection was a new one."""
    before = len(told.told)
    bridge.fault(MatcherFault.SILENCE)
    waiting = matcher.match(FINGER)
    assert bridge.compared.wait(PATIENCE_S)
    matcher.leave_off()
    assert waiting.result(PATIENCE_S) is MatchOutcome.NOT_CAPTURED
    bridge.mend()
    assert matcher.match(FINGER).result(PATIENCE_S) is MatchOutcome.SAME_PERSON
    assert len(told.told) == before


def test_what_waits_behind_it_is_left_off_unasked(matcher: TcpPersonMatcher, bridge: MatcherSimulator) -> None:
    bridge.fault(MatcherFault.SILENCE)
    waiting = [matcher.match(FINGER), matcher.match(b"another")]
    assert bridge.compared.wait(PATIENCE_S)
    matcher.leave_off()
    assert [one.result(PATIENCE_S) for one in waiting] == [MatchOutcome.NOT_CAPTURED] * 2
    assert bridge.references == [FINGER]


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(b'{"number": 1, "outcome": "same-person"}\n', id="an outcome that nobody asked for"),
        pytest.param(b'{"number": 99, "state": "ready"}\n', id="a number that was not asked"),
        pytest.param(b"x" * 70_000, id="a line without end"),
    ],
)
def test_a_bridge_that_breaks_the_protocol_is_garbled(
    answers: bytes, told: Listener[DeviceStatus], clock: Clock
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def talk() -> None:
            wire, _ = listener.accept()
            with wire, contextlib.suppress(ConnectionError):
                wire.sendall(answers)
                while wire.recv(1000):
                    pass

        talker = threading.Thread(target=talk, daemon=True)
        talker.start()
        camera = matcher_at(listener.getsockname()[1], told, clock, DeviceKind.FACE_CAMERA)
        camera.open()
        status = told.wait_for(lambda status: status.fault is not None)
        camera.close()
        talker.join(PATIENCE_S)
    assert code_of(status) == "FACE_CAMERA_GARBLED"
