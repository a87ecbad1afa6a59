"""Sentences for people that come as data, in both languages of the hall."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Language(Enum):
    """The languages of the screen; the values are BCP 47 tags."""

    CHINESE = "zh-Hans"
    ENGLISH = "en"


@dataclass(frozen=True)
class Bilingual:
    """One sentence or name in Chinese and in English."""

    zh: str
    en: str

    def into(self, language: Language) -> str:
        """Return the text for a language."""
        return self.zh if language is Language.CHINESE else self.en
