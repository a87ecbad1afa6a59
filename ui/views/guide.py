"""Guide: everything about a service before the start."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

from kiosk.catalogue.service import Hours, StepKind
from kiosk.visit.screens import GuideScreen
from ui.icons import glyph
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.home import theme_key
from ui.views.services import pause_text

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

STEP_WORDS = {
    StepKind.CONSENT: "guide.step_consent",
    StepKind.IDENTIFY: "guide.step_identify",
    StepKind.CONFIRM_PERSON: "guide.step_confirm",
    StepKind.CHOOSE: "guide.step_choose",
    StepKind.REVIEW: "guide.step_print",
    StepKind.ANSWER: "guide.step_answer",
}
"""The steps that the step header will count; printing belongs to the review."""


@QmlElement
@made_in_python(MADE_BY_STAGE)
class GuideView(PageView):
    """Minutes, fee, hours, who, what to bring, what one gets, what is read, and what is in the way."""

    def __init__(self, screen: GuideScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._service = screen.service

    @Property(str, constant=True)
    def verb(self) -> str:
        return self._service.verb.value

    @Property(str, constant=True)
    def verbName(self) -> str:
        return self.say.text(f"service.verb_{self._service.verb.value}")

    @Property(str, constant=True)
    def themeName(self) -> str:
        return self.say.text(theme_key(self._service.theme))

    @Property(str, constant=True)
    def name(self) -> str:
        return self.say.pick(self._service.name)

    @Property(str, constant=True)
    def summary(self) -> str:
        return self.say.pick(self._service.summary)

    @Property(str, constant=True)
    def minutes(self) -> str:
        return self.say.text("guide.minutes", n=self._service.minutes)

    @Property(str, constant=True)
    def fee(self) -> str:
        return self.say.fee(self._service.fee_fen)

    @Property(str, constant=True)
    def hours(self) -> str:
        return self._hours(self._service.hours)

    @Property(str, constant=True)
    def who(self) -> str:
        return self.say.pick(self._service.who)

    @Property(str, constant=True)
    def bring(self) -> str:
        return self.say.pick(self._service.bring)

    @Property(str, constant=True)
    def get(self) -> str:
        return self.say.pick(self._service.get)

    @Property(str, constant=True)
    def reads(self) -> str:
        return self.say.pick(self._service.reads)

    @Property(str, constant=True)
    def getGlyph(self) -> str:
        return glyph("certificate" if self._service.form else "file-document")

    @Property(str, constant=True)
    def department(self) -> str:
        return self.say.text("guide.department", name=self.say.pick(self._service.department))

    @Property(str, constant=True)
    def steps(self) -> str:
        words = [self.say.text(STEP_WORDS[kind]) for kind in self._service.steps if kind in STEP_WORDS]
        return self.say.text("guide.steps", n=len(words), names=self.say.text("guide.step_comma").join(words))

    @Property(bool, constant=True)
    def paused(self) -> bool:
        return self._screen.pause is not None

    @Property(str, constant=True)
    def pauseReason(self) -> str:
        pause = self._screen.pause
        return pause_text(pause, self.say) if pause else ""

    @Property(str, constant=True)
    def pauseAdvice(self) -> str:
        pause = self._screen.pause
        return self.say.pick(pause.failure.safe) if pause else ""

    @Property(list, constant=True)
    def cautions(self) -> list[str]:
        """What will not work but does not stop it."""
        comma = self.say.text("guide.caution_joint")
        return [comma.join((self.say.pick(c.title), self.say.pick(c.safe))) for c in self._screen.cautions]

    def _hours(self, hours: Hours) -> str:
        if hours.round_the_clock:
            return self.say.text("guide.round_the_clock")
        return self.say.text("guide.hours", opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}")
