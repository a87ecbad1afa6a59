"""What ``scripts/bench`` runs: the speed of the terminal on the real stack, each figure beside its floor and aim.

It shows a missed aim in the table and says nothing with its exit status: a busy machine is not a failure.
"""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Final

import click

from tests.bench.figure import Measured
from tests.bench.hall import open_hall
from tests.bench.idle import measure_idle
from tests.bench.journeys import measure_journeys
from tests.bench.start import measure_start
from tests.bench.table import print_table, to_json

PARTS: Final = {
    "journeys": measure_journeys,
    "start": measure_start,
    "idle": measure_idle,
}
"""In the order in which they must run: the last two take the place of the terminal with hands."""


@click.command()
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write everything there, too.")
@click.option("--runs", type=click.IntRange(min=1), default=5, show_default=True, help="How often all is measured.")
@click.option("--only", type=click.Choice(list(PARTS)), help="Measure only this part.")
def main(file: Path | None, runs: int, only: str | None) -> None:
    """Measure the terminal."""
    before = os.getloadavg()[0]
    measured = Measured(())
    with open_hall() as hall:
        for name in [only] if only else PARTS:
            click.echo(f"measuring {name} ...", err=True)
            measured = _both(measured, PARTS[name](hall, runs=runs))
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


def _both(one: Measured, other: Measured) -> Measured:
    return Measured(one.figures + other.figures, one.breakdowns + other.breakdowns)


if __name__ == "__main__":
    main()
