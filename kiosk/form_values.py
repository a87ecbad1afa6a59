"""Values for a form out of a file that a person wrote, typed by the dictionary of data keys."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from printing.form.element_reading import money_of
from printing.form.elements import TableElement
from printing.form.form import Form
from printing.form.keys import DataKey, KeyBook, KeyKind
from printing.form.values import FieldValue, PictureValue, RowsValue

if TYPE_CHECKING:
    from printing.form.values import Values

_MOST_PICTURE_BYTES: Final = 8 * 1024 * 1024
"""What :mod:`printing.pictures` takes."""


class ValuesUnusable(ValueError):
    """A file of values that cannot be printed with.

    Attributes:
        problems: each one sentence that names the key.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_values(path: Path, *, form: Form, keys: KeyBook) -> Values:
    """Read a JSON file, or a TOML file if it is named so, with one value a data key.

    A picture is given by the path of its file, from the folder of this one. Keys that the form does not use are left
    alone. Raises ValuesUnusable with everything that is wrong at once.
    """
    values: dict[str, FieldValue] = {}
    problems: list[str] = []
    for name, given in _read(path).items():
        key = keys.find(name)
        if key is None:
            problems.append(f"{name}: no data key has this name{_perhaps(name, keys)}")
            continue
        try:
            values[name] = _typed(given, key, form=form, folder=path.parent)
        except ValueError as error:
            problems.append(f"{name} ({key.words}): {error}")
    problems += _missing(form, values, keys) if not problems else ()
    if problems:
        raise ValuesUnusable(*problems)
    return values


def _read(path: Path) -> Mapping[str, object]:
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".toml":
            return tomllib.loads(text, parse_float=Decimal)
        table: object = json.loads(text, parse_float=Decimal)
    except OSError as error:
        raise ValuesUnusable(f"{path}: {error.strerror or type(error).__name__}") from error
    except ValueError as error:
        raise ValuesUnusable(f"{path}: {error}") from error
    if not isinstance(table, dict):
        raise ValuesUnusable(f"{path}: wanted an object with one value a data key")
    return table


def _perhaps(name: str, keys: KeyBook) -> str:
    close = get_close_matches(name, keys.names(), n=3)
    return f"; perhaps {' or '.join(close)}" if close else ""


def _typed(given: object, key: DataKey, *, form: Form, folder: Path) -> FieldValue:
    """Return a value as its key wants it; raises ValueError."""
    match key.kind:
        case KeyKind.TEXT:
            return _text(given)
        case KeyKind.CHOICE:
            if given not in key.values:
                raise ValueError(f"wanted one of {', '.join(key.values)}, found {given!r}")
            return _text(given)
        case KeyKind.DATE:
            return _date(given)
        case KeyKind.MONEY:
            if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
                raise ValueError(f"wanted an amount in yuan such as 1200.50, found {given!r}")
            return money_of(str(given))
        case KeyKind.PHOTO | KeyKind.SEAL:
            return _picture(given, folder)
        case KeyKind.ROWS:
            return _rows(given, key, form)


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise ValueError(f"wanted a text in quotes, found {given!r}")
    return given


def _date(given: object) -> date:
    if type(given) is date:
        return given
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass  # told below, with every other thing that is no date
    raise ValueError(f"wanted a date such as 2026-03-18, found {given!s}")


def _picture(given: object, folder: Path) -> PictureValue:
    if not isinstance(given, str):
        raise ValueError("wanted the path of a JPEG or PNG file")
    path = folder / given
    try:
        if path.stat().st_size > _MOST_PICTURE_BYTES:
            raise ValueError(f"{path} has more than 8 MiB")
        return PictureValue(path.read_bytes())
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror or type(error).__name__}") from error


def _rows(given: object, key: DataKey, form: Form) -> RowsValue:
    """Check rows against the columns of the form's table of this key."""
    tables = [each for each in form.elements if isinstance(each, TableElement) and each.data == key.name]
    columns = len(tables[0].columns) if tables else None
    if not isinstance(given, list):
        raise ValueError(f"wanted a list of rows, found {given!r}")
    rows: list[tuple[str, ...]] = []
    for row in given:
        if not isinstance(row, list) or not all(isinstance(cell, str) for cell in row):
            raise ValueError(f"wanted each row as a list of texts, found {row!r}")
        if columns is not None and len(row) != columns:
            raise ValueError(f"wanted {columns} texts a row, found {len(row)}")
        rows.append(tuple(row))
    return RowsValue(tuple(rows))


def _missing(form: Form, values: Values, keys: KeyBook) -> Iterator[str]:
    """Tell which keys the form asks for in vain."""
    asked = [each.data for each in form.filled() if each.required and (each.when is None or each.when.holds(values))]
    for name in dict.fromkeys(asked):
        key = keys.find(name)
        if key is not None and name not in values:
            yield f"{name} ({key.words}): is missing"
