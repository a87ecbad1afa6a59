"""Card back: it was lifted early; put it back to go on."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

import ui.drawings.card  # noqa: F401 - registers the drawn card
from kiosk.visit.screens import CardBackScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class CardBackView(PageView):
    """Where to put it, and how long there is."""

    def __init__(self, screen: CardBackScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen

    @Property(str, constant=True)
    def within(self) -> str:
        return self.say.text("card_back.within", n=self._screen.seconds)
