"""Faults of a receipt printer before, in and after a slip: a half printed one is told, and never handed on."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest

from devices.ports import ReceiptNotPrinted, ReceiptPrinted
from devices.printers.links import TcpAddress
from devices.printers.receipt import EscposReceiptPrinter, ReceiptTiming
from devices.simulators.escpos import ReceiptPrinterSimulator
from devices.status import DeviceState, DeviceStatus
from tests.devices.printers.events import PATIENCE_S, Listener, noon

QUICK = ReceiptTiming(open_s=1, answer_s=0.15, send_s=0.5, print_s=0.6, look_s=0.05, watch_s=0.05)
NAME = "张＊＊".encode("gb18030")
BEGIN, END = b"\x1b@\x1bt\x00\x1c&", b"\x1dVB\x18"
PICTURE = b"\x1dv0\x00" + bytes((72, 0)) + (300).to_bytes(2, "little") + b"\xaa" * 72 * 300
SLIP = BEGIN + (NAME + b"\n") * 12 + PICTURE + (NAME + b"\n") * 12 + END
NEXT = BEGIN + b"NEXT\n" * 8 + PICTURE + END

Simulator = ReceiptPrinterSimulator
Printer = EscposReceiptPrinter
Told = Listener[DeviceStatus]
Act = Callable[[Simulator], None]


@pytest.fixture
def told() -> Told:
    return Listener()


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with ReceiptPrinterSimulator() as simulator:
        yield simulator


@pytest.fixture(params=[False, True], ids=["GS r", "GS ( H"])
def printer(request: pytest.FixtureRequest, simulator: Simulator, told: Told) -> Iterator[Printer]:
    address = TcpAddress(host=simulator.host, port=simulator.port)
    printer = EscposReceiptPrinter(
        address=address, on_status=told, now=noon, timing=QUICK, process_ids=request.param is True
    )
    printer.open()
    told.wait_for(lambda status: status.works)
    yield printer
    printer.close()


def has_code(code: str) -> Callable[[DeviceStatus], bool]:
    return lambda status: status.fault is not None and status.fault.code == code


def is_ready(status: DeviceStatus) -> bool:
    return status.state is DeviceState.ONLINE and status.fault is None


PAPER = (Simulator.run_out_of_paper, Simulator.refill, "RECEIPT_PRINTER_PAPER_OUT")
COVER = (Simulator.open_cover, Simulator.close_cover, "RECEIPT_PRINTER_COVER_OPEN")
CUTTER = (Simulator.break_cutter, Simulator.repair_cutter, "RECEIPT_PRINTER_CUTTER")
MUTE = (Simulator.mute, Simulator.unmute, "RECEIPT_PRINTER_SILENT")
STALL = (Simulator.stall, Simulator.go_on, "RECEIPT_PRINTER_SILENT")
FAULTS = pytest.mark.parametrize(
    ("fault", "remedy", "code"),
    [PAPER, COVER, CUTTER, MUTE, STALL],
    ids=["paper", "cover", "cutter", "mute", "stall"],
)


@FAULTS
def test_with_a_fault_before_the_slip_nothing_is_sent(
    printer: Printer, simulator: Simulator, told: Told, fault: Act, remedy: Act, code: str
) -> None:
    fault(simulator)
    told.wait_for(has_code(code))
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptNotPrinted(code, started=False)
    before = len(told.told)
    remedy(simulator)
    told.wait_for(is_ready, after=before)
    assert printer.print(NEXT).result(PATIENCE_S) == ReceiptPrinted()
    assert [job.count(NAME) for job in simulator.jobs()] == [0]


@pytest.mark.parametrize(
    ("fault", "remedy", "code", "lines"),
    [
        (*each, lines)
        for each in (PAPER, COVER, CUTTER, MUTE, STALL)
        for lines in ((1, 12) if each is STALL else (1, 12, 30))  # a printer that stalls has its last lines already
    ],
)
def test_a_fault_in_the_slip_is_told_and_the_next_slip_is_whole(
    printer: Printer, simulator: Simulator, told: Told, fault: Act, remedy: Act, code: str, lines: int
) -> None:
    simulator.happen_after(lines, lambda: fault(simulator))
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptNotPrinted(code, started=True)
    before = len(told.told)
    remedy(simulator)
    told.wait_for(is_ready, after=before)
    assert printer.print(NEXT).result(PATIENCE_S) == ReceiptPrinted()
    assert simulator.jobs()[-1] == NEXT
    assert simulator.violations() == ()


@FAULTS
def test_a_fault_after_the_slip_takes_nothing_back(
    printer: Printer, simulator: Simulator, told: Told, fault: Act, remedy: Act, code: str
) -> None:
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()
    fault(simulator)
    told.wait_for(has_code(code))
    assert simulator.jobs() == (SLIP,)
    before = len(told.told)
    remedy(simulator)
    told.wait_for(is_ready, after=before)
    assert printer.print(NEXT).result(PATIENCE_S) == ReceiptPrinted()
    assert simulator.jobs() == (SLIP, NEXT)


def test_a_roll_that_comes_to_its_end_in_the_slip_is_told_and_prints_on(
    printer: Printer, simulator: Simulator, told: Told
) -> None:
    simulator.happen_after(4, simulator.near_end)
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()
    told.wait_for(has_code("RECEIPT_PRINTER_PAPER_LOW"))
    assert printer.print(NEXT).result(PATIENCE_S) == ReceiptPrinted()
    assert simulator.jobs() == (SLIP, NEXT)


def test_a_roll_near_its_end_is_not_blamed_for_a_slip_that_did_not_finish(
    printer: Printer, simulator: Simulator
) -> None:
    simulator.near_end()
    simulator.lose_answers(1)
    outcome = printer.print(SLIP).result(PATIENCE_S)
    assert outcome == ReceiptNotPrinted("RECEIPT_PRINTER_NOT_FINISHED", started=True)


@pytest.mark.parametrize("count", [40, 300, 9000], ids=["in a line", "before its picture", "in its picture"])
@pytest.mark.parametrize("clears", [True, False], ids=["clears", "cannot clear"])
def test_after_a_broken_link_no_part_of_the_next_slip_is_swallowed(
    printer: Printer, simulator: Simulator, told: Told, count: int, clears: bool
) -> None:
    if not clears:
        simulator.ignore_clearing()
    simulator.hang_up_after(count)
    outcome = printer.print(SLIP).result(PATIENCE_S)
    assert outcome == ReceiptNotPrinted("RECEIPT_PRINTER_LINK_LOST", started=True)
    lost = told.told.index(told.wait_for(has_code("RECEIPT_PRINTER_LINK_LOST")))
    told.wait_for(is_ready, after=lost)
    assert printer.print(NEXT).result(PATIENCE_S) == ReceiptPrinted()
    assert simulator.jobs()[-1] == NEXT
    assert simulator.violations() == ()


def test_what_a_printer_that_cannot_clear_prints_after_the_refill_never_answers_for_the_next_slip(
    printer: Printer, simulator: Simulator, told: Told
) -> None:
    simulator.ignore_clearing()
    simulator.run_out_after(3)
    first = printer.print(SLIP).result(PATIENCE_S)
    assert first == ReceiptNotPrinted("RECEIPT_PRINTER_PAPER_OUT", started=True)
    before = len(told.told)
    simulator.refill()
    told.wait_for(is_ready, after=before)
    simulator.run_out_after(3)
    second = printer.print(NEXT).result(PATIENCE_S)
    assert second == ReceiptNotPrinted("RECEIPT_PRINTER_PAPER_OUT", started=True)


def test_an_answer_that_comes_too_late_is_not_taken_for_that_of_the_next_slip(
    printer: Printer, simulator: Simulator
) -> None:
    simulator.hold_answers()
    first = printer.print(SLIP).result(PATIENCE_S)
    assert first == ReceiptNotPrinted("RECEIPT_PRINTER_NOT_FINISHED", started=True)
    second = printer.print(NEXT).result(PATIENCE_S)
    assert second == ReceiptNotPrinted("RECEIPT_PRINTER_NOT_FINISHED", started=False)
    assert NEXT not in simulator.jobs()
    simulator.release_answers()
    assert printer.print(NEXT).result(PATIENCE_S) == ReceiptPrinted()
    assert simulator.jobs()[-1] == NEXT


def test_a_printer_that_never_answers_does_not_cut_the_whole_roll_to_pieces(
    printer: Printer, simulator: Simulator, told: Told
) -> None:
    simulator.lose_answers(1000)
    printer.print(SLIP).result(PATIENCE_S)
    told.wait_for(lambda status: status.works, after=len(told.told) - 1)
    simulator.near_end()
    told.wait_for(has_code("RECEIPT_PRINTER_PAPER_LOW"))
    simulator.refill()
    told.wait_for(is_ready, after=len(told.told) - 1)
    assert len(simulator.jobs()) == 2, "the slip, and one cut behind it"


def test_nothing_of_a_program_that_was_killed_comes_out_later(simulator: Simulator, told: Told) -> None:
    simulator.run_out_of_paper()
    with socket.create_connection((simulator.host, simulator.port)) as killed:
        killed.sendall(SLIP + b"\x10\x04\x01")
        assert killed.recv(1)  # all before has been read
    printer = EscposReceiptPrinter(
        address=TcpAddress(host=simulator.host, port=simulator.port), on_status=told, now=noon, timing=QUICK
    )
    printer.open()
    try:
        told.wait_for(has_code("RECEIPT_PRINTER_PAPER_OUT"))
        simulator.refill()
        told.wait_for(is_ready)
        assert printer.print(NEXT).result(PATIENCE_S) == ReceiptPrinted()
    finally:
        printer.close()
    assert simulator.jobs() == (NEXT,)
