"""What the technician's tests found. The latest result is the one with the highest id: a clock may be set back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from kiosk.records.database import Database
from kiosk.records.moment import Now, from_text, to_text


class DiagnosticTest(Enum):
    """The tests that a technician can run."""

    TOUCH = "touch"
    CARD_READ = "card-read"
    RECEIPT = "receipt"
    CERTIFICATE = "certificate"
    CALIBRATION = "calibration"
    PORTAL = "portal"
    SOUND = "sound"


@dataclass(frozen=True, kw_only=True)
class TestResult:
    """One result; ``message`` is what the technician chose or the device said."""

    __test__ = False  # pytest takes every class named Test* for tests

    test: DiagnosticTest
    passed: bool
    message: str
    at: datetime


class Diagnostics:
    """The results of this terminal."""

    def __init__(self, *, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    def keep(self, test: DiagnosticTest, *, passed: bool, message: str) -> None:
        """Store a result."""
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO diagnostics (test, passed, message, at) VALUES (?, ?, ?, ?)",
                (test.value, int(passed), message, to_text(self._now())),
            )

    def latest(self, test: DiagnosticTest) -> TestResult | None:
        """Return the last result of a test; absent when it has never been run."""
        rows = self._database.rows(
            "SELECT passed, message, at FROM diagnostics WHERE test = ? ORDER BY id DESC LIMIT 1", (test.value,)
        )
        if not rows:
            return None
        passed, message, at = rows[0]
        return TestResult(test=test, passed=passed == 1, message=str(message), at=from_text(str(at)))
