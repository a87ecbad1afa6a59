"""``kiosk sim``: play the world around a terminal from the shell. The panel window and the tests do the same."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from devices.errors import DeviceError
from devices.simulators.private_pcscd import PrivatePcscdError
from devices.simulators.wallet import load_wallet
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
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)

STATE_VARIABLE: Final = "KIOSK_SIM_STATE"
LEVELS: Final = click.Choice([level.value for level in PaperLevel])
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
        show(self._ask(lambda world: world.do(command)))

    def look(self) -> WorldStatus:
        """Return the world as it is."""
        return self._ask(WorldClient.status)

    def _ask(self, question: Callable[[WorldClient], WorldStatus]) -> WorldStatus:
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
    """Play the world around a terminal: cards, paper, jams, network lines.

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
@in_world
def serve(hand: Hand, lines: tuple[str, ...], motor_s: float) -> None:
    """Run a world until it is interrupted.

    Starts a private pcscd with a virtual reader, a private CUPS with a virtual printer, and simulators for the
    identity-card reader, the receipt printer and the input board. Writes their addresses to endpoints.toml in the state
    folder.
    """
    stop = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    try:
        with World(state=hand.state, lines=[_line_target(line) for line in lines], motor_s=motor_s):
            click.echo(f"world ready under {hand.state}")
            signal.sigwait(stop)
    except (DeviceError, PrivatePcscdError, OSError) as error:
        raise click.ClickException(str(error)) from error


@sim.group()
def card() -> None:
    """Lay cards of invented residents on the readers."""


@card.command("list")
def list_cards() -> None:
    """List the holders and their cards."""
    for holder in load_wallet():
        kinds = {
            "identity card": holder.identity_card,
            "social security card": holder.social_card,
            "bank card": holder.bank_card,
        }
        click.echo(f"{holder.slug:16} {', '.join(kind for kind, image in kinds.items() if image is not None)}")


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
    slip = "a slip hangs out" if world.receipt.picture else "nothing hangs out"
    click.echo(f"receipt      paper {world.receipt.paper.value}, {slip}")
    faults = ", ".join(world.certificate.faults) or "no fault"
    click.echo(f"certificate  {faults}, {len(world.certificate.lying)} in the outlet")
    for line in world.lines:
        click.echo(f"line         {line.name}: {f'cut, {line.cut.value}' if line.cut else 'whole'}")


def _line_target(text: str) -> LineTarget:
    name, _, address = text.partition("=")
    host, _, port = address.rpartition(":")
    if not (name and host and port.isdecimal()):
        raise click.BadParameter(f"{text}: wanted NAME=HOST:PORT", param_hint="--line")
    return LineTarget(name, host, int(port))
