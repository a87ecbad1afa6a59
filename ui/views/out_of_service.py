"""Out of service: nothing can be done at this terminal now."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

from kiosk.visit.screens import OutOfServiceScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class OutOfServiceView(PageView):
    """A line for the resident, and one for staff."""

    def __init__(self, screen: OutOfServiceScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._failure = screen.failure

    @Property(str, constant=True)
    def reason(self) -> str:
        return self.say.pick(self._failure.title)

    @Property(str, constant=True)
    def safe(self) -> str:
        return self.say.pick(self._failure.safe)

    @Property(str, constant=True)
    def staff(self) -> str:
        return self.say.pick(self._failure.staff)

    @Property(str, constant=True)
    def remedy(self) -> str:
        return self.say.pick(self._failure.remedy)

    @Property(str, constant=True)
    def code(self) -> str:
        return self._failure.code
