"""Wiping: the details of the visit are being cleared."""

from __future__ import annotations

from PySide6.QtQml import QmlElement

from kiosk.visit.screens import WipingScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class WipingView(PageView):
    """Nothing but the frame: nothing personal is known any more."""

    def __init__(self, screen: WipingScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
