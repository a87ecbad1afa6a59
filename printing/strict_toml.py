"""Strict reading of TOML tables: every key typed, unknown keys refused, each fault told with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TypeVar

from printing.errors import FormError

_E = TypeVar("_E", bound=Enum)


class StrictTable:
    """One table of a form file. Read the keys, then call :meth:`done`. Every method raises FormError."""

    def __init__(self, values: Mapping[str, object], *, form: str, element: str = "") -> None:
        self._values = dict(values)
        self._form = form
        self._element = element

    def within(self, *, form: str | None = None, element: str | None = None) -> StrictTable:
        """Return this table with a better name for its place; a key that is read from one is read from both."""
        better = StrictTable(
            {},
            form=self._form if form is None else form,
            element=self._element if element is None else element,
        )
        better._values = self._values
        return better

    def fail(self, problem: str, field: str = "") -> FormError:
        """Return the error to raise for a fault at a key of this table."""
        return FormError("FORM_INVALID", form=self._form, element=self._element, field=field, problem=problem)

    def has(self, key: str) -> bool:
        """Tell whether a key is there and not read yet."""
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text that is not empty."""
        value = self._take(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.fail(f"wanted a text, found {value!r}", key)
        return value

    def whole(self, key: str, default: int | None = None, *, low: int = 0, high: int = 100_000) -> int:
        """Read an integer between two limits, both allowed."""
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fail(f"wanted an integer, found {value!r}", key)
        if not low <= value <= high:
            raise self.fail(f"wanted {low} to {high}, found {value}", key)
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Read true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self.fail(f"wanted true or false, found {value!r}", key)
        return value

    def choice(self, key: str, kind: type[_E], default: _E | None = None) -> _E:
        """Read one of an enumeration's values."""
        value = self._take(key, default.value if default else None)
        try:
            return kind(value)
        except ValueError:
            names = ", ".join(str(each.value) for each in kind)
            raise self.fail(f"wanted one of {names}, found {value!r}", key) from None

    def one_of(self, key: str, allowed: tuple[int, ...], default: int | None = None) -> int:
        """Read one of a few integers."""
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value not in allowed:
            raise self.fail(f"wanted one of {', '.join(map(str, allowed))}, found {value!r}", key)
        return value

    def texts(self, key: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Read a list of texts, none of them empty."""
        value = self._take(key, list(default) if default is not None else None)
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise self.fail(f"wanted a list of texts, found {value!r}", key)
        return tuple(value)

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Read a list of lists of texts, at least one."""
        value = self._take(key, None)
        if not isinstance(value, list) or not value:
            raise self.fail(f"wanted a list of rows, found {value!r}", key)
        for row in value:
            if not isinstance(row, list) or not all(isinstance(each, str) for each in row):
                raise self.fail(f"wanted a row of texts, found {row!r}", key)
        return tuple(tuple(row) for row in value)

    def wholes(
        self,
        key: str,
        *,
        count: int | None = None,
        default: tuple[int, ...] | None = None,
        low: int = 0,
        high: int = 100_000,
    ) -> tuple[int, ...]:
        """Read a list of integers between two limits, both allowed, of a given length if one is wanted."""
        value = self._take(key, list(default) if default is not None else None)
        if not isinstance(value, list) or not all(isinstance(n, int) and not isinstance(n, bool) for n in value):
            raise self.fail(f"wanted a list of integers, found {value!r}", key)
        if count is not None and len(value) != count:
            raise self.fail(f"wanted {count} integers, found {len(value)}", key)
        if not all(low <= n <= high for n in value):
            raise self.fail(f"wanted integers from {low} to {high}", key)
        return tuple(value)

    def table(self, key: str) -> StrictTable:
        """Read a table below this one."""
        value = self._take(key, None)
        if not isinstance(value, dict):
            raise self.fail("wanted a table", key)
        return StrictTable(value, form=self._form, element=self._element)

    def tables(self, key: str) -> list[StrictTable]:
        """Read a list of tables; an absent one is empty."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.fail("wanted a list of tables", key)
        return [StrictTable(each, form=self._form, element=self._element) for each in value]

    def done(self) -> None:
        """Refuse keys that nobody read."""
        if self._values:
            key = min(self._values)
            raise self.fail("this key is not known", key)

    def _take(self, key: str, default: object) -> object:
        if key not in self._values:
            if default is None:
                raise self.fail("this key is missing", key)
            return default
        return self._values.pop(key)


def read_table(path: Path) -> StrictTable:
    """Read a TOML file; raises FormError with ``FORM_UNKNOWN`` when there is none, ``FORM_INVALID`` when it is none."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as err:
        raise FormError("FORM_UNKNOWN", form=path.stem, problem="there is no such file") from err
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        raise FormError("FORM_INVALID", form=path.stem, problem=str(err)) from err
    return StrictTable(values, form=path.stem)
