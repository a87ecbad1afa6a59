"""Codes and PINs are gone from the living program once they were used; everything here is real but the window."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from argon2 import PasswordHasher

from devices.ports import CodeScanned
from devices.status import DeviceKind, DeviceState, DeviceStatus
from kiosk.app import Application
from kiosk.catalogue.loader import load_catalogue
from kiosk.config import load_settings
from kiosk.failures import load_failures
from kiosk.log import Redactor
from kiosk.staff.book import Entry, StaffBook
from kiosk.staff.pins import Pins
from kiosk.terminal import Shown, Terminal
from kiosk.visit.actions import (
    Action,
    ChooseWay,
    EndVisit,
    Forward,
    NameResident,
    Open,
    SignIn,
    Start,
)
from kiosk.visit.identity import Way
from kiosk.visit.screens import (
    AttractScreen,
    ConfirmScreen,
    ConsentScreen,
    GuideScreen,
    HomeScreen,
    NamePersonScreen,
    ScanCodeScreen,
    Screen,
    SignInScreen,
)
from kiosk.visit.state import House, Policy
from tests.kiosk.portal.running import Sandbox, person, running_sandbox
from ui.recall import holders_of

PATIENCE_S = 30.0
ZHANG = person("zhang-guilan")
NOW = datetime(2026, 11, 21, tzinfo=UTC)
ScreenT = TypeVar("ScreenT", bound=Screen)
CONFIG = """
[terminal]
id = "T1"
place = {{ zh = "大厅", en = "Hall" }}
profile = "sandbox"
state_dir = "state"
public_url = "https://public.example"

[staff]
file = "staff.toml"
"""
LINE = """
[[line]]
name = "{name}"
base_url = "{url}"
trust_file = "{trust}"
certificate_file = "{certificate}"
key_file = "{key}"
"""


class Hall:
    """A whole terminal without a window, before the real sandbox portal."""

    def __init__(self, folder: Path, sandbox: Sandbox) -> None:
        ready = sandbox.ready
        lines = (
            LINE.format(
                name=name,
                url=ready.portal_url,
                trust=ready.trust_file,
                certificate=ready.certificate_file,
                key=ready.key_file,
            )
            for name in ("extranet", "registry")
        )
        (folder / "config.toml").write_text(CONFIG.format() + "".join(lines), encoding="utf-8")
        self.screens: queue.SimpleQueue[Shown] = queue.SimpleQueue()
        self.redactor = Redactor()
        self.terminal = Terminal(
            house=House(catalogue=load_catalogue(), policy=Policy(), failures=load_failures()),
            first_key="visit-key-1",
            show=self.screens.put,
            new_support_code=lambda: "A1B2C3",
        )
        self.shown = self.terminal.shown
        self.application = Application(
            settings=load_settings(folder / "config.toml"),
            terminal=self.terminal,
            wipeables=(),
            redactor=self.redactor,
        )

    def until(self, kind: type[ScreenT], wanted: Callable[[ScreenT], bool] = lambda screen: True) -> ScreenT:
        """Wait until a screen of this kind that is as wanted is shown."""
        while not (isinstance(screen := self.shown.screen, kind) and wanted(screen)):
            self.shown = self.screens.get(timeout=PATIENCE_S)
        return screen

    def touch(self, action: Action) -> None:
        self.terminal.touch(action, self.shown.serial)

    def come_to_the_ways(self) -> None:
        """Come in, choose the service that a phone's code is enough for, and go as far as its first question."""
        self.until(AttractScreen, lambda screen: screen.open_services > 0)
        self.touch(Start())
        self.until(HomeScreen)
        self.touch(Open("case-progress"))
        self.until(GuideScreen, lambda screen: screen.pause is None)
        self.touch(Forward())
        self.until(ConsentScreen)
        self.touch(Forward())

    def leave(self) -> None:
        self.touch(EndVisit())
        self.until(AttractScreen)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def hall(tmp_path: Path, sandbox: Sandbox) -> Iterator[Hall]:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    StaffBook(tmp_path / "staff.toml").add(Entry(number="1001", name="周敏", pin=Pins(hasher).hash(pin())))
    hall = Hall(tmp_path, sandbox)
    hall.application.open()
    scanner = DeviceStatus(kind=DeviceKind.CODE_SCANNER, state=DeviceState.ONLINE, since=NOW)
    hall.terminal.observe(scanner)
    yield hall
    hall.application.close()


def pin() -> str:
    """Put the PIN together here, so that no module and no code object holds it."""
    return "".join(("60", "41", "72", "93"))


def forgotten(*words: str) -> bool:
    """Whether nothing that lives holds one of the words; a pool's thread may be about to let its task go."""
    looked_for = list(words)
    return any(holders_of(looked_for) == [] for _ in range(5))


def test_a_phones_code_is_gone_as_soon_as_the_person_is_known(hall: Hall, sandbox: Sandbox) -> None:
    hall.come_to_the_ways()
    hall.until(ScanCodeScreen)
    code = sandbox.remote.issue_phone_code(ZHANG.id_number)
    hall.terminal.post(CodeScanned(code))
    hall.until(ConfirmScreen)
    assert forgotten(code)
    assert code not in hall.redactor.redact(f"scanned {code}")
    hall.leave()


def test_a_pin_is_gone_as_soon_as_the_clerk_is_known(hall: Hall) -> None:
    hall.come_to_the_ways()
    hall.until(ScanCodeScreen)
    hall.touch(ChooseWay(Way.CLERK))
    hall.until(SignInScreen)
    hall.touch(SignIn("1001", pin()))
    hall.until(NamePersonScreen)
    assert forgotten(pin())
    hall.touch(NameResident(ZHANG.id_number))
    hall.until(ConfirmScreen)
    hall.leave()
    assert forgotten(pin())
