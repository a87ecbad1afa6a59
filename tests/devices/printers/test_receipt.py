"""The receipt printer's driver against the simulated printer, with everything that goes wrong in a hall."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from devices.ports import ReceiptNotPrinted, ReceiptPrinted
from devices.printers.links import TcpAddress
from devices.printers.receipt import EscposReceiptPrinter, ReceiptTiming
from devices.simulators.escpos import ReceiptPrinterSimulator
from devices.status import DeviceState, DeviceStatus, Supply
from tests.devices.printers.events import PATIENCE_S, Listener, noon

QUICK = ReceiptTiming(open_s=1, answer_s=0.2, send_s=0.5, print_s=1, look_s=0.05, watch_s=0.05)
SLIP = b"\x1b@\x1bt\x00\x1c&" + "业务回执\n".encode("gb18030") * 12 + b"\x1dVB\x10"

Simulator = ReceiptPrinterSimulator
Printer = EscposReceiptPrinter
Told = Listener[DeviceStatus]


@pytest.fixture
def told() -> Told:
    return Listener()


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with ReceiptPrinterSimulator() as simulator:
        yield simulator


@pytest.fixture
def open_printer(simulator: Simulator, told: Told) -> Iterator[Callable[..., Printer]]:
    opened = []

    def make(*, process_ids: bool = False) -> Printer:
        address = TcpAddress(host=simulator.host, port=simulator.port)
        printer = EscposReceiptPrinter(address=address, on_status=told, now=noon, timing=QUICK, process_ids=process_ids)
        opened.append(printer)
        printer.open()
        return printer

    yield make
    for printer in opened:
        printer.close()


@pytest.fixture
def printer(open_printer: Callable[..., Printer], told: Told) -> Printer:
    printer = open_printer()
    told.wait_for(lambda status: status.works)
    return printer


def has_code(code: str) -> Callable[[DeviceStatus], bool]:
    return lambda status: status.fault is not None and status.fault.code == code


def is_online(status: DeviceStatus) -> bool:
    return status.state is DeviceState.ONLINE


def test_a_slip_comes_out_byte_for_byte(printer: Printer, simulator: Simulator) -> None:
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()
    assert simulator.jobs() == (SLIP,)
    assert simulator.lies_in_outlet()
    assert simulator.violations() == ()


def test_slips_come_out_in_the_order_asked(printer: Printer, simulator: Simulator) -> None:
    outcomes = [printer.print(SLIP + bytes([0x1B, 0x40])) for _ in range(3)]
    assert [outcome.result(PATIENCE_S) for outcome in outcomes] == [ReceiptPrinted()] * 3
    assert len(simulator.jobs()) == 3


def test_a_process_mark_is_a_barrier_too(open_printer: Callable[..., Printer], told: Told) -> None:
    printer = open_printer(process_ids=True)
    told.wait_for(lambda status: status.works)
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()


def test_unasked_status_packets_do_not_confuse(printer: Printer, simulator: Simulator) -> None:
    simulator.send_automatic_status(True)
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()


@pytest.mark.parametrize(
    ("fault", "code", "state", "paper"),
    [
        (Simulator.run_out_of_paper, "RECEIPT_PRINTER_PAPER_OUT", DeviceState.USER_ERROR, Supply.OUT),
        (Simulator.open_cover, "RECEIPT_PRINTER_COVER_OPEN", DeviceState.USER_ERROR, Supply.FULL),
        (Simulator.break_cutter, "RECEIPT_PRINTER_CUTTER", DeviceState.HARDWARE_ERROR, Supply.FULL),
        (Simulator.mute, "RECEIPT_PRINTER_SILENT", DeviceState.OFFLINE, Supply.UNKNOWN),
    ],
)
def test_a_fault_is_told_and_nothing_is_sent(
    printer: Printer,
    simulator: Simulator,
    told: Told,
    fault: Callable[[Simulator], None],
    code: str,
    state: DeviceState,
    paper: Supply,
) -> None:
    fault(simulator)
    status = told.wait_for(has_code(code))
    assert (status.state, status.paper) == (state, paper)
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptNotPrinted(code, started=False)
    assert simulator.jobs() == ()


def test_a_roll_near_its_end_still_prints(printer: Printer, simulator: Simulator, told: Told) -> None:
    simulator.near_end()
    status = told.wait_for(has_code("RECEIPT_PRINTER_PAPER_LOW"))
    assert (status.state, status.paper) == (DeviceState.ONLINE, Supply.LOW)
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()


def test_paper_that_ends_in_a_slip_is_told(printer: Printer, simulator: Simulator) -> None:
    simulator.run_out_after(4)
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptNotPrinted("RECEIPT_PRINTER_PAPER_OUT", started=True)
    assert simulator.jobs() == ()


def test_the_rest_of_a_broken_slip_never_comes_out(printer: Printer, simulator: Simulator, told: Told) -> None:
    simulator.run_out_after(4)
    printer.print(SLIP).result(PATIENCE_S)
    before = len(told.told)
    simulator.refill()
    told.wait_for(is_online, after=before)
    simulator.tear()
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()
    scrap, slip = simulator.jobs()
    assert "业".encode("gb18030") not in scrap.split(b"\x1b@")[-1]
    assert slip == SLIP


def test_a_cover_opened_while_printing_is_told(printer: Printer, simulator: Simulator) -> None:
    simulator.run_out_after(2)
    outcome = printer.print(SLIP)
    simulator.open_cover()
    assert isinstance(outcome.result(PATIENCE_S), ReceiptNotPrinted)


def test_a_printer_that_takes_nothing_is_told(printer: Printer, simulator: Simulator) -> None:
    simulator.stall()
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptNotPrinted("RECEIPT_PRINTER_SILENT", started=False)


def test_a_connection_that_breaks_in_a_slip_is_made_again(printer: Printer, simulator: Simulator, told: Told) -> None:
    simulator.hang_up_after(40)
    outcome = printer.print(SLIP).result(PATIENCE_S)
    assert isinstance(outcome, ReceiptNotPrinted)
    assert (outcome.code, outcome.started) == ("RECEIPT_PRINTER_LINK_LOST", True)
    lost = told.told.index(told.wait_for(has_code("RECEIPT_PRINTER_LINK_LOST")))
    told.wait_for(lambda status: status.works, after=lost)
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()


def test_a_printer_switched_off_and_on_is_found_again(printer: Printer, simulator: Simulator, told: Told) -> None:
    simulator.stop()
    status = told.wait_for(has_code("RECEIPT_PRINTER_UNREACHABLE"))
    assert status.state is DeviceState.NO_DEVICE
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptNotPrinted("RECEIPT_PRINTER_UNREACHABLE", started=False)
    before = len(told.told)
    simulator.start()
    told.wait_for(lambda status: status.works, after=before)
    assert printer.print(SLIP).result(PATIENCE_S) == ReceiptPrinted()


def test_the_outlet_is_told_when_paper_comes_and_goes() -> None:
    outlet: Listener[bool] = Listener()
    told: Told = Listener()
    with ReceiptPrinterSimulator(on_outlet=outlet) as simulator:
        address = TcpAddress(host=simulator.host, port=simulator.port)
        printer = EscposReceiptPrinter(address=address, on_status=told, now=noon, timing=QUICK)
        printer.open()
        told.wait_for(lambda status: status.works)
        printer.print(SLIP).result(PATIENCE_S)
        simulator.tear()
        printer.close()
    assert outlet.told == [True, False]
