"""What the print ledger is asked to keep, and what it gives back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final

from kiosk.records.database import Value
from kiosk.records.errors import RecordsCorrupt
from kiosk.records.moment import from_text
from kiosk.records.steps import PrintState, Reporting

KEY_LENGTH: Final = 40
"""Hex digits of a print key: 160 bits, short enough for a job name in the spooler."""


class SheetKind(Enum):
    """What a sheet is printed on."""

    CERTIFICATE = "certificate"
    """A blank of a pre-printed form, with a serial."""
    PROOF = "proof"
    """Plain paper."""


def print_key(kind: SheetKind, *, subject: str, copy: int, grant: str) -> str:
    """Return the key under which one sheet prints once.

    It is a digest of (licence, copy, grant), so that it says nothing where others can read it: in the spooler's list.
    """
    parts = "\0".join((kind.value, subject, str(copy), grant))
    return hashlib.sha256(parts.encode("utf-8")).hexdigest()[:KEY_LENGTH]


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """What the portal will have to be told besides; sealed in the ledger, and gone once the report is queued.

    Attributes:
        visit: the key of the visit that the sheet belongs to.
        case_number: of the matter.
        subject: the licence of a certificate, the verification code of a proof.
    """

    visit: str = field(repr=False)
    case_number: str = field(repr=False)
    subject: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class PrintRequest:
    """A sheet that is wanted.

    Attributes:
        key: see :func:`print_key`.
        grant: the platform's id of the leave to print; of a proof the empty text.
        form: id of the certificate form; of a proof the empty text.
        holder_hash: whose paper it is; stored sealed.
    """

    kind: SheetKind
    key: str
    grant: str
    form: str
    holder_hash: str = field(repr=False)
    facts: ReportFacts


@dataclass(frozen=True, kw_only=True)
class FormVersion:
    """Which version of a form a sheet was made with; ``sha256`` is of the form's file."""

    revision: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class SheetFacts:
    """What a sheet was made of, for its row (facts: template version and content hash in every print record).

    Attributes:
        sha256: of the document, in hex.
        medium: PWG name, for example ``iso_a4_210x297mm``.
        source: the printer's name of the tray that it is taken from; empty where the printer chooses.
        form: absent on plain paper.
        calibration: the number of the calibration that corrected it; absent where none did.
    """

    sha256: str
    medium: str
    source: str
    form: FormVersion | None = None
    calibration: int | None = None


@dataclass(frozen=True, kw_only=True)
class PrintRecord:
    """One row of the ledger as it stands.

    Attributes:
        row: the row's own number; a key that was released and requested again has several rows.
        blank_serial: absent without a bound blank.
        job_number: the spooler's number, once it is known.
        code: why it failed, is unknown or was released; else empty.
        presented_at: when the sheet came out, in UTC.
        sheet: what the sheet is made of, once it is rendered.
    """

    row: int
    key: str
    kind: SheetKind
    grant: str
    form: str
    blank_serial: str | None
    job_number: int | None
    state: PrintState
    code: str
    reporting: Reporting
    requested_at: datetime
    changed_at: datetime
    presented_at: datetime | None
    sheet: SheetFacts | None


COLUMNS: Final = (
    "id, print_key, kind, grant_id, form, blank_serial, sheet_sha256, job_number, state, code, reporting, "
    "requested_at, changed_at, presented_at, medium, source, form_revision, form_sha256, calibration"
)


def record_from(row: Sequence[Value]) -> PrintRecord:
    """Read one row of :data:`COLUMNS`."""
    number, key, kind, grant, form, serial, digest, job, state, code, reporting, requested, changed, presented = row[
        :14
    ]
    try:
        return PrintRecord(
            row=int(str(number)),
            key=str(key),
            kind=SheetKind(kind),
            grant=str(grant),
            form=str(form),
            blank_serial=None if serial is None else str(serial),
            job_number=None if job is None else int(str(job)),
            state=PrintState(state),
            code=str(code),
            reporting=Reporting(reporting),
            requested_at=from_text(str(requested)),
            changed_at=from_text(str(changed)),
            presented_at=None if presented is None else from_text(str(presented)),
            sheet=None if digest is None else _sheet_from(str(digest), row[14:]),
        )
    except ValueError as error:
        raise RecordsCorrupt(f"prints row {number!r}: {error}") from error


def _sheet_from(digest: str, rest: Sequence[Value]) -> SheetFacts:
    """Read what a sheet is made of; rows of before this was kept say nothing but the hash."""
    medium, source, revision, form_digest, calibration = rest
    return SheetFacts(
        sha256=digest,
        medium=str(medium or ""),
        source=str(source or ""),
        form=None if revision is None else FormVersion(revision=int(str(revision)), sha256=str(form_digest)),
        calibration=None if calibration is None else int(str(calibration)),
    )


def facts_to_text(facts: ReportFacts) -> str:
    """Write facts down for sealing."""
    return json.dumps([facts.visit, facts.case_number, facts.subject])


def facts_from_text(text: str) -> ReportFacts:
    """Read what :func:`facts_to_text` wrote."""
    visit, case_number, subject = json.loads(text)
    return ReportFacts(visit=visit, case_number=case_number, subject=subject)
