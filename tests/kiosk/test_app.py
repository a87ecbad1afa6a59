"""The application: it lives without a single device and without a portal, says so, and closes cleanly."""

from __future__ import annotations

import logging
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from argon2 import PasswordHasher

from devices.cards.contents import CardContents
from devices.cards.events import CardListener, CardNotRead, CardRead, Insertion
from devices.ports import CodeListener, CodeScanned
from devices.status import DeviceKind, Outlet
from kiosk.app import Application, is_font_missing, utc_now
from kiosk.catalogue.loader import load_catalogue
from kiosk.config import load_settings
from kiosk.errors import KioskError
from kiosk.failures import load_failures
from kiosk.fleet import Fleet, build_fleet
from kiosk.health import read_health
from kiosk.log import Redactor
from kiosk.press.ports import Post
from kiosk.press.press import Press
from kiosk.records.audit import Audit, Happening
from kiosk.records.blanks import BlankStock
from kiosk.records.database import FILE_NAME, Database
from kiosk.records.errors import RecordsUnavailable
from kiosk.settings import FontSettings, Settings
from kiosk.staff.book import Entry, StaffBook
from kiosk.staff.pins import Pins
from kiosk.terminal import ClerksChanged, Observation, Shown, Terminal
from kiosk.visit.actions import Open, ShowAll, Start
from kiosk.visit.events import Event, PaperPresented, PrintAdvanced, PrintStage
from kiosk.visit.screens import AttractScreen, GuideScreen, HomeScreen, ListScreen, Screen
from kiosk.visit.state import House, Policy
from tests.kiosk.visit.playing import ZHANG

PATIENCE_S = 30.0
HOUSE = House(catalogue=load_catalogue(), policy=Policy(), failures=load_failures())
ScreenT = TypeVar("ScreenT", bound=Screen)

CONFIG = """
[terminal]
id = "T1"
place = {{ zh = "大厅", en = "Hall" }}
profile = "sandbox"
state_dir = "state"
public_url = "https://public.example"
"""
LINE = """
[[line]]
name = "{name}"
base_url = "https://127.0.0.1:{port}"
trust_file = "trust.pem"
certificate_file = "terminal.pem"
key_file = "terminal.key"
connect_timeout_s = 1
"""


