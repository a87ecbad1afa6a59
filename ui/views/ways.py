"""The other ways: keys to other cards, other credentials and other proofs, as several pages offer them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import Action, ChooseFactor, ChooseWay
from kiosk.visit.identity import Factor, Way
from ui.icons import glyph
from ui.qml_types import made_in_python
from ui.views.base import FROM_HERE, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

ICON_OF_WAY: Final = {
    Way.IDENTITY_CARD: "credit-card",
    Way.SOCIAL_CARD: "account-card-details",
    Way.TRAVEL_DOCUMENT: "book-open",
    Way.PHONE_CODE: "cellphone",
    Way.CLERK: "account-check",
}
ICON_OF_FACTOR: Final = {
    Factor.ONE_TIME_CODE: "message-text",
    Factor.FINGERPRINT: "fingerprint",
    Factor.FACE: "face",
    Factor.CLERK: "account-check",
}


@QmlElement
@made_in_python(FROM_HERE)
class WayItem(QObject):
    """One other way: what its key says, and what touching it does."""

    def __init__(self, kind: Way | Factor, action: Action, view: PageView) -> None:
        super().__init__(view)
        self._kind = kind
        self._action = action
        self._view = view

    @Property(str, constant=True)
    def name(self) -> str:
        """For whoever looks for its key: ``way-social-card``, ``factor-face``."""
        return f"{type(self._kind).__name__.lower()}-{self._kind.value}"

    @Property(str, constant=True)
    def text(self) -> str:
        return self._view.say.text(f"ways.{type(self._kind).__name__.lower()}_{self._kind.name.lower()}")

    @Property(str, constant=True)
    def line(self) -> str:
        """What it means, for a second proof; empty for a way."""
        if isinstance(self._kind, Way):
            return ""
        return self._view.say.text(f"prove_it.{self._kind.name.lower()}_line")

    @Property(str, constant=True)
    def glyph(self) -> str:
        return glyph(ICON_OF_WAY[self._kind] if isinstance(self._kind, Way) else ICON_OF_FACTOR[self._kind])

    @Slot()
    def choose(self) -> None:
        self._view.send(self._action)


def way_items(ways: Sequence[Way], view: PageView) -> list[WayItem]:
    """Make a key a way; the identity card, which most people carry, comes first."""
    ordered = sorted(ways, key=lambda way: way is not Way.IDENTITY_CARD)
    return [WayItem(way, ChooseWay(way), view) for way in ordered]


def factor_items(factors: Sequence[Factor], view: PageView) -> list[WayItem]:
    """Make a key a second proof, in their order."""
    return [WayItem(factor, ChooseFactor(factor), view) for factor in factors]
