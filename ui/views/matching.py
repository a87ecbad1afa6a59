"""Matching: lay the finger on, or look at the camera."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

from kiosk.visit.identity import Factor
from kiosk.visit.screens import MatchingScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.ways import WayItem, factor_items

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class MatchingView(PageView):
    """What is being compared, and the other proofs."""

    def __init__(self, screen: MatchingScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._what = "face" if screen.factor is Factor.FACE else "finger"
        self._others = factor_items(screen.others, self)

    @Property(bool, constant=True)
    def isFace(self) -> bool:
        return self._what == "face"

    @Property(str, constant=True)
    def question(self) -> str:
        return self.say.text(f"matching.ask_{self._what}")

    @Property(str, constant=True)
    def how(self) -> str:
        return self.say.text(f"matching.how_{self._what}")

    @Property(list, constant=True)
    def others(self) -> list[WayItem]:
        return self._others
