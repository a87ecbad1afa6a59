"""``kiosk card``: look at the card readers from the command line."""

from __future__ import annotations

import os
import queue
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, assert_never

import click

from devices.cards.access import AccessKey, CanKey, MrzKey
from devices.cards.events import (
    AddressRead,
    CardEvent,
    CardLifted,
    CardListener,
    CardLocked,
    CardNotRead,
    CardPlaced,
    CardRead,
)
from devices.ports import CardReader
from devices.simulators.world_endpoints import read_endpoints
from devices.status import DeviceKind, DeviceStatus
from kiosk.card_readers import ReaderSettings, build_readers, readers_of
from kiosk.card_reading import CardLook
from kiosk.card_report import Veil, card_lines, cards_json
from kiosk.commands.options import config_option
from kiosk.config import load_settings
from kiosk.settings import CardReaderSettings, IdentityReaderSettings, Profile
from kiosk.simulate import STATE_VARIABLE, default_state
from kiosk.visit.person import Person

ADDRESS_TAKES_S: Final = 3.0
"""The SAM takes 1.0 to 1.5 s for the appended address, after at most one pause between two looks (vendors' manuals)."""


@click.group()
def card() -> None:
    """Read cards and follow what happens on the readers."""


simulated_option = click.option(
    "--simulated", is_flag=True, help="The readers of the simulated world that runs here, not those of the settings."
)


@card.command()
@config_option
@simulated_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.option("--reveal", is_flag=True, help="Print names and numbers in full; not on a production terminal.")
@click.option("--unlock", is_flag=True, help="Ask for what stands printed in a travel document.")
@click.option("--address", is_flag=True, help="Wait for a newer address than the printed one, too.")
@click.option("--photo", is_flag=True, help="Read the photo of a travel document, too; tells its format and size.")
@click.option("--wait", "wait_s", type=click.IntRange(0, 3600), default=10, help="Seconds to wait for a card.")
def read(
    config_path: Path,
    simulated: bool,
    as_json: bool,
    reveal: bool,
    unlock: bool,
    address: bool,
    photo: bool,
    wait_s: int,
) -> None:
    """Read whatever lies on any reader: kind, generation, masked fields and the time it took.

    Ends with 1 when no card lay there, with 2 when one could not be read or does not hold today.
    """
    if reveal and not simulated and load_settings(config_path).terminal.profile is Profile.PRODUCTION:
        raise click.UsageError("--reveal is not for a production terminal")
    look = CardLook(today=datetime.now(UTC).astimezone().date(), key=_ask_for_key() if unlock else None)
    with _open_readers(
        replace(_readers(config_path, simulated), photos=photo), on_card=look.on_card, on_status=look.on_status
    ) as readers:
        seen = look.run(readers, wait_s=wait_s, linger_s=ADDRESS_TAKES_S if address else 0.0)
    veil = Veil.REVEALED if reveal else Veil.MASKED
    if as_json:
        click.echo(cards_json(seen.cards, veil))
    else:
        for card_seen in seen.cards:
            click.echo("\n".join(f"{line.field}: {line.text}" for line in card_lines(card_seen, veil)) + "\n")
    if not seen.cards:
        _say_why_nothing(seen.readers)
        raise click.exceptions.Exit(1)
    if any(card_seen.code for card_seen in seen.cards):
        raise click.exceptions.Exit(2)


@card.command()
@config_option
@simulated_option
def watch(config_path: Path, simulated: bool) -> None:
    """Follow the readers until interrupted; names and numbers are masked."""
    events: queue.SimpleQueue[CardEvent] = queue.SimpleQueue()
    with _open_readers(_readers(config_path, simulated), on_card=events.put, on_status=_show_status) as readers:
        try:
            while True:
                event = events.get()
                click.echo(_line(event))
                if isinstance(event, CardPlaced):
                    readers[event.insertion.reader].read(event.insertion)
        except KeyboardInterrupt:
            click.echo()


@contextmanager
def _open_readers(
    settings: ReaderSettings, *, on_card: CardListener, on_status: Callable[[DeviceStatus], None]
) -> Iterator[Mapping[DeviceKind, CardReader]]:
    readers = build_readers(settings, on_card=on_card, on_status=on_status, now=lambda: datetime.now(UTC))
    if not readers:
        raise click.UsageError("the settings name no card reader")
    for reader in readers.values():
        reader.open()
    try:
        yield readers
    finally:
        for reader in readers.values():
            reader.close()


def _readers(config_path: Path, simulated: bool) -> ReaderSettings:
    if not simulated:
        return readers_of(load_settings(config_path))
    state = Path(os.environ.get(STATE_VARIABLE, "") or default_state())
    try:
        world = read_endpoints(state)
    except OSError:
        raise click.ClickException(f"no simulated world under {state}; start one with kiosk sim serve") from None
    return ReaderSettings(
        identity_reader=IdentityReaderSettings(port=world.identity_reader),
        card_reader=CardReaderSettings(pcsc_socket=world.pcscd_socket, authorities_dir=Path(world.authorities)),
    )


def _ask_for_key() -> AccessKey:
    """Ask without echo, since what is typed opens the document."""
    number = click.prompt("Document number, or the six digits on the front", hide_input=True).strip().upper()
    try:
        return CanKey(number)
    except ValueError:
        birth = click.prompt("Birth as YYMMDD", hide_input=True).strip()
        expiry = click.prompt("Expiry as YYMMDD", hide_input=True).strip()
    try:
        return MrzKey(number, birth, expiry)
    except ValueError as error:
        raise click.UsageError(f"the {error} has another shape") from None


def _say_why_nothing(readers: tuple[DeviceStatus, ...]) -> None:
    click.echo("no card lies on a reader", err=True)
    for status in readers:
        click.echo(_status_line(status), err=True)


def _show_status(status: DeviceStatus) -> None:
    click.echo(_status_line(status))


def _status_line(status: DeviceStatus) -> str:
    words = (status.state.value, status.fault.code if status.fault else "", status.about)
    return f"{status.kind.value}: {' '.join(word for word in words if word)}"


def _line(event: CardEvent) -> str:
    where = f"{event.insertion.reader.value} #{event.insertion.number}"
    match event:
        case CardPlaced():
            return f"{where}: placed"
        case CardRead(contents=contents):
            person = Person.from_card(contents)
            kind = f"{contents.kind.value} {contents.edition}".strip()
            return f"{where}: {kind} {person.masked_name} {person.masked_id_number}"
        case CardNotRead(code=code):
            return f"{where}: not read, {code}"
        case CardLocked():
            return f"{where}: a travel document, which wants a key"
        case AddressRead():
            return f"{where}: has a newer address"
        case CardLifted():
            return f"{where}: lifted"
        case unreachable:
            assert_never(unreachable)
