"""Scan a code: the phone's code is held before the scanner."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

import ui.drawings.card
import ui.drawings.phone  # noqa: F401 - the engine knows a type once its module has been read
from kiosk.visit.identity import Way
from kiosk.visit.screens import ScanCodeScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.ways import WayItem, way_items

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class ScanCodeView(PageView):
    """How to hold the phone, and the other ways."""

    def __init__(self, screen: ScanCodeScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._others = way_items([way for way in screen.others if way is not Way.PHONE_CODE], self)

    @Property(str, constant=True)
    def howItGoesOn(self) -> str:
        """What tells that the code has been read: a beep where one can be heard, else the next page."""
        return self.say.text("identify.wait_for_beep" if self._screen.beeps else "identify.wait_for_page")

    @Property(list, constant=True)
    def others(self) -> list[WayItem]:
        return self._others

    @Property(str, constant=True)
    def waitingText(self) -> str:
        return self.say.text("scan_code.checking" if self._screen.checking else "scan_code.goes_on")

    @Property(str, constant=True)
    def notice(self) -> str:
        """Why the last code did not do; empty while the next is being checked."""
        if self._screen.notice is None or self._screen.checking:
            return ""
        return self.say.pick(self._screen.notice.title)

    @Property(str, constant=True)
    def noticeHelp(self) -> str:
        """What to do now."""
        return self.say.pick(self._screen.notice.safe) if self._screen.notice else ""
