"""Sign in: a clerk's badge number and PIN."""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.actions import SignIn
from kiosk.visit.screens import SignInScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage
from ui.views.entry import EntryView

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class SignInView(EntryView):
    """Two fields; the PIN is never shown."""

    def __init__(self, screen: SignInScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage, checking=screen.checking, notice=screen.notice)
        self._screen = screen

    @Property(str, constant=True)
    def help(self) -> str:
        """What the clerk is wanted for: to vouch for somebody known, or to say who it is."""
        return self.say.text("sign_in.help_known" if self._screen.person_known else "sign_in.help_unknown")

    @Slot(str, str)
    def enter(self, number: str, pin: str) -> None:
        self.send(SignIn(number, pin))
