"""Unlock: what stands printed in a travel document, typed; only then does it let itself be read."""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

from devices.cards.access import CanKey, MrzKey
from kiosk.visit.actions import EnterCan, EnterMrz
from kiosk.visit.screens import UnlockScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage
from ui.views.entry import EntryView
from ui.views.typed_day import is_day, short_day

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class UnlockView(EntryView):
    """The access number on the front, or number, day of birth and last day of the photo page."""

    def __init__(self, screen: UnlockScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage, checking=screen.reading, notice=screen.notice)
        self._screen = screen

    @Property(bool, constant=True)
    def scanner(self) -> bool:
        """Whether the photo page's two lines can be scanned instead."""
        return self._screen.scanner

    @Slot(str, result=str)
    def dayComplaint(self, digits: str) -> str:
        """Say what is wrong with a day typed as YYYYMMDD; empty while it is incomplete or right."""
        return self.say.text("unlock.no_such_day") if len(digits) == 8 and not is_day(digits) else ""

    @Slot(str, str, str)
    def enterMrz(self, number: str, birth: str, expiry: str) -> None:
        """Send the three fields; the days come as YYYYMMDD."""
        self.send(EnterMrz(MrzKey(number, short_day(birth), short_day(expiry))))

    @Slot(str)
    def enterCan(self, can: str) -> None:
        self.send(EnterCan(CanKey(can)))
