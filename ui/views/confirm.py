"""Confirm: is this you? Masked, except while a finger holds the key."""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

import ui.drawings.card  # noqa: F401
from devices.cards.contents import CardKind
from kiosk.visit.actions import NotMe
from kiosk.visit.screens import ConfirmScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


def in_groups(number: str) -> str:
    """Part an identity number into region, day of birth and rest: 6, 8 and 4 characters (look.md, section 6)."""
    return f"{number[:6]} {number[6:14]} {number[14:]}"


@QmlElement
@made_in_python(MADE_BY_STAGE)
class ConfirmView(PageView):
    """The person as the card names them."""

    def __init__(self, screen: ConfirmScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen

    @Property(str, constant=True)
    def shownName(self) -> str:
        return self._screen.masked_name

    @Property(str, constant=True)
    def shownNumber(self) -> str:
        return self._screen.masked_id_number

    @Property(str, constant=True)
    def fullName(self) -> str:
        """Only for as long as the key is held."""
        return self._screen.revealed.name

    @Property(str, constant=True)
    def fullNumber(self) -> str:
        """Only for as long as the key is held."""
        return in_groups(self._screen.revealed.id_number)

    @Property(str, constant=True)
    def birthYear(self) -> str:
        return self.say.text("confirm.birth_year", year=self._screen.birth_year)

    @Property(str, constant=True)
    def purpose(self) -> str:
        """What the terminal will read, and that nothing stays."""
        return self.say.pick(self._screen.service.reads)

    @Property(str, constant=True)
    def cardRead(self) -> str:
        identity = self._screen.card is CardKind.IDENTITY_CARD
        return self.say.text("confirm.identity_card_read" if identity else "confirm.social_card_read")

    @Slot()
    def notMe(self) -> None:
        self.send(NotMe())
