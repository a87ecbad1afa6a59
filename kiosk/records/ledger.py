"""The print ledger: one row for each sheet, written before each physical act and settled after it.

The bound blank moves in the same transaction as its row, so that no crash can part the two. The ledger knows no name
and no number of a resident: the holder is an HMAC under this machine's key, cleared as soon as the sheet is settled
or only a person can settle it.
"""

from __future__ import annotations

import hmac
from typing import Final

from kiosk.records.audit import Audit, Disposition, Happening
from kiosk.records.blanks import TERMINAL, BlankStock
from kiosk.records.database import Database
from kiosk.records.errors import AlreadyPrinted, PrintNotFound, PrintUnsettled, StepRefused
from kiosk.records.keys import MachineKeys, Use
from kiosk.records.moment import Now, to_text
from kiosk.records.prints import (
    COLUMNS,
    PrintRecord,
    PrintRequest,
    ReportFacts,
    SheetFacts,
    SheetKind,
    facts_from_text,
    facts_to_text,
    record_from,
)
from kiosk.records.steps import PRINTED, SETTLED, TO_REPORT, TRANSITIONS, WITH_SPOOLER, BlankMove, PrintState, Reporting

RETRACTED_REASON: Final = "retracted"
MAY_EXIST: Final = WITH_SPOOLER | {PrintState.UNKNOWN}
"""States in which nobody can say yet whether a sheet came out."""
HOLDER_KEPT_IN: Final = frozenset(PrintState) - SETTLED - {PrintState.UNKNOWN}


