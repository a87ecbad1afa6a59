"""Errors of the ui package.

UiError
├── WordsError     the translation catalogue lacks a sentence or contradicts itself
└── PageError      a page cannot be built from its QML
"""

from __future__ import annotations


class UiError(Exception):
    """The screen cannot show what was asked.

    Attributes:
        code: a key of ``failures.toml``.
        detail: for technicians; never personal data.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class WordsError(UiError):
    """A sentence is missing or unusable; ``detail`` names page, key and what is wrong."""

    def __init__(self, detail: str) -> None:
        super().__init__("SCREEN_WORDS_UNUSABLE", detail)


class PageError(UiError):
    """A page's QML does not load; ``detail`` is what the engine says."""

    def __init__(self, detail: str) -> None:
        super().__init__("SCREEN_PAGE_UNUSABLE", detail)
