"""Whether a form can be printed now, and with what: its tray, its calibration, a version that fits the blanks.

Asked twice: before a resident begins, so that the portal grants nothing that cannot be printed, and again when the
sheet is laid out, since a technician may have changed something meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kiosk.errors import KioskError
from kiosk.press.errors import FormNotReady
from kiosk.press.trays import PLAIN, PLAIN_MEDIUM, Trays
from kiosk.records.audit import Audit
from kiosk.records.blank_books import BlankBooks
from kiosk.records.blanks import BlankStock
from kiosk.records.calibrations import CalibrationPlace, CalibrationStore, Matrix
from kiosk.records.confirmations import FormConfirmations
from kiosk.records.database import Database
from kiosk.settings import Profile, Settings, TraySettings
from kiosk.visit.surroundings import FormNow

if TYPE_CHECKING:
    from printing.form.form import Form
    from printing.form.library import FormLibrary

OUT_OF_STOCK: Final = "BLANK_OUT_OF_STOCK"
NOT_MEASURED: Final = "FORM_NOT_MEASURED"
NOT_CALIBRATED: Final = frozenset({"CALIBRATION_MISSING", "CALIBRATION_OTHER_PRINTER", "CALIBRATION_PRINTER_UNKNOWN"})
"""What a sandbox does without: its printer errs nowhere."""


@dataclass(frozen=True, kw_only=True)
class FormSetup:
    """What a form is printed with.

    Attributes:
        source: the tray; empty where the printer chooses.
        matrix: of the calibration; absent for a printer taken to err nowhere.
        calibration: its number; absent likewise.
    """

    source: str
    matrix: Matrix | None = None
    calibration: int | None = None


class Readiness:
    """Says of forms whether they can be printed now. Safe to use from several threads.

    Args of the constructor:
        wanted: the forms that services name.
        printer: the identity that the sheet printer tells of itself; empty when it tells none.
    """

    def __init__(
        self,
        *,
        wanted: frozenset[str],
        trays: tuple[TraySettings, ...],
        stock: BlankStock,
        books: BlankBooks,
        calibrations: CalibrationStore,
        confirmations: FormConfirmations,
        printer: Callable[[], str],
        profile: Profile,
    ) -> None:
        self._wanted = wanted
        self._trays = Trays(trays=trays, loaded=self._loaded)
        self._stock = stock
        self._books = books
        self._calibrations = calibrations
        self._confirmations = confirmations
        self._printer = printer
        self._profile = profile
        # The library reads forms when they are first asked for and does not expect two who ask.
        self._reading = threading.Lock()

    def look(self) -> tuple[FormNow, ...]:
        """Look at plain paper and at every form that a service names. Raises ``RecordsError``.

        Loads the printing package when it is the first to need it.
        """
        return tuple(FormNow(form, self.code_of(form)) for form in (PLAIN, *sorted(self._wanted)))

    def code_of(self, form_id: str) -> str:
        """Return the failure code of why plain paper or a form cannot be printed now; empty when it can."""
        try:
            if form_id == PLAIN:
                self.plain_source()
                return ""
            form = self.form(form_id)
            if self._stock.next_serial(form_id) is None and not self._books.fault(form_id):
                return OUT_OF_STOCK
            self.set_up(form)
        except FormNotReady as error:
            return error.code
        return ""

    def form(self, form_id: str) -> Form:
        """Return a form. Raises :class:`FormNotReady` when there is none, or none that can be used."""
        from printing.errors import FormError

        with self._reading:
            try:
                return self._library.get(form_id)
            except FormError as error:
                raise FormNotReady(error.code, error.detail) from error

    def plain_source(self) -> str:
        """Return the tray of plain paper. Raises :class:`FormNotReady`."""
        return self._trays.source_of(PLAIN)

    def set_up(self, form: Form) -> FormSetup:
        """Return what a form is printed with.

        Whether a blank is left is not looked at: that of this sheet is bound already, and may be the last.

        Raises:
            FormNotReady: nobody can say which blank lies on top, no tray holds it, the form's places are unconfirmed,
                or the tray wants calibration.
        """
        if code := self._books.fault(form.id):
            raise FormNotReady(code, f"form {form.id}")
        source = self._trays.source_of(form.id)
        self._demand_measured(form)
        place = CalibrationPlace(printer=self._printer(), source=source, medium=form.medium.name)
        current, fault = self._calibrations.judged(place)
        if fault in NOT_CALIBRATED and self._profile is Profile.SANDBOX:
            return FormSetup(source=source)
        if fault or current is None:
            raise FormNotReady(fault or "CALIBRATION_MISSING", f"form {form.id}")
        return FormSetup(source=source, matrix=current.matrix, calibration=current.number)

    def _demand_measured(self, form: Form) -> None:
        if form.measured or self._profile is Profile.SANDBOX:
            return
        if not self._confirmations.holds(form.id, revision=form.revision, sha256=form.sha256):
            raise FormNotReady(NOT_MEASURED, f"form {form.id} revision {form.revision}")

    def _loaded(self) -> dict[str, str]:
        """Plain paper, and every form of which a blank is still about."""
        loaded = {PLAIN: PLAIN_MEDIUM}
        for form_id in self._stock.forms():
            balance = self._stock.balance(form_id)
            if balance.in_stock or balance.bound:
                loaded[form_id] = self._medium_of(form_id)
        return loaded

    def _medium_of(self, form_id: str) -> str:
        """Return the medium of a form; one that cannot be read any more may be of the size of anything."""
        try:
            return self.form(form_id).medium.name
        except KioskError:
            return PLAIN_MEDIUM

    @cached_property
    def _library(self) -> FormLibrary:
        from printing.form.library import FormLibrary

        return FormLibrary()


def build_readiness(
    settings: Settings, *, database: Database, wanted: frozenset[str], printer: Callable[[], str]
) -> Readiness:
    """Return the readiness of the terminal with these settings; ``printer`` tells the sheet printer's identity."""
    trays = settings.certificate_printer.tray if settings.certificate_printer else ()
    stock = BlankStock(database=database, now=_utc_now)
    audit = Audit(database=database, now=_utc_now)
    return Readiness(
        wanted=wanted,
        trays=trays,
        stock=stock,
        books=BlankBooks(database=database, stock=stock, now=_utc_now),
        calibrations=CalibrationStore(database=database, audit=audit, now=_utc_now),
        confirmations=FormConfirmations(database=database, audit=audit, now=_utc_now),
        printer=printer,
        profile=settings.terminal.profile,
    )


def _utc_now() -> datetime:
    return datetime.now(UTC)
