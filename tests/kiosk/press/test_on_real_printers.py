"""The press on a real scheduler, a real IPP printer, an ESC/POS printer, real paper and real records."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest

from devices.printers.certificate import CupsCertificatePrinter
from devices.printers.followed_job import FollowTiming
from devices.printers.links import TcpAddress
from devices.printers.receipt import EscposReceiptPrinter
from devices.simulators.certificate import CertificatePrinterSimulator
from devices.simulators.escpos import ReceiptPrinterSimulator
from devices.simulators.private_cups import PrivateCups
from devices.status import DeviceStatus, Outlet
from kiosk.bilingual import Bilingual
from kiosk.portal.parcels import CertificatePrinted, Parcel
from kiosk.press.orders import CertificateOrder
from kiosk.press.paper import Paper
from kiosk.press.press import Press
from kiosk.records.audit import Audit
from kiosk.records.blanks import Balance, BlankStock
from kiosk.records.database import Database
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger
from kiosk.records.outbox import SealedOutbox
from kiosk.records.steps import PrintState
from kiosk.settings import FontSettings, Profile, TerminalSettings
from kiosk.visit.effects import AcceptedSlip, PrintSlip
from kiosk.visit.events import Event, PaperPresented, PrintFailed, PrintUncertain
from tests.devices.printers.events import PATIENCE_S, Listener
from tests.kiosk.press.world import CASE, FORM, VISIT, Register, certificate_order, filled, proof_order, readiness_in

pytestmark = pytest.mark.stack

A4, A5 = "iso_a4_210x297mm", "iso_a5_148x210mm"
QUEUE = "certificate"
QUICK = FollowTiming(blocked_s=0.3, wait_s=3, print_s=20, cancel_s=3)
Happened = TypeVar("Happened", PaperPresented, PrintFailed, PrintUncertain)


def now() -> datetime:
    return datetime(2026, 3, 18, 17, 30, tzinfo=UTC)


class Room:
    """What stands in the hall and outlives the program."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.state = folder / "state"
        self.sheets = stack.enter_context(CertificatePrinterSimulator(folder=folder / "printer"))
        self.slips = stack.enter_context(ReceiptPrinterSimulator())
        self.cups = stack.enter_context(PrivateCups(folder=folder / "cups"))
        self.cups.add_queue(QUEUE, device_uri=self.sheets.uri, wanted={"media-supported": A5})


class Program:
    """One run of everything from the press downwards."""

    def __init__(self, room: Room) -> None:
        told: Listener[DeviceStatus] = Listener()
        self.database = Database(room.state)
        keys = MachineKeys.load(room.state)
        self.blanks = BlankStock(database=self.database, now=now)
        audit = Audit(database=self.database, now=now)
        self.ledger = PrintLedger(database=self.database, blanks=self.blanks, keys=keys, audit=audit, now=now)
        self.outbox = SealedOutbox(database=self.database, keys=keys, now=now, on_delivered=lambda _: None)
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.parcels: Listener[Parcel] = Listener()
        address = TcpAddress(host=room.slips.host, port=room.slips.port)
        self.receipt = EscposReceiptPrinter(address=address, on_status=told, now=now)
        self.certificate = CupsCertificatePrinter(
            host=room.cups.host, port=room.cups.port, queue=QUEUE, on_status=told, now=now, timing=QUICK
        )
        place = Bilingual("桃江县政务大厅", "Taojiang county hall")
        terminal = TerminalSettings(
            id="TJ-001",
            place=place,
            profile=Profile.SANDBOX,
            state_dir=room.state,
            public_url="https://zwfw.taojiang.example",
        )
        paper = Paper(
            terminal=terminal,
            receipt_printer=None,
            fonts=FontSettings(),
            readiness=readiness_in(self.database, self.blanks),
            stock=self.blanks,
            now=now,
        )
        self.press = Press(
            certificate_printer=self.certificate,
            receipt_printer=self.receipt,
            checker=Register(),
            ledger=self.ledger,
            reports=self,
            occupied=lambda: False,
            sheets=paper,
            slips=paper,
            post=self.events.put,
            alarm=lambda _: None,
            clock=lambda: 0.0,
        )
        self.press.open()
        for device in (self.receipt, self.certificate):
            already = len(told.told)
            device.open()
            told.wait_for(lambda status: status.works, after=already)

    def put(self, parcel: Parcel) -> None:
        self.outbox.put(parcel)
        self.parcels(parcel)

    def until(self, kind: type[Happened]) -> Happened:
        while not isinstance(event := self.events.get(timeout=PATIENCE_S), kind):
            pass
        return event

    def end(self) -> None:
        self.certificate.close()
        self.receipt.close()
        self.press.close()
        self.database.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with ExitStack() as stack:
        yield Room(tmp_path, stack)