@pytest.fixture
def dead_port() -> Iterator[int]:
    """A port that is taken and never answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


class Hall:
    """An application with a terminal that nobody but the test looks at."""

    def __init__(self, settings: Settings, house: House = HOUSE) -> None:
        self.settings = settings
        self.screens: queue.SimpleQueue[Shown] = queue.SimpleQueue()
        self.redactor = Redactor()
        self.terminal = Terminal(
            house=house, first_key="key-1", show=self.screens.put, new_support_code=lambda: "A1B2C3"
        )
        self.shown = self.terminal.shown
        self.application = Application(settings=settings, terminal=self.terminal, wipeables=(), redactor=self.redactor)

    def until(self, kind: type[ScreenT], wanted: Callable[[ScreenT], bool] = lambda screen: True) -> ScreenT:
        """Wait until a screen of this kind that is as wanted is shown."""
        while not (isinstance(screen := self.shown.screen, kind) and wanted(screen)):
            self.shown = self.screens.get(timeout=PATIENCE_S)
        return screen


def settings_in(folder: Path, port: int, lines: tuple[str, ...] = ("extranet", "registry"), more: str = "") -> Settings:
    text = CONFIG.format() + more + "".join(LINE.format(name=name, port=port) for name in lines)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return load_settings(folder / "config.toml")


@pytest.fixture
def hall(tmp_path: Path, dead_port: int) -> Iterator[Hall]:
    before = set(threading.enumerate())
    hall = Hall(settings_in(tmp_path, dead_port))
    hall.application.open()
    yield hall
    hall.application.close()
    assert set(threading.enumerate()) <= before


def why(hall: Hall, service: str) -> str:
    """Why a service is paused, as its page says."""
    hall.terminal.touch(Start(), hall.shown.serial)
    hall.until(HomeScreen)
    hall.terminal.touch(Open(service), hall.shown.serial)
    pause = hall.until(GuideScreen).pause
    return pause.failure.code if pause else ""


def test_without_devices_and_portal_it_lives_and_every_service_says_that_it_pauses(hall: Hall) -> None:
    screen = hall.until(AttractScreen, lambda screen: screen.paused_services > 0)
    assert screen.open_services == 0
    assert screen.paused_services == len(HOUSE.catalogue.services)


def test_a_service_names_what_is_missing(hall: Hall) -> None:
    hall.until(AttractScreen, lambda screen: screen.paused_services > 0)
    assert why(hall, "property-count-proof") in ("NO_CARD_READER", "PORTAL_TLS_REFUSED")


def test_the_health_file_tells_of_every_part(hall: Hall) -> None:
    hall.until(AttractScreen, lambda screen: screen.paused_services > 0)
    parts = {part.name: part for part in read_health(hall.settings.terminal.state_dir) or ()}
    assert parts["receipt-printer"].code == "RECEIPT_PRINTER_NONE"
    assert parts["certificate-printer"].code == "CERTIFICATE_PRINTER_NONE"
    assert parts["certificate-printer"].state == "no-device"
    assert parts["plain paper"].code == ""
    assert parts["form senior-card"].code == "BLANK_OUT_OF_STOCK"


def test_a_line_whose_files_are_missing_is_down_and_says_why(hall: Hall) -> None:
    def down(screen: ListScreen) -> bool:
        return all(tile.pause and tile.pause.failure.code == "PORTAL_TLS_REFUSED" for tile in screen.tiles)

    hall.until(AttractScreen, lambda screen: screen.paused_services > 0)
    hall.terminal.touch(Start(), hall.shown.serial)
    hall.until(HomeScreen)
    hall.terminal.touch(ShowAll(), hall.shown.serial)
    hall.until(ListScreen, down)


def test_closing_leaves_no_thread_and_no_health_file(tmp_path: Path, dead_port: int) -> None:
    before = set(threading.enumerate())
    hall = Hall(settings_in(tmp_path, dead_port))
    hall.application.open()
    hall.application.close()
    assert set(threading.enumerate()) <= before
    assert read_health(tmp_path / "state") is None


def test_one_that_was_built_and_never_opened_closes(tmp_path: Path, dead_port: int) -> None:
    Hall(settings_in(tmp_path, dead_port)).application.close()


def test_a_line_that_no_setting_names_pauses_its_services(tmp_path: Path, dead_port: int) -> None:
    hall = Hall(settings_in(tmp_path, dead_port, lines=("extranet",)))
    hall.application.open()
    hall.until(AttractScreen, lambda screen: screen.paused_services > 0)
    assert why(hall, "property-count-proof") == "LINE_DOWN"
    hall.application.close()


def test_fonts_that_are_missing_pause_what_prints_a_sheet_until_they_are_there(tmp_path: Path) -> None:
    song, kai, fangsong, hei = (tmp_path / f"{role}.ttf" for role in ("song", "kai", "fangsong", "hei"))
    fonts = FontSettings(song=(song,), kai=(kai,), fangsong=(fangsong,), hei=(hei,))
    for file in (song, kai, fangsong, hei):
        assert is_font_missing(fonts)
        file.touch()
    assert not is_font_missing(fonts)


def test_start_and_stop_are_audited(hall: Hall, tmp_path: Path, dead_port: int) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    other = Hall(settings_in(folder, dead_port))
    other.application.open()
    other.application.close()
    database = Database(folder / "state")
    entries = Audit(database=database, now=lambda: pytest.fail("nothing is noted")).since(0)
    database.close()
    assert [entry.what for entry in entries] == [Happening.TERMINAL_STARTED, Happening.TERMINAL_STOPPED]


def test_records_that_are_damaged_keep_it_from_being_built_with_a_name(tmp_path: Path, dead_port: int) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / FILE_NAME).write_bytes(b"not a database, but long enough to look at" * 100)
    with pytest.raises(KioskError) as caught:
        Hall(settings_in(tmp_path, dead_port))
    assert caught.value.code.startswith("RECORDS_")


def test_blanks_in_stock_are_known_from_the_start(tmp_path: Path, dead_port: int) -> None:
    settings = settings_in(tmp_path, dead_port)
    database = Database(settings.terminal.state_dir)
    BlankStock(database=database, now=utc_now).load_pack("senior-card", first_serial="TJ-1", count=1, who="test")
    database.close()
    hall = Hall(settings)
    hall.application.open()
    hall.until(AttractScreen, lambda screen: screen.paused_services > 0)
    assert why(hall, "senior-card") != "BLANK_OUT_OF_STOCK"
    hall.application.close()


class Listening(Terminal):
    """A terminal that keeps what is posted to it."""

    def __init__(self) -> None:
        super().__init__(house=HOUSE, first_key="key-1", show=lambda _: None, new_support_code=lambda: "A1B2C3")
        self.posted: list[Event] = []

    def post(self, event: Event) -> None:
        self.posted.append(event)


def test_records_that_fail_keep_neither_a_visit_from_its_paper_nor_the_terminal_from_closing(
    tmp_path: Path, dead_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise RecordsUnavailable("database or disk is full")

    posts: list[Post] = []

    def keeping_the_post(*, post: Post, **others: Any) -> Press:
        posts.append(post)
        return Press(post=post, **others)

    monkeypatch.setattr("kiosk.app.Press", keeping_the_post)
    terminal = Listening()
    application = Application(
        settings=settings_in(tmp_path, dead_port), terminal=terminal, wipeables=(), redactor=Redactor()
    )
    application.open()
    monkeypatch.setattr(BlankStock, "forms", full)
    monkeypatch.setattr(Audit, "note", full)
    events: tuple[Event, ...] = (PrintAdvanced(1, PrintStage.SHEET_OUT), PaperPresented(1, Outlet.CERTIFICATE))
    for event in events:
        posts[0](event)
    assert terminal.posted == [*events]
    application.close()
    assert read_health(tmp_path / "state") is None


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (replace(ZHANG, valid_until=None), ""),
        (replace(ZHANG, valid_until=date(9999, 12, 31)), ""),
        (replace(ZHANG, valid_until=date(2020, 1, 1)), "CARD_EXPIRED"),
        (replace(ZHANG, valid_from=date(9999, 1, 1)), "CARD_NOT_YET_VALID"),
    ],
    ids=["for ever", "long", "expired", "not yet"],
)
def test_a_card_that_does_not_hold_today_is_not_read(
    tmp_path: Path, dead_port: int, monkeypatch: pytest.MonkeyPatch, contents: CardContents, code: str
) -> None:
    told: list[CardListener] = []

    def keeping_the_listener(settings: Settings, *, on_card: CardListener, **others: Any) -> Fleet:
        told.append(on_card)
        return build_fleet(settings, on_card=on_card, **others)

    monkeypatch.setattr("kiosk.app.build_fleet", keeping_the_listener)
    terminal, redactor = Listening(), Redactor()
    application = Application(
        settings=settings_in(tmp_path, dead_port), terminal=terminal, wipeables=(), redactor=redactor
    )
    card = Insertion(DeviceKind.IDENTITY_READER, 1)
    told[0](CardRead(card, contents))
    assert terminal.posted == [CardNotRead(card, code) if code else CardRead(card, contents)]
    application.close()


def test_a_scanned_code_reaches_the_visit_and_no_log(
    tmp_path: Path, dead_port: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[CodeListener] = []

    def keeping_the_listener(settings: Settings, *, on_code: CodeListener, **others: Any) -> Fleet:
        told.append(on_code)
        return build_fleet(settings, on_code=on_code, **others)

    monkeypatch.setattr("kiosk.app.build_fleet", keeping_the_listener)
    terminal = Listening()
    application = Application(
        settings=settings_in(tmp_path, dead_port), terminal=terminal, wipeables=(), redactor=Redactor()
    )
    with caplog.at_level(logging.DEBUG):
        told[0](CodeScanned("8f1c-opaque"))
    assert terminal.posted == [CodeScanned("8f1c-opaque")]
    assert "8f1c" not in caplog.text
    application.close()


STAFF = '[staff]\nfile = "staff.toml"\n'


def staff_state(folder: Path) -> tuple[str, str]:
    parts = {part.name: part for part in read_health(folder / "state") or ()}
    return parts["staff book"].state, parts["staff book"].code


def observations_of(settings: Settings) -> tuple[list[Observation], Application]:
    seen: list[Observation] = []

    class Watching(Listening):
        def observe(self, observation: Observation) -> None:
            seen.append(observation)

    terminal = Watching()
    application = Application(settings=settings, terminal=terminal, wipeables=(), redactor=Redactor())
    application.open()
    return seen, application


def test_a_clerk_in_the_book_is_known_from_the_start(tmp_path: Path, dead_port: int) -> None:
    entry = Entry(
        number="1001", name="周敏", pin=Pins(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)).hash("604172")
    )
    StaffBook(tmp_path / "staff.toml").add(entry)
    seen, application = observations_of(settings_in(tmp_path, dead_port, more=STAFF))
    assert ClerksChanged(present=True) in seen
    assert staff_state(tmp_path) == ("found", "")
    application.close()


def test_a_book_that_is_not_there_yet_has_no_clerks_and_nothing_is_wrong(tmp_path: Path, dead_port: int) -> None:
    seen, application = observations_of(settings_in(tmp_path, dead_port, more=STAFF))
    assert ClerksChanged(present=False) in seen
    assert staff_state(tmp_path) == ("found", "")
    application.close()


def test_a_terminal_whose_settings_name_no_book_has_no_clerks_and_says_nothing(tmp_path: Path, dead_port: int) -> None:
    seen, application = observations_of(settings_in(tmp_path, dead_port))
    assert ClerksChanged(present=False) in seen
    assert "staff book" not in {part.name for part in read_health(tmp_path / "state") or ()}
    application.close()


def test_a_broken_book_means_no_clerks_and_is_named_once(
    tmp_path: Path, dead_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    book = tmp_path / "staff.toml"
    book.write_text("[[clerk", encoding="utf-8")
    book.chmod(0o600)
    seen, application = observations_of(settings_in(tmp_path, dead_port, more=STAFF))
    for _ in range(3):
        application._look_at_staff_book()
    assert ClerksChanged(present=True) not in seen
    assert staff_state(tmp_path) == ("unusable", "STAFF_BOOK_UNUSABLE")
    assert caplog.text.count("STAFF_BOOK_UNUSABLE") == 1
    application.close()
