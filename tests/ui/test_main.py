"""What the terminal does when the things behind its screen cannot live."""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.bilingual import Bilingual
from kiosk.catalogue.loader import load_catalogue
from kiosk.errors import KioskError
from kiosk.failures import load_failures
from kiosk.log import Redactor
from kiosk.settings import InputBoardSettings, LineSettings, Profile, Settings, TerminalSettings
from kiosk.terminal import Shown, Terminal
from kiosk.visit.screens import OutOfServiceScreen
from kiosk.visit.state import House
from tests.ui.looking import Onlooker
from ui.backroom import Backroom
from ui.main import policy_of, sight_of
from ui.memory import ScreenMemory


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    nowhere = tmp_path / "nothing"
    line = LineSettings(
        name="extranet", base_url="https://localhost", trust_file=nowhere, certificate_file=nowhere, key_file=nowhere
    )
    terminal = TerminalSettings(
        id="TJ-024-01",
        public_url="https://hall.example",
        place=Bilingual("示例服务点", "Example hall"),
        profile=Profile.SANDBOX,
        state_dir=tmp_path,
    )
    return Settings(terminal=terminal, line=(line,))


def make_terminal(settings: Settings, show: Callable[[Shown], None]) -> Terminal:
    return Terminal(
        house=House(catalogue=load_catalogue(), failures=load_failures(), policy=policy_of(settings)),
        first_key="0" * 32,
        show=show,
        new_support_code=lambda: "ABC123",
    )


def test_an_application_that_cannot_be_built_stops_the_terminal_with_its_code(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise KioskError("RECORDS_UNREADABLE", "the ledger is torn")

    monkeypatch.setattr("kiosk.app.Application.__init__", refuse)
    shown: queue.SimpleQueue[Shown] = queue.SimpleQueue()
    onlooker = Onlooker(width=540, height=960)
    memory = ScreenMemory(stage=onlooker.window.stage)
    terminal = make_terminal(settings, shown.put)
    backroom = Backroom(settings=settings, terminal=terminal, memory=memory, redactor=Redactor())
    backroom.open()
    screen = shown.get(timeout=30).screen
    backroom.close()
    onlooker.close()
    assert isinstance(screen, OutOfServiceScreen)


def test_only_an_input_board_sees_papers_being_taken(settings: Settings) -> None:
    with_board = replace(settings, input_board=InputBoardSettings(port="COM1"))
    assert (len(policy_of(settings).sensed), len(policy_of(with_board).sensed)) == (0, 2)


def test_a_window_that_does_not_fill_the_screen_stands_in_for_the_screen_of_the_design(settings: Settings) -> None:
    assert sight_of(replace(settings.screen, full_screen=False)).diagonal_mm is None
    assert sight_of(settings.screen).diagonal_mm == pytest.approx(686.0)
