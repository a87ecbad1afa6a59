"""Blank forms as stock."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records.blanks import Balance, BlankState, BlankStock, SpoilReason
from kiosk.records.blanks import _count_up as count_up
from kiosk.records.database import FILE_NAME, Database
from kiosk.records.errors import BlankRefused, NoBlankLeft, PackRefused, RecordsCorrupt
from kiosk.records.schema import MIGRATIONS
from tests.kiosk.records.conftest import Wall

FORM = "senior-card"


def load(blanks: BlankStock, first: str = "LN0098", count: int = 3, form: str = FORM) -> tuple[str, ...]:
    return blanks.load_pack(form, first_serial=first, count=count, who="technician")


def test_a_pack_counts_up_its_serials_and_keeps_their_width(blanks: BlankStock) -> None:
    assert load(blanks) == ("LN0098", "LN0099", "LN0100")
    assert blanks.balance(FORM) == Balance(FORM, in_stock=3)


def test_blanks_are_taken_in_the_order_of_the_stack_and_a_returned_one_is_on_top_again(blanks: BlankStock) -> None:
    load(blanks, "B500", 2)
    load(blanks, "A100", 1)
    assert [blanks.take_next(FORM), blanks.take_next(FORM)] == ["B500", "B501"]
    blanks.returned(FORM, "B500")
    assert [blanks.take_next(FORM), blanks.take_next(FORM)] == ["B500", "A100"]


def test_an_empty_stack_says_so(blanks: BlankStock) -> None:
    with pytest.raises(NoBlankLeft) as refused:
        blanks.take_next(FORM)
    assert refused.value.code == "BLANK_OUT_OF_STOCK"


def test_forms_have_stacks_of_their_own(blanks: BlankStock) -> None:
    load(blanks, form="senior-card")
    load(blanks, form="food-licence")
    blanks.take_next("senior-card")
    assert blanks.balance("food-licence") == Balance("food-licence", in_stock=3)
    assert blanks.forms() == ("food-licence", "senior-card")


@pytest.mark.parametrize(
    ("first", "count"),
    [
        ("LN", 1),
        ("", 1),
        ("LN0098 ", 1),
        ("老0098", 1),
        ("0" * 33, 1),
        ("LN0098", 0),
        ("LN0098", -1),
        ("LN0000", 5001),
        ("LN98", 3),
    ],
)
def test_a_pack_that_makes_no_sense_is_refused(blanks: BlankStock, first: str, count: int) -> None:
    with pytest.raises(PackRefused):
        load(blanks, first, count)
    assert blanks.forms() == ()


def test_a_pack_that_overlaps_an_earlier_one_is_refused_whole(blanks: BlankStock) -> None:
    load(blanks, "LN0100", 5)
    with pytest.raises(PackRefused):
        load(blanks, "LN0098", 3)
    assert blanks.balance(FORM).loaded == 5


def test_a_pack_that_was_loaded_before_is_known_in_small_letters_too(blanks: BlankStock) -> None:
    load(blanks, first="LN0098", count=3)
    with pytest.raises(PackRefused):
        load(blanks, first="ln0100", count=3)


def test_a_blank_can_be_spoiled_from_the_stock_with_reason(blanks: BlankStock) -> None:
    load(blanks)
    blanks.spoiled(FORM, "LN0098", reason="torn", who="wang")
    assert blanks.take_next(FORM) == "LN0099"
    assert blanks.blanks(FORM)[0].reason == "torn"


def test_a_person_spoils_with_a_reason_of_the_closed_set_and_words(blanks: BlankStock) -> None:
    load(blanks)
    blanks.spoil(FORM, "LN0099", reason=SpoilReason.OTHER, note="fell into water", who="1001")
    spoiled = blanks.blanks(FORM)[1]
    assert (spoiled.state, spoiled.reason, spoiled.note) == (BlankState.SPOILED, "other", "fell into water")


def test_a_person_cannot_spoil_the_blank_of_a_print_that_is_not_settled(blanks: BlankStock) -> None:
    load(blanks)
    serial = blanks.take_next(FORM)
    with pytest.raises(BlankRefused):
        blanks.spoil(FORM, serial, reason=SpoilReason.JAMMED, note="", who="1001")
    assert blanks.balance(FORM) == Balance(FORM, in_stock=2, bound=1)


def test_the_next_serial_is_the_top_of_the_stack(blanks: BlankStock) -> None:
    assert blanks.next_serial(FORM) is None
    load(blanks)
    assert blanks.next_serial(FORM) == "LN0098"
    assert blanks.take_next(FORM) == "LN0098"
    assert blanks.next_serial(FORM) == "LN0099"


def test_a_pack_keeps_how_far_its_pre_print_lies_off_and_the_last_correction_holds(blanks: BlankStock) -> None:
    blanks.load_pack(FORM, first_serial="LN0098", count=2, who="technician", right=30, down=-45)
    load(blanks, "LN0200", 1)
    first, second = blanks.packs(FORM)
    assert blanks.shift_of(FORM, "LN0099") == (first.right, first.down) == (30, -45)
    assert blanks.shift_of(FORM, "LN0200") == (second.right, second.down) == (0, 0)
    blanks.shift_pack(second.number, right=12, down=0, who="wang")
    assert blanks.shift_of(FORM, "LN0200") == (12, 0)
    assert blanks.shift_of(FORM, "LN0099") == (30, -45)


@pytest.mark.parametrize(("right", "down"), [(501, 0), (0, -501)])
def test_a_shift_that_no_pack_has_is_refused(blanks: BlankStock, right: int, down: int) -> None:
    with pytest.raises(PackRefused):
        blanks.load_pack(FORM, first_serial="LN0098", count=2, who="technician", right=right, down=down)
    assert blanks.forms() == ()
    load(blanks)
    with pytest.raises(PackRefused):
        blanks.shift_pack(1, right=right, down=down, who="wang")
    with pytest.raises(PackRefused):
        blanks.shift_pack(7, right=1, down=1, who="wang")


MOVES = "SELECT serial, came_from, went_to, reason, who FROM blank_moves ORDER BY sequence"


def test_every_move_of_every_blank_stands_in_the_journal(blanks: BlankStock, database: Database) -> None:
    load(blanks, count=2)
    blanks.take_next(FORM)
    blanks.returned(FORM, "LN0098")
    blanks.take_next(FORM)
    blanks.used(FORM, "LN0098")
    blanks.spoil(FORM, "LN0099", reason=SpoilReason.TORN, note="", who="1001")
    assert database.rows(MOVES) == [
        ("LN0098", "outside", "in-stock", "", "technician"),
        ("LN0099", "outside", "in-stock", "", "technician"),
        ("LN0098", "in-stock", "bound", "", "terminal"),
        ("LN0098", "bound", "in-stock", "", "terminal"),
        ("LN0098", "in-stock", "bound", "", "terminal"),
        ("LN0098", "bound", "used", "", "terminal"),
        ("LN0099", "in-stock", "spoiled", "torn", "1001"),
    ]


def test_a_move_that_is_undone_is_not_in_the_journal(blanks: BlankStock, database: Database) -> None:
    load(blanks, count=1)
    with pytest.raises(ValueError, match="power"), database.transaction():
        blanks.take_next(FORM)
        raise ValueError("power")
    assert len(database.rows(MOVES)) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE blank_moves SET who = ''",
        "DELETE FROM blank_moves",
        "DELETE FROM blanks",
        "UPDATE blanks SET serial = 'LN0001'",
    ],
)
def test_no_move_and_no_blank_can_be_changed_or_struck_out(blanks: BlankStock, database: Database, change: str) -> None:
    load(blanks, count=1)
    with pytest.raises(RecordsCorrupt), database.transaction():
        database.execute(change)
    assert len(database.rows(MOVES)) == 1


def test_the_stock_of_an_older_program_gets_its_journal(tmp_path: Path, wall: Wall) -> None:
    raw = sqlite3.connect(tmp_path / FILE_NAME)
    for statement in (each for migration in MIGRATIONS[:3] for each in migration):
        raw.execute(statement)
    raw.execute("INSERT INTO blank_packs VALUES (1, ?, 'LN0098', 2, 'wang', '2026-03-01T08:00:00.000+00:00')", (FORM,))
    blank = "INSERT INTO blanks VALUES (?, ?, ?, 1, ?, ?, ?, '2026-03-02T08:00:00.000+00:00')"
    raw.execute(blank, (1, FORM, "LN0098", "spoiled", "torn", "li"))
    raw.execute(blank, (2, FORM, "LN0099", "in-stock", "", "wang"))
    raw.execute("PRAGMA user_version = 3")
    raw.commit()
    raw.close()
    database = Database(tmp_path)
    assert database.rows(MOVES) == [
        ("LN0098", "outside", "in-stock", "", "wang"),
        ("LN0099", "outside", "in-stock", "", "wang"),
        ("LN0098", "in-stock", "spoiled", "torn", "li"),
    ]
    assert BlankStock(database=database, now=wall).take_next(FORM) == "LN0099"
    database.close()


@pytest.mark.parametrize("move", ["used", "returned"])
@pytest.mark.parametrize("serial", ["LN0098", "LN7777"])
def test_only_a_bound_blank_is_used_or_returned(blanks: BlankStock, move: str, serial: str) -> None:
    load(blanks)
    with pytest.raises(BlankRefused):
        getattr(blanks, move)(FORM, serial)
    assert blanks.balance(FORM) == Balance(FORM, in_stock=3)


def test_a_spoiled_blank_never_comes_back(blanks: BlankStock) -> None:
    load(blanks)
    blanks.spoiled(FORM, "LN0098", reason="torn")
    for move in (blanks.used, blanks.returned):
        with pytest.raises(BlankRefused):
            move(FORM, "LN0098")


@given(
    head=st.from_regex(r"[A-Z]{0,4}-?", fullmatch=True),
    number=st.integers(0, 99_999),
    width=st.integers(6, 10),
    count=st.integers(1, 50),
)
def test_serials_are_distinct_sorted_and_equally_long(head: str, number: int, width: int, count: int) -> None:
    first = f"{head}{number:0{width}d}"
    serials = count_up(first, count)
    assert serials[0] == first
    assert len(set(serials)) == count
    assert list(serials) == sorted(serials)
    assert {len(serial) for serial in serials} == {len(first)}
