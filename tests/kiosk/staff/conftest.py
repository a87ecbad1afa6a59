"""A staff book on disk and records beside it; hashes cost as little as they may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from kiosk.records.audit import Audit
from kiosk.records.database import Database
from kiosk.records.keys import MachineKeys
from kiosk.staff.book import Entry, StaffBook
from kiosk.staff.lockout import Lockout
from kiosk.staff.pins import Pins
from kiosk.staff.sign_in import StaffDesk

BADGE, PIN = "1001", "604172"


@dataclass
class Clock:
    """A wall clock that the test moves."""

    time: datetime = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **span: float) -> None:
        self.time += timedelta(**span)


class Hall:
    """One terminal's staff: its book, its records, and a clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.pins = Pins(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.book = StaffBook(folder / "staff.toml")
        self.start()

    def start(self) -> None:
        """Open the records, as a terminal that begins does."""
        self.database = Database(self.folder)
        keys = MachineKeys.load(self.folder)
        self.audit = Audit(database=self.database, now=self.clock)
        self.lockout = Lockout(database=self.database, keys=keys, now=self.clock)
        self.desk = StaffDesk(book=self.book, pins=self.pins, lockout=self.lockout, audit=self.audit)

    def restart(self) -> None:
        """Cut the power and switch it on again."""
        self.database.close()
        self.start()

    def enter(self, number: str, pin: str, name: str = "周敏") -> None:
        self.book.add(Entry(number=number, name=name, pin=self.pins.hash(pin)))


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path)
    hall.enter(BADGE, PIN)
    yield hall
    hall.database.close()
