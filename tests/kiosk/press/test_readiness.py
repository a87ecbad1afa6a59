"""Whether a form can be printed now: one table of what is wrong and the code that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.press.errors import FormNotReady
from kiosk.press.readiness import Readiness
from kiosk.press.trays import PLAIN
from kiosk.records.audit import Audit
from kiosk.records.blank_books import BlankBooks
from kiosk.records.blanks import BlankStock, SpoilReason
from kiosk.records.calibrations import CalibrationPlace, CalibrationStore, CalibrationVerdict
from kiosk.records.confirmations import FormConfirmations
from kiosk.records.database import Database
from kiosk.settings import Profile, TraySettings
from kiosk.visit.surroundings import FormNow
from printing.form.library import FormLibrary
from tests.kiosk.press.world import FORM, NOW, PRINTER, readiness_in

TRAYS = (TraySettings(source="tray-1", holds=PLAIN), TraySettings(source="tray-2", holds=FORM))
CARD = FormLibrary().get(FORM)
PLACE = CalibrationPlace(printer=PRINTER, source="tray-2", medium=CARD.medium.name)
OTHER_PRINTER = CalibrationPlace(printer="urn:uuid:another", source="tray-2", medium=CARD.medium.name)
SHIFTED = (1.0, 0.0, 0.0, 1.0, 0.5, 0.0)


class Hall:
    """Records in which a form can be made ready, step by step."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder)
        self.stock = BlankStock(database=self.database, now=lambda: NOW)
        audit = Audit(database=self.database, now=lambda: NOW)
        self.calibrations = CalibrationStore(database=self.database, audit=audit, now=lambda: NOW)
        self.confirmations = FormConfirmations(database=self.database, audit=audit, now=lambda: NOW)

    def load(self) -> None:
        self.stock.load_pack(FORM, first_serial="LN0001000", count=5, who="technician")

    def confirm(self, *, revision: int = CARD.revision, sha256: str = CARD.sha256) -> None:
        self.confirmations.confirm(FORM, revision=revision, sha256=sha256, who="wang")

    def calibrate(
        self, place: CalibrationPlace = PLACE, verdict: CalibrationVerdict = CalibrationVerdict.GREEN
    ) -> None:
        self.calibrations.add(
            place,
            matrix=SHIFTED,
            residual_max_mm=0.3,
            residual_rms_mm=0.1,
            marks=5,
            sheets=3,
            verdict=verdict,
            who="wang",
        )

    def books(self, at: datetime) -> BlankBooks:
        """The books as somebody keeps them at that moment."""
        return BlankBooks(database=self.database, stock=self.stock, now=lambda: at)

    def readiness(
        self,
        profile: Profile = Profile.PRODUCTION,
        trays: tuple[TraySettings, ...] = TRAYS,
        printer: str = PRINTER,
    ) -> Readiness:
        return readiness_in(self.database, self.stock, trays=trays, profile=profile, printer=lambda: printer)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path)
    yield hall
    hall.database.close()


@pytest.fixture
def ready(hall: Hall) -> Hall:
    """A hall in which the form prints."""
    hall.load()
    hall.confirm()
    hall.calibrate()
    return hall


def test_a_form_that_is_stocked_confirmed_and_calibrated_prints_with_its_tray_and_matrix(ready: Hall) -> None:
    readiness = ready.readiness()
    assert readiness.look() == (FormNow(PLAIN), FormNow(FORM))
    setup = readiness.set_up(readiness.form(FORM))
    assert (setup.source, setup.matrix, setup.calibration) == ("tray-2", SHIFTED, 1)


def test_a_form_that_nobody_knows_is_named(ready: Hall) -> None:
    assert ready.readiness().code_of("no-such-form") == "FORM_UNKNOWN"


def test_an_empty_stack_comes_before_what_else_is_missing(hall: Hall) -> None:
    assert hall.readiness().code_of(FORM) == "BLANK_OUT_OF_STOCK"


def test_a_blank_that_the_terminal_spoiled_by_itself_stops_the_form_until_somebody_has_counted(ready: Hall) -> None:
    times = iter(NOW + timedelta(minutes=n) for n in range(9))
    stock = BlankStock(database=ready.database, now=lambda: next(times))
    books = BlankBooks(database=ready.database, stock=stock, now=lambda: next(times))
    readiness = ready.readiness()
    with ready.database.transaction():
        stock.spoiled(FORM, stock.take_next(FORM), reason="CERTIFICATE_PRINTER_PAPER_OUT")
    assert readiness.code_of(FORM) == "BLANK_COUNT_WANTED"
    books.count(FORM, counted=stock.balance(FORM).in_stock, top=stock.next_serial(FORM) or "", who="1001")
    assert readiness.code_of(FORM) == ""


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_is_set_after_a_count_hides_no_spoiled_blank(ready: Hall, days: int) -> None:
    ready.books(NOW).count(FORM, counted=5, top="LN0001000", who="1001")
    stock = BlankStock(database=ready.database, now=lambda: NOW + timedelta(days=days))
    with ready.database.transaction():
        stock.spoiled(FORM, stock.take_next(FORM), reason="CERTIFICATE_PRINTER_PAPER_OUT")
    assert ready.readiness().code_of(FORM) == "BLANK_COUNT_WANTED"
    ready.books(NOW + timedelta(days=days)).count(FORM, counted=4, top="LN0001001", who="1001")
    assert ready.readiness().code_of(FORM) == ""


