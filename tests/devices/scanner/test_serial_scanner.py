"""The serial scanner's driver against a simulated scanner on a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import select
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.ports import CodeScanned
from devices.scanner import serial_scanner
from devices.scanner.serial_scanner import SerialCodeScanner
from devices.scanner.trigger import Trigger, command_frame
from devices.simulators.scanner import CodeScannerSimulator, ScannerDark
from devices.status import DeviceState, DeviceStatus
from tests.devices.printers.events import PATIENCE_S, Listener, noon

ZONE = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")


NOISE = b"\x00\r"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Lamp(Listener[bool]):
    """Notes each time the simulated scanner lights up or goes dark."""

    simulator: CodeScannerSimulator

    def note(self) -> None:
        self(self.simulator.lit)


@pytest.fixture
def codes() -> Listener[CodeScanned]:
    return Listener()


@pytest.fixture
def told() -> Listener[DeviceStatus]:
    return Listener()


@pytest.fixture
def lamp() -> Lamp:
    return Lamp()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def simulator(tmp_path: Path, lamp: Lamp) -> Iterator[CodeScannerSimulator]:
    with CodeScannerSimulator(link=tmp_path / "scanner", on_change=lamp.note) as simulator:
        lamp.simulator = simulator
        yield simulator


def driver(
    port: str,
    codes: Listener[CodeScanned],
    told: Listener[DeviceStatus],
    *,
    trigger: Trigger = Trigger.NEWLAND,
    clock: Clock | None = None,
) -> SerialCodeScanner:
    return SerialCodeScanner(
        port=port,
        baud=115200,
        trigger=trigger,
        on_code=codes,
        on_status=told,
        now=noon,
        clock=clock or Clock(),
    )


@pytest.fixture
def scanner(
    simulator: CodeScannerSimulator, codes: Listener[CodeScanned], told: Listener[DeviceStatus], clock: Clock
) -> Iterator[SerialCodeScanner]:
    scanner = driver(simulator.port, codes, told, clock=clock)
    scanner.open()
    told.wait_for(lambda status: status.works)
    yield scanner
    scanner.close()


@pytest.fixture
def lit(scanner: SerialCodeScanner, lamp: Lamp) -> SerialCodeScanner:
    scanner.arm()
    lamp.wait_for(bool)
    return scanner


def texts(codes: Listener[CodeScanned]) -> list[str]:
    return [code.text for code in codes.told]


def scanned(codes: Listener[CodeScanned], text: str) -> None:
    codes.wait_for(CodeScanned(text).__eq__)


def await_dropped(scanner: SerialCodeScanner, count: int) -> None:
    """Wait until so many lines have been read and dropped; bytes take their time on the way through the kernel."""
    ends = time.monotonic() + PATIENCE_S
    while scanner.call(lambda: scanner.dropped).result(PATIENCE_S) < count:
        assert time.monotonic() < ends


def fault_of(status: DeviceStatus) -> str:
    return status.fault.code if status.fault else ""


def test_a_frame_is_what_the_maker_prescribes() -> None:
    assert command_frame("SCNTRG1") == bytes.fromhex("7e 01 30303030 23") + b"SCNTRG1" + bytes.fromhex("3b 03")


def test_a_code_is_told_while_armed(
    lit: SerialCodeScanner, simulator: CodeScannerSimulator, codes: Listener[CodeScanned]
) -> None:
    simulator.show("otc-7f3a")
    scanned(codes, "otc-7f3a")
    assert simulator.commands[:2] == ["SCNMOD0", "SCNTRG0"]


def test_arming_lights_the_scanner_and_disarming_darkens_it(
    lit: SerialCodeScanner, simulator: CodeScannerSimulator, lamp: Lamp
) -> None:
    lit.disarm()
    lamp.wait_for(lambda is_lit: not is_lit)
    with pytest.raises(ScannerDark):
        simulator.show("otc-7f3a")


def test_a_scanner_that_went_dark_by_itself_is_lit_again(
    lit: SerialCodeScanner,
    simulator: CodeScannerSimulator,
    codes: Listener[CodeScanned],
    lamp: Lamp,
    clock: Clock,
) -> None:
    simulator.show("first-code")
    scanned(codes, "first-code")
    clock.at += serial_scanner.LIGHT_AGAIN_S
    lamp.wait_for(bool, after=2)
    simulator.show("second-code")
    scanned(codes, "second-code")


def test_closing_darkens_the_scanner(lit: SerialCodeScanner, simulator: CodeScannerSimulator, lamp: Lamp) -> None:
    lit.close()
    lamp.wait_for(lambda is_lit: not is_lit)


def test_codes_scanned_while_disarmed_are_dropped(
    scanner: SerialCodeScanner, simulator: CodeScannerSimulator, codes: Listener[CodeScanned], lamp: Lamp
) -> None:
    simulator.send(b"too-early\r" + NOISE + b"half-of-one")
    await_dropped(scanner, 1)
    scanner.arm()
    lamp.wait_for(bool)
    simulator.show("in-time")
    scanned(codes, "in-time")
    scanner.disarm()
    dropped = scanner.dropped
    simulator.send(b"too-late\r" + NOISE)
    await_dropped(scanner, dropped + 1)
    scanner.arm()
    lamp.wait_for(bool, after=2)
    simulator.show("again-in-time")
    scanned(codes, "again-in-time")
    assert texts(codes) == ["in-time", "again-in-time"]


def test_what_lay_on_the_line_before_the_program_came_is_dropped(
    simulator: CodeScannerSimulator, codes: Listener[CodeScanned], told: Listener[DeviceStatus], lamp: Lamp
) -> None:
    simulator.send(b"somebody-elses\r")
    assert select.select([simulator._terminal], [], [], PATIENCE_S)[0]
    scanner = driver(simulator.port, codes, told)
    scanner.arm()
    scanner.open()
    lamp.wait_for(bool)
    simulator.show("my-own")
    scanned(codes, "my-own")
    scanner.close()
    assert texts(codes) == ["my-own"]


def test_a_scanner_without_commands_is_told_nothing(codes: Listener[CodeScanned], told: Listener[DeviceStatus]) -> None:
    with CodeScannerSimulator(always_lit=True) as simulator:
        scanner = driver(simulator.port, codes, told, trigger=Trigger.NONE)
        scanner.arm()
        scanner.open()
        told.wait_for(lambda status: status.works)
        simulator.show("otc-7f3a")
        scanned(codes, "otc-7f3a")
        scanner.close()
        assert simulator.commands == []


def test_garbage_and_overlong_lines_are_dropped_and_counted(
    lit: SerialCodeScanner, simulator: CodeScannerSimulator, codes: Listener[CodeScanned]
) -> None:
    simulator.send(b"\xff\xfe\x00\r" + b"x" * 20_000 + b"\rgood-one\r")
    scanned(codes, "good-one")
    assert texts(codes) == ["good-one"]
    assert lit.dropped == 2


def test_a_code_that_comes_byte_by_byte_is_one_code(
    lit: SerialCodeScanner, simulator: CodeScannerSimulator, codes: Listener[CodeScanned]
) -> None:
    for byte in b"otc-7f3a\r\n":
        simulator.send(bytes((byte,)))
    scanned(codes, "otc-7f3a")


def test_two_codes_in_a_burst_are_two(
    lit: SerialCodeScanner, simulator: CodeScannerSimulator, codes: Listener[CodeScanned]
) -> None:
    simulator.send(b"first-code\r\nsecond-code\r\n")
    scanned(codes, "second-code")
    assert texts(codes) == ["first-code", "second-code"]


def test_the_lines_of_a_passport_are_one_code(
    lit: SerialCodeScanner, simulator: CodeScannerSimulator, codes: Listener[CodeScanned]
) -> None:
    simulator.show("\n".join(ZONE))
    scanned(codes, "\n".join(ZONE))


def test_a_lone_line_of_a_zone_is_told_once_the_line_is_quiet(
    lit: SerialCodeScanner, simulator: CodeScannerSimulator, codes: Listener[CodeScanned]
) -> None:
    simulator.show(ZONE[0])
    scanned(codes, ZONE[0])


def test_a_pulled_scanner_is_no_device_and_is_armed_again_when_it_is_back(
    lit: SerialCodeScanner,
    simulator: CodeScannerSimulator,
    codes: Listener[CodeScanned],
    told: Listener[DeviceStatus],
    lamp: Lamp,
) -> None:
    simulator.stop()
    gone = told.wait_for(lambda status: status.state is DeviceState.NO_DEVICE)
    assert fault_of(gone) == "CODE_SCANNER_NOT_FOUND"
    assert "CODE_SCANNER_LOST" in [fault_of(status) for status in told.told]
    before = len(told.told), len(lamp.told)
    simulator.start()
    told.wait_for(lambda status: status.works, after=before[0])
    lamp.wait_for(bool, after=before[1])
    simulator.show("after-all")
    scanned(codes, "after-all")


def test_a_scanner_disarmed_while_it_was_away_comes_back_dark(
    lit: SerialCodeScanner, simulator: CodeScannerSimulator, told: Listener[DeviceStatus]
) -> None:
    simulator.stop()
    told.wait_for(lambda status: status.state is DeviceState.NO_DEVICE)
    lit.disarm()
    before = len(told.told)
    simulator.start()
    told.wait_for(lambda status: status.works, after=before)
    lit.call(lambda: None).result(PATIENCE_S)
    assert not simulator.lit


def test_a_scanner_that_another_process_holds_heals_when_it_is_let_go(
    simulator: CodeScannerSimulator, codes: Listener[CodeScanned], told: Listener[DeviceStatus]
) -> None:
    other = os.open(simulator.port, os.O_RDWR | os.O_NOCTTY)
    fcntl.flock(other, fcntl.LOCK_EX)
    scanner = driver(simulator.port, codes, told)
    scanner.open()
    seized = told.wait_for(lambda status: status.fault is not None)
    assert (seized.state, fault_of(seized)) == (DeviceState.OFFLINE, "CODE_SCANNER_BUSY")
    os.close(other)
    told.wait_for(lambda status: status.works)
    scanner.close()


def test_nothing_of_a_code_is_logged(
    lit: SerialCodeScanner,
    simulator: CodeScannerSimulator,
    codes: Listener[CodeScanned],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    simulator.send(b"secret-code\rsecret-\x00garbage\rlast-secret\r")
    scanned(codes, "last-secret")
    assert "secret" not in caplog.text
    assert "secret" not in repr(codes.told)
