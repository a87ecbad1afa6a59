"""The holders of the wallet on the panel: which group each stands in, and what of theirs can be laid or typed."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from devices.simulators.wallet import Holder
from devices.simulators.wallet_list import card_refusal, name_of
from devices.simulators.world_messages import LyingCard, Place
from ui.qml_types import made_in_python

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

AT_HOME: Final = "citizen"
FIRST: Final = ("zhang-guilan", "li-jianguo", "wang-xiuying")
"""Whom the handbook and the demo's journeys play most; they stand first in their group."""


class Group(Enum):
    """The parts of the wallet; the values end the names of their tabs."""

    HOME = "home"
    ELSEWHERE = "elsewhere"
    """Residence permits, foreigners' cards, passports and travel permits."""
    ODD = "odd"
    """Cards that the terminal refuses, and those that say nothing."""


def group_of(holder: Holder, *, today: date) -> Group:
    """Say in which part of the wallet a holder stands."""
    if holder.bank_card is not None or not name_of(holder) or card_refusal(holder, today=today):
        return Group.ODD
    from_elsewhere = holder.identity_card is not None and holder.identity_card.layout != AT_HOME
    return Group.ELSEWHERE if from_elsewhere or holder.travel_document is not None else Group.HOME


def as_shown(holders: list[Holder]) -> list[Holder]:
    """Put the holders in the order of the panel."""
    return sorted(holders, key=lambda holder: FIRST.index(holder.slug) if holder.slug in FIRST else len(FIRST))


@QmlElement
@made_in_python("The panel's model makes one for each holder.")
class HolderItem(QObject):
    """One invented resident and the cards in their pocket."""

    changed = Signal()

    def __init__(self, holder: Holder, *, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self.holder = holder
        self._group = group_of(holder, today=today)
        self._refusal = card_refusal(holder, today=today)
        self._lying: frozenset[Place] = frozenset()

    def follow(self, cards: tuple[LyingCard, ...]) -> None:
        """Note which of the holder's cards lie on readers."""
        lying = frozenset(card.place for card in cards if card.slug == self.holder.slug)
        if lying != self._lying:
            self._lying = lying
            self.changed.emit()

    @Property(str, constant=True)
    def slug(self) -> str:
        return self.holder.slug

    @Property(str, constant=True)
    def group(self) -> str:
        return self._group.value

    @Property(str, constant=True)
    def name(self) -> str:
        """As on the card; empty for a card that names nobody."""
        return name_of(self.holder)

    @Property(str, constant=True)
    def title(self) -> str:
        """The name; of an odd card, what is odd about it, which its name in the wallet says."""
        return (
            self.holder.slug if self._group is Group.ODD and not self.property("isBankCard") else self.property("name")
        )

    @Property(str, constant=True)
    def printed(self) -> str:
        """What stands printed in a travel document and is to be typed; of an odd card, why it is refused."""
        document = self.holder.travel_document
        if document is None:
            return self._refusal
        words = (document.number, document.birth, document.valid_until, f"CAN {document.can}" if document.can else "")
        return "  ".join(word for word in words if word)

    @Property(bool, constant=True)
    def hasIdentityCard(self) -> bool:
        return self.holder.identity_card is not None

    @Property(bool, constant=True)
    def hasChipCard(self) -> bool:
        return self.holder.social_card is not None or self.holder.bank_card is not None

    @Property(bool, constant=True)
    def isBankCard(self) -> bool:
        return self.holder.bank_card is not None

    @Property(bool, constant=True)
    def hasDocument(self) -> bool:
        return self.holder.travel_document is not None

    @Property(bool, notify=changed)
    def identityLies(self) -> bool:
        return Place.IDENTITY in self._lying

    @Property(bool, notify=changed)
    def chipLies(self) -> bool:
        return Place.CARD in self._lying

    @Property(bool, notify=changed)
    def documentLies(self) -> bool:
        return Place.CONTACTLESS in self._lying

    @Property(bool, notify=changed)
    def lies(self) -> bool:
        """Whether any of the holder's cards lies on a reader."""
        return bool(self._lying)
