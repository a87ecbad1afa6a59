"""What the panel's page shows and does: the world, in the words of QML."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from devices.simulators.wallet import Holder
from devices.simulators.world_messages import (
    ClearCertificate,
    Command,
    CutLine,
    JamCertificate,
    LiftCard,
    LoadCertificate,
    LoadReceipt,
    LyingCard,
    MendLine,
    PaperLevel,
    Place,
    PlaceCard,
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)
from ui.panel.link import WorldLink
from ui.qml_types import made_in_python

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python("The panel's model makes one for each holder.")
class HolderItem(QObject):
    """One invented resident and the cards in their pocket."""

    changed = Signal()

    def __init__(self, holder: Holder, parent: QObject) -> None:
        super().__init__(parent)
        self._holder = holder
        self._lying: frozenset[Place] = frozenset()

    def follow(self, cards: tuple[LyingCard, ...]) -> None:
        """Note which of the holder's cards lie on readers."""
        lying = frozenset(card.place for card in cards if card.slug == self._holder.slug)
        if lying != self._lying:
            self._lying = lying
            self.changed.emit()

    @Property(str, constant=True)
    def slug(self) -> str:
        return self._holder.slug

    @Property(str, constant=True)
    def name(self) -> str:
        """As on the card; empty for a card that names nobody."""
        card = self._holder.identity_card or self._holder.social_card
        return card.name if card else ""

    @Property(bool, constant=True)
    def hasIdentityCard(self) -> bool:
        return self._holder.identity_card is not None

    @Property(bool, constant=True)
    def hasChipCard(self) -> bool:
        return self._holder.social_card is not None or self._holder.bank_card is not None

    @Property(bool, constant=True)
    def isBankCard(self) -> bool:
        return self._holder.bank_card is not None

    @Property(bool, notify=changed)
    def identityLies(self) -> bool:
        return Place.IDENTITY in self._lying

    @Property(bool, notify=changed)
    def chipLies(self) -> bool:
        return Place.CARD in self._lying


@QmlElement
@made_in_python("The panel's model makes one for each line.")
class LineItem(QObject):
    """One network line."""

    changed = Signal()

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self._cut = False

    def follow(self, cut: bool) -> None:
        """Note whether it is cut."""
        if cut != self._cut:
            self._cut = cut
            self.changed.emit()

    @Property(str, constant=True)
    def name(self) -> str:
        return self._name

    @Property(bool, notify=changed)
    def cut(self) -> bool:
        return self._cut


@QmlElement
@made_in_python("The panel's window makes it.")
class PanelModel(QObject):
    """The world on the panel."""

    changed = Signal()

    def __init__(self, *, holders: list[Holder], link: WorldLink) -> None:
        super().__init__()
        self._link = link
        self._holders = [HolderItem(holder, self) for holder in holders]
        self._lines: list[LineItem] = []
        self._world: WorldStatus | None = None
        self._pictures: dict[str, str] = {}
        self._refusal = ""
        link.seen.connect(self._see)
        link.lost.connect(self._lose)
        link.refused.connect(self._refuse)
        link.pictured.connect(self._picture)

    @Property(list, constant=True)
    def holders(self) -> list[HolderItem]:
        return self._holders

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
        self._do(PlaceCard(slug, Place.CARD, pulled))

    @Slot(str, bool)
    def layIdentityCard(self, slug: str, pulled: bool) -> None:
        self._do(PlaceCard(slug, Place.IDENTITY, pulled))

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
        for holder in self._holders:
            holder.follow(world.cards)
        if len(world.lines) != len(self._lines):
            self._lines = [LineItem(line.name, self) for line in world.lines]
        for item, line in zip(self._lines, world.lines, strict=True):
            item.follow(line.cut is not None)
        self.changed.emit()

    @Slot()
    def _lose(self) -> None:
        self._world = None
        for holder in self._holders:
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
