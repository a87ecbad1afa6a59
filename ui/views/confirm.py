"""Confirm: is this you? Masked, except while a finger holds the key."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

import ui.drawings.card  # noqa: F401
from devices.cards.contents import CardKind
from kiosk.visit.actions import NotMe
from kiosk.visit.identity import Way
from kiosk.visit.screens import ConfirmScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

CITIZEN_LENGTH: Final = 18
"""Characters of the numbers that are read in groups (GB 11643-1999)."""
LONG_NAME: Final = 8
"""Characters that fit beside the figure in the size of a question."""
READ: Final = {
    CardKind.IDENTITY_CARD: "confirm.identity_card_read",
    CardKind.RESIDENCE_PERMIT: "confirm.residence_permit_read",
    CardKind.PERMANENT_RESIDENT_CARD: "confirm.permanent_resident_card_read",
    CardKind.SOCIAL_SECURITY_CARD: "confirm.social_card_read",
    CardKind.PASSPORT: "confirm.passport_read",
    CardKind.TRAVEL_PERMIT: "confirm.travel_permit_read",
}
NUMBER_OF_DOCUMENT: Final = {
    CardKind.RESIDENCE_PERMIT: "confirm.permit_number",
    CardKind.PERMANENT_RESIDENT_CARD: "confirm.card_number",
    CardKind.PASSPORT: "confirm.passport_number",
    CardKind.TRAVEL_PERMIT: "confirm.card_number",
}
"""How the number is called where it is not the identity number."""


def in_groups(number: str) -> str:
    """Part an identity number into region, day of birth and rest: 6, 8 and 4 characters (look.md, section 6).

    Numbers of other kinds stay as they are.
    """
    if len(number) != CITIZEN_LENGTH:
        return number
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

    @Property(bool, constant=True)
    def longName(self) -> bool:
        """Whether the name is so long that it wants smaller letters, as names in Latin letters are."""
        return len(self._screen.revealed.name) > LONG_NAME

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
        """Where the name comes from, and what to do with the card."""
        if self._screen.card is not None:
            return self.say.text(READ[self._screen.card])
        by_clerk = self._screen.way is Way.CLERK
        return self.say.text("confirm.clerk_checked" if by_clerk else "confirm.phone_checked")

    @Property(str, constant=True)
    def numberLabel(self) -> str:
        """What the number is called on the document."""
        card = self._screen.card
        return self.say.text(NUMBER_OF_DOCUMENT.get(card, "confirm.number") if card else "confirm.number")

    @Slot()
    def notMe(self) -> None:
        self.send(NotMe())
