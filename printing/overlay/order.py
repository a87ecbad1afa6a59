"""What is asked of the overlay, and what comes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from printing.calibration import IN_PLACE, STRAIGHT, Calibration, Shift
from printing.form.values import Values
from printing.specimen import Specimen


@dataclass(frozen=True, kw_only=True)
class OverlayOrder:
    """What to print onto one blank.

    Attributes:
        values: by the data keys of the form; keys that the form does not use are left alone.
        calibration: of the printer, tray and form.
        shift: of this pack of blanks, added to the form's own.
        specimen: the mark of the sandbox, or None for a paper that counts.
    """

    values: Values = field(repr=False)
    calibration: Calibration = STRAIGHT
    shift: Shift = IN_PLACE
    specimen: Specimen | None = None


@dataclass(frozen=True)
class Pdf:
    """A file for the printer.

    Attributes:
        data: its bytes; personal.
        sha256: of them, in hexadecimal, for the print record. The same order gives the same bytes.
        sheets: how many.
        medium: PWG media name of every sheet.
    """

    data: bytes = field(repr=False)
    sha256: str
    sheets: int
    medium: str

    @classmethod
    def of(cls, data: bytes, *, sheets: int, medium: str) -> Pdf:
        """Return the file with its hash."""
        return cls(data, hashlib.sha256(data).hexdigest(), sheets, medium)
