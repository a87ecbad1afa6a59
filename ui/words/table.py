"""The translation catalogue: one TOML file a page beside this module, each key with its Chinese and its English.

A key is ``page.sentence``. Arguments stand in braces and have the same names in both languages. A page's file is read
when its first sentence is wanted, so that the first picture does not wait for the others.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from string import Formatter
from typing import Final

from kiosk.bilingual import Bilingual, Language
from ui.errors import WordsError

FOLDER: Final = Path(__file__).parent


class WordTable:
    """All sentences of the screen."""

    def __init__(self, *, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._pages: dict[str, dict[str, Bilingual]] = {}

    def find(self, key: str) -> Bilingual:
        """Return the sentence of a key; raises :class:`WordsError`."""
        page, _, name = key.partition(".")
        if page not in self._pages:
            self._pages[page] = read_page(self._folder / f"{page}.toml")
        try:
            return self._pages[page][name]
        except KeyError:
            raise WordsError(f"{page}.toml has no sentence {name!r}") from None

    def text(self, key: str, language: Language, **values: str | int) -> str:
        """Return the sentence in a language with its arguments filled in; raises :class:`WordsError`."""
        sentence = self.find(key).into(language)
        try:
            return sentence.format(**values)
        except KeyError as missing:
            raise WordsError(f"{key} wants the argument {missing}") from missing

    def pages(self) -> list[str]:
        """Name every page that has a file."""
        return sorted(path.stem for path in self._folder.glob("*.toml"))

    def keys(self) -> list[str]:
        """Name every sentence, reading all files; raises :class:`WordsError`."""
        for page in self.pages():
            self._pages.setdefault(page, read_page(self._folder / f"{page}.toml"))
        return [f"{page}.{name}" for page in self.pages() for name in self._pages[page]]


def arguments(sentence: str) -> frozenset[str]:
    """Name the arguments of a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def read_page(path: Path) -> dict[str, Bilingual]:
    """Read one page's sentences; raises :class:`WordsError` naming file and key."""
    try:
        with path.open("rb") as file:
            entries = tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise WordsError(f"{path.name}: {error}") from error
    return {name: _read(path.name, name, entry) for name, entry in entries.items()}


def _read(file: str, name: str, entry: object) -> Bilingual:
    match entry:
        case {"zh": str() as zh, "en": str() as en, **rest} if zh and en and not rest:
            if arguments(zh) != arguments(en):
                raise WordsError(f"{file}: {name} has other arguments in English than in Chinese")
            return Bilingual(zh=zh, en=en)
        case _:
            raise WordsError(f"{file}: {name} wants {{ zh, en }}, both with words, found {entry!r}")
