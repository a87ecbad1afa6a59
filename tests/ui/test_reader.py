"""Reading aloud what a page asks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kiosk.bilingual import Language
from kiosk.visit.preferences import Preferences
from kiosk.visit.screens import Frame, RateScreen, Screen
from tests.ui.finger import Finger
from tests.ui.looking import Onlooker
from tests.ui.samples_identity import samples
from ui.reader import Reader


class Stage(QObject):
    """A stage with one page, as far as the reader sees it."""

    shown = Signal(str, int)
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.screen: Screen | None = None
        self.question = ""

    def spoken(self) -> str:
        return self.question

    def show(self, question: str, *, voice: bool) -> None:
        self.screen = RateScreen(Frame(preferences=replace(Preferences(), voice=voice)))
        self.question = question
        self.shown.emit("rate", 1)


def test_a_page_is_read_once_and_only_when_asked_for() -> None:
    said: list[tuple[str, Language]] = []
    stage = Stage()
    reader = Reader(stage=stage, say=lambda text, language: said.append((text, language)))  # type: ignore[arg-type]
    stage.show("您要办什么事？", voice=False)
    assert said == []
    stage.show("您要办什么事？", voice=True)
    stage.show("您要办什么事？", voice=True)
    assert said == [("您要办什么事？", Language.CHINESE)]
    stage.show("请把身份证放在读卡区", voice=True)
    assert len(said) == 2
    reader.deleteLater()


def test_what_a_page_asks_next_is_read_and_what_is_typed_is_not() -> None:
    onlooker = Onlooker(width=540, height=960)
    said: list[str] = []
    reader = Reader(stage=onlooker.window.stage, say=lambda text, language: said.append(text))
    finger = Finger(onlooker)
    finger.show(samples(replace(Preferences(), voice=True))["unlock"])
    finger.type_in("K01234567")
    finger.step("primary")
    finger.type_in("19840312")
    onlooker.close()
    assert said == ["请输入证件号码", "请输入出生日期"]
    reader.deleteLater()
