"""Calibrations as stored: the latest holds, a roll-back brings the one before it back, and a row is never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.records.audit import Audit, Happening
from kiosk.records.calibrations import (
    PRINTS_ALLOWED,
    CalibrationPlace,
    CalibrationStore,
    CalibrationVerdict,
    Matrix,
    StoredCalibration,
)
from kiosk.records.database import Database
from kiosk.records.errors import NoEarlierCalibration, RecordsCorrupt
from kiosk.records.moment import to_text
from tests.kiosk.records.conftest import Wall

PLACE = CalibrationPlace(printer="urn:uuid:11", source="tray-2", medium="custom_210x148.5mm")
OTHER_PRINTER = replace(PLACE, printer="urn:uuid:22")
OTHER_TRAY = replace(PLACE, source="tray-3")
MATRIX: Matrix = (1.001, 0.002, -0.0021, 0.998, 0.3, -0.4)


@pytest.fixture
def store(database: Database, audit: Audit, wall: Wall) -> CalibrationStore:
    return CalibrationStore(database=database, audit=audit, now=wall)


def measure(
    store: CalibrationStore,
    place: CalibrationPlace = PLACE,
    *,
    matrix: Matrix = MATRIX,
    verdict: CalibrationVerdict = CalibrationVerdict.GREEN,
    prints_allowed: int = PRINTS_ALLOWED,
) -> StoredCalibration:
    return store.add(
        place,
        matrix=matrix,
        residual_max_mm=0.4123,
        residual_rms_mm=0.221,
        marks=5,
        sheets=3,
        verdict=verdict,
        who="王工",
        prints_allowed=prints_allowed,
    )


def present(database: Database, wall: Wall, *, count: int = 1, source: str = "tray-2", medium: str = "") -> None:
    with database.transaction():
        for number in range(count):
            at = to_text(wall())
            database.execute(
                "INSERT INTO prints (print_key, kind, grant_id, form, state, requested_at, changed_at, presented_at, "
                "source, medium) VALUES (?, 'certificate', 'g', 'f', 'presented', ?, ?, ?, ?, ?)",
                (f"{at} {number}", at, at, at, source, medium or PLACE.medium),
            )


def test_a_calibration_reads_back_as_it_was_kept(store: CalibrationStore) -> None:
    kept = measure(store)
    assert store.current(PLACE) == kept
    assert (kept.number, kept.place, kept.matrix, kept.by) == (1, PLACE, MATRIX, "王工")
    assert (kept.residual_max_mm, kept.residual_rms_mm, kept.marks, kept.sheets) == (0.412, 0.221, 5, 3)
    assert (kept.verdict, kept.prints_allowed, kept.withdrawn_at) == (CalibrationVerdict.GREEN, PRINTS_ALLOWED, None)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.tuples(*[st.floats(-20, 20)] * 6))
def test_a_matrix_loses_no_digit(store: CalibrationStore, matrix: Matrix) -> None:
    assert measure(store, matrix=matrix).matrix == matrix


def test_each_printer_tray_and_medium_has_its_own(store: CalibrationStore) -> None:
    kept = measure(store)
    assert store.current(OTHER_PRINTER) is None
    assert store.current(OTHER_TRAY) is None
    measure(store, OTHER_TRAY)
    assert store.current(PLACE) == kept
    assert store.places() == (PLACE, OTHER_TRAY)


def test_rolling_back_brings_back_the_one_before_and_both_stay_in_the_history(store: CalibrationStore) -> None:
    first, second = measure(store), measure(store)
    assert store.roll_back(PLACE, who="李工") == first
    assert store.current(PLACE) == first
    withdrawn, kept = store.history(PLACE)
    assert kept == first
    assert (withdrawn.number, withdrawn.withdrawn_by) == (second.number, "李工")
    assert withdrawn.withdrawn_at is not None
    assert withdrawn.withdrawn_at > second.at


def test_rolling_back_twice_goes_back_two_and_never_further_than_the_first(store: CalibrationStore) -> None:
    first, _, _ = measure(store), measure(store), measure(store)
    store.roll_back(PLACE, who="李工")
    assert store.roll_back(PLACE, who="李工") == first
    with pytest.raises(NoEarlierCalibration) as refused:
        store.roll_back(PLACE, who="李工")
    assert refused.value.code == "CALIBRATION_NO_EARLIER"
    assert store.current(PLACE) == first


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.booleans(), max_size=12))
def test_any_order_of_measuring_and_rolling_back_is_a_pile(
    database: Database, audit: Audit, wall: Wall, adding: list[bool]
) -> None:
    store = CalibrationStore(database=database, audit=audit, now=wall)
    place = replace(PLACE, source=f"tray-{len(audit.since(0))}")
    pile: list[int] = []
    kept = 0
    for add in adding:
        if add:
            pile.append(measure(store, place).number)
            kept += 1
        elif len(pile) > 1:
            pile.pop()
            assert store.roll_back(place, who="李工").number == pile[-1]
        current = store.current(place)
        assert (current.number if current else None) == (pile[-1] if pile else None)
        assert len(store.history(place)) == kept


def test_who_measured_and_who_rolled_back_is_in_the_audit(store: CalibrationStore, audit: Audit) -> None:
    measure(store)
    measure(store)
    store.roll_back(PLACE, who="李工")
    assert [(line.what, line.about, line.who) for line in audit.since(0)] == [
        (Happening.PRINTER_CALIBRATED, "1", "王工"),
        (Happening.PRINTER_CALIBRATED, "2", "王工"),
        (Happening.CALIBRATION_ROLLED_BACK, "2", "李工"),
    ]


def test_only_sheets_of_this_tray_and_medium_since_then_count(
    store: CalibrationStore, database: Database, wall: Wall
) -> None:
    present(database, wall)
    kept = measure(store)
    present(database, wall, count=3)
    present(database, wall, source="tray-3")
    present(database, wall, medium="iso_a4_210x297mm")
    assert store.prints_since(kept) == 3


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_is_set_meanwhile_hides_no_sheet(
    store: CalibrationStore, database: Database, wall: Wall, days: int
) -> None:
    present(database, wall, count=2)
    kept = measure(store, prints_allowed=3)
    wall.time += timedelta(days=days)
    present(database, wall, count=3)
    assert store.prints_since(kept) == 3
    assert store.fault(PLACE) == "CALIBRATION_EXPIRED"


class TestFault:
    def test_a_tray_that_nobody_measured_has_none(self, store: CalibrationStore) -> None:
        assert store.fault(PLACE) == "CALIBRATION_MISSING"

    def test_a_measured_tray_is_good(self, store: CalibrationStore) -> None:
        measure(store)
        assert store.fault(PLACE) == ""

    def test_an_amber_one_is_good_enough(self, store: CalibrationStore) -> None:
        measure(store, verdict=CalibrationVerdict.AMBER)
        assert store.fault(PLACE) == ""

    def test_one_above_the_limit_closes_the_tray(self, store: CalibrationStore) -> None:
        measure(store)
        measure(store, verdict=CalibrationVerdict.OFF)
        assert store.fault(PLACE) == "CALIBRATION_OFF"
        store.roll_back(PLACE, who="李工")
        assert store.fault(PLACE) == ""

    def test_another_printer_in_its_place_is_noticed(self, store: CalibrationStore) -> None:
        measure(store, OTHER_PRINTER)
        assert store.fault(PLACE) == "CALIBRATION_OTHER_PRINTER"
        assert store.fault(OTHER_TRAY) == "CALIBRATION_MISSING"

    def test_it_expires_with_the_last_sheet_allowed_and_not_before(
        self, store: CalibrationStore, database: Database, wall: Wall
    ) -> None:
        measure(store, prints_allowed=3)
        present(database, wall, count=2)
        assert store.fault(PLACE) == ""
        present(database, wall)
        assert store.fault(PLACE) == "CALIBRATION_EXPIRED"
        measure(store)
        assert store.fault(PLACE) == ""


def test_a_matrix_that_somebody_wrote_over_is_not_used(store: CalibrationStore, database: Database) -> None:
    measure(store)
    with database.transaction():
        database.execute("UPDATE calibrations SET matrix = '1 0 0'")
    with pytest.raises(RecordsCorrupt):
        store.current(PLACE)
