"""``kiosk sim``: play the world around a terminal from the shell. The panel window and the tests do the same."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from devices.errors import DeviceError
from devices.ports import MatchOutcome
from devices.simulators.emrtd.zone import write_zone
from devices.simulators.private_pcscd import PrivatePcscdError
from devices.simulators.wallet import Holder, WalletError, load_holder, load_wallet
from devices.simulators.wallet_list import card_lines, name_of
from devices.simulators.world import LineTarget, World
from devices.simulators.world_client import WorldClient
from devices.simulators.world_line import Cut
from devices.simulators.world_messages import (
    ClearCertificate,
    Command,
    CutLine,
    JamCertificate,
    LiftCard,
    LoadCertificate,
    LoadReceipt,
    MendLine,
    PaperLevel,
    Place,
    PlaceCard,
    SetMatch,
    ShowCode,
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)
from devices.status import DeviceKind
from kiosk.simulated_phone import PhoneOff, SimulatedPhone, portal_of

STATE_VARIABLE: Final = "KIOSK_SIM_STATE"
LEVELS: Final = click.Choice([level.value for level in PaperLevel])
PERSONS: Final = {
    "same": MatchOutcome.SAME_PERSON,
    "other": MatchOutcome.OTHER_PERSON,
    "none": MatchOutcome.NOT_CAPTURED,
}
SENSES: Final = {DeviceKind.FINGERPRINT_READER: "finger", DeviceKind.FACE_CAMERA: "face"}
ZONE_WIDTHS: Final = {88: 44, 90: 30}
"""Characters of a zone and of its lines (ICAO Doc 9303, parts 4 and 5)."""
PLACES: Final = click.Choice([place.value for place in Place])


def default_state() -> Path:
    """Return where a user's world lives when nothing else is said."""
    return Path(tempfile.gettempdir()) / f"hall-terminal-{os.getuid()}" / "world"


@dataclass(frozen=True)
class Hand:
    """What every command needs: which world is meant."""

    state: Path

    def do(self, command: Command) -> None:
        """Carry a command out, or end with one line that says why not."""
        show(self.ask(lambda world: world.do(command)))

    def look(self) -> WorldStatus:
        """Return the world as it is."""
        return self.ask(WorldClient.status)

    def ask(self, question: Callable[[WorldClient], WorldStatus]) -> WorldStatus:
        try:
            with WorldClient(state=self.state) as world:
                return question(world)
        except DeviceError as error:
            if error.code == "SIMULATOR_WORLD_ABSENT":
                start = f"start one with: kiosk sim serve --state {self.state}"
                raise click.ClickException(f"no simulated world under {self.state}; {start}") from error
            raise click.ClickException(error.detail) from error


in_world = click.option(
    "--state",
    "hand",
    type=click.Path(file_okay=False, path_type=Path),
    envvar=STATE_VARIABLE,
    default=default_state,
    callback=lambda context, parameter, value: Hand(value),
    help=f"Folder of the simulated world; also from {STATE_VARIABLE}.",
    show_default="a folder of yours under the system's temporary folder",
)


@click.group()
def sim() -> None:
    """Play the world around a terminal: cards, codes, phones, fingers, paper, jams, network lines.

    The world is a set of simulators standing at the transports of the real devices. It is for demonstrations and
    tests; a terminal with a production profile never uses it.
    """


