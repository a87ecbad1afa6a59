"""The table of failures: every code that can reach a person, with its sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.bilingual import Bilingual
from kiosk.errors import CatalogueError

TABLE: Final = Path(__file__).with_name("failures.toml")
UNFORESEEN: Final = "TERMINAL_UNFORESEEN"


@dataclass(frozen=True, kw_only=True)
class Failure:
    """One named failure.

    Attributes:
        code: ``<WHERE>_<CAUSE>``.
        title: for the resident: what happened, at most 18 characters in Chinese.
        safe: for the resident: what is safe (card, papers, money).
        staff: for clerk or technician: what it is and where.
        remedy: what they do about it.
        retriable: whether trying again can help.
        card_safe: whether the card may be lifted.
        paper_safe: whether certainly no sheet came out or was lost.
    """

    code: str
    title: Bilingual
    safe: Bilingual
    staff: Bilingual
    remedy: Bilingual
    retriable: bool
    card_safe: bool
    paper_safe: bool


class Failures:
    """All named failures; an unknown code becomes the unforeseen one, so that nobody ever sees a bare code."""

    def __init__(self, *, table: Mapping[str, Failure]) -> None:
        self._table = dict(table)

    def __contains__(self, code: str) -> bool:
        return code in self._table

    def __iter__(self) -> Iterator[Failure]:
        return iter(self._table.values())

    def find(self, code: str) -> Failure:
        """Return the failure of a code, or the unforeseen failure."""
        return self._table.get(code, self._table[UNFORESEEN])


def load_failures(path: Path = TABLE) -> Failures:
    """Read the table; raises :class:`CatalogueError` naming code and key."""
    with path.open("rb") as file:
        tables = tomllib.load(file)
    return Failures(table={code: _read(code, entry) for code, entry in tables.items()})


def _read(code: str, entry: Mapping[str, object]) -> Failure:
    def sentence(key: str) -> Bilingual:
        value = entry.get(key)
        if isinstance(value, dict) and isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
            return Bilingual(zh=value["zh"], en=value["en"])
        raise CatalogueError(f"failures.toml: [{code}] {key} wants {{ zh, en }}, found {value!r}")

    def flag(key: str) -> bool:
        value = entry.get(key)
        if isinstance(value, bool):
            return value
        raise CatalogueError(f"failures.toml: [{code}] {key} wants true or false, found {value!r}")

    return Failure(
        code=code,
        title=sentence("title"),
        safe=sentence("safe"),
        staff=sentence("staff"),
        remedy=sentence("remedy"),
        retriable=flag("retriable"),
        card_safe=flag("card_safe"),
        paper_safe=flag("paper_safe"),
    )
