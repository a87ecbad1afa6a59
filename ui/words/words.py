"""The Words singleton: the catalogue for QML."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.bilingual import Language
from ui.words.flow import flow
from ui.words.phrasebook import Phrasebook
from ui.words.table import WordTable

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Words(QObject):
    """Sentences in the language of the page; a page is built anew when the language changes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = WordTable()
        self._language = Language.CHINESE

    def speak(self, language: Language) -> None:
        """Use this language from now on."""
        if language is not self._language:
            self._language = language
            self.changed.emit()

    def phrasebook(self, language: Language) -> Phrasebook:
        """Return the sentences in one language, for a view."""
        return Phrasebook(table=self._table, language=language)

    @Slot(str, result=str)
    def text(self, key: str) -> str:
        """Return a sentence that takes no arguments."""
        return flow(self._table.text(key, self._language), self._language)

    @Property(bool, notify=changed)
    def english(self) -> bool:
        return self._language is Language.ENGLISH
