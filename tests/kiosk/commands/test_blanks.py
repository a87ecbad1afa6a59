"""The stock of blanks from the command line, on the records of a terminal that goes on running beside it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from argon2 import PasswordHasher
from click.testing import Result

from devices.ports import JobStage
from kiosk.commands.blanks import blanks
from kiosk.press.orders import CertificateOrder
from kiosk.records.audit import Happening
from kiosk.records.blanks import Balance, Blank, BlankStock
from kiosk.staff.book import Entry, StaffBook
from kiosk.staff.pins import Pins
from kiosk.visit.effects import PrintCertificate
from tests.kiosk.commands.staff import Staff
from tests.kiosk.press.conftest import register, run, spooler
from tests.kiosk.press.world import FORM, HOLDER, NOW, VISIT, Run, Spooler, certificate_order, grant

__all__ = ["register", "run", "spooler"]
BADGE, PIN = "1001", "246802"
SIGNED = ("--badge", BADGE)
QUICK = Pins(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
DAY = f"{NOW.astimezone():%Y-%m-%d}"


class Clerk(Staff):
    """Staff with a badge."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, blanks)
        with (folder / "config.toml").open("a", encoding="utf-8") as config:
            config.write('\n[staff]\nfile = "staff.toml"\n')
        StaffBook(folder / "staff.toml").add(Entry(number=BADGE, name="周敏", pin=QUICK.hash(PIN)))

    def signs(self, command: str, *words: str, pin: str = PIN) -> Result:
        return self.types(command, *words, *SIGNED, typed=f"{pin}\n")


@pytest.fixture
def clerk(run: Run) -> Clerk:
    return Clerk(run.folder)


def test_a_pack_is_loaded_with_its_shift_and_the_top_of_the_stack_is_named(clerk: Clerk, run: Run) -> None:
    words = ("--form", FORM, "--first", "LN0002000", "--count", "2", "--shift-right", "30", "--shift-down", "-5")
    said = clerk.reads("load", *words, "--who", "wang")
    assert "pack 2, LN0002000 - LN0002001, 2" in said
    assert "on top of the stack must lie LN0001000" in said
    assert run.blanks.shift_of(FORM, "LN0002001") == (30, -5)
    assert [(line.what, line.about, line.who) for line in run.audit.since(0)] == [
        (Happening.PACK_LOADED, "pack 2", "wang")
    ]


def test_a_form_that_does_not_exist_takes_no_pack(clerk: Clerk, run: Run) -> None:
    said = clerk.types("load", "--form", "seniorcard", "--first", "LN1", "--count", "2", "--who", "wang")
    assert said.exit_code == 1
    assert "seniorcard: no form has this id" in said.output
    assert run.blanks.forms() == (FORM,)


def test_a_packs_shift_is_corrected_later(clerk: Clerk, run: Run) -> None:
    said = clerk.reads("shift", "1", "--shift-right", "-20", "--shift-down", "15", "--who", "wang")
    assert said == "pack 1: -0.20 mm right, +0.15 mm down\n"
    assert run.blanks.shift_of(FORM, "LN0001004") == (-20, 15)


def test_the_balance_names_the_next_serial(clerk: Clerk, run: Run) -> None:
    run.print(certificate_order())
    assert "4 in stock, 0 bound, 1 used, 0 spoiled; next LN0001001" in clerk.reads("balance")
    (row,) = json.loads(clerk.reads("balance", "--json"))
    assert (row["form"], row["in_stock"], row["next"]) == (FORM, 4, "LN0001001")
    assert row["packs"][0]["first"] == "LN0001000"


def test_blanks_are_listed_by_state(clerk: Clerk, run: Run) -> None:
    run.print(certificate_order())
    assert clerk.reads("list", FORM, "--state", "used") == "LN0001000  used\n"
    assert len(json.loads(clerk.reads("list", FORM, "--json"))) == 5


