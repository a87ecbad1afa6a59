"""The catalogue in one language, as a page's view needs it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from kiosk.bilingual import Bilingual, Language
from ui.words import formats
from ui.words.flow import flow
from ui.words.table import WordTable


class Phrasebook:
    """Sentences, dates and amounts in the language of the page.

    Attributes:
        language: which one.
    """

    def __init__(self, *, table: WordTable, language: Language) -> None:
        self._table = table
        self.language = language

    def text(self, key: str, **values: str | int) -> str:
        """Return a sentence; raises :class:`ui.errors.WordsError`."""
        return flow(self._table.text(key, self.language, **values), self.language)

    def pick(self, words: Bilingual) -> str:
        """Return words that came as data."""
        return flow(words.into(self.language), self.language)

    def day(self, when: date) -> str:
        """Put a day without its year."""
        return formats.day(when, self.language)

    def full_day(self, when: date) -> str:
        """Put a day with its year."""
        return formats.full_day(when, self.language)

    def clock(self, moment: datetime) -> str:
        """Put the time of day of a UTC moment."""
        return formats.local_clock(moment)

    def fee(self, fen: int) -> str:
        """Put a fee given in 0.01 yuan."""
        return formats.fee(fen, self.language)

    def area(self, square_metres: Decimal) -> str:
        """Put a floor area."""
        return formats.area(square_metres, self.language)
