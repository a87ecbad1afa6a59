"""No slip: the matter is done, its slip could not be printed; the case number stands on the screen instead."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

from kiosk.visit.screens import NoSlipScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class NoSlipView(PageView):
    """The case number to be written down."""

    def __init__(self, screen: NoSlipScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen

    @Property(str, constant=True)
    def number(self) -> str:
        return self._screen.case_number

    @Property(str, constant=True)
    def staffWhat(self) -> str:
        return self.say.pick(self._screen.failure.staff)

    @Property(str, constant=True)
    def staffRemedy(self) -> str:
        return self.say.pick(self._screen.failure.remedy)

    @Property(str, constant=True)
    def code(self) -> str:
        return self._screen.failure.code
