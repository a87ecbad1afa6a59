"""What the portal hears of each sheet: printed onto which blank, or uncertain."""

from __future__ import annotations

from typing import Final

from kiosk.portal.parcels import CertificatePrinted, Parcel, PrintUncertainNoted, ProofPrinted
from kiosk.press.ports import ReportSink
from kiosk.records.errors import RecordsCorrupt
from kiosk.records.ledger import PrintLedger
from kiosk.records.prints import PrintRecord, ReportFacts, SheetKind
from kiosk.records.steps import PRINTED, PrintState, Reporting


class Reports:
    """Puts due reports into the outbox; safe to call at any time, as a report keeps its idempotency key."""

    def __init__(self, *, ledger: PrintLedger, sink: ReportSink) -> None:
        self._ledger = ledger
        self._sink = sink

    def send_due(self) -> None:
        """Queue every report that is due, also those that a crash left behind."""
        for record in self._ledger.reports_due():
            facts = self._ledger.facts(record.key)
            if facts is None:
                raise RecordsCorrupt(f"print {record.key} has a report due and no facts for it")
            self._sink.put(report_of(record, facts))
            self._ledger.report_queued(record)


def report_of(record: PrintRecord, facts: ReportFacts) -> Parcel:
    """Return the parcel for a row whose report is due."""
    if record.state is PrintState.UNKNOWN:
        return PrintUncertainNoted(
            idempotency_key=f"{record.key}.uncertain.{record.row}",
            visit=facts.visit,
            case_number=facts.case_number,
            grant=record.grant or None,
            blank_serial=record.blank_serial,
            print_key=record.key,
            failure=record.code,
            noted_at=record.changed_at,
        )
    if record.sheet is None or record.presented_at is None:
        raise RecordsCorrupt(f"print {record.key} is {record.state.value} and was never rendered")
    key = f"{record.key}.printed.{record.row}"
    if record.kind is SheetKind.PROOF:
        return ProofPrinted(
            idempotency_key=key,
            visit=facts.visit,
            case_number=facts.case_number,
            verification_code=facts.subject,
            copies=ONE_SHEET,
            print_key=record.key,
            sheet_sha256=record.sheet.sha256,
            printed_at=record.presented_at,
        )
    return CertificatePrinted(
        idempotency_key=key,
        visit=facts.visit,
        grant=record.grant,
        licence=facts.subject,
        blank_serial=record.blank_serial or "",
        print_key=record.key,
        sheet_sha256=record.sheet.sha256,
        printed_at=record.presented_at,
    )


ONE_SHEET: Final = 1
"""Each copy of a proof is a print of its own and is reported as one."""


def note_delivered(ledger: PrintLedger, parcel: Parcel) -> None:
    """Mark the row of a delivered report; parcels that are no report, or are overtaken by now, change nothing."""
    match parcel:
        case CertificatePrinted(print_key=key) | ProofPrinted(print_key=key):
            expected: frozenset[PrintState] = PRINTED
        case PrintUncertainNoted(print_key=key):
            expected = frozenset({PrintState.UNKNOWN})
        case _:
            return
    record = ledger.find(key)
    if record is not None and record.state in expected and record.reporting is Reporting.QUEUED:
        ledger.reported(key)
