"""Code lookup: what a scanned slip's or pick-up code stands for."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

from kiosk.visit.register import MatterFound, PickupFound
from kiosk.visit.screens import CodeLookupScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.facts import FactItem

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class CodeLookupView(PageView):
    """A matter that can go on here, a paper that can be fetched, or why neither was found."""

    def __init__(self, screen: CodeLookupScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._found = screen.found
        self._notice = screen.notice
        self._facts = [FactItem(self.say.text(f"code_lookup.{label}"), value, self) for label, value in self._known()]

    def _known(self) -> list[tuple[str, str]]:
        say = self.say
        match self._found:
            case MatterFound(_, title, stopped_on):
                return [("matter", say.pick(title)), ("stopped_on", say.full_day(stopped_on))]
            case PickupFound(title, ready, place, until):
                when = ("until", say.full_day(until)) if ready else ("when", say.text("code_lookup.not_ready"))
                return [("paper", say.pick(title)), ("place", say.pick(place)), when]
            case None:
                return []

    @Property(bool, constant=True)
    def asking(self) -> bool:
        """Whether the portal has not answered yet."""
        return self._found is None and self._notice is None

    @Property(bool, constant=True)
    def goesOn(self) -> bool:
        """Whether a matter can go on here."""
        return isinstance(self._found, MatterFound)

    @Property(str, constant=True)
    def question(self) -> str:
        match self._found:
            case MatterFound():
                return self.say.text("code_lookup.matter_title")
            case PickupFound(ready=ready):
                return self.say.text("code_lookup.pickup_title" if ready else "code_lookup.pickup_later_title")
            case None if self._notice is not None:
                return self.say.pick(self._notice.title)
            case None:
                return self.say.text("code_lookup.asking_title")

    @Property(str, constant=True)
    def help(self) -> str:
        """What to do now."""
        match self._found:
            case MatterFound():
                return self.say.text("code_lookup.matter_help")
            case PickupFound():
                return self.say.text("code_lookup.pickup_help")
            case None:
                return ""

    @Property(str, constant=True)
    def notice(self) -> str:
        """What to do where nothing was found; empty else."""
        return self.say.pick(self._notice.safe) if self._notice and self._found is None else ""

    @Property(list, constant=True)
    def facts(self) -> list[FactItem]:
        return self._facts
