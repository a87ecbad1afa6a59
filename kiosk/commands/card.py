"""``kiosk card``: look at the card readers from the command line."""

from __future__ import annotations

import queue
from datetime import UTC, datetime
from pathlib import Path

import click

from devices.cards.events import CardEvent, CardLifted, CardNotRead, CardPlaced, CardRead
from kiosk.commands.options import config_option
from kiosk.config import load_settings
from kiosk.fleet import build_fleet
from kiosk.visit.person import Person


@click.group()
def card() -> None:
    """Read cards and follow what happens on the readers."""


@card.command()
@config_option
def watch(config_path: Path) -> None:
    """Follow the readers until interrupted; names and numbers are masked."""
    events: queue.SimpleQueue[CardEvent] = queue.SimpleQueue()
    fleet = build_fleet(
        load_settings(config_path),
        on_card=events.put,
        on_status=lambda status: click.echo(f"{status.kind.value}: {status.state.value}"),
        on_outlet=lambda _: None,
        now=lambda: datetime.now(UTC),
    )
    readers = fleet.readers
    for reader in readers.values():
        reader.open()
    try:
        while True:
            event = events.get()
            click.echo(_line(event))
            if isinstance(event, CardPlaced):
                readers[event.insertion.reader].read(event.insertion)
    except KeyboardInterrupt:
        click.echo()
    finally:
        for reader in readers.values():
            reader.close()


def _line(event: CardEvent) -> str:
    where = f"{event.insertion.reader.value} #{event.insertion.number}"
    match event:
        case CardPlaced():
            return f"{where}: placed"
        case CardRead(contents=contents):
            person = Person.from_card(contents)
            return f"{where}: {contents.kind.value} {person.masked_name} {person.masked_id_number}"
        case CardNotRead(code=code):
            return f"{where}: not read, {code}"
        case CardLifted():
            return f"{where}: lifted"
