"""The simulated receipt printer at its own port."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from devices.errors import DeviceUnavailable
from devices.simulators.escpos import ReceiptPrinterSimulator
from devices.simulators.escpos_commands import Violation

CUT = b"\x1dV\x00"
BARRIER = b"\x1dr\x01"


@pytest.fixture
def simulator() -> Iterator[ReceiptPrinterSimulator]:
    with ReceiptPrinterSimulator() as simulator:
        yield simulator


@pytest.fixture
def wire(simulator: ReceiptPrinterSimulator) -> Iterator[socket.socket]:
    with socket.create_connection((simulator.host, simulator.port), timeout=30) as wire:
        yield wire


def ask(wire: socket.socket, question: bytes) -> bytes:
    wire.sendall(question)
    return wire.recv(16)


def test_a_job_is_kept_without_the_questions(simulator: ReceiptPrinterSimulator, wire: socket.socket) -> None:
    wire.sendall(b"\x10\x04\x01")
    wire.recv(1)
    assert ask(wire, b"\x1b@one\n" + CUT + b"\x1b@two\n" + CUT + BARRIER) == b"\0"
    assert simulator.jobs() == (b"\x1b@one\n" + CUT, b"\x1b@two\n" + CUT)


def test_what_a_printer_would_misread_is_a_violation(simulator: ReceiptPrinterSimulator, wire: socket.socket) -> None:
    ask(wire, b"\x1b@a\x07b\n" + CUT + BARRIER)
    assert simulator.violations() == (Violation("byte 0x07"),)


def test_questions_are_answered_while_nothing_prints(simulator: ReceiptPrinterSimulator, wire: socket.socket) -> None:
    simulator.open_cover()
    wire.sendall(b"waiting\n" + CUT + BARRIER)
    assert ask(wire, b"\x10\x04\x02") == b"\x16"
    assert simulator.jobs() == ()
    simulator.close_cover()
    assert wire.recv(1) == b"\0"
    assert simulator.jobs() == (b"waiting\n" + CUT,)


def test_what_is_cleared_never_prints(simulator: ReceiptPrinterSimulator, wire: socket.socket) -> None:
    simulator.run_out_of_paper()
    wire.sendall(b"a name\n" + CUT + bytes((0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8)))
    assert ask(wire, b"\x10\x04\x04") == b"\x7e"
    simulator.refill()
    assert ask(wire, b"next\n" + CUT + BARRIER) == b"\0"
    assert simulator.jobs() == (b"next\n" + CUT,)


def test_slips_that_nobody_tears_off_hang_together(simulator: ReceiptPrinterSimulator, wire: socket.socket) -> None:
    ask(wire, b"one\n" + CUT + BARRIER)
    one = simulator.paper()
    ask(wire, b"two\n" + CUT + BARRIER)
    assert simulator.tear().height == 2 * one.height
    assert not simulator.lies_in_outlet()


def test_a_port_in_use_is_told(simulator: ReceiptPrinterSimulator) -> None:
    with pytest.raises(DeviceUnavailable) as taken:
        ReceiptPrinterSimulator(port=simulator.port).start()
    assert taken.value.code == "SIMULATOR_PORT_TAKEN"
