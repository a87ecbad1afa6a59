"""Choose one: one of a list of licences or cases."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import Toggle
from kiosk.visit.screens import ChoiceFact, ChoiceRow, ChooseOneScreen
from ui.qml_types import made_in_python
from ui.views.base import FROM_HERE, MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

FACTS: Final = {
    ChoiceFact.GRANTED: "choose_one.granted",
    ChoiceFact.ACCEPTED: "choose_one.accepted",
    ChoiceFact.IN_REVIEW: "choose_one.in_review",
    ChoiceFact.CONCLUDED: "choose_one.concluded",
}


@QmlElement
@made_in_python(FROM_HERE)
class ChoiceItem(QObject):
    """One licence or case: a title, and a fact with its day."""

    def __init__(self, row: ChoiceRow, view: PageView) -> None:
        super().__init__(view)
        self._row = row
        self._view = view

    @Property(str, constant=True)
    def title(self) -> str:
        return self._view.say.pick(self._row.title)

    @Property(str, constant=True)
    def fact(self) -> str:
        """Licences may be many years old; cases are of these weeks and need no year."""
        say, row = self._view.say, self._row
        day = say.full_day(row.on) if row.fact is ChoiceFact.GRANTED else say.day(row.on)
        return say.text(FACTS[row.fact], day=day)

    @Property(str, constant=True)
    def obstacle(self) -> str:
        return self._view.say.pick(self._row.obstacle.title) if self._row.obstacle else ""

    @Property(bool, constant=True)
    def chosen(self) -> bool:
        return self._row.chosen

    @Slot()
    def choose(self) -> None:
        self._view.send(Toggle(self._row.key))


@QmlElement
@made_in_python(MADE_BY_STAGE)
class ChooseOneView(PageView):
    """The resident's licences or cases."""

    def __init__(self, screen: ChooseOneScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._rows = [ChoiceItem(row, self) for row in screen.rows]

    @Property(list, constant=True)
    def rows(self) -> list[ChoiceItem]:
        return self._rows

    @Property(int, constant=True)
    def listPage(self) -> int:
        return self._screen.page

    @Property(int, constant=True)
    def listPages(self) -> int:
        return self._screen.pages

    @Property(str, constant=True)
    def question(self) -> str:
        return self.say.text("choose_one.case_title" if self._screen.cases else "choose_one.licence_title")

    @Property(str, constant=True)
    def help(self) -> str:
        name = "cases_found" if self._screen.cases else "licences_found"
        return self.say.text(f"choose_one.{name}", total=self._screen.total)

    @Property(bool, constant=True)
    def ready(self) -> bool:
        return self._screen.ready

    @Property(str, constant=True)
    def nextText(self) -> str:
        return self.say.text("choose_one.next" if self._screen.ready else "choose_one.choose_first")
