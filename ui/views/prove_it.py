"""Prove it: choose the second proof."""

from __future__ import annotations

from PySide6.QtCore import Property
from PySide6.QtQml import QmlElement

from kiosk.visit.identity import BIOMETRIC
from kiosk.visit.screens import ProveItScreen
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.ways import WayItem, factor_items

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class ProveItView(PageView):
    """The second proofs, each a row."""

    def __init__(self, screen: ProveItScreen, backstage: Backstage) -> None:
        super().__init__(screen.frame, backstage)
        self._screen = screen
        self._factors = factor_items(screen.factors, self)

    @Property(list, constant=True)
    def factors(self) -> list[WayItem]:
        return self._factors

    @Property(str, constant=True)
    def question(self) -> str:
        """Asks for a choice only where there is one."""
        return self.say.text("prove_it.question" if len(self._factors) > 1 else "prove_it.question_one")

    @Property(bool, constant=True)
    def checking(self) -> bool:
        """Whether the chosen proof is being prepared; nothing can be chosen meanwhile."""
        return self._screen.checking

    @Property(bool, constant=True)
    def biometric(self) -> bool:
        """Whether a finger or a face is among the proofs, so that the page says that nobody has to give one."""
        return bool(BIOMETRIC & set(self._screen.factors))

    @Property(str, constant=True)
    def notice(self) -> str:
        """Why the last proof did not do; empty while another is being prepared."""
        if self._screen.notice is None or self._screen.checking:
            return ""
        return self.say.pick(self._screen.notice.title)
