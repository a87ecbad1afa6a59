"""The staff book: a TOML file that names the clerks of this terminal, with the hashes of their PINs.

It holds no more than badge number, name and hash, and only its owner may read it: six digits can be tried out.
"""

from __future__ import annotations

import json
import os
import re
import stat
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kiosk.staff.errors import EntryRefused, StaffBookUnusable
from kiosk.staff.pins import is_hash

NUMBER: Final = re.compile(r"[0-9]{3,12}")
"""Badge numbers are typed on a keypad."""
LONGEST_NAME: Final = 40
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_KEYS: Final = frozenset({"number", "name", "pin"})
_HEAD: Final = "# The clerks of this terminal; written by `kiosk staff`. pin is an Argon2 hash.\n"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One clerk.

    Attributes:
        number: as on the badge.
        name: as shown while they are signed in.
        pin: the Argon2 hash of their PIN.
    """

    number: str
    name: str = field(repr=False)
    pin: str = field(repr=False)


class StaffBook:
    """The book in a file. A file that is not there is a book without clerks."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self) -> tuple[Entry, ...]:
        """Return all clerks by badge number. Raises :class:`StaffBookUnusable`."""
        try:
            if self._path.stat().st_mode & OTHERS:
                raise StaffBookUnusable(f"{self._path.name}: others may read it; wanted mode 0600")
            table = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StaffBookUnusable(f"{self._path.name}: {error.strerror}") from error
        except ValueError as error:
            raise StaffBookUnusable(f"{self._path.name}: is not TOML in UTF-8: {error}") from error
        return _entries(table, self._path.name)

    def find(self, number: str) -> Entry | None:
        """Find a clerk by badge number. Raises :class:`StaffBookUnusable`."""
        return next((entry for entry in self.entries() if entry.number == number), None)

    def add(self, entry: Entry) -> None:
        """Enter a clerk. Raises :class:`EntryRefused` and :class:`StaffBookUnusable`."""
        _check(entry)
        others = self.entries()
        if any(other.number == entry.number for other in others):
            raise EntryRefused(f"badge {entry.number} is in the book already; remove it first")
        self._write((*others, entry))

    def remove(self, number: str) -> None:
        """Strike a clerk out. Raises :class:`EntryRefused` when there is none, and :class:`StaffBookUnusable`."""
        entries = self.entries()
        kept = tuple(entry for entry in entries if entry.number != number)
        if len(kept) == len(entries):
            raise EntryRefused(f"badge {number} is not in the book")
        self._write(kept)

    def _write(self, entries: Iterable[Entry]) -> None:
        """Write aside and rename, so that a power cut leaves the old book or the new one."""
        text = _HEAD + "".join(_table(entry) for entry in sorted(entries, key=lambda entry: entry.number))
        try:
            _replace(self._path, text.encode())
        except OSError as error:
            raise StaffBookUnusable(f"{self._path.name}: {error.strerror}") from error


def _entries(table: dict[str, object], file: str) -> tuple[Entry, ...]:
    listed = table.get("clerk", [])
    if not isinstance(listed, list) or not table.keys() <= {"clerk"}:
        raise StaffBookUnusable(f"{file}: wanted [[clerk]] tables and nothing else")
    entries = tuple(_entry(one, f"{file}: clerk[{at}]") for at, one in enumerate(listed))
    numbers = [entry.number for entry in entries]
    if len(set(numbers)) < len(numbers):
        raise StaffBookUnusable(f"{file}: a badge number stands there twice")
    return tuple(sorted(entries, key=lambda entry: entry.number))


def _entry(found: object, where: str) -> Entry:
    if (
        not isinstance(found, dict)
        or found.keys() != _KEYS
        or not all(isinstance(text, str) for text in found.values())
    ):
        raise StaffBookUnusable(f"{where}: wanted number, name and pin")
    entry = Entry(number=found["number"], name=found["name"], pin=found["pin"])
    try:
        _check(entry)
    except EntryRefused as error:
        raise StaffBookUnusable(f"{where}: {error.detail}") from error
    return entry


def _check(entry: Entry) -> None:
    if NUMBER.fullmatch(entry.number) is None:
        raise EntryRefused("wanted a badge number of 3 to 12 digits")
    name = entry.name.strip()
    if not name or name != entry.name or len(name) > LONGEST_NAME or not name.isprintable():
        raise EntryRefused(f"wanted a name of at most {LONGEST_NAME} characters")
    if not is_hash(entry.pin):
        raise EntryRefused("wanted an Argon2id hash as pin")


def _table(entry: Entry) -> str:
    # A JSON string of printable characters is a TOML basic string too.
    lines = (f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in vars(entry).items())
    return "\n[[clerk]]\n" + "\n".join(lines) + "\n"


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f"{path.name}.new")
    aside.unlink(missing_ok=True)
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        if os.geteuid() == 0:
            # A technician's root shell must not leave a book that the terminal's own user cannot read.
            owner = path.parent.stat()
            os.fchown(handle, owner.st_uid, owner.st_gid)
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    aside.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
