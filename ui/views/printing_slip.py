"""Printing slip: the slip is on its way."""

from __future__ import annotations

from PySide6.QtQml import QmlElement

import ui.drawings.paper  # noqa: F401
from kiosk.visit.screens import PrintingSlipScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class PrintingSlipView(PageView):
    """Nothing but the frame: the page says the same of every slip."""

    def __init__(self, screen: PrintingSlipScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
