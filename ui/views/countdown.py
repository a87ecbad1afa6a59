"""Countdown: is somebody still there?"""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

import ui.drawings.card  # noqa: F401 - registers the drawn card
from kiosk.visit.actions import Stay
from kiosk.visit.screens import CountdownScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class CountdownView(PageView):
    """The seconds that are left, and what happens then."""

    def __init__(self, screen: CountdownScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen

    @Property(int, constant=True)
    def left(self) -> int:
        return self._screen.left

    @Property(int, constant=True)
    def of(self) -> int:
        return self._screen.of

    @Property(bool, constant=True)
    def cardOnReader(self) -> bool:
        return self._screen.card_on_reader

    @Slot()
    def stay(self) -> None:
        self.send(Stay())
