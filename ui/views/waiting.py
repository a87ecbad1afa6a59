"""Waiting: the portal has been asked; what for, and what can be done meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

from kiosk.visit.screens import WaitingScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class WaitingView(PageView):
    """Who has been asked, and whether it takes long."""

    def __init__(self, screen: WaitingScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen

    @Property(str, constant=True)
    def question(self) -> str:
        return self.say.text("waiting.slow_title" if self._screen.long else "waiting.title")

    @Property(str, constant=True)
    def asked(self) -> str:
        return self.say.text("waiting.asked", department=self.say.pick(self._screen.service.department))

    @Property(bool, constant=True)
    def cardLies(self) -> bool:
        """Whether a card lies on a reader; who came with a phone's code or a clerk's word has none there."""
        return self._screen.card_lies

    @Property(bool, constant=True)
    def slow(self) -> bool:
        return self._screen.long
