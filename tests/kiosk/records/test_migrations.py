"""A records file of version 3, as terminals have it since before blanks had a journal, with rows in every state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.records.audit import Audit, Happening
from kiosk.records.blank_books import BlankBooks
from kiosk.records.blanks import Balance, BlankStock
from kiosk.records.calibrations import CalibrationPlace, CalibrationStore, CalibrationVerdict
from kiosk.records.database import FILE_NAME, Database
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger
from kiosk.records.schema import MIGRATIONS
from kiosk.records.steps import TRANSITIONS, PrintState, Reporting
from tests.kiosk.records.conftest import Wall

FORM = "senior-card"
MARCH = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
OLD = 3
BLANK_OF = {
    PrintState.BOUND: "bound",
    PrintState.RENDERED: "bound",
    PrintState.SUBMITTING: "bound",
    PrintState.SUBMITTED: "bound",
    PrintState.SENT: "bound",
    PrintState.UNKNOWN: "bound",
    PrintState.PRESENTED: "used",
    PrintState.TAKEN: "used",
    PrintState.RETRACTED: "spoiled",
    PrintState.FAILED: "spoiled",
}
"""Where the blank of a certificate in each state is; of a requested or released one there is none."""
BEFORE_A_SHEET = frozenset({PrintState.REQUESTED, PrintState.BOUND, PrintState.RELEASED})


def at(day: int) -> str:
    return (MARCH + day * DAY + timedelta(hours=9)).isoformat(timespec="milliseconds")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of a terminal that has printed one certificate in each state; pack loaded on day 0, prints on 1."""
    raw = sqlite3.connect(tmp_path / FILE_NAME)
    raw.execute("PRAGMA journal_mode = WAL")
    for statement in (each for migration in MIGRATIONS[:OLD] for each in migration):
        raw.execute(statement)
    raw.execute("INSERT INTO blank_packs VALUES (1, ?, 'LN0000', 20, 'wang', ?)", (FORM, at(0)))
    for number in range(20):
        raw.execute(
            "INSERT INTO blanks VALUES (?, ?, ?, 1, 'in-stock', '', 'wang', ?)",
            (number + 1, FORM, f"LN{number:04d}", at(0)),
        )
    for number, state in enumerate(PrintState):
        blank = BLANK_OF.get(state)
        raw.execute(
            "INSERT INTO prints (print_key, kind, grant_id, form, blank_serial, sheet_sha256, job_number, state, "
            "reporting, requested_at, changed_at, presented_at) VALUES (?, 'certificate', 'g', ?, ?, ?, 7, ?, ?, "
            "?, ?, ?)",
            (
                f"key {state.value}",
                FORM,
                f"LN{number:04d}" if blank else None,
                None if state in BEFORE_A_SHEET else "ab" * 32,
                state.value,
                Reporting.NOT_DUE.value,
                at(1),
                at(1),
                at(1) if state is PrintState.PRESENTED else None,
            ),
        )
        if blank:
            raw.execute(
                "UPDATE blanks SET state = ?, changed_by = 'terminal', changed_at = ? WHERE serial = ?",
                (blank, at(1), f"LN{number:04d}"),
            )
    raw.execute(f"PRAGMA user_version = {OLD}")
    raw.commit()
    raw.close()
    return tmp_path


@pytest.fixture
def database(old: Path) -> Iterator[Database]:
    database = Database(old)
    yield database
    database.close()


def test_every_state_has_its_row() -> None:
    assert set(BLANK_OF) | {PrintState.REQUESTED, PrintState.RELEASED} == set(PrintState)


@pytest.mark.parametrize("state", PrintState)
def test_a_print_stands_as_it_stood_and_goes_on_as_it_may(ledger: PrintLedger, state: PrintState) -> None:
    record = ledger.record(f"key {state.value}")
    assert record.state is state
    assert (record.blank_serial is None) is (state not in BLANK_OF)
    sheet = record.sheet
    assert (sheet is None) is (state in BEFORE_A_SHEET)
    if sheet is not None:
        assert (sheet.medium, sheet.source, sheet.form, sheet.calibration) == ("", "", None, None)
    if PrintState.FAILED in TRANSITIONS[state]:
        ledger.fail(record.key, "CERTIFICATE_PRINTER_JAM")
        assert ledger.record(record.key).state is PrintState.FAILED


def test_the_stock_is_the_same_and_its_day_adds_up(database: Database, blanks: BlankStock, wall: Wall) -> None:
    assert blanks.balance(FORM) == Balance(FORM, in_stock=10, bound=6, used=2, spoiled=2)
    books = BlankBooks(database=database, stock=blanks, now=wall)
    loaded = books.day(FORM, start=MARCH, end=MARCH + DAY)
    printed = books.day(FORM, start=MARCH + DAY, end=MARCH + 2 * DAY)
    assert (loaded.opening, loaded.loaded_count, loaded.closing) == (0, 20, 20)
    assert (printed.opening, printed.used_count, len(printed.spoiled), printed.closing) == (20, 2, 2, 16)
    assert len(printed.doubtful) == 6
    assert books.fault(FORM) == "BLANK_DOUBTFUL"


def test_sheets_of_before_do_not_wear_out_a_calibration_of_after(database: Database, audit: Audit, wall: Wall) -> None:
    store = CalibrationStore(database=database, audit=audit, now=wall)
    place = CalibrationPlace(printer="urn:uuid:11", source="", medium="")
    kept = store.add(
        place,
        matrix=(1, 0, 0, 1, 0, 0),
        residual_max_mm=0.1,
        residual_rms_mm=0.1,
        marks=5,
        sheets=3,
        verdict=CalibrationVerdict.GREEN,
        who="王工",
    )
    assert store.prints_since(kept) == 0


@pytest.mark.parametrize("version", range(OLD, len(MIGRATIONS)))
def test_a_power_cut_between_two_migrations_loses_nothing(old: Path, version: int, wall: Wall) -> None:
    raw = sqlite3.connect(old / FILE_NAME)
    for statement in (each for migration in MIGRATIONS[OLD:version] for each in migration):
        raw.execute(statement)
    raw.execute(f"PRAGMA user_version = {version}")
    raw.commit()
    raw.close()
    database = Database(old)
    stock = BlankStock(database=database, now=wall)
    assert len(stock.blanks(FORM)) == 20
    assert BlankBooks(database=database, stock=stock, now=wall).day(FORM, start=MARCH, end=MARCH + 9 * DAY).adds_up
    database.close()


def test_the_next_program_writes_where_the_old_one_ended(
    database: Database, blanks: BlankStock, keys: MachineKeys, audit: Audit, wall: Wall
) -> None:
    ledger = PrintLedger(database=database, blanks=blanks, keys=keys, audit=audit, now=wall)
    for state in (PrintState.SUBMITTED, PrintState.SENT, PrintState.SUBMITTING):
        ledger.doubt(f"key {state.value}", "PRINT_NO_TRACE")
        ledger.settle(f"key {state.value}", found=PrintState.TAKEN, who="wang")
    ledger.settle("key unknown", found=PrintState.RELEASED, who="wang")
    assert blanks.balance(FORM) == Balance(FORM, in_stock=11, bound=2, used=5, spoiled=2)
    assert [line.what for line in audit.since(0)].count(Happening.PRINT_SETTLED_BY_PERSON) == 4
