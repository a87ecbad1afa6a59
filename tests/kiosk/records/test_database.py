"""The records file itself."""

from __future__ import annotations

import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from kiosk.records.database import FILE_NAME, Database
from kiosk.records.errors import RecordsCorrupt, RecordsTooNew, RecordsUnavailable
from kiosk.records.schema import MIGRATIONS

INSERT = "INSERT INTO diagnostics (test, passed, message, at) VALUES (?, 1, '', '')"


def kept(database: Database) -> list[object]:
    return [row[0] for row in database.rows("SELECT test FROM diagnostics ORDER BY id")]


def test_what_a_transaction_wrote_is_there_after_reopening(tmp_path: Path) -> None:
    first = Database(tmp_path)
    with first.transaction():
        first.execute(INSERT, ("touch",))
    first.close()
    again = Database(tmp_path)
    assert kept(again) == ["touch"]
    again.close()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_is_raised_inside_undoes_all(database: Database, error: type[BaseException]) -> None:
    with pytest.raises(error), database.transaction():
        database.execute(INSERT, ("touch",))
        raise error
    assert kept(database) == []


def test_an_inner_transaction_can_be_undone_alone(database: Database) -> None:
    with database.transaction():
        database.execute(INSERT, ("outer",))
        with pytest.raises(ValueError, match="inner"), database.transaction():
            database.execute(INSERT, ("inner",))
            raise ValueError("inner")
        with database.transaction():
            database.execute(INSERT, ("second",))
    assert kept(database) == ["outer", "second"]


def test_an_inner_transaction_goes_with_the_outer(database: Database) -> None:
    with pytest.raises(ValueError, match="outer"), database.transaction():
        with database.transaction():
            database.execute(INSERT, ("inner",))
        raise ValueError("outer")
    assert kept(database) == []


def test_a_snapshot_shows_one_moment_while_others_write(database: Database, tmp_path: Path) -> None:
    other = Database(tmp_path)
    with database.snapshot():
        assert kept(database) == []
        with other.transaction():
            other.execute(INSERT, ("touch",))
        assert kept(database) == []
        with pytest.raises(RuntimeError):
            database.execute(INSERT, ("sound",))
    assert kept(database) == ["touch"]
    other.close()


def test_a_snapshot_within_a_transaction_is_of_that_transaction(database: Database) -> None:
    with database.transaction():
        database.execute(INSERT, ("touch",))
        with database.snapshot():
            assert kept(database) == ["touch"]
        database.execute(INSERT, ("sound",))
    assert kept(database) == ["touch", "sound"]


def test_a_write_outside_a_transaction_is_a_mistake_of_the_program(database: Database) -> None:
    with pytest.raises(RuntimeError):
        database.execute(INSERT, ("touch",))


def test_every_commit_is_synced_to_the_disk(database: Database) -> None:
    full, on = 2, 1
    assert database.rows("PRAGMA journal_mode") == [("wal",)]
    assert database.rows("PRAGMA synchronous") == [(full,)]
    assert database.rows("PRAGMA foreign_keys") == [(on,)]
    assert database.rows("PRAGMA secure_delete") == [(on,)]


def test_every_table_is_strict(database: Database) -> None:
    tables = database.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    assert {name for name, strict in tables if not strict} <= {"sqlite_schema", "sqlite_sequence"}


def test_only_the_owner_may_read_file_and_side_files(database: Database, tmp_path: Path) -> None:
    with database.transaction():
        database.execute(INSERT, ("touch",))
    files = list(tmp_path.glob(f"{FILE_NAME}*"))
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_threads_take_turns(database: Database) -> None:
    def write(name: str) -> None:
        for _ in range(20):
            with database.transaction():
                before = len(kept(database))
                database.execute(INSERT, (name,))
                assert len(kept(database)) == before + 1

    threads = [threading.Thread(target=write, args=(f"thread {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept(database)) == 80


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    Database(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        raw.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    raw.close()
    with pytest.raises(RecordsTooNew):
        Database(tmp_path)


def test_a_command_beside_the_terminals_start_waits_for_the_migration_and_does_not_repeat_it(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        for statement in MIGRATIONS[0]:
            raw.execute(statement)
        raw.execute("PRAGMA user_version = 1")
    raw.close()
    opened: list[Database] = []
    failed: list[Exception] = []
    gate = threading.Barrier(4)

    def open_it() -> None:
        gate.wait()
        try:
            opened.append(Database(tmp_path))
        except RecordsUnavailable as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(gate.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {tuple(each.rows("PRAGMA user_version")[0]) for each in opened} == {(len(MIGRATIONS),)}
    for each in opened:
        each.close()


def test_a_damaged_file_is_named_corrupt(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, whatever its name says. " * 200)
    with pytest.raises(RecordsCorrupt):
        Database(tmp_path)


def test_a_folder_that_cannot_be_made_is_named_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordsUnavailable):
        Database(tmp_path / "file" / "state")


def test_a_broken_rule_of_the_tables_is_named_corrupt(database: Database) -> None:
    with pytest.raises(RecordsCorrupt), database.transaction():
        database.execute("INSERT INTO diagnostics (test, passed, message, at) VALUES ('touch', 7, '', '')")


def test_a_full_disk_is_named_unavailable_and_keeps_what_was_there(database: Database) -> None:
    with database.transaction():
        database.execute(INSERT, ("before",))
    database.rows("PRAGMA max_page_count = 1")
    with pytest.raises(RecordsUnavailable):
        while True:
            with database.transaction():
                database.execute(INSERT, ("x" * 4000,))
    database.rows("PRAGMA max_page_count = 100000")
    assert kept(database)[0] == "before"
    with database.transaction():
        database.execute(INSERT, ("after",))
    assert kept(database)[-1] == "after"
