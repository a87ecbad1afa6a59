"""One order at a time: what is told, what the ledger says, where the blank is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.ports import JobReport, JobStage, PrintJob
from devices.status import Outlet
from kiosk.portal.errors import LineDown
from kiosk.portal.parcels import CertificatePrinted, PrintUncertainNoted, ProofPrinted
from kiosk.press.errors import RenderRefused
from kiosk.press.orders import CertificateOrder, Order, request_for
from kiosk.press.press import WORD_S
from kiosk.press.sheets import NO_TRACE, NO_WORD, SILENT
from kiosk.records.blanks import Balance, BlankState
from kiosk.records.errors import RecordsUnavailable
from kiosk.records.prints import PrintRecord
from kiosk.records.steps import PrintState, Reporting
from kiosk.visit.effects import PrintCertificate
from kiosk.visit.events import Event, PaperPresented, PrintAdvanced, PrintFailed, PrintStage, PrintUncertain
from kiosk.visit.register import LicenceState
from tests.kiosk.press.world import (
    CASE,
    FORM,
    HOLDER,
    OTHER_HOLDER,
    VISIT,
    Register,
    Run,
    Spooler,
    certificate_order,
    grant,
    proof_order,
)

UNTOUCHED = Balance(FORM, in_stock=5)
ONE_USED = Balance(FORM, in_stock=4, used=1)
ONE_SPOILED = Balance(FORM, in_stock=4, spoiled=1)
ONE_BOUND = Balance(FORM, in_stock=4, bound=1)


def row(run: Run, order: Order | None = None, copy: int = 1) -> PrintRecord:
    return run.ledger.record(request_for(order or certificate_order(), copy).key)


def last(run: Run) -> Event:
    return run.events[-1]


def test_a_certificate_is_checked_bound_printed_presented_and_reported(run: Run, spooler: Spooler) -> None:
    run.print(certificate_order(ticket=7))
    assert run.events == [
        PrintAdvanced(7, PrintStage.CHECKED),
        PrintAdvanced(7, PrintStage.BLANK_TAKEN, "1000"),
        PrintAdvanced(7, PrintStage.PRINTING),
        PrintAdvanced(7, PrintStage.SHEET_OUT),
        PaperPresented(7, Outlet.CERTIFICATE),
    ]
    record = row(run)
    assert (record.state, record.reporting, record.job_number) == (PrintState.PRESENTED, Reporting.QUEUED, 1)
    assert run.blanks.balance(FORM) == ONE_USED
    assert spooler.sheets == [record.key]
    (parcel,) = run.deliver_all()
    assert isinstance(parcel, CertificatePrinted)
    assert (parcel.grant, parcel.licence, parcel.blank_serial) == ("G-1", "L-1", "LN0001000")
    assert record.sheet is not None
    assert (parcel.visit, parcel.print_key, parcel.sheet_sha256) == (VISIT, record.key, record.sheet.sha256)
    assert row(run).reporting is Reporting.REPORTED


def test_a_taken_sheet_is_settled_and_nothing_of_its_holder_is_left(run: Run) -> None:
    run.print(certificate_order())
    run.sheets.taken(Outlet.RECEIPT)
    assert row(run).state is PrintState.PRESENTED
    run.sheets.taken(Outlet.CERTIFICATE)
    assert row(run).state is PrintState.TAKEN
    assert run.database.rows("SELECT holder, facts FROM prints") == [(None, None)]


def test_each_copy_of_a_proof_is_a_print_of_its_own_and_the_paper_is_presented_once(run: Run, spooler: Spooler) -> None:
    order = proof_order(copies=3)
    run.print(order)
    assert run.events == [
        PrintAdvanced(1, PrintStage.CHECKED),
        PrintAdvanced(1, PrintStage.PRINTING, "1/3"),
        PrintAdvanced(1, PrintStage.SHEET_OUT, "1/3"),
        PrintAdvanced(1, PrintStage.PRINTING, "2/3"),
        PrintAdvanced(1, PrintStage.SHEET_OUT, "2/3"),
        PrintAdvanced(1, PrintStage.PRINTING, "3/3"),
        PrintAdvanced(1, PrintStage.SHEET_OUT, "3/3"),
        PaperPresented(1, Outlet.CERTIFICATE),
    ]
    assert spooler.sheets == [row(run, order, copy).key for copy in (1, 2, 3)]
    parcels = run.deliver_all()
    assert [p.copies for p in parcels if isinstance(p, ProofPrinted)] == [1, 1, 1]
    assert run.blanks.balance(FORM) == UNTOUCHED


def test_when_a_later_copy_fails_the_failure_is_told_and_the_copies_before_it_too(run: Run, spooler: Spooler) -> None:
    spooler.ends.extend([(JobStage.SHEET_OUT, ""), (JobStage.FAILED, "CERTIFICATE_PRINTER_PAPER_JAM")])
    run.print(proof_order(copies=3))
    assert run.events[-2:] == [
        PrintFailed(1, "CERTIFICATE_PRINTER_PAPER_JAM"),
        PaperPresented(1, Outlet.CERTIFICATE),
    ]
    assert len(spooler.sheets) == 1


def test_a_sheet_of_which_nothing_is_heard_is_left_to_a_person(run: Run, spooler: Spooler) -> None:
    run.sheets.start(certificate_order())
    run.time = WORD_S
    run.sheets.doubt_the_silent()
    assert not any(isinstance(event, PrintUncertain) for event in run.events)
    run.time += 1.0
    run.sheets.doubt_the_silent()
    assert last(run) == PrintUncertain(1, NO_WORD)
    run.events.clear()
    run.settle()
    run.sheets.doubt_the_silent()
    assert (run.events, row(run).state) == ([], PrintState.UNKNOWN)


def test_a_resident_does_not_wait_for_a_sheet_whose_row_cannot_be_settled(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise RecordsUnavailable("database or disk is full")

    run.sheets.start(certificate_order())
    monkeypatch.setattr(run.ledger, "doubt", full)
    run.time = WORD_S + 1.0
    with pytest.raises(RecordsUnavailable):
        run.sheets.doubt_the_silent()
    assert last(run) == PrintUncertain(1, "RECORDS_UNAVAILABLE")


@pytest.mark.parametrize("order", [certificate_order(2), proof_order(2)], ids=["certificate", "proof"])
def test_the_same_print_is_refused_a_second_time(run: Run, spooler: Spooler, order: Order) -> None:
    run.print(order)
    run.events.clear()
    run.print(order)
    assert run.events == [PrintFailed(2, "PRINT_ALREADY_DONE")]
    assert len(spooler.sheets) == 1


MISMATCHES = {
    "certificate for another": certificate_order(order_holder=OTHER_HOLDER),
    "proof for another": proof_order(order_holder=OTHER_HOLDER),
    "certificate for nobody": certificate_order(holder="", order_holder=""),
}


@pytest.mark.parametrize("order", MISMATCHES.values(), ids=MISMATCHES.keys())
def test_a_holder_mismatch_prints_nothing_raises_the_alarm_and_stops_all_printing(
    run: Run, spooler: Spooler, order: Order
) -> None:
    run.print(order)
    run.print(certificate_order(ticket=2))
    assert run.events == [PrintFailed(1, "PRINT_HOLDER_MISMATCH"), PrintFailed(2, "PRINT_HOLDER_MISMATCH")]
    assert run.alarms == ["PRINT_HOLDER_MISMATCH"]
    assert not spooler.jobs
    assert run.blanks.balance(FORM) == UNTOUCHED


def test_a_register_that_names_another_holder_stops_the_terminal(run: Run, register: Register) -> None:
    register.holder = OTHER_HOLDER
    run.print(certificate_order())
    assert run.events == [PrintFailed(1, "PRINT_HOLDER_MISMATCH")]
    assert run.alarms


def test_a_holder_that_changes_until_the_hand_over_returns_the_blank_and_burns_the_key(
    run: Run, spooler: Spooler
) -> None:
    run.renderer.on_render = lambda: _give_row_to(run, OTHER_HOLDER)
    run.print(certificate_order())
    assert last(run) == PrintFailed(1, "PRINT_HOLDER_MISMATCH")
    assert run.alarms == ["PRINT_HOLDER_MISMATCH"]
    assert row(run).state is PrintState.FAILED
    assert not spooler.jobs
    assert run.blanks.balance(FORM) == UNTOUCHED


def _give_row_to(run: Run, holder: str) -> None:
    with run.database.transaction():
        run.database.execute("UPDATE prints SET holder = ?", (holder.encode(),))


@pytest.mark.parametrize("state", [state for state in LicenceState if state is not LicenceState.VALID])
def test_only_a_valid_licence_prints(run: Run, register: Register, spooler: Spooler, state: LicenceState) -> None:
    register.state = state
    run.print(certificate_order())
    assert run.events == [PrintFailed(1, "LICENCE_NOT_VALID")]
    assert not spooler.jobs
    assert run.ledger.find(request_for(certificate_order(), 1).key) is None


@pytest.mark.parametrize(("seconds", "asked"), [(60.0, 1), (60.5, 2)])
def test_the_register_is_asked_again_when_its_answer_is_older_than_sixty_seconds(
    run: Run, register: Register, seconds: float, asked: int
) -> None:
    run.renderer.on_render = lambda: setattr(run, "time", seconds)
    run.print(certificate_order())
    assert register.asked == asked
    assert row(run).state is PrintState.PRESENTED


def test_a_licence_revoked_while_its_sheet_is_laid_out_does_not_print(
    run: Run, register: Register, spooler: Spooler
) -> None:
    def revoke() -> None:
        run.time = 61.0
        register.state = LicenceState.REVOKED

    run.renderer.on_render = revoke
    run.print(certificate_order())
    assert last(run) == PrintFailed(1, "LICENCE_NOT_VALID")
    assert row(run).state is PrintState.RELEASED
    assert not spooler.jobs
    assert run.blanks.balance(FORM) == UNTOUCHED


def test_a_register_that_cannot_be_asked_prints_nothing(run: Run, register: Register, spooler: Spooler) -> None:
    register.error = LineDown("extranet")
    run.print(certificate_order())
    assert run.events == [PrintFailed(1, "PORTAL_UNREACHABLE")]
    assert not spooler.jobs


def test_without_a_blank_the_key_stays_free_and_prints_after_a_refill(run: Run, spooler: Spooler) -> None:
    for serial in [blank.serial for blank in run.blanks.blanks(FORM)]:
        run.blanks.spoiled(FORM, serial, reason="torn", who="technician")
    run.print(certificate_order())
    assert last(run) == PrintFailed(1, "BLANK_OUT_OF_STOCK")
    run.blanks.load_pack(FORM, first_serial="LN0002000", count=1, who="technician")
    run.print(certificate_order(ticket=2))
    assert last(run) == PaperPresented(2, Outlet.CERTIFICATE)
    assert len(spooler.sheets) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [(RenderRefused("PRINT_MISSING_GLYPH"), "PRINT_MISSING_GLYPH"), (ValueError("张桂兰"), "TERMINAL_UNFORESEEN")],
)
def test_a_sheet_that_cannot_be_laid_out_returns_its_blank(
    run: Run, error: Exception, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    run.renderer.error = error
    run.print(certificate_order())
    assert last(run) == PrintFailed(1, code)
    assert (row(run).state, row(run).code) == (PrintState.RELEASED, code)
    assert run.blanks.balance(FORM) == UNTOUCHED
    assert "张桂兰" not in caplog.text


def test_a_spooler_that_refuses_the_job_returns_the_blank_and_frees_the_key(run: Run, spooler: Spooler) -> None:
    spooler.refuse = "CERTIFICATE_PRINTER_PAPER_OUT"
    run.print(certificate_order())
    assert last(run) == PrintFailed(1, "CERTIFICATE_PRINTER_PAPER_OUT")
    assert run.blanks.balance(FORM) == UNTOUCHED
    spooler.refuse = ""
    run.print(certificate_order(ticket=2))
    assert last(run) == PaperPresented(2, Outlet.CERTIFICATE)
    assert row(run).blank_serial == "LN0001000"


def test_a_driver_that_never_began_the_hand_over_is_as_good_as_a_refusal(run: Run, spooler: Spooler) -> None:
    spooler.silent = True
    run.print(certificate_order())
    assert last(run) == PrintFailed(1, SILENT)
    assert run.blanks.balance(FORM) == UNTOUCHED


def test_a_driver_that_began_and_fell_silent_leaves_doubt(run: Run, spooler: Spooler) -> None:
    spooler.silent = spooler.started_anyway = True
    run.print(certificate_order())
    assert last(run) == PrintUncertain(1, SILENT)
    assert row(run).state is PrintState.UNKNOWN
    assert run.blanks.balance(FORM) == ONE_BOUND


def test_a_driver_that_breaks_in_the_hand_over_leaves_doubt(run: Run, spooler: Spooler) -> None:
    spooler.explode = RuntimeError("no such wire")
    run.print(certificate_order())
    assert last(run) == PrintUncertain(1, "TERMINAL_UNFORESEEN")
    assert row(run).state is PrintState.UNKNOWN


def test_a_job_that_fails_spoils_the_blank_and_burns_the_key(run: Run, spooler: Spooler) -> None:
    spooler.ends.append((JobStage.FAILED, "CERTIFICATE_PRINTER_PAPER_JAM"))
    run.print(certificate_order())
    assert last(run) == PrintFailed(1, "CERTIFICATE_PRINTER_PAPER_JAM")
    assert run.blanks.balance(FORM) == ONE_SPOILED
    assert run.blanks.blanks(FORM)[0].reason == "CERTIFICATE_PRINTER_PAPER_JAM"
    run.print(certificate_order(ticket=2))
    assert last(run) == PrintFailed(2, "PRINT_ALREADY_DONE")
    assert run.outbox.waiting() == 0


def test_a_job_that_never_reached_the_printer_gives_blank_and_key_back(run: Run, spooler: Spooler) -> None:
    spooler.ends.append((JobStage.WITHDRAWN, "CERTIFICATE_JOB_INCOMPLETE"))
    run.print(certificate_order())
    assert last(run) == PrintFailed(1, "CERTIFICATE_JOB_INCOMPLETE")
    assert run.blanks.balance(FORM) == UNTOUCHED
    run.print(certificate_order(ticket=2))
    assert last(run) == PaperPresented(2, Outlet.CERTIFICATE)


def test_a_printer_that_denies_what_it_was_seen_to_print_is_not_believed(run: Run, spooler: Spooler) -> None:
    spooler.begins_all = True
    spooler.ends.append((JobStage.WITHDRAWN, "CERTIFICATE_JOB_INCOMPLETE"))
    run.print(certificate_order())
    assert last(run) == PrintUncertain(1, "CERTIFICATE_JOB_INCOMPLETE")
    assert run.blanks.balance(FORM) == ONE_BOUND


def test_an_uncertain_job_keeps_its_blank_bound_and_tells_the_portal_until_a_person_settles_it(
    run: Run, spooler: Spooler
) -> None:
    spooler.ends.append((JobStage.UNKNOWN, "CERTIFICATE_PRINTER_LOST"))
    run.print(certificate_order())
    assert last(run) == PrintUncertain(1, "CERTIFICATE_PRINTER_LOST")
    assert run.blanks.balance(FORM) == ONE_BOUND
    (parcel,) = run.deliver_all()
    assert isinstance(parcel, PrintUncertainNoted)
    assert (parcel.case_number, parcel.grant, parcel.blank_serial) == (CASE, "G-1", "LN0001000")
    run.ledger.settle(row(run).key, found=PrintState.TAKEN, who="technician")
    run.sheets.reconcile()
    (late,) = run.deliver_all()
    assert isinstance(late, CertificatePrinted)
    assert run.blanks.balance(FORM) == ONE_USED


def test_reports_that_come_twice_late_or_for_nobody_change_nothing(run: Run, spooler: Spooler) -> None:
    run.print(certificate_order())
    events, record = list(run.events), row(run)
    job = spooler.jobs[record.key]
    for stage in JobStage:
        run.sheets.report(JobReport(job=job, stage=stage, code="LATE"))
        run.sheets.report(JobReport(job=PrintJob(number=99, name="nobody"), stage=stage, code="LATE"))
    assert run.events == events
    assert row(run) == record


def test_a_wiped_visit_prints_no_further_copy_and_still_hears_of_the_sheet_on_its_way(
    run: Run, spooler: Spooler
) -> None:
    run.sheets.start(proof_order(copies=3))
    run.sheets.wipe()
    run.settle()
    assert last(run) == PaperPresented(1, Outlet.CERTIFICATE)
    assert len(spooler.sheets) == 1


def test_when_the_ledger_cannot_settle_a_sheet_the_visit_is_not_left_waiting(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.sheets.start(certificate_order())
    monkeypatch.setattr(run.ledger, "presented", _disk_full)
    with pytest.raises(RecordsUnavailable):
        run.settle()
    assert last(run) == PrintUncertain(1, "RECORDS_UNAVAILABLE")


def test_a_sheet_that_came_out_on_a_full_disk_is_noted_once_there_is_room(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.sheets.start(certificate_order())
    with monkeypatch.context() as patch:
        patch.setattr(run.ledger, "presented", _disk_full)
        with pytest.raises(RecordsUnavailable):
            run.settle()
        patch.setattr(run.ledger, "in_state", _disk_full)
        run.sheets.doubt_the_silent()
    assert row(run).state is PrintState.SENT
    run.sheets.doubt_the_silent()
    run.settle()
    assert row(run).state is PrintState.PRESENTED
    assert run.outbox.waiting() == 1


def test_when_the_hand_over_cannot_be_noted_the_visit_hears_doubt_and_reconciling_finds_the_job(
    run: Run, spooler: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(run.ledger, "submitted", _disk_full)
        with pytest.raises(RecordsUnavailable):
            run.sheets.start(certificate_order())
    assert last(run) == PrintUncertain(1, "RECORDS_UNAVAILABLE")
    run.settle()
    assert run.sheets.reconcile().adopted == (row(run).key,)
    run.settle()
    assert row(run).state is PrintState.PRESENTED
    assert len(spooler.sheets) == 1


def test_when_a_row_cannot_be_given_back_the_next_reconciling_frees_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.renderer.error = RenderRefused("PRINT_MISSING_GLYPH")
    with monkeypatch.context() as patch:
        patch.setattr(run.ledger, "release", _disk_full)
        run.print(certificate_order())
    assert last(run) == PrintFailed(1, "PRINT_MISSING_GLYPH")
    assert run.blanks.balance(FORM) == ONE_BOUND
    assert run.sheets.reconcile().released == (row(run).key,)
    assert run.blanks.balance(FORM) == UNTOUCHED


def test_a_report_that_cannot_be_queued_is_queued_later(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(run.outbox, "put", _disk_full)
        run.print(certificate_order())
    assert last(run) == PaperPresented(1, Outlet.CERTIFICATE)
    assert run.outbox.waiting() == 0
    run.sheets.reconcile()
    assert run.outbox.waiting() == 1


def _disk_full(*_: object, **__: object) -> None:
    raise RecordsUnavailable("the disk is full")


def test_reconciling_leaves_a_sheet_that_is_being_followed_alone(run: Run) -> None:
    run.sheets.start(certificate_order())
    assert run.sheets.reconcile().adopted == ()
    run.settle()
    assert last(run) == PaperPresented(1, Outlet.CERTIFICATE)


def test_while_the_spooler_cannot_be_asked_rows_wait(run: Run, spooler: Spooler, register: Register) -> None:
    run.sheets.start(certificate_order())
    spooler.forget_listeners()
    again = _restarted(run, spooler, register)
    key = row(again).key
    spooler.unreachable = True
    assert again.sheets.reconcile().waiting == (key,)
    assert row(again).state is PrintState.SUBMITTED
    spooler.unreachable = False
    assert again.sheets.reconcile().adopted == (key,)
    again.settle()
    assert row(again).state is PrintState.PRESENTED
    assert again.events == []
    again.end()


def test_a_job_that_nobody_finds_is_unknown(run: Run, spooler: Spooler, register: Register) -> None:
    run.sheets.start(certificate_order())
    again = _restarted(run, spooler, register)
    spooler.forgets = True
    key = row(again).key
    assert again.sheets.reconcile().unknown == (key,)
    assert (row(again).state, row(again).code) == (PrintState.UNKNOWN, NO_TRACE)
    assert again.outbox.waiting() == 1
    again.end()


def _restarted(run: Run, spooler: Spooler, register: Register) -> Run:
    """Another run on the records of this one, as after a power cut."""
    return Run(run.folder, spooler, register)


def test_events_say_nothing_of_anybody(run: Run) -> None:
    run.print(certificate_order())
    run.print(proof_order(ticket=2))
    told: list[Event] = run.events
    assert not any(secret in repr(told) for secret in ("张桂兰", "430922195203184525", CASE))


def test_after_an_unknown_print_no_blank_of_this_form_is_taken_until_a_person_has_looked(
    run: Run, spooler: Spooler
) -> None:
    spooler.ends.append((JobStage.UNKNOWN, "PRINT_NO_TRACE"))
    run.print(certificate_order())
    another = PrintCertificate(2, grant(grant="G-2", licence="L-2"), "extranet", HOLDER)
    run.print(CertificateOrder(effect=another, visit=VISIT))
    assert last(run) == PrintFailed(2, "BLANK_DOUBTFUL")
    assert run.blanks.balance(FORM) == ONE_BOUND
    (lost,) = run.ledger.in_state(PrintState.UNKNOWN)
    run.ledger.settle(lost.key, found=PrintState.RELEASED, who="wang")
    run.print(CertificateOrder(effect=replace(another, ticket=3), visit=VISIT))
    assert last(run) == PaperPresented(3, Outlet.CERTIFICATE)
    assert run.blanks.blanks(FORM)[0].state is BlankState.USED
