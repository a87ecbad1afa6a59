"""``kiosk blanks``: the stock of pre-printed forms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from kiosk.commands.options import config_option
from kiosk.config import load_settings
from kiosk.records.blanks import BlankStock
from kiosk.records.database import Database


@click.group()
def blanks() -> None:
    """Load packs of pre-printed forms and see how many are left."""


@blanks.command()
@config_option
@click.option("--form", required=True, help="The form's id, for example senior-card.")
@click.option("--first", required=True, help="The serial of the pack's first blank.")
@click.option("--count", type=click.IntRange(1, 5000), required=True, help="How many blanks the pack holds.")
@click.option("--who", required=True, help="Who loads it.")
def load(config_path: Path, form: str, first: str, count: int, who: str) -> None:
    """Note that a pack was put into the printer."""
    with _stock(config_path) as stock:
        serials = stock.load_pack(form, first_serial=first, count=count, who=who)
    click.echo(f"{form}: {serials[0]} - {serials[-1]}, {len(serials)}")


@blanks.command()
@config_option
def balance(config_path: Path) -> None:
    """Print how many blanks of each form are in stock, bound, used and spoiled."""
    with _stock(config_path) as stock:
        for form in stock.forms():
            left = stock.balance(form)
            click.echo(
                f"{form}: {left.in_stock} in stock, {left.bound} bound, {left.used} used, {left.spoiled} spoiled"
            )


@contextmanager
def _stock(config_path: Path) -> Iterator[BlankStock]:
    database = Database(load_settings(config_path).terminal.state_dir)
    try:
        yield BlankStock(database=database, now=lambda: datetime.now(UTC))
    finally:
        database.close()
