"""Where this terminal stands, and what time it is there: the place band's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Property, QObject, QTimer, Signal
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.bilingual import Bilingual, Language
from ui.words import formats
from ui.words.table import WordTable

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Hall:
    """One terminal's place.

    Attributes:
        name: of the hall or village service point.
        terminal: the terminal's number, told to help lines.
        phone: the number to ring when nobody is there.
    """

    name: Bilingual
    terminal: str
    phone: str = "12345"


def wall_clock() -> datetime:
    """Return the machine's local time."""
    return datetime.now().astimezone()


@QmlElement
@QmlSingleton
class Place(QObject):
    """Name of the place, date and clock; the clock ticks by the minute and wakes nobody in between."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hall = Hall(name=Bilingual("", ""), terminal="")
        self._language = Language.CHINESE
        self._clock: Callable[[], datetime] = wall_clock
        self._words = WordTable()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)

    def stand(self, hall: Hall, clock: Callable[[], datetime]) -> None:
        """Take the terminal's place and its clock, and begin to tick."""
        self._hall = hall
        self._clock = clock
        self._tick()

    def speak(self, language: Language) -> None:
        """Use this language from now on."""
        self._language = language
        self.changed.emit()

    def _tick(self) -> None:
        self.changed.emit()
        now = self._clock()
        # A few milliseconds late rather than early, or the old minute would be shown for another one.
        self._timer.start(60_000 - now.second * 1000 - now.microsecond // 1000 + 20)

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._hall.name.into(self._language)

    @Property(str, notify=changed)
    def terminal(self) -> str:
        return self._hall.terminal

    @Property(str, notify=changed)
    def terminalLine(self) -> str:
        if not self._hall.terminal:
            return ""
        return self._words.text("attract.terminal", self._language, number=self._hall.terminal)

    @Property(str, notify=changed)
    def helpLine(self) -> str:
        return self._words.text("attract.help", self._language, phone=self._hall.phone)

    @Property(str, notify=changed)
    def phone(self) -> str:
        return self._hall.phone

    @Property(str, notify=changed)
    def time(self) -> str:
        return formats.clock(self._clock())

    @Property(str, notify=changed)
    def day(self) -> str:
        now = self._clock()
        gap = "\u3000" if self._language is Language.CHINESE else ", "
        return f"{formats.day(now, self._language)}{gap}{formats.weekday(now, self._language)}"
