"""``kiosk blanks``: the stock of pre-printed forms. Every move keeps who did it; nothing is ever struck out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import click

from kiosk.commands.blank_day import day_document, day_text, window_of, write_day
from kiosk.commands.options import config_option, json_option, who_option
from kiosk.commands.signing_in import badge_option, sign_in
from kiosk.config import load_settings
from kiosk.private_patterns import hide_private
from kiosk.records.audit import Audit, Disposition, Happening
from kiosk.records.blank_books import BlankBooks
from kiosk.records.blanks import LARGEST_PACK, LARGEST_SHIFT, Balance, Blank, BlankState, BlankStock, Pack, SpoilReason
from kiosk.records.database import Database

LONGEST_NOTE: Final = 40
"""Characters; it stands on the daily sheet."""


@click.group()
def blanks() -> None:
    """Load packs of pre-printed forms, account for every blank, print the daily sheet."""


def _shift_option(name: str, words: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        f"--shift-{name}",
        name,
        type=click.IntRange(-LARGEST_SHIFT, LARGEST_SHIFT),
        default=0,
        show_default=True,
        help=f"How far the pre-print lies {words} of the form, in 0.01 mm.",
    )


@blanks.command()
@config_option
@click.option("--form", required=True, help="The form's id, for example senior-card.")
@click.option("--first", required=True, help="The serial of the pack's first blank.")
@click.option("--count", type=click.IntRange(1, LARGEST_PACK), required=True, help="How many blanks the pack holds.")
@_shift_option("right", "right")
@_shift_option("down", "below")
@who_option
def load(config_path: Path, form: str, first: str, count: int, right: int, down: int, who: str) -> None:
    """Note that a pack was put into the printer."""
    _demand_form(form)
    with _books(config_path) as books, books.database.transaction():
        stock = books.stock
        serials = stock.load_pack(form, first_serial=first, count=count, who=who, right=right, down=down)
        pack, following = stock.packs(form)[-1].number, stock.next_serial(form)
        books.audit.note(Happening.PACK_LOADED, about=f"pack {pack}", who=who)
    click.echo(f"{form}: pack {pack}, {serials[0]} - {serials[-1]}, {len(serials)}")
    click.echo(f"on top of the stack must lie {following}; if another does, run: kiosk blanks check {form}")


@blanks.command()
@config_option
@click.argument("pack", type=click.IntRange(1))
@_shift_option("right", "right")
@_shift_option("down", "below")
@who_option
def shift(config_path: Path, pack: int, right: int, down: int, who: str) -> None:
    """Correct how far the pre-print of PACK lies off; its number is shown by `kiosk blanks balance`."""
    with _books(config_path) as books, books.database.transaction():
        books.stock.shift_pack(pack, right=right, down=down, who=who)
        books.audit.note(Happening.PACK_SHIFTED, about=f"pack {pack}", who=who)
    click.echo(f"pack {pack}: {right / 100:+.2f} mm right, {down / 100:+.2f} mm down")


@blanks.command()
@config_option
@json_option
def balance(config_path: Path, as_json: bool) -> None:
    """Show how many blanks of each form are in stock, bound, used and spoiled, and which lies on top."""
    with _books(config_path) as books:
        stock = books.stock
        found = [(stock.balance(form), stock.next_serial(form), stock.packs(form)) for form in stock.forms()]
    if as_json:
        click.echo(json.dumps([_balance_row(*row) for row in found], ensure_ascii=False, indent=1))
        return
    for left, following, packs in found:
        click.echo(
            f"{left.form}: {left.in_stock} in stock, {left.bound} bound, {left.used} used, {left.spoiled} spoiled; "
            f"next {following or '-'}"
        )
        for pack in packs:
            moved = f"{pack.right / 100:+.2f} mm right, {pack.down / 100:+.2f} mm down"
            click.echo(f"    pack {pack.number}: {pack.count} from {pack.first_serial}, shifted {moved}")


@blanks.command("list")
@config_option
@click.argument("form")
@click.option("--state", type=click.Choice([state.value for state in BlankState]), help="Only these.")
@json_option
def list_blanks(config_path: Path, form: str, state: str | None, as_json: bool) -> None:
    """Show every blank of FORM in the order of the stack."""
    with _books(config_path) as books:
        _demand_loaded(books.stock, form)
        found = [blank for blank in books.stock.blanks(form) if state in (None, blank.state.value)]
    if as_json:
        rows = [{"serial": b.serial, "state": b.state.value, "reason": b.reason, "note": b.note} for b in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for blank in found:
        click.echo(f"{blank.serial}  {blank.state.value}  {blank.reason}  {blank.note}".rstrip())


@blanks.command()
@config_option
@click.argument("form")
@click.argument("serial")
@click.option("--reason", type=click.Choice([reason.value for reason in SpoilReason]), required=True)
@click.option("--note", default="", help=f"Words of your own, wanted with 'other'; at most {LONGEST_NOTE} characters.")
@badge_option
def spoil(config_path: Path, form: str, serial: str, reason: str, note: str, badge: str) -> None:
    """Take blank SERIAL of FORM off the books; wants your badge and PIN.

    A blank that belongs to an unknown print is settled with `kiosk prints settle` instead.
    """
    from kiosk.commands.records import open_folder

    note = _checked_note(note, SpoilReason(reason))
    settings = load_settings(config_path)
    with open_folder(settings.terminal.state_dir) as records:
        _demand_spoilable(records.stock, form, serial)
        clerk = sign_in(settings, records, badge)
        with records.database.transaction():
            records.stock.spoil(form, serial, reason=SpoilReason(reason), note=note, who=clerk.number)
            records.audit.note(Happening.BLANK_SPOILED, about=f"{form} {serial}", who=clerk.number)
        following = records.stock.next_serial(form)
    click.echo(f"{form} {serial}: spoiled, {reason}")
    click.echo(f"on top of the stack must lie {following or 'nothing'}")


@blanks.command()
@config_option
@click.argument("form")
@click.option("--counted", type=click.IntRange(0), prompt="blanks in the tray", help="How many you counted.")
@click.option("--top", prompt="serial on top, empty for an empty tray", default="", show_default=False)
@badge_option
def check(config_path: Path, form: str, counted: int, top: str, badge: str) -> None:
    """Compare what lies in the tray with the books of FORM; exit 1 when they differ.

    The books stay as they are: every missing blank has to be explained with `kiosk blanks spoil`. Until a count agrees
    nothing is printed onto this form.
    """
    from kiosk.commands.records import open_folder

    settings = load_settings(config_path)
    with open_folder(settings.terminal.state_dir) as records:
        _demand_loaded(records.stock, form)
        _demand_unbound(records.stock, form)
        clerk = sign_in(settings, records, badge)
        books = BlankBooks(database=records.database, stock=records.stock, now=_now)
        with records.database.transaction():
            # Again: the terminal may have begun a print while the PIN was typed.
            _demand_unbound(records.stock, form)
            count = books.count(form, counted=counted, top=top.strip(), who=clerk.number)
            went = Disposition.DONE if count.agrees else Disposition.FAILED
            records.audit.note(Happening.BLANKS_COUNTED, went, about=form, who=clerk.number)
        gone = [
            blank
            for blank in records.stock.blanks(form)
            if blank.serial.upper() == count.top.upper() and _is_gone(blank)
        ]
    if count.agrees:
        click.echo(f"{form}: {counted} in the tray, as the books say")
        return
    click.echo(f"{form}: {counted} in the tray, {top or 'nothing'} on top")
    click.echo(f"the books say {count.expected}, {count.next or 'nothing'} on top; nothing has been changed")
    for blank in gone:
        click.echo(f"{blank.serial} is {blank.state.value} in the books: take it out of the tray")
    click.echo(f"explain each missing one: kiosk blanks spoil {form} SERIAL --reason missing; a pack nobody")
    click.echo("recorded: kiosk blanks load. Then count again; until then this form is not printed.")
    raise SystemExit(1)


@blanks.command()
@config_option
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; today without it.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a PDF for A4.")
@json_option
def day(config_path: Path, day: datetime | None, out: Path | None, as_json: bool) -> None:
    """Show the daily sheet (日结单): opening stock, loaded, used, spoiled, doubtful, closing stock of each form."""
    settings = load_settings(config_path)
    of_day: date = day.date() if day else datetime.now().astimezone().date()
    start, end = window_of(of_day)
    with _books(config_path) as books:
        days = BlankBooks(database=books.database, stock=books.stock, now=_now)
        every = [days.day(form, start=start, end=end) for form in books.stock.forms()]
    sheets = [sheet for sheet in every if not sheet.idle]
    if out is not None:
        write_day(out, settings, of_day, sheets, at=datetime.now().astimezone())
        click.echo(f"{out}: written", err=as_json)
    if as_json:
        click.echo(json.dumps(day_document(of_day, sheets), ensure_ascii=False, indent=1))
    elif out is None:
        click.echo(day_text(of_day, sheets))


def _balance_row(left: Balance, following: str | None, packs: tuple[Pack, ...]) -> dict[str, object]:
    return {
        "form": left.form,
        "in_stock": left.in_stock,
        "bound": left.bound,
        "used": left.used,
        "spoiled": left.spoiled,
        "next": following,
        "packs": [
            {
                "pack": pack.number,
                "first": pack.first_serial,
                "count": pack.count,
                "shift_right": pack.right,
                "shift_down": pack.down,
            }
            for pack in packs
        ],
    }


def _checked_note(note: str, reason: SpoilReason) -> str:
    note = note.strip()
    if len(note) > LONGEST_NOTE or not note.isprintable():
        raise click.BadParameter(f"wanted at most {LONGEST_NOTE} characters", param_hint="--note")
    if reason is SpoilReason.OTHER and not note:
        raise click.BadParameter("wanted words of your own with 'other'", param_hint="--note")
    if hide_private(note) != note:
        raise click.BadParameter("wanted no number of a person or a phone: the books keep it", param_hint="--note")
    return note


def _demand_form(form: str) -> None:
    from printing.form.library import FormLibrary

    if form not in FormLibrary().ids():
        raise click.ClickException(f"{form}: no form has this id; see: kiosk form list")


def _demand_loaded(stock: BlankStock, form: str) -> None:
    """A slip of the finger must not be told that all is well."""
    if form not in stock.forms():
        raise click.ClickException(f"{form}: no pack of such a form was ever loaded; see: kiosk blanks balance")


def _demand_unbound(stock: BlankStock, form: str) -> None:
    waiting = [blank.serial for blank in stock.blanks(form) if blank.state is BlankState.BOUND]
    if waiting:
        raise click.ClickException(f"{', '.join(waiting)}: of a print under way or unknown; see: kiosk prints list")


def _demand_spoilable(stock: BlankStock, form: str, serial: str) -> None:
    """Say which of the three reasons it is before a PIN is typed; the stock itself refuses them all alike."""
    _demand_loaded(stock, form)
    state = next((blank.state for blank in stock.blanks(form) if blank.serial == serial), None)
    if state is None:
        raise click.ClickException(f"{serial}: no pack of this form holds it; see: kiosk blanks list {form}")
    if state is BlankState.BOUND:
        raise click.ClickException(f"{serial}: of a print under way or unknown; settle that: kiosk prints list")
    if state is BlankState.SPOILED:
        raise click.ClickException(f"{serial}: is spoiled in the books already")


def _is_gone(blank: Blank) -> bool:
    return blank.state in {BlankState.USED, BlankState.SPOILED}


@dataclass(frozen=True, kw_only=True)
class _Books:
    database: Database
    stock: BlankStock
    audit: Audit


@contextmanager
def _books(config_path: Path) -> Iterator[_Books]:
    """Open the stock; a terminal that has never run may be given its first packs too."""
    database = Database(load_settings(config_path).terminal.state_dir)
    try:
        yield _Books(
            database=database,
            stock=BlankStock(database=database, now=_now),
            audit=Audit(database=database, now=_now),
        )
    finally:
        database.close()


def _now() -> datetime:
    return datetime.now(UTC)
