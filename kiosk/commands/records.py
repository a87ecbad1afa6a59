"""Opening the terminal's records for a command, also while the terminal runs.

The lock of the state folder is not asked for: a row moves in one SQLite transaction, the running terminal never touches
a print that is unknown or a parcel that was set aside, and its next look at the stock finds what the command has moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from kiosk.commands.options import who_option as who_option
from kiosk.config import load_settings
from kiosk.press.reports import Reports, note_delivered
from kiosk.records.audit import Audit
from kiosk.records.blanks import BlankStock
from kiosk.records.database import FILE_NAME, Database
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger
from kiosk.records.outbox import SealedOutbox


@dataclass(frozen=True, kw_only=True)
class Records:
    """What a command needs of the records."""

    database: Database
    stock: BlankStock
    ledger: PrintLedger
    outbox: SealedOutbox
    audit: Audit
    reports: Reports
    keys: MachineKeys


@contextmanager
def open_records(config_path: Path) -> Iterator[Records]:
    """Open the records of the terminal with these settings. Raises ``RecordsError``, and for people when none exist."""
    with open_folder(load_settings(config_path).terminal.state_dir) as records:
        yield records


@contextmanager
def open_folder(folder: Path) -> Iterator[Records]:
    """Open the records of a state folder; as :func:`open_records`."""
    if not (folder / FILE_NAME).is_file():
        raise click.ClickException(f"{folder} holds no records; this terminal has never run")
    database = Database(folder)
    try:
        yield _records(database, MachineKeys.load(folder))
    finally:
        database.close()


def _records(database: Database, keys: MachineKeys) -> Records:
    audit = Audit(database=database, now=_now)
    blanks = BlankStock(database=database, now=_now)
    ledger = PrintLedger(database=database, blanks=blanks, keys=keys, audit=audit, now=_now)
    outbox = SealedOutbox(database=database, keys=keys, now=_now, on_delivered=partial(note_delivered, ledger))
    reports = Reports(ledger=ledger, sink=outbox)
    return Records(
        database=database, stock=blanks, ledger=ledger, outbox=outbox, audit=audit, reports=reports, keys=keys
    )


def _now() -> datetime:
    return datetime.now(UTC)


lang_option: Callable[[Callable[..., None]], Callable[..., None]] = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True
)


def local(moment: datetime) -> str:
    """Return a time as the clock of the hall shows it."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"
