"""Rate: five levels, none chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import Rate, RatingLevel, SkipRating
from kiosk.visit.screens import RateScreen
from ui.icons import glyph
from ui.qml_types import made_in_python
from ui.views.base import FROM_HERE, MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

FACES: Final = {
    RatingLevel.VERY_SATISFIED: "emoticon",
    RatingLevel.SATISFIED: "emoticon-happy",
    RatingLevel.BASICALLY_SATISFIED: "emoticon-neutral",
    RatingLevel.DISSATISFIED: "emoticon-sad",
    RatingLevel.VERY_DISSATISFIED: "emoticon-sad",
}


@QmlElement
@made_in_python(FROM_HERE)
class LevelItem(QObject):
    """One of the five levels."""

    def __init__(self, level: RatingLevel, view: PageView) -> None:
        super().__init__(view)
        self._level = level
        self._view = view

    @Property(str, constant=True)
    def name(self) -> str:
        return self._view.say.text(f"rate.{self._level.name.lower()}")

    @Property(str, constant=True)
    def glyph(self) -> str:
        return glyph(FACES[self._level])

    @Property(int, constant=True)
    def stars(self) -> int:
        return self._level.value

    @Slot()
    def give(self) -> None:
        self._view.send(Rate(self._level))


@QmlElement
@made_in_python(MADE_BY_STAGE)
class RateView(PageView):
    """Five levels, all alike."""

    def __init__(self, screen: RateScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._levels = [LevelItem(level, self) for level in RatingLevel]

    @Property(list, constant=True)
    def levels(self) -> list[LevelItem]:
        return self._levels

    @Slot()
    def skip(self) -> None:
        self.send(SkipRating())
