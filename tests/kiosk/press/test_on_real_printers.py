"""The press on a real scheduler, a real IPP printer, an ESC/POS printer, real paper and real records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from devices.status import Outlet
from kiosk.bilingual import Bilingual
from kiosk.portal.parcels import CertificatePrinted
from kiosk.press.orders import CertificateOrder
from kiosk.records.blanks import Balance
from kiosk.records.steps import PrintState
from kiosk.visit.effects import AcceptedSlip, PrintSlip
from kiosk.visit.events import PaperPresented, PrintFailed, PrintUncertain
from tests.devices.printers.events import PATIENCE_S
from tests.kiosk.press.hall import A5, Program, Room
from tests.kiosk.press.world import CASE, FORM, VISIT, certificate_order, filled, proof_order

pytestmark = pytest.mark.stack

A4 = "iso_a4_210x297mm"


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
