"""``kiosk form``: the templates of certificates, seen, checked, drawn and confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from kiosk.commands.options import config_option, json_option
from kiosk.commands.records import who_option

if TYPE_CHECKING:
    from kiosk.records.confirmations import FormConfirmations
    from printing.calibration import Calibration
    from printing.fonts import FontLibrary
    from printing.form.form import Form
    from printing.form.library import FormLibrary
    from printing.form.values import Values
    from printing.form_check.faults import Fault

_FILE: Final = click.Path(path_type=Path, dir_okay=False)
_FOLDER: Final = click.Path(path_type=Path, file_okay=False)


@click.group()
def form() -> None:
    """See the forms of certificates, check them, draw them, and confirm one on your own blanks."""


@form.command("list")
@click.option("--department", default=None, help="Only the forms of one department's folder.")
@click.option("--config", "config_path", type=_FILE, default=None, help="Tell also what this terminal has confirmed.")
@json_option
def list_forms(department: str | None, config_path: Path | None, as_json: bool) -> None:
    """Name every form with its number, revision, medium and whether it is measured."""
    with _told():
        library = _library()
        forms = [each for each in _all(library) if department in (None, each.department)]
    if not forms:
        departments = sorted({each.department for each in _all(library)})
        raise click.ClickException(f"{department}: no forms; the departments are {', '.join(departments)}")
    confirmed: dict[str, bool] = {}
    if config_path is not None:
        with _confirmations(config_path) as kept:
            confirmed = {each.id: kept.holds(each.id, revision=each.revision, sha256=each.sha256) for each in forms}
    if as_json:
        rows = [_row(each, confirmed.get(each.id)) for each in forms]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for each in forms:
        click.echo(_line(each, confirmed.get(each.id)))
    measured = sum(each.measured for each in forms)
    click.echo(f"{len(forms)} forms, {measured} measured")


@form.command()
@click.argument("form_ids", metavar="[FORM]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every form.")
@json_option
def check(form_ids: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Tell form, element and field of everything that is wrong with FORMs; status 1 when one must not be used."""
    from printing.form_check.checking import check_form
    from printing.form_check.faults import Severity

    if bool(form_ids) == everything:
        raise click.UsageError("wanted either the ids of forms or --all")
    with _told(), _fonts() as fonts:
        library = _library()
        ids = library.ids() if everything else form_ids
        faults = [fault for each in ids for fault in check_form(each, forms=library, fonts=fonts)]
    if as_json:
        click.echo(json.dumps([_fault_row(fault) for fault in faults], ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            click.echo(str(fault))
    bad = sum(fault.severity is Severity.FAULT for fault in faults)
    click.echo(f"forms: {len(ids)}, faults: {bad}, warnings: {len(faults) - bad}", err=as_json)
    if bad:
        raise click.exceptions.Exit(1)


@form.command()
@click.argument("form_id", metavar="FORM")
@click.option("--data", type=_FILE, default=None, help="JSON or TOML with a value a data key; pictures by path.")
@click.option("--sample", "use_sample", is_flag=True, help="The form's own samples instead.")
@click.option("--out", type=_FILE, required=True, help="The PDF to write.")
@click.option("--proof", is_flag=True, help="Lay it over the schematic of the blank, for the screen.")
@click.option(
    "--calibration",
    "calibration_path",
    type=_FILE,
    default=None,
    help="JSON with the numbers a to f, or one of: kiosk printer calibrations --json.",
)
@click.option("--png", is_flag=True, help="Write a picture beside the PDF.")
def render(
    form_id: str,
    data: Path | None,
    use_sample: bool,
    out: Path,
    proof: bool,
    calibration_path: Path | None,
    png: bool,
) -> None:
    """Draw FORM as the printer would get it."""
    from printing.calibration import STRAIGHT
    from printing.overlay import OverlayOrder, render_overlay, sample_values
    from printing.preview.picture import rasterise
    from printing.preview.proof import render_proof
    from printing.preview.reading import load_background

    if (data is None) != use_sample:
        raise click.UsageError("wanted either --data FILE or --sample")
    with _told(), _fonts() as fonts:
        library = _library()
        drawn = library.get(form_id)
        values = _values(data, drawn, library) if data else sample_values(drawn)
        calibration = _calibration(calibration_path) if calibration_path else STRAIGHT
        order = OverlayOrder(values=values, calibration=calibration)
        if proof:
            pdf = render_proof(drawn, load_background(drawn), order, fonts)
        else:
            pdf = render_overlay(drawn, order, fonts).data
        out.write_bytes(pdf)
        click.echo(f"{out}: {drawn.name}, revision {drawn.revision}, {len(pdf)} bytes")
        if png:
            picture = out.with_suffix(".png")
            rasterise(pdf, dots_per_inch=200).save(picture)
            click.echo(str(picture))


@form.command()
@click.option("--out", type=_FOLDER, required=True, help="The folder to write into.")
@click.option("--department", default=None, help="Only the forms of one department's folder.")
def gallery(out: Path, department: str | None) -> None:
    """Draw all forms, filled and as proof, with contact sheets of each department."""
    from printing.form.library import PACKAGED_FORMS
    from printing.preview.gallery import write_gallery

    with _told(), _fonts() as fonts:
        forms = [each for each in _all(_library()) if department in (None, each.department)]
        for count, path in enumerate(write_gallery(forms, fonts, folder=PACKAGED_FORMS, out=out), start=1):
            if path.parent == out:
                click.echo(f"{path} ({count} pictures)")


@form.command()
@click.argument("form_id", metavar="FORM")
@config_option
@who_option
def confirm(form_id: str, config_path: Path, who: str) -> None:
    """Confirm FORM on this terminal: a proof on paper lies within 0.5 mm on your own blanks."""
    from printing.form_check.checking import check_form
    from printing.form_check.faults import Severity

    with _told(), _fonts() as fonts:
        library = _library()
        if any(fault.severity is Severity.FAULT for fault in check_form(form_id, forms=library, fonts=fonts)):
            raise click.ClickException(f"{form_id} has faults; see: kiosk form check {form_id}")
        chosen = library.get(form_id)
    with _confirmations(config_path) as kept:
        kept.confirm(chosen.id, revision=chosen.revision, sha256=chosen.sha256, who=who)
    click.echo(f"{chosen.id}: {chosen.name}, revision {chosen.revision}, sha256 {chosen.sha256[:12]}, by {who}")


@contextmanager
def _told() -> Iterator[None]:
    """Say what is wrong with a form, a value or a file in one line."""
    from kiosk.form_values import ValuesUnusable
    from printing.errors import PrintingError

    try:
        yield
    except (PrintingError, ValuesUnusable) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror or type(error).__name__}") from error
    except ModuleNotFoundError as error:
        raise click.ClickException(f"pictures want the package {error.name}, which the demo installs") from error


@contextmanager
def _fonts() -> Iterator[FontLibrary]:
    from printing.fonts import DEBIAN_FONTS, FontLibrary

    fonts = FontLibrary(book=DEBIAN_FONTS)
    try:
        yield fonts
    finally:
        fonts.release()


@contextmanager
def _confirmations(config_path: Path) -> Iterator[FormConfirmations]:
    from datetime import UTC, datetime

    from kiosk.config import load_settings
    from kiosk.records.audit import Audit
    from kiosk.records.confirmations import FormConfirmations
    from kiosk.records.database import Database

    def now() -> datetime:
        return datetime.now(UTC)

    database = Database(load_settings(config_path).terminal.state_dir)
    try:
        yield FormConfirmations(database=database, audit=Audit(database=database, now=now), now=now)
    finally:
        database.close()


def _library() -> FormLibrary:
    from printing.form.library import FormLibrary

    return FormLibrary()


def _all(library: FormLibrary) -> list[Form]:
    """Return every form, in the order of the county's list."""
    return sorted((library.get(each) for each in library.ids()), key=lambda each: (each.number, each.id))


def _values(path: Path, drawn: Form, library: FormLibrary) -> Values:
    from kiosk.form_values import read_values

    return read_values(path, form=drawn, keys=library.keys)


def _calibration(path: Path) -> Calibration:
    """Read the six numbers of a map of mm, x' = a x + c y + e, y' = b x + d y + f, or a calibration that has them."""
    from printing.calibration import Affine, Calibration

    try:
        numbers: object = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{path}: {error}") from error
    if isinstance(numbers, dict):
        numbers = numbers.get("matrix", numbers)
    wanted = "abcdef"
    if not isinstance(numbers, dict) or sorted(numbers) != list(wanted):
        raise click.ClickException(f"{path}: wanted an object with the numbers {', '.join(wanted)}")
    for name in wanted:
        if isinstance(numbers[name], bool) or not isinstance(numbers[name], int | float):
            raise click.ClickException(f"{path}: {name} is not a number")
    return Calibration(measured=Affine(**{name: float(numbers[name]) for name in wanted}))


def _row(each: Form, confirmed: bool | None) -> dict[str, object]:
    row: dict[str, object] = {
        "id": each.id,
        "number": each.number,
        "title": each.title,
        "part": each.part,
        "department": each.department,
        "holder": each.holder.value,
        "revision": each.revision,
        "sha256": each.sha256,
        "medium": each.medium.name,
        "turn": each.turn.value,
        "source": each.source,
        "measured": each.measured,
        "keys": sorted({element.data for element in each.filled()}),
    }
    if confirmed is not None:
        row["confirmed"] = confirmed
    return row


def _line(each: Form, confirmed: bool | None) -> str:
    turn = f", turned {each.turn.value}" if each.turn.value else ""
    state = "measured" if each.measured else "not measured"
    if confirmed is not None:
        state += ", confirmed here" if confirmed else ", not confirmed here"
    head = f"{each.number:3}  {each.id}  {each.name}"
    return f"{head}\n     {each.department}, revision {each.revision}, {each.medium.name}{turn}, {state}"


def _fault_row(fault: Fault) -> dict[str, str]:
    return {
        "severity": fault.severity.value,
        "form": fault.form,
        "element": fault.element,
        "field": fault.field,
        "problem": fault.problem,
    }
