"""One-time code: the six digits that came to the phone."""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import EnterOneTimeCode, SendAgain
from kiosk.visit.screens import OneTimeCodeScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage
from ui.views.entry import EntryView
from ui.views.ways import factor_items
from ui.words.flow import JOINER

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class OneTimeCodeView(EntryView):
    """To which phone the code went, and the other proofs."""

    def __init__(self, screen: OneTimeCodeScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage, checking=screen.checking, notice=screen.notice)
        self._screen = screen
        # Its marks are characters at which a line could break.
        self._phone = JOINER.join(screen.masked_phone)
        self._others = factor_items(screen.others, self)

    @Property(str, constant=True)
    def question(self) -> str:
        """Names the phone; with large text the empty field does."""
        if self.large:
            return self.say.text("one_time_code.question_short")
        return self.say.text("one_time_code.question", phone=self._phone)

    @Property(str, constant=True)
    def phone(self) -> str:
        return self.say.text("one_time_code.sent_to", phone=self._phone)

    @Property(str, constant=True)
    def triesLeft(self) -> str:
        """How many more codes may be typed; empty before one was wrong."""
        left = self._screen.tries_left
        return "" if left is None else self.say.text("one_time_code.tries_left", n=left)

    @Slot(int, result=str)
    def againIn(self, seconds: int) -> str:
        """Say when another code can be sent."""
        return self.say.text("one_time_code.again_in", n=seconds)

    @Slot(str)
    def enter(self, code: str) -> None:
        self.send(EnterOneTimeCode(code))

    @Slot()
    def sendAgain(self) -> None:
        self.send(SendAgain())
