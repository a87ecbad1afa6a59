"""Identify: where to lay which card, and in which other ways one can say who one is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

import ui.drawings.card  # noqa: F401
from kiosk.visit.identity import Way
from kiosk.visit.screens import IdentifyScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.ways import WayItem, way_items

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

CARDS: Final = {Way.IDENTITY_CARD: "identity", Way.SOCIAL_CARD: "social", Way.TRAVEL_DOCUMENT: "document"}
"""Ends of the sentences that name the card; the two ways without a card have pages of their own."""


@QmlElement
@made_in_python(MADE_BY_STAGE)
class IdentifyView(PageView):
    """The card that is wanted, and how the reading stands."""

    def __init__(self, screen: IdentifyScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._card = CARDS.get(screen.way, "identity")
        self._others = way_items(screen.others, self)

    @Property(str, constant=True)
    def question(self) -> str:
        return self.say.text(f"identify.ask_{self._card}")

    @Property(bool, constant=True)
    def isDocument(self) -> bool:
        """Whether it is a booklet or a permit, which is laid down open and held."""
        return self._card == "document"

    @Property(str, constant=True)
    def layFlat(self) -> str:
        return self.say.text(f"identify.lay_flat_{self._card}")

    @Property(str, constant=True)
    def inPlace(self) -> str:
        return self.say.text("identify.hold_still" if self._card == "document" else "identify.in_the_middle")

    @Property(str, constant=True)
    def howItGoesOn(self) -> str:
        """What tells that the card has been read: a beep where one can be heard, else the next page."""
        return self.say.text("identify.wait_for_beep" if self._screen.beeps else "identify.wait_for_page")

    @Property(list, constant=True)
    def others(self) -> list[WayItem]:
        return self._others

    @Property(str, constant=True)
    def othersTitle(self) -> str:
        """Asks for the card that is missing; says so where the terminal itself cannot read identity cards now."""
        if self._screen.way is not Way.IDENTITY_CARD and Way.IDENTITY_CARD not in self._screen.others:
            return self.say.text("identify.identity_reader_out")
        return self.say.text(f"identify.no_{self._card}")

    @Property(bool, constant=True)
    def reading(self) -> bool:
        return self._screen.reading

    @Property(str, constant=True)
    def waitingText(self) -> str:
        name = "reading" if self._screen.reading else "goes_on"
        return self.say.text(f"identify.{name}_document" if self._card == "document" else f"identify.{name}")

    @Property(str, constant=True)
    def notice(self) -> str:
        """Why the last card did not do; empty when there is nothing to say or the next is being read."""
        if self._screen.notice is None or self._screen.reading:
            return ""
        return self.say.pick(self._screen.notice.title)

    @Property(str, constant=True)
    def noticeHelp(self) -> str:
        """What to do now, or what holds in spite of it."""
        return self.say.pick(self._screen.notice.safe) if self._screen.notice else ""
