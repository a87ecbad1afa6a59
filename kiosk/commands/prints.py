"""``kiosk prints``: sheets of which nobody can say whether they came out, until a person has looked."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Final

import click

from kiosk.bilingual import Language
from kiosk.commands.options import config_option, json_option
from kiosk.commands.records import Records, lang_option, local, open_records, who_option
from kiosk.errors import KioskError
from kiosk.failures import Failures, load_failures
from kiosk.records.prints import PrintRecord, SheetKind
from kiosk.records.steps import PrintState

log = logging.getLogger("prints")

SHORTEST_KEY: Final = 6
"""Characters of a print key that must be typed, as long as no other key begins with them."""


@click.group()
def prints() -> None:
    """See prints that ended unknown, and settle them once you have looked."""


@prints.command("list")
@config_option
@click.option("--all", "everything", is_flag=True, help="Every print of this terminal, not only those that wait.")
@json_option
@lang_option
def list_prints(config_path: Path, everything: bool, as_json: bool, lang: str) -> None:
    """Show the prints that wait for a person. No resident is named."""
    states = tuple(PrintState) if everything else (PrintState.UNKNOWN,)
    with open_records(config_path) as records:
        found = records.ledger.in_state(*states)
    if as_json:
        click.echo(json.dumps([_row(record) for record in found], indent=1))
    else:
        _print(found, load_failures(), Language.CHINESE if lang == "zh" else Language.ENGLISH)


@prints.command()
@config_option
@click.argument("key")
@click.option("--found", type=click.Choice(["yes", "no"]), required=True, help="Whether a printed sheet was found.")
@click.option(
    "--blank",
    type=click.Choice(["tray", "spoiled"]),
    default=None,
    help="Where the pre-printed form is: still unprinted in the tray, or spoiled and taken out.",
)
@who_option
def settle(config_path: Path, key: str, found: str, blank: str | None, who: str) -> None:
    """Settle the print KEY: you have looked into outlet, printer and tray.

    The first characters of KEY do, as long as they fit one print only.
    """
    with open_records(config_path) as records:
        record = _waiting(records, key)
        end = _end_of(record, found == "yes", blank)
        records.ledger.settle(record.key, found=end, who=who)
        # Settled it is; what the portal hears of it may also be told by the terminal itself, later.
        try:
            records.reports.send_due()
        except KioskError as error:
            log.warning("a report stays due: %s", error)
    click.echo(f"{record.key}: {end.value}")


def _waiting(records: Records, key: str) -> PrintRecord:
    """Return the one unknown print whose key begins so."""
    if len(key) < SHORTEST_KEY:
        raise click.ClickException(f"{key}: wanted at least the first {SHORTEST_KEY} characters of a key")
    fits = [record for record in records.ledger.in_state(PrintState.UNKNOWN) if record.key.startswith(key.lower())]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise click.ClickException(f"{key}: {len(fits)} prints begin so; give more of the key")
    other = records.ledger.find(key.lower())
    if other is not None:
        raise click.ClickException(f"{key}: is {other.state.value}; only an unknown print can be settled")
    raise click.ClickException(f"{key}: no print that waits has this key; see: kiosk prints list")


def _end_of(record: PrintRecord, found: bool, blank: str | None) -> PrintState:
    """Return how the print ends; a wrong word about the blank would shift every serial after it."""
    if record.blank_serial is None and blank is not None:
        raise click.UsageError("--blank: this sheet is plain paper and has no blank")
    match found, blank:
        case True, None:
            return PrintState.TAKEN
        case True, "spoiled":
            return PrintState.RETRACTED
        case True, _:
            raise click.UsageError("--blank tray: a blank that was printed on cannot be in the tray")
        case False, "tray":
            return PrintState.RELEASED
        case False, "spoiled":
            return PrintState.FAILED
    if record.blank_serial is None:
        return PrintState.RELEASED
    raise click.UsageError(
        f"--blank is missing: say where blank {record.blank_serial} is, 'tray' (unprinted, on top) or 'spoiled'"
    )


def _row(record: PrintRecord) -> dict[str, str | int | None]:
    presented, sheet = record.presented_at, record.sheet
    return {
        "key": record.key,
        "kind": record.kind.value,
        "form": record.form,
        "blank": record.blank_serial,
        "state": record.state.value,
        "code": record.code,
        "requested_at": record.requested_at.isoformat(),
        "changed_at": record.changed_at.isoformat(),
        "presented_at": presented.isoformat() if presented else None,
        "medium": sheet.medium if sheet else None,
        "source": sheet.source if sheet else None,
        "form_revision": sheet.form.revision if sheet and sheet.form else None,
        "form_sha256": sheet.form.sha256 if sheet and sheet.form else None,
        "calibration": sheet.calibration if sheet else None,
    }


def _print(found: tuple[PrintRecord, ...], failures: Failures, language: Language) -> None:
    for record in found:
        what = f"{record.form}, blank {record.blank_serial or '-'}" if record.kind is SheetKind.CERTIFICATE else "A4"
        click.echo(f"{record.key}  {record.kind.value}, {what}")
        click.echo(f"    {record.state.value} since {local(record.changed_at)}  {record.code}".rstrip())
        if record.state is PrintState.UNKNOWN:
            failure = failures.find(record.code)
            click.echo(f"    {failure.staff.into(language)}")
            click.echo(f"    {failure.remedy.into(language)}")
    waiting = sum(record.state is PrintState.UNKNOWN for record in found)
    click.echo(f"{waiting} wait for a person")
    if waiting:
        click.echo("settle one with: kiosk prints settle KEY --found yes|no --who NAME")
