"""What the panel's page shows and does: the world, in the words of QML."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from devices.ports import MatchOutcome
from devices.simulators.emrtd.zone import write_zone
from devices.simulators.wallet import Holder
from devices.simulators.world_messages import (
    ClearCertificate,
    Command,
    CutLine,
    JamCertificate,
    LiftCard,
    LoadCertificate,
    LoadReceipt,
    MendLine,
    PaperLevel,
    Place,
    PlaceCard,
    SetMatch,
    ShowCode,
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)
from devices.status import DeviceKind
from kiosk.simulate import zone_lines
from ui.panel.holders import Group, HolderItem, as_shown
from ui.panel.link import WorldLink
from ui.panel.world_items import LineItem, MatcherItem
from ui.qml_types import made_in_python

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

ROWS: Final = 10
"""Holders on one page of a group; as many as the window has room for."""


@QmlElement
@made_in_python("The panel's window makes it.")
class PanelModel(QObject):
    """The world on the panel."""

    changed = Signal()

    def __init__(self, *, holders: list[Holder], link: WorldLink, today: date) -> None:
        super().__init__()
        self._link = link
        self._holders = {holder.slug: HolderItem(holder, today=today, parent=self) for holder in as_shown(holders)}
        self._group = Group.HOME
        self._page = 0
        self._person: HolderItem | None = None
        self._message = ""
        self._lines: list[LineItem] = []
        self._matchers: list[MatcherItem] = []
        self._world: WorldStatus | None = None
        self._pictures: dict[str, str] = {}
        self._refusal = ""
        link.seen.connect(self._see)
        link.lost.connect(self._lose)
        link.refused.connect(self._refuse)
        link.pictured.connect(self._picture)
        link.messaged.connect(self._take_message)

    # The wallet, group by group and page by page.

    def _of_group(self) -> list[HolderItem]:
        return [item for item in self._holders.values() if item.property("group") == self._group.value]

    @Property(str, notify=changed)
    def group(self) -> str:
        return self._group.value

    @Property(list, notify=changed)
    def holders(self) -> list[HolderItem]:
        """Those on the page that is shown."""
        return self._of_group()[self._page * ROWS : (self._page + 1) * ROWS]

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return -(-len(self._of_group()) // ROWS)

    @Slot(str)
    def showGroup(self, group: str) -> None:
        self._group, self._page = Group(group), 0
        self.changed.emit()

    @Slot(int)
    def turn(self, by: int) -> None:
        """Turn to another page of the group; beyond the ends nothing happens."""
        self._page = max(0, min(self._page + by, -(-len(self._of_group()) // ROWS) - 1))
        self.changed.emit()

    # The person whose phone is in the hand: the one whose card was touched last.

    @Property(str, notify=changed)
    def person(self) -> str:
        """The name; empty before anybody was touched."""
        return self._person.property("name") or self._person.holder.slug if self._person else ""

    @Property(str, notify=changed)
    def message(self) -> str:
        """The one-time code that came last to the person's phone; empty until somebody looks."""
        return self._message

    @Property(bool, notify=changed)
    def scannerLit(self) -> bool:
        """Whether a code that is held before the scanner would be read."""
        return bool(self._world and self._world.scanner.lit)

    @Slot(str)
    def choose(self, slug: str) -> None:
        """Take up this person's phone."""
        self._person, self._message = self._holders[slug], ""
        self.changed.emit()

    @Slot()
    def showPhone(self) -> None:
        """Hold the person's electronic card before the scanner."""
        self._refusal = ""
        if self._person is not None:
            self._link.show_phone(self._person.holder)

    @Slot()
    def lookAtMessages(self) -> None:
        """See which one-time code came to the person's phone."""
        self._refusal = ""
        if self._person is not None:
            self._link.look_at_messages(self._person.holder)

    # What recognises people.

    @Property(list, notify=changed)
    def matchers(self) -> list[MatcherItem]:
        return self._matchers

    @Slot(bool, str)
    def setMatch(self, face: bool, outcome: str) -> None:
        kind = DeviceKind.FACE_CAMERA if face else DeviceKind.FINGERPRINT_READER
        self._do(SetMatch(kind, MatchOutcome(outcome)))

    # Everything else.

    @Property(list, notify=changed)
    def lines(self) -> list[LineItem]:
        return self._lines

    @Property(bool, notify=changed)
    def linked(self) -> bool:
        return self._world is not None

    @Property(str, notify=changed)
    def refusal(self) -> str:
        """Why the last act was not possible; empty when it was."""
        return self._refusal

    @Property(bool, notify=changed)
    def cardLies(self) -> bool:
        return bool(self._world and self._world.cards)

    @Property(QUrl, notify=changed)
    def slip(self) -> QUrl:
        """Picture of the paper that hangs out of the receipt printer; empty when none does."""
        picture = self._world.receipt.picture if self._world else None
        return QUrl.fromLocalFile(picture) if picture else QUrl()

    @Property(str, notify=changed)
    def slipPaper(self) -> str:
        return self._world.receipt.paper.value if self._world else PaperLevel.FULL.value

    @Property(bool, notify=changed)
    def sheetLies(self) -> bool:
        return bool(self._world and self._world.certificate.lying)

    @Property(QUrl, notify=changed)
    def sheet(self) -> QUrl:
        """Picture of the topmost sheet in the outlet; empty when there is none or it is still being drawn."""
        lying = self._world.certificate.lying if self._world else ()
        picture = self._pictures.get(lying[-1].document) if lying else None
        return QUrl.fromLocalFile(picture) if picture else QUrl()

    @Property(bool, notify=changed)
    def jammed(self) -> bool:
        return self._has("media-jam")

    @Property(str, notify=changed)
    def sheetPaper(self) -> str:
        if self._has("media-empty"):
            return PaperLevel.OUT.value
        return PaperLevel.LOW.value if self._has("media-low") else PaperLevel.FULL.value

    @Slot(str, bool)
    def layChipCard(self, slug: str, pulled: bool) -> None:
        self.choose(slug)
        self._do(PlaceCard(slug, Place.CARD, pulled))

    @Slot(str, bool)
    def layIdentityCard(self, slug: str, pulled: bool) -> None:
        self.choose(slug)
        self._do(PlaceCard(slug, Place.IDENTITY, pulled))

    @Slot(str, bool)
    def layDocument(self, slug: str, pulled: bool) -> None:
        self.choose(slug)
        self._do(PlaceCard(slug, Place.CONTACTLESS, pulled))

    @Slot(str)
    def scanDocument(self, slug: str) -> None:
        """Hold the printed lines of a passport or permit before the scanner."""
        document = self._holders[slug].holder.travel_document
        if document is not None:
            self._do(ShowCode("\n".join(zone_lines(write_zone(document)))))

    @Slot()
    def liftCards(self) -> None:
        self._do(LiftCard())

    @Slot()
    def tear(self) -> None:
        self._do(TearReceipt())

    @Slot(str)
    def loadSlips(self, level: str) -> None:
        self._do(LoadReceipt(PaperLevel(level)))

    @Slot()
    def take(self) -> None:
        self._do(TakeCertificate())

    @Slot()
    def jam(self) -> None:
        """Let the next sheet get stuck; or free it when something is stuck already."""
        self._do(ClearCertificate() if self._has("media-jam") else JamCertificate(at_page=1))

    @Slot(str)
    def loadSheets(self, level: str) -> None:
        self._do(LoadCertificate(PaperLevel(level)))

    @Slot(str)
    def cutLine(self, name: str) -> None:
        self._do(CutLine(name))

    @Slot(str)
    def mendLine(self, name: str) -> None:
        self._do(MendLine(name))

    def _do(self, command: Command) -> None:
        self._refusal = ""
        self._link.do(command)

    def _has(self, fault: str) -> bool:
        return bool(self._world and fault in self._world.certificate.faults)

    @Slot(object)
    def _see(self, world: WorldStatus) -> None:
        self._world = world
        for holder in self._holders.values():
            holder.follow(world.cards)
        if len(world.lines) != len(self._lines):
            self._lines = [LineItem(line.name, self) for line in world.lines]
        for item, line in zip(self._lines, world.lines, strict=True):
            item.follow(line.cut is not None)
        if len(world.matchers) != len(self._matchers):
            self._matchers = [MatcherItem(matcher.kind, self) for matcher in world.matchers]
        for sense, matcher in zip(self._matchers, world.matchers, strict=True):
            sense.follow(matcher.outcome)
        self.changed.emit()

    @Slot()
    def _lose(self) -> None:
        self._world = None
        for holder in self._holders.values():
            holder.follow(())
        self.changed.emit()

    @Slot(str)
    def _refuse(self, reason: str) -> None:
        self._refusal = reason
        self.changed.emit()

    @Slot(str, str)
    def _picture(self, document: str, picture: str) -> None:
        self._pictures[document] = picture
        self.changed.emit()

    @Slot(str, str)
    def _take_message(self, slug: str, code: str) -> None:
        if self._person is not None and self._person.holder.slug == slug:
            self._message = code
            self.changed.emit()
