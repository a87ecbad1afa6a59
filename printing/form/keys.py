"""The dictionary of data keys: what a form may ask for, and of what kind it is.

``printing/forms/keys.toml`` holds the keys that many departments share, ``printing/forms/<department>/keys.toml`` those
of one. A key means one thing in all forms, so that the portal fills a value once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from printing.strict_toml import StrictTable, read_table

KEY_FILE = "keys.toml"


class KeyKind(Enum):
    """What kind of value stands under a key."""

    TEXT = "text"
    CHOICE = "choice"
    """A text out of a closed list."""
    DATE = "date"
    MONEY = "money"
    PHOTO = "photo"
    SEAL = "seal"
    ROWS = "rows"


class Numbering(Enum):
    """By which rule a number is built; samples have to keep it (domain.md section 4)."""

    NONE = ""
    RESIDENT = "resident"
    """GB 11643-1999."""
    CREDIT_CODE = "credit-code"
    """Unified social credit code, GB 32100-2015."""
    FOOD_LICENCE = "food-licence"
    """JY or SC and 14 digits, ISO 7064 MOD 11,10."""
    DISABILITY = "disability"
    """A resident number, kind 1 to 7 and grade 1 to 4."""
    LICENCE_ID = "licence-id"
    """Electronic licence identifier, GB/T 36904-2018."""


@dataclass(frozen=True, kw_only=True)
class DataKey:
    """A key of the dictionary.

    Attributes:
        words: what it means, in Chinese, as a clerk would say it.
        values: all values that a CHOICE can have; empty for other kinds.
    """

    name: str
    words: str
    kind: KeyKind
    numbering: Numbering
    values: tuple[str, ...]


class KeyBook:
    """All keys of a folder of forms."""

    def __init__(self, *, keys: tuple[DataKey, ...]) -> None:
        self._keys = {key.name: key for key in keys}

    def find(self, name: str) -> DataKey | None:
        """Return a key; none when the dictionary has no such one."""
        return self._keys.get(name)

    def names(self) -> tuple[str, ...]:
        """Return the names of all keys."""
        return tuple(sorted(self._keys))


def load_keys(folder: Path) -> KeyBook:
    """Read every ``keys.toml`` below a folder; raises FormError, also for a key that is told twice."""
    keys: dict[str, DataKey] = {}
    for path in sorted(folder.rglob(KEY_FILE)):
        table = read_table(path).within(form=str(path.relative_to(folder)))
        for each in table.tables("key"):
            key = _key(each)
            if key.name in keys:
                raise each.fail("this key is told twice", key.name)
            keys[key.name] = key
        table.done()
    return KeyBook(keys=tuple(keys.values()))


def _key(table: StrictTable) -> DataKey:
    name = table.text("name")
    table = table.within(element=name)
    kind = table.choice("kind", KeyKind, KeyKind.TEXT)
    values = table.texts("values", default=())
    if (kind is KeyKind.CHOICE) != bool(values):
        raise table.fail("values are wanted for a choice, and only there", "values")
    key = DataKey(
        name=name,
        words=table.text("words"),
        kind=kind,
        numbering=table.choice("numbering", Numbering, Numbering.NONE),
        values=values,
    )
    table.done()
    return key
