"""Name the person: the signed-in clerk types the resident's identity number."""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import NameResident
from kiosk.visit.screens import NamePersonScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage
from ui.views.entry import EntryView
from ui.views.person_number import Typed, judge

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class NamePersonView(EntryView):
    """Eighteen characters, judged while they are typed."""

    def __init__(self, screen: NamePersonScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage, checking=screen.checking, notice=screen.notice)
        self._clerk = screen.clerk

    @Property(str, constant=True)
    def help(self) -> str:
        return self.say.text("name_person.help", clerk=self._clerk)

    @Slot(str, result=str)
    def complaint(self, number: str) -> str:
        """Say what is wrong with a number; empty while nothing is."""
        return self.say.text("name_person.wrong") if judge(number) is Typed.WRONG else ""

    @Slot(str)
    def enter(self, number: str) -> None:
        self.send(NameResident(number))
