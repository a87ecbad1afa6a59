"""How each printer was measured: what it does to a sheet, for each of its trays and each medium.

Nothing is overwritten. A new calibration is a row beside the old ones; a roll-back is a row that withdraws the current
one, after which the one before it holds again. The audit has both, with who did it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final, TypeAlias

from kiosk.records.audit import Audit, Happening
from kiosk.records.database import Database, Value
from kiosk.records.errors import NoEarlierCalibration, RecordsCorrupt
from kiosk.records.moment import Now, from_text, to_text

PRINTS_ALLOWED: Final = 5_000
"""Sheets after which a printer is measured again (printing.md, section 8: ``expires_prints``)."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""``a b c d e f`` of intended mm to printed mm: ``x' = a x + c y + e``, ``y' = b x + d y + f``."""


class CalibrationVerdict(Enum):
    """What a calibration is good for."""

    GREEN = "green"
    AMBER = "amber"
    """Good for forms whose fields have room around them."""
    OFF = "off"
    """Certificates do not go onto this medium from this tray."""


@dataclass(frozen=True, kw_only=True)
class CalibrationPlace:
    """What a calibration belongs to.

    Attributes:
        printer: the printer's UUID; another printer, even of the same model, errs in another way.
        source: the tray, an IPP ``media-source`` keyword; empty leaves the choice to the printer.
        medium: PWG name, for example ``iso_a4_210x297mm``.
    """

    printer: str
    source: str
    medium: str


@dataclass(frozen=True, kw_only=True)
class StoredCalibration:
    """One measuring of a printer.

    Attributes:
        number: counts all calibrations of this terminal, in the order in which they were kept.
        residual_max_mm: the farthest that a mark lay from where the matrix says; mm.
        residual_rms_mm: the same for all marks together, root mean square; mm.
        marks: how many marks a sheet had.
        by: who measured.
        prints_allowed: sheets after which it has expired.
        withdrawn_by: who rolled it back; empty while it was not.
        withdrawn_at: when.
    """

    number: int
    place: CalibrationPlace
    matrix: Matrix
    residual_max_mm: float
    residual_rms_mm: float
    marks: int
    sheets: int
    verdict: CalibrationVerdict
    by: str
    at: datetime
    prints_allowed: int
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None


