"""Answer: how far a case has come, and what both systems say where a department keeps its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import Forward, SkipSlip
from kiosk.visit.register import Case, CaseStage
from kiosk.visit.screens import AnswerScreen, StageState
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.facts import FactItem
from ui.views.printing import StageItem

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

NAMES: Final = {
    CaseStage.ACCEPTED: "answer.accepted",
    CaseStage.IN_REVIEW: "answer.in_review",
    CaseStage.CONCLUDED: "answer.concluded",
}
TITLES: Final = {
    None: "answer.waiting_title",
    CaseStage.ACCEPTED: "answer.accepted_title",
    CaseStage.IN_REVIEW: "answer.in_review_title",
    CaseStage.CONCLUDED: "answer.concluded_title",
}


def stage_now(case: Case) -> CaseStage | None:
    """Return the last stage that was reached; nothing before the first.

    A case that its two systems see differently is not done, whatever one of them says (domain.md section 1.3, rule 6).
    """
    reached = [stage.stage for stage in case.stages if stage.on is not None]
    if not reached:
        return None
    if reached[-1] is CaseStage.CONCLUDED and not case.systems_agree:
        return CaseStage.IN_REVIEW
    return reached[-1]


@QmlElement
@made_in_python(MADE_BY_STAGE)
class AnswerView(PageView):
    """One case."""

    def __init__(self, screen: AnswerScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._case = screen.case
        self._slip_possible = screen.slip_possible
        self._stages = self._rail()
        self._facts = [FactItem(self.say.text(f"answer.{label}"), value, self) for label, value in self._known()]

    def _known(self) -> list[tuple[str, str]]:
        case, say = self._case, self.say
        facts = [
            ("promised", say.text("answer.promised_before", day=say.full_day(case.promised))),
            ("department", say.pick(case.department)),
        ]
        if case.department_state is not None:
            facts.append(("portal_says", say.pick(case.portal_state)))
            facts.append(("department_says", say.pick(case.department_state)))
        facts.append(("number", case.number))
        return facts

    def _rail(self) -> list[StageItem]:
        now = stage_now(self._case)
        order = [stage.stage for stage in self._case.stages]
        current = order.index(now) if now else -1
        items = []
        for index, stage in enumerate(self._case.stages):
            done = index < current or (index == current and now is CaseStage.CONCLUDED)
            state = StageState.DONE if done else StageState.NOW if index == current else StageState.TO_COME
            item = StageItem(
                name=self.say.text(NAMES[stage.stage]),
                fact=self._fact(index, state),
                state=state,
                last=index == len(order) - 1,
                parent=self,
            )
            items.append(item)
        return items

    def _fact(self, index: int, state: StageState) -> str:
        day = self._case.stages[index].on
        if state is StageState.TO_COME or day is None:
            return self.say.text("answer.not_yet")
        if state is StageState.NOW:
            return self.say.text("answer.now", day=self.say.day(day))
        return self.say.day(day)

    @Property(str, constant=True)
    def question(self) -> str:
        return self.say.text(TITLES[stage_now(self._case)])

    @Property(str, constant=True)
    def matter(self) -> str:
        return self.say.pick(self._case.title)

    @Property(list, constant=True)
    def stages(self) -> list[StageItem]:
        return self._stages

    @Property(list, constant=True)
    def facts(self) -> list[FactItem]:
        """Promised day, department, what the systems say, and the case number."""
        return self._facts

    @Property(bool, constant=True)
    def twoSystems(self) -> bool:
        return self._case.department_state is not None

    @Property(bool, constant=True)
    def agree(self) -> bool:
        return self._case.systems_agree

    @Property(bool, constant=True)
    def slipPossible(self) -> bool:
        return self._slip_possible

    @Slot()
    def withoutSlip(self) -> None:
        self.send(SkipSlip())

    @Slot()
    def finish(self) -> None:
        """The primary key: print the slip where that is possible, else go without."""
        self.send(Forward() if self._slip_possible else SkipSlip())