def test_a_count_that_differs_is_heeded_by_the_sheet_that_is_laid_out_just_then(ready: Hall) -> None:
    """The tile knows it only 20 seconds later."""
    readiness = ready.readiness()
    assert readiness.code_of(FORM) == ""
    ready.stock.take_next(FORM)
    ready.books(NOW).count(FORM, counted=3, top="LN0001002", who="1001")
    with pytest.raises(FormNotReady) as refused:
        readiness.set_up(CARD)
    assert refused.value.code == "BLANK_COUNT_DIFFERS"


def test_the_last_blank_of_the_stack_is_printed_on(ready: Hall) -> None:
    for _ in range(5):
        ready.stock.take_next(FORM)
    assert ready.readiness().code_of(FORM) == "BLANK_OUT_OF_STOCK"
    assert ready.readiness().set_up(CARD).source == "tray-2"


def test_a_blank_that_a_person_spoiled_stops_nothing(ready: Hall) -> None:
    with ready.database.transaction():
        ready.stock.spoiled(FORM, ready.stock.take_next(FORM), reason="torn", who="1001")
    assert ready.readiness().code_of(FORM) == ""


def test_a_count_that_differs_stops_the_form_until_one_agrees(ready: Hall) -> None:
    readiness, books = ready.readiness(), BlankBooks(database=ready.database, stock=ready.stock, now=lambda: NOW)
    books.count(FORM, counted=4, top="LN0001001", who="1001")
    assert readiness.code_of(FORM) == "BLANK_COUNT_DIFFERS"
    ready.stock.spoil(FORM, "LN0001000", reason=SpoilReason.MISSING, note="", who="1001")
    books.count(FORM, counted=4, top="LN0001001", who="1001")
    assert readiness.code_of(FORM) == ""


def test_a_form_and_plain_paper_without_a_tray_are_not_printed(ready: Hall) -> None:
    readiness = ready.readiness(trays=(TraySettings(source="tray-2", holds="food-licence"),))
    assert readiness.look() == (FormNow(PLAIN, "TRAY_NOT_LOADED"), FormNow(FORM, "TRAY_NOT_LOADED"))


@pytest.mark.parametrize(
    ("confirm", "code"),
    [
        (lambda hall: None, "FORM_NOT_MEASURED"),
        (lambda hall: hall.confirm(revision=CARD.revision + 1), "FORM_NOT_MEASURED"),
        (lambda hall: hall.confirm(sha256="ab" * 32), "FORM_NOT_MEASURED"),
        (lambda hall: hall.confirm(), ""),
    ],
)
def test_an_unmeasured_form_prints_in_a_hall_only_in_the_very_version_that_was_confirmed(
    hall: Hall, confirm: Callable[[Hall], None], code: str
) -> None:
    assert not CARD.measured
    hall.load()
    hall.calibrate()
    confirm(hall)
    assert hall.readiness().code_of(FORM) == code
    assert hall.readiness(Profile.SANDBOX).code_of(FORM) == ""


@pytest.mark.parametrize(
    ("calibrate", "production", "sandbox"),
    [
        (lambda hall: None, "CALIBRATION_MISSING", ""),
        (lambda hall: hall.calibrate(OTHER_PRINTER), "CALIBRATION_OTHER_PRINTER", ""),
        (lambda hall: hall.calibrate(verdict=CalibrationVerdict.OFF), "CALIBRATION_OFF", "CALIBRATION_OFF"),
        (lambda hall: hall.calibrate(), "", ""),
    ],
)
def test_a_hall_demands_calibration_and_a_sandbox_does_without(
    hall: Hall, calibrate: Callable[[Hall], None], production: str, sandbox: str
) -> None:
    hall.load()
    hall.confirm()
    calibrate(hall)
    assert hall.readiness().code_of(FORM) == production
    assert hall.readiness(Profile.SANDBOX).code_of(FORM) == sandbox


def test_a_printer_that_has_not_said_who_it_is_is_not_called_another_one(ready: Hall) -> None:
    assert ready.readiness(printer="").code_of(FORM) == "CALIBRATION_PRINTER_UNKNOWN"
    assert ready.readiness(Profile.SANDBOX, printer="").code_of(FORM) == ""


def test_a_sandbox_uses_a_calibration_that_is_there_and_else_takes_the_printer_for_straight(hall: Hall) -> None:
    readiness = hall.readiness(Profile.SANDBOX)
    assert readiness.set_up(CARD).matrix is None
    hall.calibrate()
    assert readiness.set_up(CARD).matrix == SHIFTED


def test_what_changes_after_the_tile_is_refused_when_the_sheet_is_laid_out(ready: Hall) -> None:
    readiness = ready.readiness()
    assert readiness.code_of(FORM) == ""
    ready.calibrate(verdict=CalibrationVerdict.OFF)
    with pytest.raises(FormNotReady) as refused:
        readiness.set_up(CARD)
    assert refused.value.code == "CALIBRATION_OFF"


def test_without_named_trays_a_blank_of_the_size_of_plain_paper_stops_both(hall: Hall) -> None:
    trayless = hall.readiness(Profile.SANDBOX, trays=())
    assert trayless.code_of(PLAIN) == ""
    hall.load()
    assert trayless.code_of(PLAIN) == trayless.code_of(FORM) == ""
    hall.stock.load_pack("form-of-another-version", first_serial="A001", count=1, who="technician")
    assert trayless.code_of(PLAIN) == "TRAY_NOT_LOADED"