class CalibrationStore:
    """The calibrations of this terminal."""

    def __init__(self, *, database: Database, audit: Audit, now: Now) -> None:
        self._database = database
        self._audit = audit
        self._now = now

    def current(self, place: CalibrationPlace) -> StoredCalibration | None:
        """Return the latest that nobody has withdrawn."""
        return next((each for each in self.history(place) if each.withdrawn_at is None), None)

    def history(self, place: CalibrationPlace) -> tuple[StoredCalibration, ...]:
        """Return every calibration of a place, also the withdrawn ones, newest first."""
        rows = self._database.rows(
            "SELECT id, printer, source, medium, matrix, residual_max_um, residual_rms_um, marks, sheets, verdict, "
            "measured_by, measured_at, prints_allowed, withdrawn_by, withdrawn_at "
            "FROM calibrations LEFT JOIN calibration_withdrawals ON calibration = id "
            "WHERE printer = ? AND source = ? AND medium = ? ORDER BY id DESC",
            _key(place),
        )
        return tuple(map(_stored, rows))

    def places(self) -> tuple[CalibrationPlace, ...]:
        """Return every place that was ever calibrated."""
        found = self._database.rows("SELECT DISTINCT printer, source, medium FROM calibrations ORDER BY 3, 2, 1")
        return tuple(CalibrationPlace(printer=str(a), source=str(b), medium=str(c)) for a, b, c in found)

    def add(
        self,
        place: CalibrationPlace,
        *,
        matrix: Matrix,
        residual_max_mm: float,
        residual_rms_mm: float,
        marks: int,
        sheets: int,
        verdict: CalibrationVerdict,
        who: str,
        prints_allowed: int = PRINTS_ALLOWED,
    ) -> StoredCalibration:
        """Keep a calibration; from now on it is the current one. One that is ``OFF`` is kept too, and closes the tray.

        ``prints_allowed`` is at least 1.
        """
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO calibrations (printer, source, medium, matrix, residual_max_um, residual_rms_um, "
                "marks, sheets, verdict, measured_by, measured_at, prints_allowed, after_print) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM prints))",
                (
                    *_key(place),
                    " ".join(map(repr, matrix)),
                    round(residual_max_mm * 1000),
                    round(residual_rms_mm * 1000),
                    marks,
                    sheets,
                    verdict.value,
                    who,
                    to_text(self._now()),
                    prints_allowed,
                ),
            )
            kept = self.history(place)[0]
            self._audit.note(Happening.PRINTER_CALIBRATED, about=str(kept.number), who=who)
        return kept

    def roll_back(self, place: CalibrationPlace, *, who: str) -> StoredCalibration:
        """Withdraw the current calibration and return the one before it, which holds again.

        Raises:
            NoEarlierCalibration: there is no other to go back to; nothing has changed.
        """
        with self._database.transaction():
            standing = [each for each in self.history(place) if each.withdrawn_at is None]
            if len(standing) < 2:
                raise NoEarlierCalibration(f"{place.medium} {place.source or 'any tray'} of {place.printer}")
            withdrawn, restored = standing[:2]
            self._database.execute(
                "INSERT INTO calibration_withdrawals (calibration, withdrawn_by, withdrawn_at) VALUES (?, ?, ?)",
                (withdrawn.number, who, to_text(self._now())),
            )
            self._audit.note(Happening.CALIBRATION_ROLLED_BACK, about=str(withdrawn.number), who=who)
        return restored

    def prints_since(self, calibration: StoredCalibration) -> int:
        """Count the sheets that came out of this tray on this medium since it was measured.

        By the order of the rows, since a clock may be set back.
        """
        counted = self._database.rows(
            "SELECT count(*) FROM prints WHERE presented_at IS NOT NULL AND source = ? AND medium = ? "
            "AND id > (SELECT after_print FROM calibrations WHERE id = ?)",
            (calibration.place.source, calibration.place.medium, calibration.number),
        )
        return _whole(counted[0][0])

    def judged(self, place: CalibrationPlace) -> tuple[StoredCalibration | None, str]:
        """Return the current calibration and the failure code of why certificates may not go onto this medium.

        The code is empty when they may. Both are of one look, so that no calibration is used that nobody has judged.
        """
        current = self.current(place)
        return current, self._fault(place, current)

    def fault(self, place: CalibrationPlace) -> str:
        """Return the failure code alone."""
        return self.judged(place)[1]

    def _fault(self, place: CalibrationPlace, current: StoredCalibration | None) -> str:
        if not place.printer:
            return "CALIBRATION_PRINTER_UNKNOWN"
        if current is None:
            others = (each for each in self.places() if (each.source, each.medium) == (place.source, place.medium))
            return "CALIBRATION_OTHER_PRINTER" if any(map(self.current, others)) else "CALIBRATION_MISSING"
        if current.verdict is CalibrationVerdict.OFF:
            return "CALIBRATION_OFF"
        return "CALIBRATION_EXPIRED" if self.prints_since(current) >= current.prints_allowed else ""


def _key(place: CalibrationPlace) -> tuple[str, str, str]:
    return place.printer, place.source, place.medium


def _stored(row: tuple[Value, ...]) -> StoredCalibration:
    number, printer, source, medium, matrix, worst, rms, marks, sheets, verdict, by, at, allowed, undone_by, undone = (
        row
    )
    return StoredCalibration(
        number=_whole(number),
        place=CalibrationPlace(printer=str(printer), source=str(source), medium=str(medium)),
        matrix=_matrix(str(matrix)),
        residual_max_mm=_whole(worst) / 1000,
        residual_rms_mm=_whole(rms) / 1000,
        marks=_whole(marks),
        sheets=_whole(sheets),
        verdict=CalibrationVerdict(verdict),
        by=str(by),
        at=from_text(str(at)),
        prints_allowed=_whole(allowed),
        withdrawn_by=str(undone_by or ""),
        withdrawn_at=None if undone is None else from_text(str(undone)),
    )


def _matrix(text: str) -> Matrix:
    try:
        a, b, c, d, e, f = map(float, text.split())
    except ValueError as error:
        raise RecordsCorrupt("a calibration's matrix is not six numbers") from error
    return a, b, c, d, e, f


def _whole(value: Value) -> int:
    return int(str(value))