class PrintLedger:
    """The ledger of this terminal.

    Every method but the questions writes; when it returns, the row is on the disk. Each raises
    :class:`StepRefused` when :data:`kiosk.records.steps.TRANSITIONS` has no such step, and
    :class:`PrintNotFound` for a key that nobody has requested.
    """

    def __init__(self, *, database: Database, blanks: BlankStock, keys: MachineKeys, audit: Audit, now: Now) -> None:
        self._database = database
        self._blanks = blanks
        self._keys = keys
        self._audit = audit
        self._now = now

    def request(self, request: PrintRequest) -> PrintRecord:
        """Open the row of a sheet.

        Raises:
            AlreadyPrinted: this key has a row that was not released; its sheet exists, may exist, or must not.
            PrintUnsettled: a certificate of the same licence, under another grant, may have come out.
        """
        with self._database.transaction():
            before = self.find(request.key)
            if before is not None and before.state is not PrintState.RELEASED:
                raise AlreadyPrinted(f"print {request.key} is {before.state.value}")
            self._refuse_while_unsettled(request)
            at = to_text(self._now())
            self._database.execute(
                "INSERT INTO prints (print_key, kind, grant_id, form, holder, facts, state, requested_at, changed_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    request.key,
                    request.kind.value,
                    request.grant,
                    request.form,
                    self._keys.digest(Use.HOLDER, request.holder_hash),
                    self._keys.seal(facts_to_text(request.facts), place=request.key.encode()),
                    PrintState.REQUESTED.value,
                    at,
                    at,
                ),
            )
            return self.record(request.key)

    def bind(self, key: str) -> str:
        """Take the next blank for a certificate and return its serial.

        Raises:
            NoBlankLeft: the stack of this form is empty; the row is unchanged.
        """
        with self._database.transaction():
            record = self._advance(key, PrintState.BOUND)
            serial = self._blanks.take_next(record.form)
            self._database.execute("UPDATE prints SET blank_serial = ? WHERE id = ?", (serial, record.row))
        return serial

    def rendered(self, key: str, sheet: SheetFacts) -> None:
        """The sheet's bytes are made; their hash stands for them."""
        form = sheet.form
        with self._database.transaction():
            record = self._advance(key, PrintState.RENDERED)
            self._database.execute(
                "UPDATE prints SET sheet_sha256 = ?, medium = ?, source = ?, form_revision = ?, form_sha256 = ?, "
                "calibration = ? WHERE id = ?",
                (
                    sheet.sha256,
                    sheet.medium,
                    sheet.source,
                    form.revision if form else None,
                    form.sha256 if form else None,
                    sheet.calibration,
                    record.row,
                ),
            )

    def submitting(self, key: str) -> None:
        """The next thing that happens is the hand-over to the spooler."""
        self._advance(key, PrintState.SUBMITTING)

    def submitted(self, key: str, job_number: int) -> None:
        """The spooler has taken it under this number."""
        with self._database.transaction():
            record = self._advance(key, PrintState.SUBMITTED)
            self._database.execute("UPDATE prints SET job_number = ? WHERE id = ?", (job_number, record.row))

    def sent(self, key: str) -> None:
        """The printer works on it."""
        self._advance(key, PrintState.SENT)

    def presented(self, key: str) -> None:
        """It lies in the outlet; its report to the portal is due from now on."""
        self._advance(key, PrintState.PRESENTED)

    def taken(self, key: str) -> None:
        """Somebody took it out of the outlet."""
        self._advance(key, PrintState.TAKEN)

    def retracted(self, key: str, *, who: str = TERMINAL) -> None:
        """Nobody took it; it is kept for the staff to destroy."""
        self._advance(key, PrintState.RETRACTED, code=RETRACTED_REASON, who=who)

    def release(self, key: str, code: str) -> None:
        """Certainly nothing was submitted: the blank goes back and the key is free again."""
        self._advance(key, PrintState.RELEASED, code=code)

    def fail(self, key: str, code: str) -> None:
        """Certainly nothing usable came out, and it must not be tried again under this key."""
        with self._database.transaction():
            self._advance(key, PrintState.FAILED, code=code)
            self._audit.note(Happening.PRINT_FAILED, Disposition.FAILED, code=code, about=key)

    def doubt(self, key: str, code: str) -> None:
        """Nobody can say whether a sheet exists; the blank stays bound until a person looks."""
        with self._database.transaction():
            self._advance(key, PrintState.UNKNOWN, code=code)
            self._audit.note(Happening.PRINT_UNKNOWN, Disposition.FAILED, code=code, about=key)

    def settle(self, key: str, *, found: PrintState, who: str) -> None:
        """A person has looked: the sheet was taken, kept, is spoiled, or its blank is still in the tray (released).

        Raises:
            StepRefused: the row is not unknown, or ``found`` settles nothing.
        """
        with self._database.transaction():
            record = self.record(key)
            if record.state is not PrintState.UNKNOWN or found not in SETTLED:
                raise StepRefused(f"print {key} is {record.state.value} and cannot be settled as {found.value}")
            self._advance(key, found, code=record.code, who=who)
            self._audit.note(Happening.PRINT_SETTLED_BY_PERSON, code=record.code, about=key, who=who)

    def report_queued(self, told: PrintRecord) -> None:
        """The outbox holds the report of this row; the facts for it go, unless the sheet still waits for a person.

        Raises:
            StepRefused: no report is due, or a person has settled the row meanwhile, and what was told is overtaken.
        """
        with self._database.transaction():
            record = self.record(told.key)
            if (record.state is PrintState.UNKNOWN) is not (told.state is PrintState.UNKNOWN):
                raise StepRefused(f"print {told.key} was reported as {told.state.value} and is {record.state.value}")
            self._set_reporting(told.key, Reporting.QUEUED, came_from=Reporting.DUE)
            self._forget(self.record(told.key))

    def reported(self, key: str) -> None:
        """The portal has acknowledged the report."""
        self._set_reporting(key, Reporting.REPORTED, came_from=Reporting.QUEUED)

    def facts(self, key: str) -> ReportFacts | None:
        """Return what a report needs besides the row; absent once it is no longer needed."""
        sealed = self._database.rows("SELECT facts FROM prints WHERE id = ?", (self.record(key).row,))[0][0]
        return facts_from_text(self._keys.unseal(sealed, place=key.encode())) if isinstance(sealed, bytes) else None

    def belongs_to(self, key: str, holder_hash: str) -> bool:
        """Whether the sheet was requested for this holder; never of a row whose holder has been cleared."""
        rows = self._database.rows("SELECT holder FROM prints WHERE id = ?", (self.record(key).row,))
        sealed = rows[0][0]
        return isinstance(sealed, bytes) and hmac.compare_digest(sealed, self._keys.digest(Use.HOLDER, holder_hash))

    def find(self, key: str) -> PrintRecord | None:
        """Return the latest row of a key."""
        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM prints WHERE print_key = ? ORDER BY id DESC LIMIT 1",  # noqa: S608 - a constant
            (key,),
        )
        return record_from(rows[0]) if rows else None

    def record(self, key: str) -> PrintRecord:
        """Return the latest row of a key that must be there."""
        record = self.find(key)
        if record is None:
            raise PrintNotFound(f"print {key}")
        return record

    def in_state(self, *states: PrintState) -> tuple[PrintRecord, ...]:
        """Return the rows in any of these states, oldest first."""
        marks = ", ".join("?" * len(states))
        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM prints WHERE state IN ({marks}) ORDER BY id",  # noqa: S608 - only question marks
            [state.value for state in states],
        )
        return tuple(record_from(row) for row in rows)

    def reports_due(self) -> tuple[PrintRecord, ...]:
        """Return the rows of which the portal has to hear and whose report is not in the outbox yet."""
        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM prints WHERE reporting = ? ORDER BY id",  # noqa: S608 - a constant
            (Reporting.DUE.value,),
        )
        return tuple(record_from(row) for row in rows)

    def _refuse_while_unsettled(self, request: PrintRequest) -> None:
        """A new grant has a new key, so the licence itself is compared; plain paper may be had as often as wanted."""
        if request.kind is not SheetKind.CERTIFICATE:
            return
        for record in self.in_state(*MAY_EXIST):
            facts = self.facts(record.key) if record.kind is SheetKind.CERTIFICATE else None
            if facts is not None and facts.subject == request.facts.subject:
                raise PrintUnsettled(f"print {record.key} of the same licence is {record.state.value}")

    def _advance(self, key: str, target: PrintState, *, code: str = "", who: str = TERMINAL) -> PrintRecord:
        """Take one step with everything that belongs to it; return the row as it was before."""
        with self._database.transaction():
            record = self.record(key)
            move = TRANSITIONS[record.state].get(target)
            if move is None or not _suits_kind(record, target):
                raise StepRefused(f"print {key} ({record.kind.value}) is {record.state.value}, not {target.value}")
            at = to_text(self._now())
            self._database.execute(
                "UPDATE prints SET state = ?, code = ?, changed_at = ? WHERE id = ?",
                (target.value, code, at, record.row),
            )
            if record.state not in PRINTED:
                self._set_due(record, due=target in TO_REPORT)
            if target in PRINTED and record.presented_at is None:
                self._database.execute("UPDATE prints SET presented_at = ? WHERE id = ?", (at, record.row))
            self._move_blank(record, move, reason=code, who=who)
            self._forget(self.record(key))
        return record

    def _set_due(self, record: PrintRecord, *, due: bool) -> None:
        reporting = Reporting.DUE if due else Reporting.NOT_DUE
        self._database.execute("UPDATE prints SET reporting = ? WHERE id = ?", (reporting.value, record.row))

    def _forget(self, record: PrintRecord) -> None:
        """Clear what the row no longer needs of the resident."""
        if record.state not in HOLDER_KEPT_IN:
            self._database.execute("UPDATE prints SET holder = NULL WHERE id = ?", (record.row,))
        if record.state in SETTLED | PRINTED and record.reporting is not Reporting.DUE:
            self._database.execute("UPDATE prints SET facts = NULL WHERE id = ?", (record.row,))

    def _move_blank(self, record: PrintRecord, move: BlankMove, *, reason: str, who: str) -> None:
        serial = record.blank_serial
        if serial is None:
            return
        match move:
            case BlankMove.STAYS:
                pass
            case BlankMove.USED:
                self._blanks.used(record.form, serial)
            case BlankMove.SPOILED:
                self._blanks.spoiled(record.form, serial, reason=reason, who=who)
            case BlankMove.RETURNED:
                self._blanks.returned(record.form, serial, who=who)
                # The serial will belong to another sheet.
                self._database.execute("UPDATE prints SET blank_serial = NULL WHERE id = ?", (record.row,))

    def _set_reporting(self, key: str, target: Reporting, *, came_from: Reporting) -> None:
        with self._database.transaction():
            record = self.record(key)
            if record.reporting is not came_from:
                raise StepRefused(f"the report of print {key} is {record.reporting.value}, not {target.value}")
            self._database.execute("UPDATE prints SET reporting = ? WHERE id = ?", (target.value, record.row))


def _suits_kind(record: PrintRecord, target: PrintState) -> bool:
    """A certificate is never rendered without a blank, and a proof never takes one."""
    match record.kind:
        case SheetKind.CERTIFICATE:
            return not (record.state is PrintState.REQUESTED and target is PrintState.RENDERED)
        case SheetKind.PROOF:
            return target is not PrintState.BOUND
