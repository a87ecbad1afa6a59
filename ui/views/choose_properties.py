"""Choose properties: several of a list."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import Toggle, ToggleAll
from kiosk.visit.screens import ChoosePropertiesScreen, PropertyRow
from ui.qml_types import made_in_python
from ui.views.base import FROM_HERE, MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(FROM_HERE)
class PropertyItem(QObject):
    """One property: use and floor area, masked address, owners and year."""

    def __init__(self, row: PropertyRow, view: PageView) -> None:
        super().__init__(view)
        self._row = row
        self._view = view

    @Property(str, constant=True)
    def title(self) -> str:
        say = self._view.say
        return say.text("choose_properties.use_and_area", use=say.pick(self._row.use), area=say.area(self._row.area_m2))

    @Property(str, constant=True)
    def address(self) -> str:
        return self._row.masked_address

    @Property(str, constant=True)
    def owners(self) -> str:
        say, row = self._view.say, self._row
        if row.co_owners == 0:
            return say.text("choose_properties.owned_alone", year=row.registered)
        return say.text("choose_properties.owned_with", others=row.co_owners, year=row.registered)

    @Property(str, constant=True)
    def obstacle(self) -> str:
        return self._view.say.pick(self._row.obstacle) if self._row.obstacle else ""

    @Property(bool, constant=True)
    def chosen(self) -> bool:
        return self._row.chosen

    @Slot()
    def toggle(self) -> None:
        self._view.send(Toggle(self._row.key))


@QmlElement
@made_in_python(MADE_BY_STAGE)
class ChoosePropertiesView(PageView):
    """The resident's properties and how many are chosen."""

    def __init__(self, screen: ChoosePropertiesScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._rows = [PropertyItem(row, self) for row in screen.rows]

    @Property(list, constant=True)
    def rows(self) -> list[PropertyItem]:
        return self._rows

    @Property(int, constant=True)
    def listPage(self) -> int:
        return self._screen.page

    @Property(int, constant=True)
    def listPages(self) -> int:
        return self._screen.pages

    @Property(str, constant=True)
    def question(self) -> str:
        return self.say.text("choose_properties.title" if self._screen.total else "choose_properties.none_title")

    @Property(str, constant=True)
    def help(self) -> str:
        total = self._screen.total
        name = "found" if total > 1 else "found_one" if total else "found_none"
        return self.say.text(f"choose_properties.{name}", **({"total": total} if total else {}))

    @Property(bool, constant=True)
    def canChooseAll(self) -> bool:
        """Whether one key for all saves touches: more than one can be chosen, and not all are."""
        return self._screen.choosable > 1 and self._screen.chosen < self._screen.choosable

    @Property(str, constant=True)
    def allText(self) -> str:
        return self.say.text("choose_properties.all", n=self._screen.choosable)

    @Property(str, constant=True)
    def dataUntil(self) -> str:
        return self.say.text("choose_properties.data_until", day=self.say.day(self._screen.data_as_of))

    @Property(bool, constant=True)
    def ready(self) -> bool:
        return self._screen.chosen > 0 or self._screen.total == 0

    @Property(str, constant=True)
    def nextText(self) -> str:
        screen = self._screen
        if screen.total == 0:
            return self.say.text("choose_properties.next")
        if screen.chosen == 0:
            return self.say.text("choose_properties.choose_first")
        return self.say.text("choose_properties.next_chosen", n=screen.chosen)

    @Slot()
    def chooseAll(self) -> None:
        self.send(ToggleAll())