@sim.command()
@click.option(
    "--line",
    "lines",
    multiple=True,
    metavar="NAME=HOST:PORT",
    help="A network line and the address at its far end; once for each line.",
)
@click.option("--motor-s", type=click.FloatRange(0), default=0.0, help="Seconds that printing a sheet takes.")
@click.option(
    "--portal",
    type=click.Path(dir_okay=False),
    default="",
    help="The ready file of the sandbox portal that residents' phones hang on.",
)
@in_world
def serve(hand: Hand, lines: tuple[str, ...], motor_s: float, portal: str) -> None:
    """Run a world until it is interrupted.

    Starts a private pcscd with a virtual reader, a private CUPS with a virtual printer, and simulators for the
    identity-card reader, the code scanner, the fingerprint reader, the face camera, the receipt printer and the input
    board. Writes their addresses to endpoints.toml in the state folder.
    """
    stop = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    try:
        targets = [_line_target(line) for line in lines]
        with World(state=hand.state, lines=targets, motor_s=motor_s, portal_ready=portal):
            click.echo(f"world ready under {hand.state}")
            signal.sigwait(stop)
    except (DeviceError, PrivatePcscdError, OSError) as error:
        raise click.ClickException(str(error)) from error


@sim.group()
def card() -> None:
    """Lay cards of invented residents on the readers."""


@card.command("list")
def list_cards() -> None:
    """List the whole wallet: holders, invented names, and what each card is."""
    today = datetime.now().astimezone().date()
    for holder in load_wallet():
        click.echo(f"{holder.slug}  {name_of(holder)}".rstrip())
        for line in card_lines(holder, today=today):
            click.echo(f"    {line}")


@card.command()
@click.argument("slug")
@click.option(
    "--reader", type=PLACES, help="Which reader; without it the chip-card reader if the holder has a card for it."
)
@click.option("--pulled", is_flag=True, help="Draw the card back in the middle of the read.")
@in_world
def place(hand: Hand, slug: str, reader: str | None, pulled: bool) -> None:
    """Lay the card of SLUG on a reader, for example zhang-guilan; `card list` names all."""
    hand.do(PlaceCard(slug, Place(reader) if reader else None, pulled))


@card.command()
@in_world
def lift(hand: Hand) -> None:
    """Take every card off the readers."""
    hand.do(LiftCard())


@sim.command()
@click.argument("text")
@in_world
def code(hand: Hand, text: str) -> None:
    """Hold a code that says TEXT before the scanner, which must be lit."""
    hand.do(ShowCode(text))


@sim.command()
@click.argument("who", type=click.Choice(list(PERSONS)))
@in_world
def finger(hand: Hand, who: str) -> None:
    """Say whose finger the fingerprint reader finds from now on."""
    hand.do(SetMatch(DeviceKind.FINGERPRINT_READER, PERSONS[who]))


@sim.command()
@click.argument("who", type=click.Choice(list(PERSONS)))
@in_world
def face(hand: Hand, who: str) -> None:
    """Say whose face the camera finds from now on."""
    hand.do(SetMatch(DeviceKind.FACE_CAMERA, PERSONS[who]))


@sim.group()
def phone() -> None:
    """Invented residents' phones; the world must have been started with --portal."""


@phone.command("show")
@click.argument("slug")
@in_world
def show_phone(hand: Hand, slug: str) -> None:
    """Open SLUG's electronic card on their phone and hold it before the scanner, which must be lit."""
    in_hand = _phone(hand, slug)
    try:
        show(hand.ask(in_hand.show_card))
    except PhoneOff as error:
        raise click.ClickException(str(error)) from error


@phone.command()
@click.argument("slug")
@in_world
def messages(hand: Hand, slug: str) -> None:
    """Print the one-time code that last came to SLUG's phone."""
    try:
        last = _phone(hand, slug).one_time_code()
    except PhoneOff as error:
        raise click.ClickException(str(error)) from error
    if last is None:
        raise click.ClickException(f"no one-time code has come to the phone of {slug}")
    click.echo(last)


@card.command()
@click.argument("slug")
@in_world
def scan(hand: Hand, slug: str) -> None:
    """Hold the printed lines of SLUG's passport or permit before the scanner, which must be lit."""
    document = _holder(slug).travel_document
    if document is None:
        raise click.ClickException(f"{slug} has no passport or travel permit")
    hand.do(ShowCode("\n".join(zone_lines(write_zone(document)))))


@sim.group()
def receipt() -> None:
    """The receipt printer."""


