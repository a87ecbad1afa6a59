"""Attract: idle; any touch starts."""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import Start
from kiosk.visit.screens import AttractScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class AttractView(PageView):
    """How many services can be used now; the start."""

    def __init__(self, screen: AttractScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen

    @Property(str, constant=True)
    def services(self) -> str:
        """Empty until the services are known."""
        screen = self._screen
        if screen.open_services + screen.paused_services == 0:
            return ""
        if screen.paused_services == 0:
            return self.say.text("attract.all_open", n=screen.open_services)
        return self.say.text("attract.some_paused", n=screen.open_services, paused=screen.paused_services)

    @Slot()
    def start(self) -> None:
        self.send(Start())
