"""Stopped: what happened, what is safe, what the resident can do, and last what staff do."""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

from kiosk.catalogue.resuming import RESUME_DAYS
from kiosk.visit.actions import EndVisit, PrintSlip
from kiosk.visit.screens import StoppedScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.words.formats import in_fours

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class StoppedView(PageView):
    """Why the matter cannot go on here, and how it goes on elsewhere."""

    def __init__(self, screen: StoppedScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen

    @Property(str, constant=True)
    def question(self) -> str:
        return self.say.pick(self._screen.failure.title)

    @Property(str, constant=True)
    def safe(self) -> str:
        """What certainly holds. Of an uncertain sheet the table's sentence would say too much."""
        return "" if self._screen.uncertain else self.say.pick(self._screen.failure.safe)

    @Property(list, constant=True)
    def uncertainties(self) -> list[str]:
        """What nobody knows yet, and what holds in spite of it."""
        if not self._screen.uncertain:
            return []
        names = ["uncertain", "uncertain_wait"] + (["uncertain_card"] if self._screen.failure.card_safe else [])
        return [self.say.text(f"stopped.{name}") for name in names]

    @Property(str, constant=True)
    def serviceOnSlip(self) -> str:
        return self.say.pick(self._screen.service.name)

    @Property(str, constant=True)
    def resumeCode(self) -> str:
        return in_fours(self._screen.resume_code)

    @Property(str, constant=True)
    def useTitle(self) -> str:
        return self.say.text("stopped.take_slip" if self._screen.slip_possible else "stopped.note_code")

    @Property(list, constant=True)
    def uses(self) -> list[str]:
        """What the slip, or its code, is good for."""
        return [
            self.say.text("stopped.slip_from_here"),
            self.say.text("stopped.slip_nothing_again"),
            self.say.text("stopped.slip_valid", n=RESUME_DAYS),
        ]

    @Property(bool, constant=True)
    def slipPossible(self) -> bool:
        return self._screen.slip_possible

    @Property(bool, constant=True)
    def slipFailed(self) -> bool:
        """Whether printing the slip was tried in vain."""
        return self._screen.slip_failure is not None

    @Property(str, constant=True)
    def staffWhat(self) -> str:
        return self.say.pick(self._screen.failure.staff)

    @Property(str, constant=True)
    def staffRemedy(self) -> str:
        return self.say.pick(self._screen.failure.remedy)

    @Property(str, constant=True)
    def code(self) -> str:
        return self._screen.failure.code

    @Slot()
    def goOn(self) -> None:
        """The primary key: print the slip where that is possible, else end."""
        self.send(PrintSlip() if self._screen.slip_possible else EndVisit())
