"""``kiosk staff``: the clerks who may sign in on this terminal."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

import click

from kiosk.commands.options import config_option
from kiosk.config import load_settings
from kiosk.settings import Profile
from kiosk.staff.book import Entry, StaffBook
from kiosk.staff.errors import EntryRefused
from kiosk.staff.pins import Pins, check_pin

EXAMPLE_NUMBER: Final = "1001"
EXAMPLE_NAME: Final = "周敏"
"""An invented clerk."""


@click.group()
def staff() -> None:
    """Enter the clerks who may vouch for residents, list them, strike them out."""


@staff.command()
@config_option
@click.option("--number", required=True, help="As on the badge, 3 to 12 digits.")
@click.option("--name", required=True, help="Shown while the clerk is signed in.")
def add(config_path: Path, number: str, name: str) -> None:
    """Enter a clerk; asks for the PIN twice, without showing it."""
    book = _book(config_path)
    pin = click.prompt("PIN, 6 to 12 digits", hide_input=True, confirmation_prompt=True, type=str)
    book.add(Entry(number=number, name=name, pin=Pins().hash(pin)))
    click.echo(f"{number}: entered")


@staff.command(name="list")
@config_option
def list_clerks(config_path: Path) -> None:
    """List badge numbers and names."""
    for entry in _book(config_path).entries():
        click.echo(f"{entry.number}  {entry.name}")


@staff.command()
@config_option
@click.option("--number", required=True, help="As on the badge.")
def remove(config_path: Path, number: str) -> None:
    """Strike a clerk out; one who is signed in stays so until the visit ends."""
    _book(config_path).remove(number)
    click.echo(f"{number}: struck out")


@staff.command()
@config_option
def example(config_path: Path) -> None:
    """Enter the sandbox's example clerk with a PIN of chance, and print it; a production terminal has none."""
    if load_settings(config_path).terminal.profile is not Profile.SANDBOX:
        raise EntryRefused("only a sandbox has an example clerk")
    book, pin = _book(config_path), invent_pin()
    if book.find(EXAMPLE_NUMBER) is not None:
        book.remove(EXAMPLE_NUMBER)
    book.add(Entry(number=EXAMPLE_NUMBER, name=EXAMPLE_NAME, pin=Pins().hash(pin)))
    click.echo(f"badge {EXAMPLE_NUMBER}, PIN {pin}")


def invent_pin() -> str:
    """Return six digits of chance that would do as a PIN."""
    while True:
        pin = f"{secrets.randbelow(10**6):06d}"
        try:
            check_pin(pin)
        except EntryRefused:
            continue
        return pin


def _book(config_path: Path) -> StaffBook:
    settings = load_settings(config_path).staff
    if settings is None:
        raise click.ClickException(f"{config_path} has no [staff] table; it names the file of the staff book")
    return StaffBook(settings.file)
