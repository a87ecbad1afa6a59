"""The print ledger on a real file."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.records.audit import Audit, Disposition, Happening
from kiosk.records.blanks import Balance, BlankStock
from kiosk.records.database import Database
from kiosk.records.errors import AlreadyPrinted, NoBlankLeft, PrintNotFound, PrintUnsettled, StepRefused
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import MAY_EXIST, PrintLedger
from kiosk.records.prints import FormVersion, PrintRequest, ReportFacts, SheetFacts, SheetKind, print_key
from kiosk.records.steps import TRANSITIONS, PrintState, Reporting

FORM = "senior-card"
HOLDER = "ab" * 32
SHEET = SheetFacts(
    sha256="cd" * 32,
    medium="iso_a5_148x210mm",
    source="tray-2",
    form=FormVersion(revision=3, sha256="ef" * 32),
    calibration=12,
)
FACTS = ReportFacts(visit="visit-1", case_number="430922-2026-000123", subject="L-77")
KEY = print_key(SheetKind.CERTIFICATE, subject="L-77", copy=1, grant="G-1")


def request(kind: SheetKind = SheetKind.CERTIFICATE, key: str = KEY) -> PrintRequest:
    form, grant = (FORM, "G-1") if kind is SheetKind.CERTIFICATE else ("", "")
    return PrintRequest(kind=kind, key=key, grant=grant, form=form, holder_hash=HOLDER, facts=FACTS)


Step = Callable[[PrintLedger], object]
STEPS: dict[PrintState, Step] = {
    PrintState.BOUND: lambda ledger: ledger.bind(KEY),
    PrintState.RENDERED: lambda ledger: ledger.rendered(KEY, SHEET),
    PrintState.SUBMITTING: lambda ledger: ledger.submitting(KEY),
    PrintState.SUBMITTED: lambda ledger: ledger.submitted(KEY, 42),
    PrintState.SENT: lambda ledger: ledger.sent(KEY),
    PrintState.PRESENTED: lambda ledger: ledger.presented(KEY),
    PrintState.TAKEN: lambda ledger: ledger.taken(KEY),
    PrintState.RETRACTED: lambda ledger: ledger.retracted(KEY),
    PrintState.RELEASED: lambda ledger: ledger.release(KEY, "WHY_NOT"),
    PrintState.FAILED: lambda ledger: ledger.fail(KEY, "WHY_NOT"),
    PrintState.UNKNOWN: lambda ledger: ledger.doubt(KEY, "WHO_KNOWS"),
}
STRAIGHT = (
    PrintState.BOUND,
    PrintState.RENDERED,
    PrintState.SUBMITTING,
    PrintState.SUBMITTED,
    PrintState.SENT,
    PrintState.PRESENTED,
)
WAYS: dict[PrintState, tuple[PrintState, ...]] = {
    PrintState.REQUESTED: (),
    **{state: STRAIGHT[: n + 1] for n, state in enumerate(STRAIGHT)},
    PrintState.TAKEN: (*STRAIGHT, PrintState.TAKEN),
    PrintState.RETRACTED: (*STRAIGHT, PrintState.RETRACTED),
    PrintState.RELEASED: (PrintState.BOUND, PrintState.RELEASED),
    PrintState.FAILED: (*STRAIGHT[:4], PrintState.FAILED),
    PrintState.UNKNOWN: (*STRAIGHT[:3], PrintState.UNKNOWN),
}


def walk(ledger: PrintLedger, blanks: BlankStock, way: tuple[PrintState, ...]) -> None:
    blanks.load_pack(FORM, first_serial="LN100", count=3, who="technician")
    ledger.request(request())
    for state in way:
        STEPS[state](ledger)


def same_but_proof(source: PrintState, target: PrintState) -> bool:
    """A certificate cannot skip its blank, though the table lets a proof do so."""
    return (source, target) == (PrintState.REQUESTED, PrintState.RENDERED)


@pytest.mark.parametrize(("source", "target"), list(itertools.product(PrintState, STEPS)))
def test_every_step_of_a_certificate_is_taken_or_refused_as_the_table_says(
    ledger: PrintLedger, blanks: BlankStock, source: PrintState, target: PrintState
) -> None:
    walk(ledger, blanks, WAYS[source])
    before = ledger.record(KEY)
    assert before.state is source
    if target in TRANSITIONS[source] and not same_but_proof(source, target):
        STEPS[target](ledger)
        assert ledger.record(KEY).state is target
    else:
        with pytest.raises(StepRefused):
            STEPS[target](ledger)
        assert ledger.record(KEY) == before


@pytest.mark.parametrize(
    ("way", "balance"),
    [
        ((PrintState.BOUND,), Balance(FORM, in_stock=2, bound=1)),
        ((PrintState.BOUND, PrintState.FAILED), Balance(FORM, in_stock=3)),
        ((*STRAIGHT[:2], PrintState.RELEASED), Balance(FORM, in_stock=3)),
        ((*STRAIGHT[:3], PrintState.RELEASED), Balance(FORM, in_stock=3)),
        ((*STRAIGHT[:3], PrintState.FAILED), Balance(FORM, in_stock=2, spoiled=1)),
        ((*STRAIGHT[:5], PrintState.UNKNOWN), Balance(FORM, in_stock=2, bound=1)),
        (STRAIGHT, Balance(FORM, in_stock=2, used=1)),
        ((*STRAIGHT, PrintState.TAKEN), Balance(FORM, in_stock=2, used=1)),
        ((*STRAIGHT, PrintState.RETRACTED), Balance(FORM, in_stock=2, spoiled=1)),
        ((*STRAIGHT, PrintState.FAILED), Balance(FORM, in_stock=2, spoiled=1)),
    ],
)
def test_the_blank_goes_where_its_sheet_goes(
    ledger: PrintLedger, blanks: BlankStock, way: tuple[PrintState, ...], balance: Balance
) -> None:
    walk(ledger, blanks, way)
    assert blanks.balance(FORM) == balance


@pytest.mark.parametrize(
    ("found", "balance", "reporting"),
    [
        (PrintState.TAKEN, Balance(FORM, in_stock=2, used=1), Reporting.DUE),
        (PrintState.RETRACTED, Balance(FORM, in_stock=2, spoiled=1), Reporting.DUE),
        (PrintState.FAILED, Balance(FORM, in_stock=2, spoiled=1), Reporting.NOT_DUE),
        (PrintState.RELEASED, Balance(FORM, in_stock=3), Reporting.NOT_DUE),
    ],
)
def test_a_person_settles_what_is_unknown(
    ledger: PrintLedger, blanks: BlankStock, found: PrintState, balance: Balance, reporting: Reporting
) -> None:
    walk(ledger, blanks, WAYS[PrintState.UNKNOWN])
    ledger.settle(KEY, found=found, who="wang")
    assert (ledger.record(KEY).state, ledger.record(KEY).reporting) == (found, reporting)
    assert blanks.balance(FORM) == balance


@pytest.mark.parametrize("state", [state for state in PrintState if state is not PrintState.UNKNOWN])
def test_a_person_settles_nothing_else(ledger: PrintLedger, blanks: BlankStock, state: PrintState) -> None:
    walk(ledger, blanks, WAYS[state])
    with pytest.raises(StepRefused):
        ledger.settle(KEY, found=PrintState.FAILED, who="wang")


def test_a_person_cannot_settle_into_a_state_that_settles_nothing(ledger: PrintLedger, blanks: BlankStock) -> None:
    walk(ledger, blanks, WAYS[PrintState.UNKNOWN])
    with pytest.raises(StepRefused):
        ledger.settle(KEY, found=PrintState.SUBMITTED, who="wang")


@pytest.mark.parametrize("state", [state for state in PrintState if state is not PrintState.RELEASED])
def test_a_key_is_refused_a_second_time_in_every_state_but_released(
    ledger: PrintLedger, blanks: BlankStock, state: PrintState
) -> None:
    walk(ledger, blanks, WAYS[state])
    with pytest.raises(AlreadyPrinted):
        ledger.request(request())


def again(*, subject: str = FACTS.subject) -> PrintRequest:
    """The same resident comes back, and the portal gives leave once more."""
    key = print_key(SheetKind.CERTIFICATE, subject=subject, copy=1, grant="G-2")
    return replace(request(key=key), grant="G-2", facts=replace(FACTS, subject=subject))


@pytest.mark.parametrize("state", [state for state in PrintState if state in MAY_EXIST])
def test_a_licence_whose_sheet_may_exist_is_not_printed_under_another_grant(
    ledger: PrintLedger, blanks: BlankStock, state: PrintState
) -> None:
    walk(ledger, blanks, WAYS[state])
    with pytest.raises(PrintUnsettled):
        ledger.request(again())
    assert ledger.find(again().key) is None


def test_other_licences_and_plain_paper_do_not_wait_for_an_unsettled_sheet(
    ledger: PrintLedger, blanks: BlankStock
) -> None:
    walk(ledger, blanks, WAYS[PrintState.UNKNOWN])
    assert ledger.request(again(subject="L-78")).state is PrintState.REQUESTED
    assert ledger.request(request(SheetKind.PROOF, key="p" * 40)).state is PrintState.REQUESTED


@pytest.mark.parametrize("found", [PrintState.TAKEN, PrintState.FAILED, PrintState.RELEASED])
def test_once_a_person_has_looked_the_portal_alone_decides_whether_it_prints_again(
    ledger: PrintLedger, blanks: BlankStock, found: PrintState
) -> None:
    walk(ledger, blanks, WAYS[PrintState.UNKNOWN])
    ledger.settle(KEY, found=found, who="wang")
    assert ledger.request(again()).state is PrintState.REQUESTED


def test_a_released_key_may_be_asked_for_again_and_takes_the_same_blank(
    ledger: PrintLedger, blanks: BlankStock
) -> None:
    walk(ledger, blanks, WAYS[PrintState.RELEASED])
    ledger.request(request())
    assert ledger.bind(KEY) == "LN100"


def test_the_table_itself_refuses_two_rows_for_one_key_and_two_sheets_for_one_blank(
    ledger: PrintLedger, blanks: BlankStock, database: Database, tmp_path: Path
) -> None:
    walk(ledger, blanks, STRAIGHT)
    database.close()
    with sqlite3.connect(tmp_path / "records.sqlite3") as raw:
        columns = "kind, grant_id, form, state, requested_at, changed_at"
        values = "'certificate', '', 'senior-card', 'bound', '', ''"
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            raw.execute(f"INSERT INTO prints (print_key, {columns}) VALUES ('{KEY}', {values})")  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            raw.execute(f"INSERT INTO prints (print_key, blank_serial, {columns}) VALUES (1, 'LN100', {values})")  # noqa: S608
    raw.close()


def test_a_proof_takes_no_blank(ledger: PrintLedger) -> None:
    ledger.request(request(SheetKind.PROOF))
    with pytest.raises(StepRefused):
        ledger.bind(KEY)
    ledger.rendered(KEY, SHEET)
    assert ledger.record(KEY).blank_serial is None


def test_a_row_says_what_its_sheet_is_made_of(ledger: PrintLedger, blanks: BlankStock) -> None:
    blanks.load_pack(FORM, first_serial="LN100", count=1, who="technician")
    ledger.request(request())
    ledger.bind(KEY)
    assert ledger.record(KEY).sheet is None
    ledger.rendered(KEY, SHEET)
    assert ledger.record(KEY).sheet == SHEET


def test_a_row_of_plain_paper_names_no_form_and_no_calibration(ledger: PrintLedger) -> None:
    plain = SheetFacts(sha256="cd" * 32, medium="iso_a4_210x297mm", source="")
    ledger.request(request(SheetKind.PROOF))
    ledger.rendered(KEY, plain)
    assert ledger.record(KEY).sheet == plain


def test_without_a_blank_the_row_stays_requested(ledger: PrintLedger) -> None:
    ledger.request(request())
    with pytest.raises(NoBlankLeft):
        ledger.bind(KEY)
    assert ledger.record(KEY).state is PrintState.REQUESTED


def test_an_unknown_key_is_named_as_such(ledger: PrintLedger) -> None:
    assert ledger.find("nobody") is None
    with pytest.raises(PrintNotFound):
        ledger.sent("nobody")


def test_a_print_key_tells_licence_copy_and_grant_apart_and_reveals_none() -> None:
    keys = {
        print_key(kind, subject=subject, copy=copy, grant=grant)
        for kind, subject, copy, grant in itertools.product(SheetKind, ("L-1", "L-2"), (1, 2), ("G-1", "G-2"))
    }
    assert len(keys) == 16
    assert not any("L-" in key or "G-" in key for key in keys)


def test_the_holder_is_compared_sealed_and_gone_when_the_sheet_is_settled(
    ledger: PrintLedger, blanks: BlankStock
) -> None:
    walk(ledger, blanks, STRAIGHT)
    assert ledger.belongs_to(KEY, HOLDER)
    assert not ledger.belongs_to(KEY, "00" * 32)
    ledger.taken(KEY)
    assert not ledger.belongs_to(KEY, HOLDER)


@pytest.mark.parametrize("end", [PrintState.TAKEN, PrintState.FAILED, PrintState.RELEASED, PrintState.UNKNOWN])
def test_no_holder_is_kept_in_a_row_that_only_waits_for_a_person_or_for_nothing(
    ledger: PrintLedger, blanks: BlankStock, database: Database, end: PrintState
) -> None:
    walk(ledger, blanks, WAYS[end])
    assert database.rows("SELECT holder FROM prints") == [(None,)]


def test_facts_stay_until_the_report_is_queued_and_are_sealed(
    ledger: PrintLedger, blanks: BlankStock, tmp_path: Path
) -> None:
    walk(ledger, blanks, (*STRAIGHT, PrintState.TAKEN))
    assert ledger.facts(KEY) == FACTS
    assert [record.key for record in ledger.reports_due()] == [KEY]
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(word.encode() in stored for word in (FACTS.visit, FACTS.case_number, FACTS.subject, HOLDER))
    ledger.report_queued(ledger.record(KEY))
    assert ledger.facts(KEY) is None
    assert ledger.reports_due() == ()
    ledger.reported(KEY)
    assert ledger.record(KEY).reporting is Reporting.REPORTED


def test_a_report_follows_its_own_order(ledger: PrintLedger, blanks: BlankStock) -> None:
    walk(ledger, blanks, STRAIGHT[:5])
    with pytest.raises(StepRefused):
        ledger.report_queued(ledger.record(KEY))
    ledger.presented(KEY)
    with pytest.raises(StepRefused):
        ledger.reported(KEY)


def test_a_report_that_a_person_has_overtaken_is_not_noted(ledger: PrintLedger, blanks: BlankStock) -> None:
    walk(ledger, blanks, WAYS[PrintState.UNKNOWN])
    told = ledger.record(KEY)
    ledger.settle(KEY, found=PrintState.TAKEN, who="wang")
    with pytest.raises(StepRefused):
        ledger.report_queued(told)
    assert [record.state for record in ledger.reports_due()] == [PrintState.TAKEN]


def test_failed_unknown_and_settled_prints_stand_in_the_audit_with_their_key(
    ledger: PrintLedger, blanks: BlankStock, audit: Audit
) -> None:
    walk(ledger, blanks, WAYS[PrintState.UNKNOWN])
    ledger.settle(KEY, found=PrintState.FAILED, who="wang")
    doubted, settled = audit.since(0)
    assert (doubted.what, doubted.disposition, doubted.about) == (Happening.PRINT_UNKNOWN, Disposition.FAILED, KEY)
    assert (settled.what, settled.about, settled.who) == (Happening.PRINT_SETTLED_BY_PERSON, KEY, "wang")
    assert settled.code == doubted.code == ledger.record(KEY).code


def test_a_settlement_that_is_refused_leaves_no_line(ledger: PrintLedger, blanks: BlankStock, audit: Audit) -> None:
    walk(ledger, blanks, STRAIGHT)
    with pytest.raises(StepRefused):
        ledger.settle(KEY, found=PrintState.TAKEN, who="wang")
    assert audit.since(0) == ()


def test_the_rows_are_still_there_for_the_next_run(
    ledger: PrintLedger, blanks: BlankStock, database: Database, keys: MachineKeys, tmp_path: Path
) -> None:
    walk(ledger, blanks, STRAIGHT[:4])
    before = ledger.record(KEY)
    database.close()
    again = Database(tmp_path)
    stock = BlankStock(database=again, now=lambda: before.changed_at)
    reopened = PrintLedger(
        database=again,
        blanks=stock,
        keys=MachineKeys.load(tmp_path),
        audit=Audit(database=again, now=lambda: before.changed_at),
        now=lambda: before.changed_at,
    )
    assert reopened.in_state(PrintState.SUBMITTED) == (before,)
    assert reopened.belongs_to(KEY, HOLDER)
    again.close()
