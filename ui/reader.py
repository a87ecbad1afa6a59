"""Reads aloud what a page says, when the resident has asked for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from kiosk.bilingual import Language
from ui.stage import Stage


class Reader(QObject):
    """Listens to the stage and hands each new page's sentence to a voice.

    Args of the constructor:
        stage: whose pages are read.
        say: speaks a text in a language; returns at once.
    """

    def __init__(self, *, stage: Stage, say: Callable[[str, Language], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._say = say
        self._said = ""
        stage.shown.connect(self._read)
        stage.asked.connect(self._read)

    @Slot()
    def _read(self) -> None:
        screen = self._stage.screen
        if screen is None or not screen.frame.preferences.voice:
            self._said = ""
            return
        sentence = self._stage.spoken()
        # A page that only gets fresher values says nothing new.
        if sentence and sentence != self._said:
            self._said = sentence
            self._say(sentence, screen.frame.preferences.language)
