"""Hands touch the real window over their socket, and wait for what is painted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtNetwork import QLocalSocket

from kiosk.terminal import Shown
from kiosk.visit.actions import Action, Start
from kiosk.visit.preferences import Preferences
from tests.ui.looking import Onlooker
from tests.ui.samples import samples
from ui.frames import Frames
from ui.hands import Hands
from ui.touch_guard import TouchGuard

SAMPLES = samples(Preferences())
Ask = Callable[..., dict[str, object]]


@pytest.fixture
def onlooker() -> Iterator[Onlooker]:
    looking = Onlooker(width=1080, height=1920)
    yield looking
    looking.close()


@pytest.fixture
def sent(onlooker: Onlooker) -> list[Action]:
    """What was touched; a touch on attract brings the home screen."""
    actions: list[Action] = []

    def take(action: Action, serial: int) -> None:
        actions.append(action)
        onlooker.window.stage.receive(Shown(serial + 1, SAMPLES["home"]))

    onlooker.window.stage.send_to(take)
    return actions


@pytest.fixture
def ask(onlooker: Onlooker, tmp_path: Path) -> Iterator[Ask]:
    window = onlooker.window
    frames = Frames(window=window.window, stage=window.stage)
    guard = TouchGuard(window=window.window, stage=window.stage, theme=window.theme)
    path = str(tmp_path / "hands")
    hands = Hands(window=window.window, stage=window.stage, frames=frames, guard=guard, socket=path)
    wire = QLocalSocket()
    wire.connectToServer(path)

    def ask_once(**wish: object) -> dict[str, object]:
        wire.write(json.dumps(wish).encode() + b"\n")
        loop = QEventLoop()
        wire.readyRead.connect(loop.quit)
        deadline = QDeadlineTimer(20_000, Qt.TimerType.CoarseTimer)
        while not wire.canReadLine() and not deadline.hasExpired():
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20_000)
        answer: dict[str, object] = json.loads(bytes(wire.readLine().data()))
        return answer

    onlooker.show(SAMPLES["attract"])
    yield ask_once
    wire.close()
    hands.deleteLater()


def test_a_touch_brings_the_next_page_and_hands_see_it_painted(ask: Ask, sent: list[Action]) -> None:
    assert ask(do="wait_for", pages=["attract"], within_ms=10_000)["page"] == "attract"
    touched = ask(do="touch", name="start")
    seen = ask(do="wait_for", pages=["home"], within_ms=10_000)
    assert (touched["ok"], seen["page"], sent) == (True, "home", [Start()])


def test_what_can_be_touched_and_read_is_told(ask: Ask, sent: list[Action]) -> None:
    items = ask(do="items")["items"]
    assert isinstance(items, list)
    assert [item["name"] for item in items] == ["start"]
    texts = ask(do="texts")["texts"]
    assert isinstance(texts, list)
    assert "点一下屏幕，开始" in texts


def test_a_key_that_is_not_there_is_refused(ask: Ask, sent: list[Action]) -> None:
    answer = ask(do="touch", name="primary")
    assert (answer["ok"], answer["error"]) == (False, "no key 'primary' on page 'attract'")


def test_waiting_in_vain_says_where_one_is(ask: Ask, sent: list[Action]) -> None:
    answer = ask(do="wait_for", pages=["home"], within_ms=1)
    assert (answer["ok"], answer["page"]) == (False, "attract")


def test_the_window_can_be_pictured(ask: Ask, sent: list[Action], tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    assert ask(do="grab", file=str(picture)) == {"ok": True}
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_nonsense_is_answered(ask: Ask, sent: list[Action]) -> None:
    assert ask(do="dance")["ok"] is False
