"""Settling unknown prints from the command line, on the records of a terminal that goes on running beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from devices.ports import JobStage
from kiosk.commands.prints import prints
from kiosk.portal.parcels import CertificatePrinted, PrintUncertainNoted
from kiosk.records.audit import Happening
from kiosk.records.blanks import Balance
from kiosk.records.prints import PrintRecord
from kiosk.records.steps import PrintState
from kiosk.visit.events import PaperPresented
from tests.kiosk.commands.staff import Staff
from tests.kiosk.press.conftest import register, run, spooler
from tests.kiosk.press.world import FORM, Run, Spooler, certificate_order, proof_order

__all__ = ["register", "run", "spooler"]
CODE = "PRINT_NO_TRACE"


@pytest.fixture
def staff(run: Run) -> Staff:
    return Staff(run.folder, prints)


@pytest.fixture
def lost(run: Run, spooler: Spooler) -> PrintRecord:
    """A certificate of which nobody can say whether it came out."""
    spooler.ends.append((JobStage.UNKNOWN, CODE))
    run.print(certificate_order())
    (record,) = run.ledger.in_state(PrintState.UNKNOWN)
    return record


@pytest.fixture
def lost_proof(run: Run, spooler: Spooler) -> PrintRecord:
    spooler.ends.append((JobStage.UNKNOWN, CODE))
    run.print(proof_order())
    (record,) = run.ledger.in_state(PrintState.UNKNOWN)
    return record


def test_what_waits_is_shown_with_its_blank_what_it_is_and_what_to_do(staff: Staff, lost: PrintRecord) -> None:
    said = staff.reads("list")
    for word in (lost.key, "senior-card", "LN0001000", "unknown since", CODE, "1 wait for a person"):
        assert word in said
    assert "看出口有没有纸" in staff.reads("list", "--lang", "zh")


def test_nothing_waits_on_a_terminal_that_printed_well(staff: Staff, run: Run) -> None:
    run.print(certificate_order())
    assert staff.reads("list") == "0 wait for a person\n"
    assert "presented" in staff.reads("list", "--all")


def test_programs_get_every_print_as_json(staff: Staff, run: Run, lost: PrintRecord) -> None:
    run.print(proof_order(ticket=2))
    waiting, every = json.loads(staff.reads("list", "--json")), json.loads(staff.reads("list", "--all", "--json"))
    assert [row["key"] for row in waiting] == [lost.key]
    assert every[0] == waiting[0]
    assert [(row["kind"], row["state"], row["blank"]) for row in every] == [
        ("certificate", "unknown", "LN0001000"),
        ("proof", "presented", None),
    ]
    assert waiting[0]["code"] == CODE
    assert waiting[0]["changed_at"] == lost.changed_at.isoformat()


@pytest.mark.parametrize(
    ("words", "end", "balance"),
    [
        (("--found", "yes"), PrintState.TAKEN, Balance(FORM, in_stock=4, used=1)),
        (("--found", "yes", "--blank", "spoiled"), PrintState.RETRACTED, Balance(FORM, in_stock=4, spoiled=1)),
        (("--found", "no", "--blank", "tray"), PrintState.RELEASED, Balance(FORM, in_stock=5)),
        (("--found", "no", "--blank", "spoiled"), PrintState.FAILED, Balance(FORM, in_stock=4, spoiled=1)),
    ],
)
def test_a_certificate_ends_as_the_person_found_it_and_its_blank_with_it(
    staff: Staff, run: Run, lost: PrintRecord, words: tuple[str, ...], end: PrintState, balance: Balance
) -> None:
    staff.reads("settle", lost.key[:8], *words, "--who", "王工")
    assert run.ledger.in_state(end)[0].key == lost.key
    assert run.blanks.balance(FORM) == balance
    line = run.audit.since(0)[-1]
    assert (line.what, line.about, line.who) == (Happening.PRINT_SETTLED_BY_PERSON, lost.key, "王工")
    assert staff.reads("list") == "0 wait for a person\n"


def test_a_sheet_that_was_found_is_reported_after_the_doubt_and_the_terminal_goes_on(
    staff: Staff, run: Run, lost: PrintRecord
) -> None:
    staff.reads("settle", lost.key, "--found", "yes", "--who", "wang")
    uncertain, printed = run.deliver_all()
    assert isinstance(uncertain, PrintUncertainNoted)
    assert isinstance(printed, CertificatePrinted)
    assert printed.blank_serial == lost.blank_serial
    run.print(proof_order(ticket=2))
    assert isinstance(run.events[-1], PaperPresented)


def test_a_proof_that_was_not_found_may_be_printed_again(
    staff: Staff, run: Run, spooler: Spooler, lost_proof: PrintRecord
) -> None:
    staff.reads("settle", lost_proof.key, "--found", "no", "--who", "wang")
    del spooler.done[lost_proof.key]
    run.print(proof_order(ticket=2))
    assert isinstance(run.events[-1], PaperPresented)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--found", "no"), "say where blank LN0001000 is"),
        (("--found", "yes", "--blank", "tray"), "cannot be in the tray"),
        (("--found", "maybe"), "'maybe' is not one of 'yes', 'no'"),
    ],
)
def test_a_blank_is_never_guessed(staff: Staff, run: Run, lost: PrintRecord, words: tuple[str, ...], said: str) -> None:
    result = staff.types("settle", lost.key, *words, "--who", "wang")
    assert result.exit_code == 2
    assert said in result.output
    assert run.ledger.record(lost.key) == lost


def test_a_proof_has_no_blank(staff: Staff, lost_proof: PrintRecord) -> None:
    result = staff.types("settle", lost_proof.key, "--found", "no", "--blank", "tray", "--who", "wang")
    assert (result.exit_code, "plain paper" in result.output) == (2, True)


@pytest.mark.parametrize("who", ["", "  ", "w" * 41, "wang\nli"])
def test_somebody_must_answer_for_it(staff: Staff, run: Run, lost: PrintRecord, who: str) -> None:
    assert staff.types("settle", lost.key, "--found", "yes", "--who", who).exit_code == 2
    assert run.ledger.record(lost.key) == lost


def test_a_key_that_fits_none_several_or_a_settled_print_is_refused(staff: Staff, run: Run, lost: PrintRecord) -> None:
    answer = ("--found", "yes", "--who", "wang")
    assert "at least the first 6" in staff.types("settle", lost.key[:5], *answer).output
    assert "no print that waits" in staff.types("settle", "zzzzzzzz", *answer).output
    staff.reads("settle", lost.key.upper(), *answer)
    again = staff.types("settle", lost.key, *answer)
    assert (again.exit_code, "is taken; only an unknown print" in again.output) == (1, True)
    assert len(run.audit.since(0)) == 2


def test_a_folder_without_records_is_left_empty(tmp_path: Path) -> None:
    result = Staff(tmp_path, prints).types("list")
    assert (result.exit_code, "holds no records" in result.output) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]
