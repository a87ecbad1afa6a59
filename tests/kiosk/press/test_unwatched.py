"""Prints that end badly when no resident is there to be told: the audit has them, and a person settles them."""

from __future__ import annotations

import pytest

from devices.ports import JobStage
from devices.status import Outlet
from kiosk.portal.parcels import CertificatePrinted, Parcel, PrintUncertainNoted
from kiosk.press.orders import request_for
from kiosk.records.audit import Audit, Disposition, Happening
from kiosk.records.blanks import BlankStock
from kiosk.records.database import Database
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger
from kiosk.records.prints import PrintRecord
from kiosk.records.steps import PrintState, Reporting
from kiosk.visit.events import PaperPresented, PrintFailed
from tests.kiosk.press.world import NOW, Register, Run, Spooler, certificate_order, proof_order


def the_row(run: Run) -> PrintRecord:
    return run.ledger.record(request_for(certificate_order(), 1).key)


def test_an_adopted_job_that_ends_badly_is_found_in_the_audit(run: Run, spooler: Spooler, register: Register) -> None:
    for ticket, ends in enumerate(((JobStage.FAILED, "PAPER_JAM"), (JobStage.UNKNOWN, "LOST")), start=1):
        run.sheets.start(proof_order(ticket) if ticket == 1 else certificate_order(ticket))
        spooler.ends.append(ends)
    again = Run(run.folder, spooler, register)
    adopted = again.sheets.reconcile().adopted
    again.settle()
    lines = [(line.what, line.disposition, line.code, line.about) for line in again.audit.since(0)]
    assert lines == [
        (Happening.PRINT_FAILED, Disposition.FAILED, "PAPER_JAM", adopted[0]),
        (Happening.PRINT_UNKNOWN, Disposition.FAILED, "LOST", adopted[1]),
    ]
    assert again.events == []
    again.end()


def test_a_job_that_the_printer_had_begun_before_a_power_cut_is_never_certainly_a_failure(
    run: Run, spooler: Spooler, register: Register
) -> None:
    run.sheets.start(certificate_order())
    run.ledger.sent(the_row(run).key)
    spooler.ends.append((JobStage.FAILED, "CERTIFICATE_JOB_ABORTED"))
    again = Run(run.folder, spooler, register)
    again.sheets.reconcile()
    again.settle()
    assert the_row(again).state is PrintState.UNKNOWN
    assert the_row(again).code == "CERTIFICATE_JOB_ABORTED"
    again.end()


def test_nothing_prints_behind_a_sheet_of_an_earlier_run(run: Run, spooler: Spooler, register: Register) -> None:
    run.sheets.start(certificate_order())
    again = Run(run.folder, spooler, register)
    again.sheets.reconcile()
    again.sheets.start(proof_order(2))
    assert again.events == [PrintFailed(2, "OUTLET_OCCUPIED")]
    again.settle()
    again.sheets.start(proof_order(3))
    again.settle()
    assert again.events[-1] == PaperPresented(3, Outlet.CERTIFICATE)
    assert len(spooler.sheets) == 2
    again.end()


def test_nothing_prints_onto_paper_that_lies_in_the_outlet(run: Run, spooler: Spooler) -> None:
    run.occupied = True
    run.print(proof_order())
    assert run.events == [PrintFailed(1, "OUTLET_OCCUPIED")]
    assert run.ledger.find(request_for(proof_order(), 1).key) is None
    assert spooler.jobs == {}


def test_an_order_may_go_on_though_its_own_first_copy_lies_there(run: Run, spooler: Spooler) -> None:
    def lies_there() -> None:
        run.occupied = bool(spooler.sheets)

    run.renderer.on_render = lies_there
    run.print(proof_order(copies=2))
    assert run.events[-1] == PaperPresented(1, Outlet.CERTIFICATE)
    assert len(spooler.sheets) == 2


def test_a_print_settled_beside_the_running_terminal_is_reported_as_it_was_settled(
    run: Run, spooler: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command settles at the worst moment: after the press has read the row, before it notes the report."""
    put = run.outbox.put

    def settle_first(parcel: Parcel) -> None:
        monkeypatch.undo()
        database = Database(run.folder)
        audit = Audit(database=database, now=lambda: NOW)
        blanks = BlankStock(database=database, now=lambda: NOW)
        keys = MachineKeys.load(run.folder)
        beside = PrintLedger(database=database, blanks=blanks, keys=keys, audit=audit, now=lambda: NOW)
        beside.settle(the_row(run).key, found=PrintState.TAKEN, who="wang")
        database.close()
        put(parcel)

    monkeypatch.setattr(run.outbox, "put", settle_first)
    spooler.ends.append((JobStage.UNKNOWN, "CERTIFICATE_PRINTER_LOST"))
    run.print(certificate_order())
    run.sheets.reconcile()
    uncertain, printed = run.deliver_all()
    assert isinstance(uncertain, PrintUncertainNoted)
    assert isinstance(printed, CertificatePrinted)
    assert the_row(run).reporting is Reporting.REPORTED
