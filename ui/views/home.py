"""Home: three verbs, frequent services, themes."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.service import Theme, Verb
from kiosk.visit.actions import ShowAll, ShowTheme, ShowVerb
from kiosk.visit.screens import HomeScreen
from ui.icons import glyph
from ui.qml_types import made_in_python
from ui.views.base import FROM_HERE, MADE_BY_STAGE, Backstage, PageView
from ui.views.services import ServiceItem

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

THEME_ICONS = {
    Theme.HOUSING: "home",
    Theme.SOCIAL_SECURITY: "hospital",
    Theme.FAMILY: "human-male-female",
    Theme.FARMING: "leaf",
    Theme.TRAFFIC: "road",
    Theme.BUSINESS: "store",
    Theme.COMPLAINTS: "bullhorn",
}


def theme_key(theme: Theme) -> str:
    """Name the sentence of a theme."""
    return f"service.theme_{theme.value.replace('-', '_')}"


@QmlElement
@made_in_python(FROM_HERE)
class ThemeItem(QObject):
    """One theme of services."""

    def __init__(self, theme: Theme, view: PageView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @Property(str, constant=True)
    def id(self) -> str:
        return self._theme.value

    @Property(str, constant=True)
    def name(self) -> str:
        return self._view.say.text(theme_key(self._theme))

    @Property(str, constant=True)
    def glyph(self) -> str:
        return glyph(THEME_ICONS[self._theme])

    @Slot()
    def open(self) -> None:
        self._view.send(ShowTheme(self._theme))


@QmlElement
@made_in_python(MADE_BY_STAGE)
class HomeView(PageView):
    """What the terminal can do, from three ends."""

    def __init__(self, screen: HomeScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._frequent = [
            ServiceItem(tile, say=backstage.say, send=backstage.send, parent=self) for tile in screen.frequent
        ]
        self._themes = [ThemeItem(theme, self) for theme in Theme]
        self._total = screen.total

    @Property(list, constant=True)
    def frequent(self) -> list[ServiceItem]:
        return self._frequent

    @Property(list, constant=True)
    def themes(self) -> list[ThemeItem]:
        return self._themes

    @Property(str, constant=True)
    def allText(self) -> str:
        return self.say.text("home.all", n=self._total)

    @Slot()
    def showAsk(self) -> None:
        self.send(ShowVerb(Verb.ASK))

    @Slot()
    def showDo(self) -> None:
        self.send(ShowVerb(Verb.DO))

    @Slot()
    def showTake(self) -> None:
        self.send(ShowVerb(Verb.TAKE))

    @Slot()
    def showAll(self) -> None:
        self.send(ShowAll())
