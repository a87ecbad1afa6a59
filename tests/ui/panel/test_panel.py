"""The panel shows the world as it is, and each of its keys does one thing to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from devices.simulators.wallet import load_wallet
from devices.simulators.world_line import Cut
from devices.simulators.world_messages import (
    CertificateState,
    ClearCertificate,
    Command,
    CutLine,
    JamCertificate,
    LiftCard,
    LineState,
    LoadCertificate,
    LoadReceipt,
    LyingCard,
    MendLine,
    PaperLevel,
    Place,
    PlaceCard,
    PrintedSheet,
    ReceiptState,
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)
from ui.panel.link import WorldLink
from ui.panel.model import PanelModel
from ui.panel.window import PanelWindow

EMPTY = WorldStatus(
    revision=0,
    cards=(),
    receipt=ReceiptState(paper=PaperLevel.FULL, picture=None, torn=(), violations=()),
    certificate=CertificateState(faults=(), lying=(), sheets=()),
    lines=(LineState("registry", None),),
)
SHEET = PrintedSheet(1, "/printed/001.pdf", "iso_a4_210x297mm")


class HeardLink(WorldLink):
    """A link that notes commands instead of sending them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(state=folder, pictures=folder)
        self.heard: list[Command] = []

    def do(self, command: Command) -> None:
        self.heard.append(command)


@dataclass
class Panel:
    """A panel with its link in hand."""

    link: HeardLink
    model: PanelModel
    window: PanelWindow = field(init=False)


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Panel]:
    link = HeardLink(tmp_path)
    panel = Panel(link, PanelModel(holders=load_wallet(), link=link))
    link.seen.emit(EMPTY)
    yield panel
    link.close()


@pytest.fixture
def window(panel: Panel, qtbot: QtBot) -> Iterator[PanelWindow]:
    window = PanelWindow(model=panel.model, width=1120, height=960)
    window.show()
    qtbot.waitUntil(lambda: key(window, "lift") is not None)
    yield window
    window.close()


def key(window: PanelWindow, name: str) -> QQuickItem | None:
    waiting: list[QQuickItem] = [window.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.objectName() == name and item.metaObject().indexOfSignal("activated()") >= 0:
            return item
        waiting += item.childItems()
    return None


def press(window: PanelWindow, name: str) -> None:
    found = key(window, name)
    assert found is not None, name
    found.metaObject().invokeMethod(found, "activated")


def with_sheet(world: WorldStatus) -> WorldStatus:
    return replace(world, certificate=CertificateState(faults=(), lying=(SHEET,), sheets=(SHEET,)))


def jammed(world: WorldStatus) -> WorldStatus:
    return replace(world, certificate=CertificateState(faults=("media-jam",), lying=(), sheets=()))


def cut(world: WorldStatus) -> WorldStatus:
    return replace(world, lines=(LineState("registry", Cut.REFUSING),))


def same(world: WorldStatus) -> WorldStatus:
    return world


@pytest.mark.parametrize(
    ("name", "before", "command"),
    [
        ("zhang-guilan-card", same, PlaceCard("zhang-guilan", Place.CARD)),
        ("zhang-guilan-identity", same, PlaceCard("zhang-guilan", Place.IDENTITY)),
        ("lift", same, LiftCard()),
        ("slip-take", same, TearReceipt()),
        ("slip-out", same, LoadReceipt(PaperLevel.OUT)),
        ("sheet-take", with_sheet, TakeCertificate()),
        ("sheet-fault", same, JamCertificate(at_page=1)),
        ("sheet-fault", jammed, ClearCertificate()),
        ("sheet-low", same, LoadCertificate(PaperLevel.LOW)),
        ("line-registry", same, CutLine("registry")),
        ("line-registry", cut, MendLine("registry")),
    ],
)
def test_each_key_does_one_thing_to_the_world(
    panel: Panel,
    window: PanelWindow,
    name: str,
    before: Callable[[WorldStatus], WorldStatus],
    command: Command,
) -> None:
    panel.link.seen.emit(before(EMPTY))
    press(window, name)
    assert panel.link.heard == [command]


def test_a_card_can_be_drawn_back_once(panel: Panel, window: PanelWindow) -> None:
    press(window, "pulled")
    press(window, "zhou-jun-identity")
    press(window, "zhou-jun-identity")
    assert panel.link.heard == [
        PlaceCard("zhou-jun", Place.IDENTITY, pulled=True),
        PlaceCard("zhou-jun", Place.IDENTITY, pulled=False),
    ]


def test_a_card_on_a_reader_is_marked_until_it_is_lifted(panel: Panel) -> None:
    holder = next(item for item in panel.model.findChildren(QObject) if item.property("slug") == "zhou-jun")
    panel.link.seen.emit(replace(EMPTY, cards=(LyingCard(Place.IDENTITY, "zhou-jun"),)))
    assert holder.property("identityLies")
    assert not holder.property("chipLies")
    panel.link.seen.emit(EMPTY)
    assert not holder.property("identityLies")


def test_a_sheet_is_shown_once_it_has_been_pictured(panel: Panel) -> None:
    panel.link.seen.emit(with_sheet(EMPTY))
    assert panel.model.property("sheet") == QUrl()
    panel.link.pictured.emit(SHEET.document, "/pictures/001.png")
    assert panel.model.property("sheet") == QUrl.fromLocalFile("/pictures/001.png")
    panel.link.seen.emit(EMPTY)
    assert panel.model.property("sheet") == QUrl()


def test_the_panel_says_so_when_the_world_is_gone(panel: Panel) -> None:
    assert panel.model.property("linked")
    panel.link.lost.emit()
    assert not panel.model.property("linked")


def test_the_panel_tells_why_something_was_not_possible(panel: Panel, window: PanelWindow) -> None:
    panel.link.refused.emit("no line 'gas'")
    assert panel.model.property("refusal") == "no line 'gas'"
    press(window, "lift")
    assert panel.model.property("refusal") == ""


def test_the_panel_speaks_both_languages(window: PanelWindow, qtbot: QtBot) -> None:
    def other_language() -> str:
        found = key(window, "language")
        return str(found.property("text")) if found else ""

    assert other_language() == "English"
    press(window, "language")
    qtbot.waitUntil(lambda: other_language() == "中文")
