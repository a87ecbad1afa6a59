"""Help: whom to ring."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import LeaveHelp
from kiosk.visit.screens import HelpScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class HelpView(PageView):
    """Whom to ring, and the way back."""

    def __init__(self, screen: HelpScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)

    @Slot()
    def leave(self) -> None:
        self.send(LeaveHelp())
