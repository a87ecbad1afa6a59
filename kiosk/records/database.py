"""The records file: one SQLite database, opened once, shared between threads behind one lock.

Every statement runs inside :meth:`Database.transaction` or :meth:`Database.rows`; both hold the lock, so that one
connection serves the press, the outbox and the screens alike. Transactions nest: an
inner one can be undone alone, and is on the disk only with the outer.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeAlias

from kiosk.records.errors import RecordsCorrupt, RecordsTooNew, RecordsUnavailable
from kiosk.records.schema import MIGRATIONS

FILE_NAME: Final = "records.sqlite3"
BUSY_MS: Final = 2_000
"""A backup or a technician's look may hold the file for a moment; milliseconds."""

Value: TypeAlias = str | int | bytes | None


class Database:
    """The open records file.

    Args:
        folder: the state folder; made with mode 0700 when it is not there.

    Raises:
        RecordsUnavailable: the file cannot be opened.
        RecordsCorrupt: SQLite finds it damaged.
        RecordsTooNew: a newer program has written it.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        with _named():
            self._connection = _open(folder)
            _migrate(self._connection)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do several things or none of them; on return everything is on the disk.

        Anything raised inside undoes all of it.
        """
        with self._lock, _named():
            level = self._depth
            self._connection.execute("BEGIN IMMEDIATE" if level == 0 else f"SAVEPOINT level_{level}")
            self._depth += 1
            try:
                yield
                self._connection.execute("COMMIT" if level == 0 else f"RELEASE level_{level}")
            except BaseException:
                self._undo(level)
                raise
            finally:
                self._depth -= 1

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read several things as they stood at one moment, whatever others write meanwhile; nothing is written."""
        with self._lock, _named():
            if self._depth > 0:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one writing statement within the running transaction; return how many rows it changed."""
        with self._lock:
            if self._depth == 0:
                raise RuntimeError("a write outside a transaction")
            return self._connection.execute(sql, values).rowcount

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
        """Return all rows of a query."""
        with self._lock, _named():
            return list(self._connection.execute(sql, values))

    def close(self) -> None:
        """Let the file go; what was committed stays."""
        with self._lock, _named():
            self._connection.close()

    def _undo(self, level: int) -> None:
        # A full disk makes SQLite roll back by itself; then there is nothing left to undo.
        if not self._connection.in_transaction:
            return
        if level == 0:
            self._connection.execute("ROLLBACK")
        else:
            self._connection.execute(f"ROLLBACK TO level_{level}")
            self._connection.execute(f"RELEASE level_{level}")


@contextmanager
def _named() -> Iterator[None]:
    """Turn what SQLite raises into the errors of this package."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise RecordsCorrupt(f"a rule of the tables was broken: {error}") from error
    except sqlite3.OperationalError as error:
        raise RecordsUnavailable(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise RecordsCorrupt(str(error)) from error
    except OSError as error:
        raise RecordsUnavailable(error.strerror or type(error).__name__) from error


def _open(folder: Path) -> sqlite3.Connection:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE_NAME
    # SQLite gives its side files the mode of the main file, so the mode must be right before the first write.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        _configure(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: sqlite3.Connection) -> None:
    """FULL in WAL mode syncs at every commit: a row is on the disk before the physical act that follows it."""
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # A cleared column or a delivered parcel must not linger in a free page.
    connection.execute("PRAGMA secure_delete = ON")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise RecordsCorrupt(f"quick_check: {verdict}")


def _migrate(connection: sqlite3.Connection) -> None:
    while True:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            connection.close()
            raise RecordsTooNew(f"the file has version {version}, this program knows {len(MIGRATIONS)}")
        if version == len(MIGRATIONS):
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            _take_next_migration(connection)
        except BaseException:
            connection.execute("ROLLBACK")
            connection.close()
            raise
        connection.execute("COMMIT")


def _take_next_migration(connection: sqlite3.Connection) -> None:
    """Ask for the version again under the lock: a command beside the terminal's start migrates the same file."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version >= len(MIGRATIONS):
        return
    for statement in MIGRATIONS[version]:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version + 1}")
