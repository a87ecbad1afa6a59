"""PageView: the frame that every page has, and the keys of the aid bar.

A page's view is made from one screen and never changes; when the same page is to show something else, the stage hands
it another view. So every property is constant and every binding starts from ``view``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Property, QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.bilingual import Language
from kiosk.visit.actions import (
    Action,
    Back,
    CallHelp,
    ChooseLanguage,
    EndVisit,
    Forward,
    NextContrast,
    NextTextSize,
    ToggleLowReach,
    ToggleVoice,
    Turn,
)
from kiosk.visit.preferences import Contrast, TextSize
from kiosk.visit.screens import Frame
from ui.qml_types import made_in_python
from ui.words.phrasebook import Phrasebook

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

MADE_BY_STAGE: Final = "The stage makes the view of a page."
FROM_HERE: Final = "A view makes it for its page."


@dataclass(frozen=True, kw_only=True)
class Backstage:
    """What a view works with.

    Attributes:
        say: the catalogue in the language of the page.
        send: takes what the resident touched.
    """

    say: Phrasebook
    send: Callable[[Action], None]


@QmlElement
@made_in_python(MADE_BY_STAGE)
class PageView(QObject):
    """The frame of a page.

    Attributes:
        frame: as the visit gave it.
        say: the catalogue in the language of the page.
        send: takes what the resident touched.
    """

    def __init__(self, frame: Frame, backstage: Backstage) -> None:
        super().__init__()
        self.frame = frame
        self.say = backstage.say
        self.send = backstage.send

    # The place band.

    @Property(str, constant=True)
    def maskedName(self) -> str:
        """Empty while the resident is not known."""
        return self.frame.masked_name or ""

    # The step header.

    @Property(bool, constant=True)
    def hasHeader(self) -> bool:
        return self.frame.header is not None

    @Property(str, constant=True)
    def serviceName(self) -> str:
        header = self.frame.header
        return self.say.pick(header.service) if header else ""

    @Property(str, constant=True)
    def stepText(self) -> str:
        header = self.frame.header
        return self.say.text("frame.step", n=header.current + 1, total=len(header.segments)) if header else ""

    @Property(int, constant=True)
    def segments(self) -> int:
        return len(self.frame.header.segments) if self.frame.header else 0

    @Property(int, constant=True)
    def currentSegment(self) -> int:
        return self.frame.header.current if self.frame.header else -1

    # The aid bar.

    @Property(bool, constant=True)
    def inVisit(self) -> bool:
        return self.frame.in_visit

    @Property(bool, constant=True)
    def mayEnd(self) -> bool:
        return self.frame.may_end

    @Property(bool, constant=True)
    def largeText(self) -> bool:
        return self.frame.preferences.text_size is not TextSize.STANDARD

    @Property(bool, constant=True)
    def voiceOn(self) -> bool:
        return self.frame.preferences.voice

    @Property(bool, constant=True)
    def maySpeak(self) -> bool:
        """Whether this terminal can read aloud."""
        return self.frame.may_speak

    @Property(bool, constant=True)
    def otherContrast(self) -> bool:
        return self.frame.preferences.contrast is not Contrast.DAY

    @Property(bool, constant=True)
    def lowReachOn(self) -> bool:
        return self.frame.preferences.low_reach

    @Slot()
    def nextTextSize(self) -> None:
        self.send(NextTextSize())

    @Slot()
    def toggleVoice(self) -> None:
        self.send(ToggleVoice())

    @Slot()
    def nextContrast(self) -> None:
        self.send(NextContrast())

    @Slot()
    def otherLanguage(self) -> None:
        english = self.frame.preferences.language is Language.ENGLISH
        self.send(ChooseLanguage(Language.CHINESE if english else Language.ENGLISH))

    @Slot()
    def toggleLowReach(self) -> None:
        self.send(ToggleLowReach())

    @Slot()
    def callHelp(self) -> None:
        self.send(CallHelp())

    @Slot()
    def endVisit(self) -> None:
        self.send(EndVisit())

    # The action band.

    @Slot()
    def forward(self) -> None:
        self.send(Forward())

    @Slot()
    def back(self) -> None:
        self.send(Back())

    @Slot(int)
    def turn(self, by: int) -> None:
        """Turn a list that the visit pages itself; ``by`` is 1 or -1."""
        self.send(Turn(by))
