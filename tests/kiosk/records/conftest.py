"""Records in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.records.audit import Audit
from kiosk.records.blanks import BlankStock
from kiosk.records.database import Database
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger


class Wall:
    """A wall clock that a test can set."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    yield database
    database.close()


@pytest.fixture
def keys(tmp_path: Path) -> MachineKeys:
    return MachineKeys.load(tmp_path)


@pytest.fixture
def blanks(database: Database, wall: Wall) -> BlankStock:
    return BlankStock(database=database, now=wall)


@pytest.fixture
def audit(database: Database, wall: Wall) -> Audit:
    return Audit(database=database, now=wall)


@pytest.fixture
def ledger(database: Database, blanks: BlankStock, keys: MachineKeys, audit: Audit, wall: Wall) -> PrintLedger:
    return PrintLedger(database=database, blanks=blanks, keys=keys, audit=audit, now=wall)
