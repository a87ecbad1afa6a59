"""Printing: the sheet is on its way; only stages that the terminal really knows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

import ui.drawings.paper  # noqa: F401
from kiosk.visit.events import PrintStage
from kiosk.visit.screens import PrintingScreen, StageRow, StageState
from ui.qml_types import made_in_python
from ui.views.base import FROM_HERE, MADE_BY_STAGE, Backstage, PageView
from ui.words.phrasebook import Phrasebook

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

STATES: Final = {StageState.DONE: 0, StageState.NOW: 1, StageState.TO_COME: 2}
"""In the order of ``StageLine.State``."""
NAMES: Final = {
    PrintStage.CHECKED: "printing.checked",
    PrintStage.BLANK_TAKEN: "printing.blank_taken",
    PrintStage.PRINTING: "printing.printing",
    PrintStage.SHEET_OUT: "printing.sheet_out",
}


@QmlElement
@made_in_python(FROM_HERE)
class StageItem(QObject):
    """One stage on the rail."""

    def __init__(self, *, name: str, fact: str, state: StageState, last: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self._fact = fact
        self._state = state
        self._last = last

    @Property(str, constant=True)
    def name(self) -> str:
        return self._name

    @Property(str, constant=True)
    def fact(self) -> str:
        return self._fact

    @Property(int, constant=True)
    def state(self) -> int:
        return STATES[self._state]

    @Property(bool, constant=True)
    def now(self) -> bool:
        return self._state is StageState.NOW

    @Property(bool, constant=True)
    def last(self) -> bool:
        return self._last


def stage_name(row: StageRow, *, certificate: bool, say: Phrasebook) -> str:
    """Name a stage; a proof is registered with the portal where a certificate is compared with its record."""
    if row.stage is PrintStage.CHECKED and not certificate:
        return say.text("printing.checked_proof")
    return say.text(NAMES[row.stage])


def stage_fact(row: StageRow, say: Phrasebook) -> str:
    """Say what is known of a stage."""
    if row.state is StageState.NOW:
        return say.text("printing.now")
    if row.state is StageState.TO_COME:
        return ""
    if row.stage is PrintStage.BLANK_TAKEN and row.fact:
        return say.text("printing.blank_fact", tail=row.fact)
    return say.text("printing.checked_fact") if row.stage is PrintStage.CHECKED else ""


@QmlElement
@made_in_python(MADE_BY_STAGE)
class PrintingView(PageView):
    """Which paper, and how far it has come."""

    def __init__(self, screen: PrintingScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        last = len(screen.stages) - 1
        self._stages = [
            StageItem(
                name=stage_name(row, certificate=screen.certificate, say=self.say),
                fact=stage_fact(row, self.say),
                state=row.state,
                last=index == last,
                parent=self,
            )
            for index, row in enumerate(screen.stages)
        ]

    @Property(str, constant=True)
    def question(self) -> str:
        return self.say.text("printing.title", paper=self.say.pick(self._screen.service.name))

    @Property(bool, constant=True)
    def certificate(self) -> bool:
        return self._screen.certificate

    @Property(list, constant=True)
    def stages(self) -> list[StageItem]:
        return self._stages
