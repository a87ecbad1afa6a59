"""Results of the technician's tests."""

from __future__ import annotations

from datetime import timedelta

from kiosk.records.database import Database
from kiosk.records.diagnostics import Diagnostics, DiagnosticTest
from tests.kiosk.records.conftest import Wall


def test_the_latest_result_counts_even_when_the_clock_was_set_back(database: Database, wall: Wall) -> None:
    diagnostics = Diagnostics(database=database, now=wall)
    diagnostics.keep(DiagnosticTest.RECEIPT, passed=True, message="")
    wall.time -= timedelta(days=400)
    diagnostics.keep(DiagnosticTest.RECEIPT, passed=False, message="切纸不断")
    latest = diagnostics.latest(DiagnosticTest.RECEIPT)
    assert latest is not None
    assert (latest.passed, latest.message) == (False, "切纸不断")


def test_a_test_that_was_never_run_has_no_result(database: Database, wall: Wall) -> None:
    diagnostics = Diagnostics(database=database, now=wall)
    diagnostics.keep(DiagnosticTest.RECEIPT, passed=True, message="")
    assert diagnostics.latest(DiagnosticTest.TOUCH) is None
