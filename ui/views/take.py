"""Take: the papers and the card, each with its place on the machine."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

import ui.drawings.card
import ui.drawings.paper  # noqa: F401
from devices.status import Outlet
from kiosk.catalogue.service import StepKind
from kiosk.visit.actions import TookPapers
from kiosk.visit.screens import TakeScreen, Taking
from kiosk.visit.state import EndReason
from ui.qml_types import made_in_python
from ui.views.base import FROM_HERE, MADE_BY_STAGE, Backstage, PageView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

KINDS: Final = {Outlet.CERTIFICATE: "sheet", Outlet.RECEIPT: "slip", None: "card"}
PARTS: Final = {Outlet.CERTIFICATE: "certificate", Outlet.RECEIPT: "slip", None: "reader"}
COUNTS: Final = {1: "one", 2: "two", 3: "three"}
OWN_TITLES: Final = {EndReason.NOT_ME: "take.not_me", EndReason.CARD_SWAPPED: "take.card_swapped"}


@QmlElement
@made_in_python(FROM_HERE)
class TakingItem(QObject):
    """One thing to take."""

    def __init__(self, thing: Taking, number: int, sheet: StepKind | None, view: PageView) -> None:
        super().__init__(view)
        self._sheet = sheet
        self._thing = thing
        self._number = number
        self._view = view

    @Property(int, constant=True)
    def number(self) -> int:
        return self._number

    @Property(str, constant=True)
    def kind(self) -> str:
        """One of ``sheet``, ``slip``, ``card``."""
        return KINDS[self._thing.outlet]

    @Property(str, constant=True)
    def title(self) -> str:
        if self._thing.outlet is Outlet.CERTIFICATE and self._sheet is not None:
            return self._view.say.text(f"take.take_{self._sheet.value}")
        return self._view.say.text(f"take.take_{KINDS[self._thing.outlet]}")

    @Property(str, constant=True)
    def where(self) -> str:
        return self._view.say.text(f"take.{KINDS[self._thing.outlet]}_where")

    @Property(bool, constant=True)
    def taken(self) -> bool:
        return self._thing.taken

    @Property(str, constant=True)
    def state(self) -> str:
        return self._view.say.text("take.taken" if self._thing.taken else "take.not_taken")


@QmlElement
@made_in_python(MADE_BY_STAGE)
class TakeView(PageView):
    """Everything that still lies in or on the machine."""

    def __init__(self, screen: TakeScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._things = [TakingItem(thing, number, screen.sheet, self) for number, thing in enumerate(screen.things, 1)]

    @Property(str, constant=True)
    def question(self) -> str:
        screen = self._screen
        if screen.reason in OWN_TITLES:
            return self.say.text(OWN_TITLES[screen.reason])
        stem = "done" if screen.reason is EndReason.DONE else "ended"
        return self.say.text(f"take.{stem}_{COUNTS[max(1, min(3, len(screen.things)))]}")

    @Property(list, constant=True)
    def things(self) -> list[TakingItem]:
        return self._things

    @Property(int, constant=True)
    def columns(self) -> int:
        """How many things stand beside each other."""
        return max(2, len(self._things))

    @Property(list, constant=True)
    def lit(self) -> list[str]:
        """The parts of the front panel where something still is."""
        return [PARTS[thing.outlet] for thing in self._screen.things if not thing.taken]

    @Property(bool, constant=True)
    def reminded(self) -> bool:
        return self._screen.reminded

    @Property(bool, constant=True)
    def rings(self) -> bool:
        """Whether a bell is what reminds."""
        return self._screen.bell_s is not None

    @Property(str, constant=True)
    def bell(self) -> str:
        if self._screen.reminded:
            return self.say.text("take.bell_rang")
        if self._screen.bell_s is None:
            return self.say.text("take.no_bell")
        return self.say.text("take.bell_later", n=self._screen.bell_s)

    @Property(bool, constant=True)
    def byWord(self) -> bool:
        return self._screen.by_word

    @Slot()
    def tookPapers(self) -> None:
        self.send(TookPapers())
