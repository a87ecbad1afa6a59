"""The panel shows the world as it is, and each of its keys does one thing to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from devices.ports import MatchOutcome
from devices.simulators.emrtd.zone import write_zone
from devices.simulators.wallet import Holder, load_holder, load_wallet
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
    MatcherState,
    MendLine,
    PaperLevel,
    Place,
    PlaceCard,
    PrintedSheet,
    ReceiptState,
    ScannerState,
    SetMatch,
    ShowCode,
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)
from devices.status import DeviceKind
from kiosk.simulate import zone_lines
from ui.panel.link import WorldLink
from ui.panel.model import PanelModel
from ui.panel.window import PanelWindow

TODAY = date(2026, 3, 18)
EMPTY = WorldStatus(
    revision=0,
    cards=(),
    receipt=ReceiptState(paper=PaperLevel.FULL, picture=None, torn=(), violations=()),
    certificate=CertificateState(faults=(), lying=(), sheets=()),
    lines=(LineState("registry", None),),
    scanner=ScannerState(lit=True),
    matchers=(
        MatcherState(DeviceKind.FINGERPRINT_READER, MatchOutcome.SAME_PERSON),
        MatcherState(DeviceKind.FACE_CAMERA, MatchOutcome.SAME_PERSON),
    ),
)
SHEET = PrintedSheet(1, "/printed/001.pdf", "iso_a4_210x297mm")


class HeardLink(WorldLink):
    """A link that notes commands instead of sending them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(state=folder, pictures=folder)
        self.heard: list[Command] = []
        self.shown: list[str] = []
        self.looked_at: list[str] = []

    def do(self, command: Command) -> None:
        self.heard.append(command)

    def show_phone(self, holder: Holder) -> None:
        self.shown.append(holder.slug)

    def look_at_messages(self, holder: Holder) -> None:
        self.looked_at.append(holder.slug)


@dataclass
class Panel:
    """A panel with its link in hand."""

    link: HeardLink
    model: PanelModel
    window: PanelWindow = field(init=False)


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Panel]:
    link = HeardLink(tmp_path)
    panel = Panel(link, PanelModel(holders=load_wallet(), link=link, today=TODAY))
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
        ("finger-other-person", same, SetMatch(DeviceKind.FINGERPRINT_READER, MatchOutcome.OTHER_PERSON)),
        ("face-not-captured", same, SetMatch(DeviceKind.FACE_CAMERA, MatchOutcome.NOT_CAPTURED)),
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
    press(window, "li-jianguo-identity")
    press(window, "li-jianguo-identity")
    assert panel.link.heard == [
        PlaceCard("li-jianguo", Place.IDENTITY, pulled=True),
        PlaceCard("li-jianguo", Place.IDENTITY, pulled=False),
    ]


def test_a_card_on_a_reader_is_marked_until_it_is_lifted(panel: Panel) -> None:
    holder = next(item for item in panel.model.findChildren(QObject) if item.property("slug") == "li-jianguo")
    panel.link.seen.emit(replace(EMPTY, cards=(LyingCard(Place.IDENTITY, "li-jianguo"),)))
    assert holder.property("identityLies")
    assert not holder.property("chipLies")
    panel.link.seen.emit(EMPTY)
    assert not holder.property("identityLies")


def test_the_wallet_stands_in_groups(panel: Panel) -> None:
    shown: dict[str, list[str]] = {}
    for group in ("home", "elsewhere", "odd"):
        panel.model.showGroup(group)
        while True:
            shown[group] = shown.get(group, []) + [
                str(item.property("slug")) for item in panel.model.property("holders")
            ]
            if panel.model.property("page") + 1 == panel.model.property("pages"):
                break
            panel.model.turn(1)
    assert sorted(slug for slugs in shown.values() for slug in slugs) == [holder.slug for holder in load_wallet()]
    assert "zhang-guilan" in shown["home"]
    assert {"lin-yi-ting", "maria-aguirre", "passport-cao-lei"} <= set(shown["elsewhere"])
    assert {"bank-card", "zhou-jun", "wrong-check-digit", "unknown-layout"} <= set(shown["odd"])


def test_a_page_of_holders_is_turned_but_not_beyond_the_ends(panel: Panel, window: PanelWindow, qtbot: QtBot) -> None:
    press(window, "holders-next")
    assert panel.model.property("page") == 1
    panel.model.turn(9)
    assert panel.model.property("page") == panel.model.property("pages") - 1
    panel.model.turn(-9)
    assert panel.model.property("page") == 0


def test_a_travel_document_is_laid_down_or_held_to_the_scanner(panel: Panel, window: PanelWindow, qtbot: QtBot) -> None:
    press(window, "group-elsewhere")
    qtbot.waitUntil(lambda: key(window, "passport-cao-lei-document") is not None)
    press(window, "passport-cao-lei-document")
    press(window, "passport-cao-lei-scan")
    document = load_holder("passport-cao-lei").travel_document
    assert document is not None
    lines = zone_lines(write_zone(document))
    assert [len(line) for line in lines] == [44, 44]
    assert panel.link.heard == [PlaceCard("passport-cao-lei", Place.CONTACTLESS), ShowCode("\n".join(lines))]


def test_what_is_to_be_typed_stands_on_the_panel(panel: Panel) -> None:
    holder = next(item for item in panel.model.findChildren(QObject) if item.property("slug") == "passport-cao-lei")
    assert str(holder.property("printed")).startswith("EJ3071560  19870923  20310416")


def test_the_phone_is_that_of_the_person_who_was_touched_last(panel: Panel, window: PanelWindow) -> None:
    found = key(window, "phone-show")
    assert found is not None
    assert not found.property("available")
    press(window, "zhang-guilan-identity")
    assert panel.model.property("person") == "张桂兰"
    assert found.property("available")
    press(window, "phone-show")
    press(window, "phone-messages")
    assert (panel.link.shown, panel.link.looked_at) == (["zhang-guilan"], ["zhang-guilan"])


def test_a_phone_is_shown_only_to_a_lit_scanner(panel: Panel, window: PanelWindow) -> None:
    press(window, "zhang-guilan-identity")
    panel.link.seen.emit(replace(EMPTY, scanner=ScannerState(lit=False)))
    found = key(window, "phone-show")
    assert found is not None
    assert not found.property("available")


def test_a_one_time_code_is_shown_for_the_person_whose_phone_it_came_to(panel: Panel) -> None:
    panel.model.choose("zhang-guilan")
    panel.link.messaged.emit("li-jianguo", "111111")
    assert panel.model.property("message") == ""
    panel.link.messaged.emit("zhang-guilan", "402718")
    assert panel.model.property("message") == "402718"
    panel.model.choose("li-jianguo")
    assert panel.model.property("message") == ""


def test_without_a_sandbox_portal_a_phone_says_why_it_is_off(tmp_path: Path, qtbot: QtBot) -> None:
    link = WorldLink(state=tmp_path, pictures=tmp_path)
    with qtbot.waitSignal(link.refused) as refused:
        link.look_at_messages(load_holder("zhang-guilan"))
    assert str(refused.args[0]).startswith("no simulated world")
    link.close()


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