def test_spoiling_wants_badge_and_pin_and_a_reason(clerk: Clerk, run: Run) -> None:
    said = clerk.signs("spoil", FORM, "LN0001000", "--reason", "torn")
    assert said.exit_code == 0, said.output
    assert "on top of the stack must lie LN0001001" in said.output
    assert PIN not in said.output
    assert run.blanks.balance(FORM) == Balance(FORM, in_stock=4, spoiled=1)
    signed, spoiled = run.audit.since(0)
    assert (signed.what, signed.about) == (Happening.STAFF_SIGNED_IN, "command")
    assert (spoiled.what, spoiled.about, spoiled.who) == (Happening.BLANK_SPOILED, f"{FORM} LN0001000", BADGE)


def test_a_wrong_pin_spoils_nothing_and_pauses_as_at_the_screen(clerk: Clerk, run: Run) -> None:
    codes = []
    for _ in range(6):
        said = clerk.signs("spoil", FORM, "LN0001000", "--reason", "torn", pin="135791")
        codes.append(getattr(said.exception, "code", None))
    assert codes == ["STAFF_NOT_RECOGNISED"] * 5 + ["STAFF_LOCKED_OUT"]
    assert run.blanks.balance(FORM).spoiled == 0


def test_other_wants_words(clerk: Clerk, run: Run) -> None:
    assert clerk.signs("spoil", FORM, "LN0001000", "--reason", "other").exit_code == 2
    assert clerk.signs("spoil", FORM, "LN0001000", "--reason", "other", "--note", "浸水").exit_code == 0
    assert run.blanks.blanks(FORM)[0].note == "浸水"


@pytest.mark.parametrize("words", ["证号430922194803151220", "430922 19480315 1220", "电话 13800138000"])
def test_a_note_takes_no_number_of_a_person(clerk: Clerk, run: Run, words: str) -> None:
    said = clerk.signs("spoil", FORM, "LN0001000", "--reason", "other", "--note", words)
    assert said.exit_code == 2
    assert "wanted no number of a person" in said.output
    assert run.blanks.balance(FORM).spoiled == 0


def test_who_cannot_be_spoiled_says_why_before_a_pin_is_typed(clerk: Clerk, run: Run) -> None:
    run.blanks.take_next(FORM)
    clerk.signs("spoil", FORM, "LN0001001", "--reason", "torn")
    for serial, why in (
        ("LN0001000", "of a print under way or unknown"),
        ("LN0001001", "is spoiled in the books already"),
        ("LN0009999", "no pack of this form holds it"),
    ):
        said = clerk.types("spoil", FORM, serial, "--reason", "torn", *SIGNED, typed="")
        assert (said.exit_code, f"{serial}: {why}" in said.output) == (1, True), said.output


def test_a_count_that_agrees_says_so(clerk: Clerk) -> None:
    said = clerk.signs("check", FORM, "--counted", "5", "--top", "LN0001000")
    assert said.exit_code == 0
    assert "5 in the tray, as the books say" in said.output


def test_a_count_that_differs_changes_nothing_and_says_what_to_do(clerk: Clerk, run: Run) -> None:
    said = clerk.signs("check", FORM, "--counted", "4", "--top", "LN0001001")
    assert said.exit_code == 1
    assert "the books say 5, LN0001000 on top" in said.output
    assert "--reason missing" in said.output
    assert run.blanks.balance(FORM) == Balance(FORM, in_stock=5)
    clerk.signs("spoil", FORM, "LN0001000", "--reason", "missing")
    assert clerk.signs("check", FORM, "--counted", "4", "--top", "LN0001001").exit_code == 0


def test_nothing_is_counted_while_a_print_is_unknown(clerk: Clerk, run: Run, spooler: Spooler) -> None:
    spooler.ends.append((JobStage.UNKNOWN, "PRINT_NO_TRACE"))
    run.print(certificate_order())
    said = clerk.signs("check", FORM, "--counted", "4", "--top", "LN0001001")
    assert said.exit_code == 1
    assert "LN0001000" in said.output
    assert "kiosk prints list" in said.output


