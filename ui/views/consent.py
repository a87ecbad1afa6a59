"""Consent: what will be read, what for, how long it is kept."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

from kiosk.visit.screens import ConsentScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class ConsentView(PageView):
    """The question and its four answers."""

    def __init__(self, screen: ConsentScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._service = screen.service

    @Property(str, constant=True)
    def reads(self) -> str:
        return self.say.pick(self._service.reads)

    @Property(str, constant=True)
    def purpose(self) -> str:
        return self.say.text("consent.purpose", service=self.say.pick(self._service.name))

    @Property(str, constant=True)
    def holder(self) -> str:
        return self.say.text("consent.holder", name=self.say.pick(self._service.department))
