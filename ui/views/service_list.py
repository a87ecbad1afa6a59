"""List: the services of one verb or theme, or all."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

from kiosk.visit.screens import ListScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.home import theme_key
from ui.views.services import ServiceItem

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class ServiceListView(PageView):
    """One page of services."""

    def __init__(self, screen: ListScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._services = [
            ServiceItem(tile, say=backstage.say, send=backstage.send, parent=self) for tile in screen.tiles
        ]

    @Property(str, constant=True)
    def title(self) -> str:
        screen = self._screen
        if screen.verb is not None:
            return self.say.text(f"list.title_{screen.verb.value}")
        if screen.theme is not None:
            return self.say.text(theme_key(screen.theme))
        return self.say.text("list.title_all")

    @Property(str, constant=True)
    def help(self) -> str:
        return self.say.text("list.help" if self._screen.tiles else "list.nothing")

    @Property(list, constant=True)
    def services(self) -> list[ServiceItem]:
        return self._services

    @Property(int, constant=True)
    def page(self) -> int:
        return self._screen.page

    @Property(int, constant=True)
    def pages(self) -> int:
        return self._screen.pages
