"""Identify: where to lay which card."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

import ui.drawings.card  # noqa: F401
from devices.cards.contents import CardKind
from kiosk.visit.screens import IdentifyScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class IdentifyView(PageView):
    """The card that is wanted, and how the reading stands."""

    def __init__(self, screen: IdentifyScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._identity = CardKind.IDENTITY_CARD in screen.accepts
        self._social = CardKind.SOCIAL_SECURITY_CARD in screen.accepts

    @Property(str, constant=True)
    def question(self) -> str:
        return self.say.text("identify.identity_card" if self._identity else "identify.social_card")

    @Property(str, constant=True)
    def layFlat(self) -> str:
        return self.say.text("identify.lay_flat_identity" if self._identity else "identify.lay_flat_social")

    @Property(str, constant=True)
    def howItGoesOn(self) -> str:
        """What tells that the card has been read: a beep where one can be heard, else the next page."""
        return self.say.text("identify.wait_for_beep" if self._screen.beeps else "identify.wait_for_page")

    @Property(str, constant=True)
    def otherWayTitle(self) -> str:
        return self.say.text("identify.no_card" if self._identity else "identify.identity_reader_out")

    @Property(str, constant=True)
    def otherWay(self) -> str:
        both = self._identity and self._social
        return self.say.text("identify.social_card_too" if both else "identify.ask_for_help")

    @Property(bool, constant=True)
    def reading(self) -> bool:
        return self._screen.reading

    @Property(str, constant=True)
    def waitingText(self) -> str:
        return self.say.text("identify.reading" if self._screen.reading else "identify.goes_on")

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
