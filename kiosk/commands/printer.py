"""``kiosk printer``: calibrate the sheet printer, look at its calibrations, go back to an earlier one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from devices.errors import DeviceError
from kiosk.bilingual import Language
from kiosk.commands.calibration_list import listed, row_of, standing_of
from kiosk.commands.options import config_option, json_option
from kiosk.commands.records import lang_option, local, who_option
from kiosk.config import load_settings
from kiosk.records.audit import Audit
from kiosk.records.calibrations import (
    PRINTS_ALLOWED,
    CalibrationPlace,
    CalibrationStore,
    CalibrationVerdict,
)
from kiosk.records.database import Database
from kiosk.settings import Settings

if TYPE_CHECKING:
    from printing.calibration_fit import CalibrationFit, SheetReadings
    from printing.calibration_plan import SheetPlan
    from printing.calibration_sheet import SheetOrder
    from printing.fonts import FontLibrary

_FILE: Final = click.Path(path_type=Path, dir_okay=False)
_KNOWN: Final = click.Path(path_type=Path, dir_okay=False, exists=True)
Command = Callable[..., None]


@click.group()
def printer() -> None:
    """Calibrate the sheet printer so that certificates land within half a millimetre; see docs/calibrating.md."""


def _place_options(command: Command) -> Command:
    """Say which printer, tray and medium are meant."""
    for option in (
        click.option("--medium", required=True, help="The sheet's PWG name, such as iso_a4_210x297mm."),
        click.option("--source", default="", help="The tray, such as tray-2; without it the printer chooses."),
        click.option("--printer", "identity", default="", help="The printer's identity, when it cannot be asked."),
    ):
        command = option(command)
    return command


def _paper_options(command: Command) -> Command:
    """Say where a sheet goes."""
    for option in (
        click.option("--out", type=_FILE, default=None, help="Write the sheet as a PDF."),
        click.option("--print", "to_printer", is_flag=True, help="Print it; the terminal must not run meanwhile."),
        click.option("--yes", is_flag=True, help="Ask nothing: plain paper lies in the tray."),
    ):
        command = option(command)
    return command


@printer.command()
@config_option
@_place_options
@_paper_options
@click.option("--sheets", type=click.IntRange(1, 9), default=3, show_default=True, help="How many.")
@lang_option
def sheet(
    config_path: Path,
    medium: str,
    source: str,
    identity: str,
    out: Path | None,
    to_printer: bool,
    yes: bool,
    sheets: int,
    lang: str,
) -> None:
    """Make the calibration sheets, as the printer prints them without any correction."""
    from kiosk.commands.calibration_words import PRINTED
    from printing.calibration_sheet import render_calibration_sheets

    run = _Run(config_path, medium, source, identity, lang)
    with run.told(), _fonts() as fonts:
        order = run.order()
        if out is not None:
            out.write_bytes(render_calibration_sheets(order, fonts, sheets=sheets))
        pages = [
            (PRINTED.into(run.language).format(sheet=n), render_calibration_sheets(order, fonts, sheets=sheets, only=n))
            for n in range(1, sheets + 1)
        ]
        run.put_out(pages, out=out, to_printer=to_printer, yes=yes)


@printer.command()
@config_option
@_place_options
@who_option
@click.option("--readings", "file", type=_KNOWN, default=None, help="Lines of: sheet, mark, mm from left, mm from top.")
@click.option("--scan", "scans", type=_KNOWN, multiple=True, help="Scans of the sheets: PNG, JPEG or PDF; repeat.")
@click.option("--sheets", type=click.IntRange(1, 9), default=3, show_default=True, help="How many are asked for.")
@click.option("--prints", type=click.IntRange(1, 1_000_000), default=PRINTS_ALLOWED, show_default=True)
@click.option("--yes", is_flag=True, help="Keep it without asking, when it is not off and no reading is doubted.")
@lang_option
def calibrate(
    config_path: Path,
    medium: str,
    source: str,
    identity: str,
    who: str,
    file: Path | None,
    scans: tuple[Path, ...],
    sheets: int,
    prints: int,
    yes: bool,
    lang: str,
) -> None:
    """Turn the readings of printed sheets into a calibration. Asks for each reading unless told where they are."""
    from kiosk.commands.calibration_words import KEPT, NOT_KEPT

    if file is not None and scans:
        raise click.UsageError("wanted either --readings or --scan")
    run = _Run(config_path, medium, source, identity, lang)
    with run.told():
        place = run.place()
        fit = _fit_asked(run, sheets) if file is None and not scans else _fit_read(run, file, scans)
        measured = fit.calibration().measured
        if not _wanted(fit, run.language, yes=yes):
            click.echo(NOT_KEPT.into(run.language))
            raise SystemExit(1)
    with _store(run.settings) as store:
        kept = store.add(
            place,
            matrix=(measured.a, measured.b, measured.c, measured.d, measured.e, measured.f),
            residual_max_mm=fit.residual_max,
            residual_rms_mm=fit.residual_rms,
            marks=fit.marks,
            sheets=fit.sheets,
            verdict=CalibrationVerdict(fit.verdict.value),
            who=who,
            prints_allowed=prints,
        )
    click.echo(KEPT.into(run.language).format(number=kept.number, prints=kept.prints_allowed))


@printer.command()
@config_option
@json_option
def calibrations(config_path: Path, as_json: bool) -> None:
    """Show every calibration of this terminal, the newest of each tray first, and how long it lasts."""
    with _store(load_settings(config_path)) as store:
        found = [(each, standing_of(store, each)) for place in store.places() for each in store.history(place)]
    if as_json:
        rows = [row_of(each, standing) for each, standing in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for line in listed(found):
        click.echo(line)


@printer.command()
@config_option
@_place_options
@who_option
@lang_option
def rollback(config_path: Path, medium: str, source: str, identity: str, who: str, lang: str) -> None:
    """Withdraw the current calibration; the one before it holds again."""
    from kiosk.commands.calibration_words import ROLLED_BACK

    run = _Run(config_path, medium, source, identity, lang)
    with run.told(), _store(run.settings) as store:
        now = store.roll_back(run.place(), who=who)
    click.echo(ROLLED_BACK.into(run.language).format(number=now.number, at=local(now.at), who=now.by))


@printer.command()
@config_option
@_place_options
@_paper_options
@lang_option
def verify(
    config_path: Path,
    medium: str,
    source: str,
    identity: str,
    out: Path | None,
    to_printer: bool,
    yes: bool,
    lang: str,
) -> None:
    """Make a test sheet with the current correction: each mark lands where the number beside it says."""
    from kiosk.commands.calibration_words import TEST_PRINTED
    from printing.calibration import Affine, Calibration
    from printing.calibration_sheet import render_test_sheet
    from printing.errors import CalibrationError

    run = _Run(config_path, medium, source, identity, lang)
    with run.told(), _store(run.settings) as store, _fonts() as fonts:
        current = store.current(run.place())
        if current is None:
            raise CalibrationError("CALIBRATION_MISSING", f"{medium}, {source or 'any tray'}")
        pdf = render_test_sheet(run.order(), Calibration(Affine(*current.matrix)), fonts)
        if out is not None:
            out.write_bytes(pdf)
        run.put_out([(TEST_PRINTED.into(run.language), pdf)], out=out, to_printer=to_printer, yes=yes)


class _Run:
    """What one command is about: these settings, this tray and medium, this printer."""

    def __init__(self, config_path: Path, medium: str, source: str, identity: str, lang: str) -> None:
        self.settings = load_settings(config_path)
        self.language = Language.CHINESE if lang == "zh" else Language.ENGLISH
        self._medium = medium
        self._source = self._known(source)
        self._identity = identity

    def place(self) -> CalibrationPlace:
        """Return what the calibration belongs to; asks the printer once who it is, unless that was given."""
        from kiosk.commands.sheet_printer import opened_printer

        if not self._identity:
            with opened_printer(self.settings, language=self.language) as device:
                self._identity = device.identity()
        return CalibrationPlace(printer=self._identity, source=self._source, medium=self._medium)

    def plan(self) -> SheetPlan:
        """Return where the marks stand. Raises CalibrationError."""
        from printing.calibration_plan import plan_sheet

        return plan_sheet(self._medium)

    def order(self) -> SheetOrder:
        """Return what a sheet of today says of itself. Raises CalibrationError."""
        from printing.calibration_sheet import SheetOrder

        self.plan()
        place = self.place()
        today = datetime.now().astimezone().date()
        return SheetOrder(printer=place.printer, source=place.source, medium=place.medium, printed=today)

    def put_out(self, pages: Sequence[tuple[str, bytes]], *, out: Path | None, to_printer: bool, yes: bool) -> None:
        """Print pages one by one, once plain paper is sure to lie in the tray."""
        from kiosk.commands.calibration_words import PLAIN_PAPER
        from kiosk.commands.sheet_printer import printer_alone

        if out is None and not to_printer:
            raise click.UsageError("wanted --out FILE, --print or both")
        if out is not None:
            click.echo(str(out))
        if not to_printer:
            return
        with printer_alone(self.settings, language=self.language) as device:
            if not yes:
                click.confirm(PLAIN_PAPER.into(self.language), abort=True)
            for words, pdf in pages:
                device.print(pdf, medium=self._medium, source=self._source)
                click.echo(words)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say what went wrong in one line, with what to do about it."""
        from kiosk.commands.sheet_printer import failure_said
        from kiosk.errors import KioskError
        from printing.errors import PrintingError

        try:
            yield
        except (PrintingError, DeviceError, KioskError) as error:
            raise failure_said(error.code, error.detail, self.language) from error
        except OSError as error:
            raise click.ClickException(f"{error.filename}: {error.strerror or type(error).__name__}") from error
        except ModuleNotFoundError as error:
            raise click.ClickException(f"scans want the package {error.name}") from error

    def _known(self, source: str) -> str:
        trays = self.settings.certificate_printer.tray if self.settings.certificate_printer else ()
        names = [tray.source for tray in trays]
        if names and source not in names:
            raise click.BadParameter(
                f"wanted one of the trays in the settings: {', '.join(names)}", param_hint="--source"
            )
        return source


