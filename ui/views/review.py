"""Review: the last look before paper."""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

import ui.drawings.paper  # noqa: F401
from kiosk.visit.actions import ChangeCopies
from kiosk.visit.screens import ReviewScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.facts import FactItem

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class ReviewView(PageView):
    """What will be printed, for whom, and how often."""

    def __init__(self, screen: ReviewScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._facts = [FactItem(label, value, self) for label, value in self._known()]

    def _known(self) -> list[tuple[str, str]]:
        screen, say = self._screen, self.say
        facts = []
        if screen.certificate:
            facts.append((say.text("review.prints"), say.pick(screen.service.name)))
        if screen.count is not None:
            facts.append((say.text("review.proves"), self._count(screen.count)))
            facts.append((say.text("review.scope"), say.text("review.this_county")))
        if screen.data_as_of is not None:
            facts.append((say.text("review.data_until"), say.day(screen.data_as_of)))
        if screen.granted is not None:
            facts.append((say.text("review.granted"), say.full_day(screen.granted)))
        facts.append((say.text("review.fee"), say.fee(screen.service.fee_fen)))
        return facts

    def _count(self, count: int) -> str:
        if count == 0:
            return self.say.text("review.count_none")
        return self.say.text("review.count_one" if count == 1 else "review.count", n=count)

    @Property(list, constant=True)
    def facts(self) -> list[FactItem]:
        return self._facts

    @Property(str, constant=True)
    def paperTitle(self) -> str:
        return self.say.pick(self._screen.service.name)

    @Property(bool, constant=True)
    def certificate(self) -> bool:
        return self._screen.certificate

    @Property(str, constant=True)
    def holder(self) -> str:
        return self._screen.masked_name

    @Property(bool, constant=True)
    def canChooseCopies(self) -> bool:
        return not self._screen.certificate and self._screen.most_copies > 1

    @Property(int, constant=True)
    def copies(self) -> int:
        return self._screen.copies

    @Property(str, constant=True)
    def mostText(self) -> str:
        return self.say.text("review.most", n=self._screen.most_copies)

    @Property(bool, constant=True)
    def canLess(self) -> bool:
        return self._screen.copies > 1

    @Property(bool, constant=True)
    def canMore(self) -> bool:
        return self._screen.copies < self._screen.most_copies

    @Property(str, constant=True)
    def assurance(self) -> str:
        return self.say.text("review.one_blank" if self._screen.certificate else "review.checkable")

    @Property(str, constant=True)
    def printText(self) -> str:
        if self._screen.certificate:
            return self.say.text("review.print_one")
        return self.say.text("review.print_copies", n=self._screen.copies)

    @Slot()
    def less(self) -> None:
        self.send(ChangeCopies(-1))

    @Slot()
    def more(self) -> None:
        self.send(ChangeCopies(1))