@pytest.fixture
def program(room: Room) -> Iterator[Program]:
    program = Program(room)
    program.blanks.load_pack(FORM, first_serial="LN0001000", count=3, who="technician")
    yield program
    program.end()


def senior_card(ticket: int) -> CertificateOrder:
    order = certificate_order(ticket)
    return replace(order, effect=replace(order.effect, grant=filled()))


def words_on(document: Path) -> str:
    with pypdfium2.PdfDocument(document) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf).replace(" ", "")


def test_a_certificate_a_proof_and_a_slip_come_out(program: Program, room: Room) -> None:
    program.press.print_certificate(senior_card(1).effect, visit=VISIT)
    assert program.until(PaperPresented) == PaperPresented(1, Outlet.CERTIFICATE)
    program.press.print_proof(proof_order(2, copies=2).effect, visit=VISIT)
    assert program.until(PaperPresented) == PaperPresented(2, Outlet.CERTIFICATE)
    slip = AcceptedSlip(service=Bilingual("证明", "Proof"), case_number=CASE, masked_name="张＊＊", papers=())
    program.press.print_slip(PrintSlip(3, slip))
    assert program.until(PaperPresented) == PaperPresented(3, Outlet.RECEIPT)
    certificate, *proofs = room.sheets.lying()
    assert certificate.media == A5
    assert "张桂兰" in words_on(certificate.document)
    assert [sheet.media for sheet in proofs] == [A4, A4]
    assert CASE.encode() in room.slips.jobs()[0]
    assert room.slips.violations() == ()
    assert program.outbox.waiting() == 3
    assert program.blanks.balance(FORM) == Balance(FORM, in_stock=2, used=1)


def test_a_jam_leaves_doubt_and_keeps_its_blank_bound(program: Program, room: Room) -> None:
    room.sheets.jam_next()
    program.press.print_certificate(senior_card(1).effect, visit=VISIT)
    assert program.until(PrintUncertain) == PrintUncertain(1, "CERTIFICATE_PRINTER_JAM")
    assert program.blanks.balance(FORM) == Balance(FORM, in_stock=2, bound=1)
    assert program.outbox.waiting() == 1


def test_paper_that_runs_out_spoils_its_blank_and_nothing_comes_out_afterwards(program: Program, room: Room) -> None:
    room.sheets.run_out_next()
    program.press.print_certificate(senior_card(1).effect, visit=VISIT)
    assert program.until(PrintFailed) == PrintFailed(1, "CERTIFICATE_PRINTER_PAPER_OUT")
    assert program.blanks.balance(FORM) == Balance(FORM, in_stock=2, spoiled=1)
    assert room.sheets.lying() == ()


def test_a_sheet_that_was_handed_over_before_the_program_died_is_adopted_by_the_next_run(
    program: Program, room: Room
) -> None:
    room.sheets.motor_s = 1.0
    program.press.print_certificate(senior_card(1).effect, visit=VISIT)
    program.press.reconcile().result(PATIENCE_S)
    program.end()
    again = Program(room)
    (key,) = again.press.reconcile().result(PATIENCE_S).adopted
    again.press.print_certificate(senior_card(2).effect, visit=VISIT)
    assert again.until(PrintFailed) == PrintFailed(2, "OUTLET_OCCUPIED")
    again.parcels.wait_for(lambda parcel: isinstance(parcel, CertificatePrinted) and parcel.print_key == key)
    again.press.print_certificate(senior_card(3).effect, visit=VISIT)
    assert again.until(PrintFailed) == PrintFailed(3, "PRINT_ALREADY_DONE")
    assert again.ledger.record(key).state is PrintState.PRESENTED
    assert [sheet.job_name for sheet in room.sheets.lying()] == [key]
    again.end()