@receipt.command("paper")
@click.argument("level", type=LEVELS)
@in_world
def receipt_paper(hand: Hand, level: str) -> None:
    """Set how much paper it has."""
    hand.do(LoadReceipt(PaperLevel(level)))


@receipt.command()
@in_world
def tear(hand: Hand) -> None:
    """Tear off what hangs out."""
    hand.do(TearReceipt())


@sim.group()
def certificate() -> None:
    """The certificate printer."""


@certificate.command("paper")
@click.argument("level", type=LEVELS)
@in_world
def certificate_paper(hand: Hand, level: str) -> None:
    """Set how much paper it has."""
    hand.do(LoadCertificate(PaperLevel(level)))


@certificate.command()
@click.option(
    "--at",
    nargs=2,
    type=(click.Choice(["page"]), click.IntRange(1)),
    metavar="page N",
    help="Jam on this page of the next document instead of at once.",
)
@in_world
def jam(hand: Hand, at: tuple[str, int] | None) -> None:
    """Let it jam."""
    hand.do(JamCertificate(at[1] if at else None))


@certificate.command()
@in_world
def clear(hand: Hand) -> None:
    """Put right whatever is wrong with it."""
    hand.do(ClearCertificate())


@certificate.command()
@in_world
def take(hand: Hand) -> None:
    """Take the sheets out of the outlet."""
    hand.do(TakeCertificate())


@sim.group()
def network() -> None:
    """The network lines."""


@network.command()
@click.argument("line")
@click.option("--silent", is_flag=True, help="Take connections and never answer, instead of refusing them.")
@in_world
def cut(hand: Hand, line: str, silent: bool) -> None:
    """Cut a line."""
    hand.do(CutLine(line, Cut.SILENT if silent else Cut.REFUSING))


@network.command()
@click.argument("line")
@in_world
def mend(hand: Hand, line: str) -> None:
    """Mend a line."""
    hand.do(MendLine(line))


@sim.command()
@in_world
def status(hand: Hand) -> None:
    """Show the world as it is."""
    show(hand.look())


def show(world: WorldStatus) -> None:
    """Print a world in a few lines."""
    cards = ", ".join(f"{card.slug} on the {card.place.value} reader" for card in world.cards)
    click.echo(f"cards        {cards or 'none'}")
    click.echo(f"scanner      {'lit' if world.scanner.lit else 'dark'}")
    for matcher in world.matchers:
        click.echo(f"{SENSES[matcher.kind]:12} {matcher.outcome.value}")
    slip = "a slip hangs out" if world.receipt.picture else "nothing hangs out"
    click.echo(f"receipt      paper {world.receipt.paper.value}, {slip}")
    faults = ", ".join(world.certificate.faults) or "no fault"
    click.echo(f"certificate  {faults}, {len(world.certificate.lying)} in the outlet")
    for line in world.lines:
        click.echo(f"line         {line.name}: {f'cut, {line.cut.value}' if line.cut else 'whole'}")


def zone_lines(zone: str) -> list[str]:
    """Part a machine-readable zone into the lines in which it stands: two of 44 characters, or three of 30."""
    width = ZONE_WIDTHS[len(zone)]
    return [zone[start : start + width] for start in range(0, len(zone), width)]


def _phone(hand: Hand, slug: str) -> SimulatedPhone:
    try:
        return SimulatedPhone(holder=_holder(slug), portal=portal_of(hand.state))
    except PhoneOff as error:
        raise click.ClickException(str(error)) from error


def _holder(slug: str) -> Holder:
    try:
        return load_holder(slug)
    except WalletError as error:
        raise click.BadParameter(str(error), param_hint="SLUG") from error


def _line_target(text: str) -> LineTarget:
    name, _, address = text.partition("=")
    host, _, port = address.rpartition(":")
    if not (name and host and port.isdecimal()):
        raise click.BadParameter(f"{text}: wanted NAME=HOST:PORT", param_hint="--line")
    return LineTarget(name, host, int(port))