def _fit_asked(run: _Run, sheets: int) -> CalibrationFit:
    """Ask for the readings, and for the doubtful ones again, as often as the technician likes."""
    from kiosk.commands.calibration_readings import Asking
    from kiosk.commands.calibration_words import MEASURE_AGAIN

    asking = Asking(plan=run.plan(), sheets=sheets, language=run.language)
    asking.ask_all()
    while True:
        fit = _fit(run, asking.readings)
        if not fit.misreads or not click.confirm(MEASURE_AGAIN.into(run.language), default=True):
            return fit
        asking.ask_again(fit.misreads)


def _fit_read(run: _Run, file: Path | None, scans: tuple[Path, ...]) -> CalibrationFit:
    from kiosk.commands.calibration_readings import readings_in_file, readings_in_scans

    plan = run.plan()
    if file is not None:
        return _fit(run, readings_in_file(file, plan, run.language))
    return _fit(run, readings_in_scans(scans, plan, run.order().sheet_id(1)))


def _fit(run: _Run, sheets: Sequence[SheetReadings]) -> CalibrationFit:
    """Fit the readings and show what comes of it."""
    from kiosk.commands.calibration_words import fit_lines, misread_sentence
    from printing.calibration_fit import fit_calibration

    plan = run.plan()
    fit = fit_calibration(plan.marks, sheets)
    for line in fit_lines(fit, plan, run.language):
        click.echo(line)
    for misread in fit.misreads:
        click.echo(misread_sentence(misread, run.language))
    return fit


def _wanted(fit: CalibrationFit, language: Language, *, yes: bool) -> bool:
    """Ask whether to keep it; without asking only what nobody would think twice about."""
    from kiosk.commands.calibration_words import KEEP, KEEP_OFF
    from printing.calibration_fit import Verdict

    off = fit.verdict is Verdict.OFF
    if yes:
        return not off and not fit.misreads
    return click.confirm((KEEP_OFF if off else KEEP).into(language), default=not off and not fit.misreads)


@contextmanager
def _store(settings: Settings) -> Iterator[CalibrationStore]:
    """Open the calibrations, also of a terminal that has never run: it is calibrated before its first visit."""
    database = Database(settings.terminal.state_dir)
    try:
        yield CalibrationStore(database=database, audit=Audit(database=database, now=_now), now=_now)
    finally:
        database.close()


@contextmanager
def _fonts() -> Iterator[FontLibrary]:
    from printing.fonts import DEBIAN_FONTS, FontLibrary

    fonts = FontLibrary(book=DEBIAN_FONTS)
    try:
        yield fonts
    finally:
        fonts.release()


def _now() -> datetime:
    return datetime.now(UTC)
