"""What happened on this terminal, in order, without a resident in it. Rows are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from kiosk.records.database import Database
from kiosk.records.moment import Now, from_text, to_text


class Happening(Enum):
    """What can be audited; a closed list, so that no free text can carry a name in."""

    TERMINAL_STARTED = "terminal-started"
    TERMINAL_STOPPED = "terminal-stopped"
    VISIT_ENDED = "visit-ended"
    STAFF_CALLED = "staff-called"
    SHEET_PRINTED = "sheet-printed"
    SLIP_PRINTED = "slip-printed"
    PRINTS_RECONCILED = "prints-reconciled"
    PRINT_FAILED = "print-failed"
    PRINT_UNKNOWN = "print-unknown"
    """A person has to look whether a sheet came out."""
    PRINT_SETTLED_BY_PERSON = "print-settled-by-person"
    PARCEL_SETTLED_BY_PERSON = "parcel-settled-by-person"
    PACK_LOADED = "pack-loaded"
    TERMINAL_HALTED = "terminal-halted"
    STAFF_SIGNED_IN = "staff-signed-in"
    """A clerk's sign-in during a visit; ``REFUSED`` with its code when it was not right."""
    PERSON_VOUCHED = "person-vouched"
    """A clerk vouched for the resident of a visit."""
    DEVICE_TESTED = "device-tested"
    PRINTER_CALIBRATED = "printer-calibrated"
    FORM_CONFIRMED = "form-confirmed"
    """A technician held this revision of a form against a real blank."""
    PACK_SHIFTED = "pack-shifted"
    BLANK_SPOILED = "blank-spoiled"
    BLANKS_COUNTED = "blanks-counted"
    """Somebody compared tray and books; ``FAILED`` when they differ."""
    CALIBRATION_ROLLED_BACK = "calibration-rolled-back"


class Disposition(Enum):
    """How it went."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """One line of the audit.

    Attributes:
        sequence: has no gaps, so that a missing line shows.
        code: a failure code, or empty.
        about: the key of the print or the visit, or the number of the parcel; else empty.
        who: the member of staff who did it; empty when no person did.
    """

    sequence: int
    what: Happening
    disposition: Disposition
    code: str
    at: datetime
    about: str = ""
    who: str = ""


class Audit:
    """The audit of this terminal."""

    def __init__(self, *, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    def note(
        self,
        what: Happening,
        disposition: Disposition = Disposition.DONE,
        *,
        code: str = "",
        about: str = "",
        who: str = "",
    ) -> None:
        """Add one line."""
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO audit (what, disposition, code, at, about, who) VALUES (?, ?, ?, ?, ?, ?)",
                (what.value, disposition.value, code, to_text(self._now()), about, who),
            )

    def since(self, sequence: int) -> tuple[AuditEntry, ...]:
        """Return the lines after a sequence number, oldest first."""
        rows = self._database.rows(
            "SELECT sequence, what, disposition, code, at, about, who FROM audit WHERE sequence > ? ORDER BY sequence",
            (sequence,),
        )
        return tuple(
            AuditEntry(
                sequence=int(str(number)),
                what=Happening(what),
                disposition=Disposition(disposition),
                code=str(code),
                at=from_text(str(at)),
                about=str(about),
                who=str(who),
            )
            for number, what, disposition, code, at, about, who in rows
        )
