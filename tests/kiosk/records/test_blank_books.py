"""The books of the blanks: a day adds up whatever happened, and a count changes nothing."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.records.blank_books import BlankBooks, DayOfForm, SerialRange
from kiosk.records.blanks import BlankState, BlankStock, SpoilReason
from kiosk.records.database import FILE_NAME, Database
from kiosk.records.errors import BlankRefused, NoBlankLeft, RecordsCorrupt

FORM = "senior-card"
DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 16, tzinfo=UTC)
TUESDAY = MONDAY + DAY


class Calendar:
    """A clock that stands at the hour that a test names."""

    def __init__(self) -> None:
        self.time = MONDAY + timedelta(hours=9)

    def __call__(self) -> datetime:
        return self.time

    def go_to(self, day: datetime, hour: int = 9) -> None:
        self.time = day + timedelta(hours=hour)


@pytest.fixture
def clock() -> Calendar:
    return Calendar()


@pytest.fixture
def stock(database: Database, clock: Calendar) -> BlankStock:
    return BlankStock(database=database, now=clock)


@pytest.fixture
def books(database: Database, stock: BlankStock, clock: Calendar) -> BlankBooks:
    return BlankBooks(database=database, stock=stock, now=clock)


def day(books: BlankBooks, start: datetime) -> DayOfForm:
    return books.day(FORM, start=start, end=start + DAY)


def load(stock: BlankStock, first: str, count: int) -> None:
    stock.load_pack(FORM, first_serial=first, count=count, who="wang")


def use(stock: BlankStock) -> str:
    serial = stock.take_next(FORM)
    stock.used(FORM, serial)
    return serial


def test_a_day_names_what_was_loaded_used_and_spoiled_with_serials_reason_and_who(
    stock: BlankStock, books: BlankBooks
) -> None:
    load(stock, "LN0098", 5)
    load(stock, "A100", 2)
    for _ in range(2):
        use(stock)
    stock.spoil(FORM, "LN0100", reason=SpoilReason.OTHER, note="wet", who="1001")
    use(stock)
    jammed = stock.take_next(FORM)
    stock.spoiled(FORM, jammed, reason="CERTIFICATE_PRINTER_JAM")
    stock.take_next(FORM)
    monday = day(books, MONDAY)
    assert (monday.opening, monday.loaded_count, monday.used_count, len(monday.spoiled), monday.closing) == (
        0,
        7,
        3,
        2,
        2,
    )
    assert monday.loaded == (SerialRange("LN0098", "LN0102", 5), SerialRange("A100", "A101", 2))
    assert monday.used == (SerialRange("LN0098", "LN0099", 2), SerialRange("LN0101", "LN0101", 1))
    assert [(each.serial, each.reason, each.note, each.who) for each in monday.spoiled] == [
        ("LN0100", "other", "wet", "1001"),
        ("LN0102", "CERTIFICATE_PRINTER_JAM", "", "terminal"),
    ]
    assert (monday.doubtful, monday.next_serial) == (("A100",), "A101")
    assert monday.adds_up


def test_the_next_day_opens_with_what_the_last_one_closed(
    stock: BlankStock, books: BlankBooks, clock: Calendar
) -> None:
    load(stock, "LN0098", 5)
    use(stock)
    clock.go_to(TUESDAY)
    use(stock)
    assert day(books, MONDAY).closing == day(books, TUESDAY).opening == 4
    assert day(books, MONDAY).used == (SerialRange("LN0098", "LN0098", 1),)
    assert day(books, TUESDAY).used == (SerialRange("LN0099", "LN0099", 1),)


def test_a_sheet_that_came_out_yesterday_and_is_destroyed_today_leaves_todays_balance_alone(
    stock: BlankStock, books: BlankBooks, clock: Calendar
) -> None:
    load(stock, "LN0098", 2)
    serial = use(stock)
    clock.go_to(TUESDAY)
    stock.spoil(FORM, serial, reason=SpoilReason.MISPRINTED, note="", who="1001")
    tuesday = day(books, TUESDAY)
    assert (tuesday.opening, tuesday.used_count, tuesday.spoiled, tuesday.closing) == (1, 0, (), 1)
    assert [(each.serial, each.came_out) for each in tuesday.destroyed_later] == [(serial, True)]
    assert day(books, MONDAY).used_count == 1


def test_yesterdays_sheet_says_tomorrow_what_it_said(stock: BlankStock, books: BlankBooks, clock: Calendar) -> None:
    load(stock, "LN0098", 3)
    bound = stock.take_next(FORM)
    clock.go_to(TUESDAY, hour=0)
    before = day(books, MONDAY)
    assert before.doubtful == (bound,)
    stock.used(FORM, bound)
    load(stock, "LN0500", 3)
    assert day(books, MONDAY) == before


def test_a_day_without_blanks_is_idle(stock: BlankStock, books: BlankBooks) -> None:
    load(stock, "LN0098", 1)
    assert day(books, MONDAY - DAY).idle
    assert not day(books, MONDAY).idle
    assert not day(books, TUESDAY).idle


def test_a_clock_that_is_set_back_loses_no_move(stock: BlankStock, books: BlankBooks, clock: Calendar) -> None:
    clock.go_to(TUESDAY)
    load(stock, "LN0098", 2)
    clock.go_to(MONDAY)
    use(stock)
    assert day(books, TUESDAY).closing == 1
    assert day(books, MONDAY).adds_up


def test_a_stock_that_somebody_has_changed_by_hand_is_found_out(
    tmp_path: Path, stock: BlankStock, books: BlankBooks
) -> None:
    load(stock, "LN0098", 2)
    raw = sqlite3.connect(tmp_path / FILE_NAME)
    raw.execute("DROP TRIGGER blanks_moved")
    raw.execute("UPDATE blanks SET state = 'used' WHERE serial = 'LN0098'")
    raw.commit()
    raw.close()
    with pytest.raises(RecordsCorrupt) as found:
        day(books, MONDAY)
    assert found.value.code == "BLANK_BOOKS_DIFFER"


@pytest.mark.parametrize(
    ("counted", "top", "agrees"),
    [
        (3, "LN0098", True),
        (3, "ln0098", True),
        (2, "LN0098", False),
        (4, "LN0098", False),
        (3, "LN0099", False),
        (0, "", False),
    ],
)
def test_a_count_is_kept_beside_the_books_and_changes_nothing(
    stock: BlankStock, books: BlankBooks, counted: int, top: str, agrees: bool
) -> None:
    load(stock, "LN0098", 3)
    assert books.last_count(FORM) is None
    count = books.count(FORM, counted=counted, top=top, who="1001")
    assert count.agrees is agrees
    assert (count.expected, count.next) == (3, "LN0098")
    assert books.last_count(FORM) == count
    assert stock.balance(FORM).in_stock == 3


def test_an_empty_tray_agrees_with_an_empty_stack(stock: BlankStock, books: BlankBooks) -> None:
    load(stock, "LN0098", 1)
    use(stock)
    assert books.count(FORM, counted=0, top="", who="1001").agrees


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("load", "bind", "use", "return", "jam", "spoil")), st.integers(0, 3)), max_size=30
    )
)
def test_every_day_adds_up_whatever_happens(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, int]]
) -> None:
    database, clock = Database(tmp_path_factory.mktemp("books")), Calendar()
    stock = BlankStock(database=database, now=clock)
    books = BlankBooks(database=database, stock=stock, now=clock)
    for number, (move, days) in enumerate(moves):
        clock.time += DAY * days
        bound = [blank.serial for blank in stock.blanks(FORM) if blank.state is BlankState.BOUND]
        try:
            match move, bound:
                case "load", _:
                    load(stock, f"P{number:03d}00", 2)
                case "bind", _:
                    stock.take_next(FORM)
                case "spoil", _:
                    stock.spoil(FORM, f"P{number // 2:03d}00", reason=SpoilReason.TORN, note="", who="1001")
                case "use", [serial, *_]:
                    stock.used(FORM, serial)
                case "return", [serial, *_]:
                    stock.returned(FORM, serial)
                case "jam", [serial, *_]:
                    stock.spoiled(FORM, serial, reason="CERTIFICATE_PRINTER_JAM")
        except (NoBlankLeft, BlankRefused):
            continue
    closing, start = 0, MONDAY
    while start <= clock.time:
        sheet = day(books, start)
        assert sheet.adds_up
        assert sheet.opening == closing
        closing, start = sheet.closing, start + DAY
    balance = stock.balance(FORM)
    assert closing == balance.in_stock + balance.bound
    database.close()
