"""What ``scripts/bench`` runs: the speed of the terminal on the real stack, each figure beside its floor and aim.

It shows a missed aim in the table and says nothing with its exit status: a busy machine is not a failure.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from tests.bench.calibration import measure_calibration
from tests.bench.cards import measure_cards, measure_growth
from tests.bench.figure import Measured, joined
from tests.bench.hall import open_hall
from tests.bench.idle import measure_idle
from tests.bench.journeys import measure_journeys
from tests.bench.paper import measure_paper
from tests.bench.receipt import measure_receipt
from tests.bench.start import measure_start
from tests.bench.table import print_table, to_json

IN_A_HALL: Final = {
    "journeys": measure_journeys,
    "start": measure_start,
    "idle": measure_idle,
}
"""In the order in which they must run: the last two take the place of the terminal with hands."""
ON_THEIR_OWN: Final = {
    "cards": measure_cards,
    "growth": measure_growth,
    "paper": measure_paper,
    "receipt": measure_receipt,
    "calibration": measure_calibration,
}
"""Parts that need no terminal."""


@click.command()
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write everything there, too.")
@click.option("--runs", type=click.IntRange(min=1), default=5, show_default=True, help="How often all is measured.")
@click.option("--only", type=click.Choice([*IN_A_HALL, *ON_THEIR_OWN]), help="Measure only this part.")
def main(file: Path | None, runs: int, only: str | None) -> None:
    """Measure the terminal."""
    before = os.getloadavg()[0]
    measured = joined(*_measure([only] if only else [*IN_A_HALL, *ON_THEIR_OWN], runs=runs))
    surroundings: dict[str, object] = {
        "cores": os.cpu_count(),
        "load_before": round(before, 2),
        "load_after": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "system": platform.platform(),
    }
    click.echo(print_table(measured))
    click.echo("\n" + ", ".join(f"{name} {value}" for name, value in surroundings.items()))
    if file is not None:
        file.write_text(to_json(measured, surroundings=surroundings), encoding="utf-8")


def _measure(names: Sequence[str], *, runs: int) -> Iterator[Measured]:
    """Measure what needs a hall in one hall, and the rest once its terminal is gone."""
    if in_a_hall := [name for name in names if name in IN_A_HALL]:
        with open_hall() as hall:
            for name in in_a_hall:
                click.echo(f"measuring {name} ...", err=True)
                yield IN_A_HALL[name](hall, runs=runs)
    for name in names:
        if name in ON_THEIR_OWN:
            click.echo(f"measuring {name} ...", err=True)
            yield ON_THEIR_OWN[name](runs=runs)


if __name__ == "__main__":
    main()
