"""What may stand in a slip: values of a closed set of kinds, each checked before it is laid out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final, NewType, TypeAlias, assert_never

from printing.errors import ElementMissing, ElementOverflow

Fen = NewType("Fen", int)
"""Money in fen, a hundredth of a yuan; below zero for what is taken off."""

Value: TypeAlias = "str | int | date | datetime | tuple[Values, ...]"
Values: TypeAlias = Mapping[str, Value]
"""Checked values by their keys; an absent one has no key."""

MOST_ROWS: Final = 60
"""Rows of a list; a slip with more is half a metre of paper longer than anybody reads."""

_LARGEST: Final = 10**13
"""Fen; a hundred billion yuan."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_VISIBLE_ASCII = re.compile(r"[!-~]+")


class Kind(Enum):
    """What a single value is."""

    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    """Day and time of day, local."""
    MONEY = "money"
    """Fen."""
    NUMBER = "number"
    CODE = "code"
    """Letters and digits to type in or read out."""
    URL = "url"
    """What a QR symbol holds: visible ASCII."""


@dataclass(frozen=True)
class Choice:
    """One of these names; it is never printed, conditions ask for it."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """A list whose rows have these keys."""

    keys: tuple[Key, ...]


KeyKind: TypeAlias = Kind | Choice | Rows


@dataclass(frozen=True)
class Key:
    """A value that a layout wants.

    Attributes:
        name: its key.
        kind: what it is.
        optional: whether it may be absent.
    """

    name: str
    kind: KeyKind
    optional: bool = False


WANTED: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "a text without line breaks",
    Kind.DATE: "a day, as 2026-03-18",
    Kind.MOMENT: "a day and a time, as 2026-03-18T09:41:07",
    Kind.MONEY: "a whole number of fen",
    Kind.NUMBER: "a whole number",
    Kind.CODE: "letters and digits of ASCII without spaces",
    Kind.URL: "an address of visible ASCII characters",
}


def check_values(keys: Sequence[Key], given: Mapping[str, object], *, where: str = "") -> Values:
    """Return the values of a slip or row, typed; days and moments may be given as ISO 8601 text.

    ``where`` is put before the keys that errors name. Raises ElementMissing naming the key that is missing, not
    declared or of the wrong kind, and ElementOverflow for a list that is too long. No error holds a value.
    """
    unknown = sorted(given.keys() - {key.name for key in keys})
    if unknown:
        known = ", ".join(key.name for key in keys)
        raise ElementMissing(element=where + unknown[0], wanted=f"no such key; the keys are {known}")
    values: dict[str, Value] = {}
    for key in keys:
        value = given.get(key.name)
        if value is not None:
            values[key.name] = _checked(key, value, where)
        elif not key.optional:
            raise ElementMissing(element=where + key.name, wanted=_wanted(key.kind))
    return values


def _checked(key: Key, value: object, where: str) -> Value:
    match key.kind:
        case Kind():
            found = _single(key.kind, value)
        case Choice(names=names):
            name = value.value if isinstance(value, Enum) else value
            found = name if isinstance(name, str) and name in names else None
        case Rows(keys=keys):
            return _rows(keys, value, where + key.name)
        case _:
            assert_never(key.kind)
    if found is None:
        raise ElementMissing(element=where + key.name, wanted=_wanted(key.kind))
    return found


def _single(kind: Kind, value: object) -> Value | None:
    match kind:
        case Kind.TEXT:
            return value if isinstance(value, str) and value.strip() and not _CONTROL.search(value) else None
        case Kind.CODE | Kind.URL:
            return value if isinstance(value, str) and _VISIBLE_ASCII.fullmatch(value) else None
        case Kind.MONEY | Kind.NUMBER:
            whole = isinstance(value, int) and not isinstance(value, bool)
            return value if whole and isinstance(value, int) and abs(value) < _LARGEST else None
        case Kind.DATE:
            return _day(value)
        case Kind.MOMENT:
            return _moment(value)
        case _:
            assert_never(kind)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    try:
        # A day alone would become its midnight.
        return datetime.fromisoformat(value) if isinstance(value, str) and len(value) > len("2026-03-18") else None
    except ValueError:
        return None


def _rows(keys: tuple[Key, ...], value: object, where: str) -> tuple[Values, ...]:
    if not isinstance(value, list | tuple):
        raise ElementMissing(element=where, wanted="a list")
    if len(value) > MOST_ROWS:
        raise ElementOverflow(element=where, detail=f"{len(value)} rows, at most {MOST_ROWS}")
    rows: list[Values] = []
    for number, row in enumerate(value, 1):
        if not isinstance(row, Mapping):
            raise ElementMissing(element=f"{where} {number}", wanted="a table")
        rows.append(check_values(keys, row, where=f"{where} {number} "))
    return tuple(rows)


def _wanted(kind: KeyKind) -> str:
    match kind:
        case Kind():
            return WANTED[kind]
        case Choice(names=names):
            return "one of " + ", ".join(names)
        case Rows():
            return "a list"
        case _:
            assert_never(kind)