def test_a_form_that_was_mistyped_is_not_told_that_all_is_well(clerk: Clerk, run: Run) -> None:
    for command, *words in (("check", "--counted", "0", "--top", ""), ("list",)):
        said = clerk.types(command, "senoir-card", *words, *(SIGNED if words else ()), typed=f"{PIN}\n")
        assert said.exit_code == 1
        assert "senoir-card: no pack of such a form was ever loaded" in said.output
    assert run.audit.since(0) == ()


def test_a_print_that_begins_while_the_pin_is_typed_makes_no_count(
    clerk: Clerk, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typed_slowly(*_: object, **__: object) -> str:
        with run.database.transaction():
            run.blanks.take_next(FORM)
        return PIN

    monkeypatch.setattr("kiosk.commands.signing_in.click.prompt", typed_slowly)
    said = clerk.types("check", FORM, "--counted", "5", "--top", "LN0001000", *SIGNED)
    assert said.exit_code == 1
    assert "LN0001000: of a print under way" in said.output
    assert run.database.rows("SELECT count(*) FROM blank_counts") == [(0,)]


def test_a_blank_on_top_that_the_books_have_written_off_is_to_be_taken_out(
    clerk: Clerk, run: Run, spooler: Spooler
) -> None:
    spooler.ends.append((JobStage.FAILED, "CERTIFICATE_PRINTER_PAPER_OUT"))
    run.print(certificate_order())
    said = clerk.signs("check", FORM, "--counted", "5", "--top", "LN0001000")
    assert said.exit_code == 1
    assert "LN0001000 is spoiled in the books: take it out of the tray" in said.output
    assert clerk.signs("check", FORM, "--counted", "4", "--top", "LN0001001").exit_code == 0


def test_a_print_beside_the_daily_sheet_is_no_fault_of_the_books(
    clerk: Clerk, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal moves a blank while a command compares the journal with the stock."""
    quick = run.blanks.blanks
    moved: list[str] = []

    def while_somebody_prints(stock: BlankStock, form: str) -> tuple[Blank, ...]:
        found = quick(form)
        if stock is not run.blanks and not moved:
            moved.append(form)
            run.blanks.take_next(form)
        return found

    monkeypatch.setattr(BlankStock, "blanks", while_somebody_prints)
    assert "5 closing" in clerk.reads("day")
    assert run.blanks.balance(FORM) == Balance(FORM, in_stock=4, bound=1)


def test_the_day_is_shown_as_text_and_for_programs(clerk: Clerk, run: Run, spooler: Spooler) -> None:
    run.print(certificate_order())
    spooler.ends.append((JobStage.FAILED, "CERTIFICATE_PRINTER_JAM"))
    second = PrintCertificate(2, grant(grant="G-2", licence="L-2"), "extranet", HOLDER)
    run.print(CertificateOrder(effect=second, visit=VISIT))
    said = clerk.reads("day", "--date", DAY)
    assert "0 opening + 5 loaded - 1 used - 1 spoiled = 3 closing; next LN0001002" in said
    assert "spoiled LN0001001: CERTIFICATE_PRINTER_JAM, terminal" in said
    document = json.loads(clerk.reads("day", "--date", DAY, "--json"))
    (form,) = document["forms"]
    assert (document["date"], form["opening"], form["closing"]) == (DAY, 0, 3)
    assert form["spoiled"][0]["who"] == "terminal"


def test_the_day_is_written_as_a_paper_to_sign(clerk: Clerk, run: Run, tmp_path: Path) -> None:
    run.print(certificate_order())
    clerk.signs("spoil", FORM, "LN0001001", "--reason", "jammed")
    paper = tmp_path / "day.pdf"
    assert clerk.reads("day", "--out", str(paper)).endswith("written\n")
    document = pypdfium2.PdfDocument(paper)
    words = document[0].get_textpage().get_text_range()
    document.close()
    for word in ("空白证照日结单", "老年人优待证", "LN0001001", "卡纸", BADGE, "经办人"):
        assert word in words
    assert f"{datetime.now().astimezone():%Y-%m-%d}" in words
