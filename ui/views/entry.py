"""EntryView: what every page has on which something is typed.

What is typed lives in the page alone, goes out once in the page's action, and is gone with the page. The visit is only
told that a key was touched.
"""

from __future__ import annotations

from PySide6.QtCore import Property, Slot
from PySide6.QtQml import QmlElement

from kiosk.failures import Failure
from kiosk.visit.actions import Type
from kiosk.visit.preferences import TextSize
from kiosk.visit.screens import Frame
from ui.qml_types import made_in_python
from ui.views.base import MADE_BY_STAGE, Backstage, PageView
from ui.views.ways import WayItem

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(MADE_BY_STAGE)
class EntryView(PageView):
    """A page on which something is typed.

    Args of the constructor:
        checking: what was typed is being compared; nothing can be typed meanwhile.
        notice: why what was typed before did not do.
    """

    def __init__(self, frame: Frame, backstage: Backstage, *, checking: bool, notice: Failure | None) -> None:
        super().__init__(frame, backstage)
        self._checking = checking
        self._notice = notice
        self._others: list[WayItem] = []

    @Property(bool, constant=True)
    def checking(self) -> bool:
        return self._checking

    @Property(str, constant=True)
    def notice(self) -> str:
        """Empty when there is nothing to say, or while what was typed since is being compared."""
        return self.say.pick(self._notice.title) if self._notice and not self._checking else ""

    @Property(list, constant=True)
    def others(self) -> list[WayItem]:
        """Other ways, each a key."""
        return self._others

    @property
    def large(self) -> bool:
        """Whether the text is so large that the question must be short."""
        return self.frame.preferences.text_size.value >= TextSize.LARGER.value

    @Slot()
    def typing(self) -> None:
        """Somebody is there; what they type is not told."""
        self.send(Type())

    @Slot(int, result=str)
    def missing(self, count: int) -> str:
        """Say how many characters are still missing."""
        return self.say.text("entry.missing", n=count)
