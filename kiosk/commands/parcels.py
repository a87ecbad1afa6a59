"""``kiosk parcels``: what the portal has refused for good, until a person has dealt with it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kiosk.bilingual import Language
from kiosk.commands.options import config_option, json_option
from kiosk.commands.records import lang_option, local, open_records, who_option
from kiosk.failures import load_failures
from kiosk.records.audit import Happening
from kiosk.records.outbox import SetAside


@click.group()
def parcels() -> None:
    """See parcels that the portal refused, and settle them once they are dealt with."""


@parcels.command("list")
@config_option
@json_option
@lang_option
def list_parcels(config_path: Path, as_json: bool, lang: str) -> None:
    """Show the parcels that were set aside, and how many still wait for delivery. No resident is named."""
    with open_records(config_path) as records:
        aside, waiting = records.outbox.set_aside(), records.outbox.waiting()
    if as_json:
        click.echo(json.dumps({"waiting": waiting, "set_aside": [_row(parcel) for parcel in aside]}, indent=1))
        return
    failures, language = load_failures(), Language.CHINESE if lang == "zh" else Language.ENGLISH
    for parcel in aside:
        about = f", print {parcel.print_key}" if parcel.print_key else ""
        click.echo(f"{parcel.id}  {parcel.kind}{about}")
        click.echo(f"    put {local(parcel.put_at)}  {parcel.code}")
        click.echo(f"    {failures.find(parcel.code).staff.into(language)}")
        click.echo(f"    {failures.find(parcel.code).remedy.into(language)}")
    click.echo(f"{len(aside)} set aside, {waiting} waiting for delivery")
    if aside:
        click.echo("settle one with: kiosk parcels settle NUMBER --who NAME")


@parcels.command()
@config_option
@click.argument("number", type=click.IntRange(min=1))
@who_option
def settle(config_path: Path, number: int, who: str) -> None:
    """Forget the parcel NUMBER that was set aside: the county has it by another way, or does not need it."""
    with open_records(config_path) as records, records.database.transaction():
        aside = {parcel.id: parcel for parcel in records.outbox.set_aside()}.get(number)
        if aside is None:
            raise click.ClickException(f"{number}: no parcel that was set aside has this number")
        records.outbox.settle(number)
        records.audit.note(Happening.PARCEL_SETTLED_BY_PERSON, code=aside.code, about=str(number), who=who)
    click.echo(f"{number}: settled")


def _row(parcel: SetAside) -> dict[str, str | int]:
    return {
        "number": parcel.id,
        "kind": parcel.kind,
        "print": parcel.print_key,
        "code": parcel.code,
        "put_at": parcel.put_at.isoformat(),
    }
