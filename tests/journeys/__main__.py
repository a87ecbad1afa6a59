"""What ``scripts/demo`` runs: the terminal with the sandbox county around it, for a person or for a script."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

import click

from tests.journeys.demo import show
from tests.journeys.diary import Entry
from tests.journeys.journeys import Journey
from tests.journeys.player import COMPLETED, play
from tests.journeys.processes import ProgramFailed
from tests.journeys.register import JOURNEYS
from tests.journeys.stage import LAST_BLANKS, PATIENT, Stage
from tests.journeys.window import Window

SHOWN = ("property-count-proof", "senior-card", "case-progress")


@click.command()
@click.option("--headless", is_flag=True, help="Play journeys on a virtual screen; so also when there is no display.")
@click.option("--journey", "name", type=click.Choice(list(JOURNEYS)), help="Which one; without it three of them.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out/demo"),
    show_default=True,
    help="Where the journeys' pictures and papers go.",
)
def main(headless: bool, name: str | None, out: Path) -> None:
    """Show the hall terminal with the sandbox county around it."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    try:
        if not headless and name is None and os.environ.get("DISPLAY"):
            sys.exit(show())
        sys.exit(0 if play_and_tell([name] if name else SHOWN, out=out) else 1)
    except ProgramFailed as error:
        raise click.ClickException(str(error)) from error


def leave(number: int, _frame: FrameType | None) -> None:
    """End as after a journey, so that no program of the hall stays behind when the shell's window is closed."""
    for other in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    sys.exit(128 + number)


def play_and_tell(names: Sequence[str], *, out: Path) -> bool:
    """Play journeys, say how each went, and return whether all reached their end."""
    finished = True
    for entry, folder in play_all([JOURNEYS[name] for name in names], out=out, alone=len(names) == 1):
        finished = finished and entry.outcome == COMPLETED
        click.echo(f"{entry.journey}: {entry.outcome}, {entry.machine_ms:.0f} ms of the machine's time, {folder}")
    return finished


def play_all(wanted: Sequence[Journey], *, out: Path, alone: bool) -> Iterator[tuple[Entry, Path]]:
    """Play journeys one after another on one stage; a single one has the folder to itself."""
    with ExitStack() as stack:
        root = stack.enter_context(tempfile.TemporaryDirectory(prefix="hall-"))
        pace = wanted[0].pace if alone else PATIENT
        stage = stack.enter_context(Stage(root=Path(root), pace=pace, few=LAST_BLANKS))
        window = stack.enter_context(Window(path=stage.folders.hands, alive=lambda: stage.terminal.runs))
        stage.await_health()
        for journey in wanted:
            folder = (out if alone else out / journey.name).absolute()
            yield play(journey, stage=stage, window=window, folder=folder), folder


if __name__ == "__main__":
    main()
