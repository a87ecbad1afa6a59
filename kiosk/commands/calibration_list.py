"""The calibrations of a terminal as a list, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.commands.records import local
from kiosk.records.calibrations import CalibrationStore, StoredCalibration


@dataclass(frozen=True)
class Standing:
    """How a calibration stands: sheets since, whether it is the current one, and that in words."""

    prints: int
    current: bool
    words: str


def standing_of(store: CalibrationStore, each: StoredCalibration) -> Standing:
    """Return how a calibration stands."""
    prints = store.prints_since(each)
    current = store.current(each.place)
    if each.withdrawn_at is not None:
        return Standing(prints, False, f"rolled back {local(each.withdrawn_at)} by {each.withdrawn_by}")
    if current is None or current.number != each.number:
        return Standing(prints, False, "followed by a newer one")
    expired = ", expired" if prints >= each.prints_allowed else ""
    return Standing(prints, True, f"current, {prints} of {each.prints_allowed} sheets printed{expired}")


def row_of(each: StoredCalibration, standing: Standing) -> dict[str, object]:
    """Return a calibration as programs get it."""
    return {
        "number": each.number,
        "printer": each.place.printer,
        "source": each.place.source,
        "medium": each.place.medium,
        "matrix": dict(zip("abcdef", each.matrix, strict=True)),
        "residual_max_mm": each.residual_max_mm,
        "residual_rms_mm": each.residual_rms_mm,
        "marks": each.marks,
        "sheets": each.sheets,
        "verdict": each.verdict.value,
        "by": each.by,
        "at": each.at.isoformat(),
        "prints_allowed": each.prints_allowed,
        "prints": standing.prints,
        "current": standing.current,
        "withdrawn_by": each.withdrawn_by,
        "withdrawn_at": each.withdrawn_at.isoformat() if each.withdrawn_at else None,
    }


def listed(found: Sequence[tuple[StoredCalibration, Standing]]) -> Iterator[str]:
    """Say each calibration in two lines, under a head for each tray and medium."""
    place = None
    for each, standing in found:
        if each.place != place:
            place = each.place
            yield f"{place.medium}, {place.source or 'any tray'}, printer {place.printer}"
        residual = f"{each.residual_max_mm:.2f} mm at most, {each.residual_rms_mm:.2f} rms"
        yield f"  {each.number}  {local(each.at)}  {each.verdict.value}, {residual}, by {each.by}"
        yield f"      {standing.words}"
    yield f"{len(found)} calibrations"
