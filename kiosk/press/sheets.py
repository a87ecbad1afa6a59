"""Sheets, step by step: what is written, done and told, in this order. Runs on one thread, which the press gives it.

The rule of every step: first the row, then the act, then the row again, then the screen. Whatever stops the program in
between leaves a row from which :meth:`Sheets.reconcile` can tell what to do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from devices.errors import DeviceError, DeviceUnavailable
from devices.ports import CertificatePrinter, JobReport, JobStage, PrintJob
from devices.status import Outlet
from kiosk.errors import KioskError
from kiosk.press.errors import HolderMismatch, OutletOccupied, code_of, describe
from kiosk.press.gate import Gate
from kiosk.press.orders import CertificateOrder, Order, ProofOrder, request_for
from kiosk.press.ports import Alarm, Clock, Occupied, Post, RenderedSheet, SheetRenderer
from kiosk.press.reports import Reports
from kiosk.records.errors import RecordsError
from kiosk.records.ledger import PrintLedger
from kiosk.records.prints import PrintRecord
from kiosk.records.steps import BEFORE_SUBMIT, WITH_SPOOLER, PrintState
from kiosk.visit.events import PaperPresented, PrintAdvanced, PrintFailed, PrintStage, PrintUncertain

log = logging.getLogger("press")

INTERRUPTED: Final = "PRINT_INTERRUPTED"
NO_TRACE: Final = "PRINT_NO_TRACE"
SILENT: Final = "PRINT_HAND_OVER_SILENT"
NO_WORD: Final = "PRINT_NO_WORD"
SERIAL_TAIL: Final = 4
"""Digits of a blank's serial that the screen shows (look.md, printing screen)."""

Tell: TypeAlias = Callable[[Callable[[], None]], None]
"""Runs a step later on the press's thread; callable from any thread."""


@dataclass
class _Errand:
    """One effect on its way. ``order`` goes when the visit is wiped; the ticket says nothing about anybody.

    ``handed_at`` is when the hand-over of the present copy began, in the clock's seconds.
    """

    ticket: int
    order: Order | None
    copy: int = 1
    out: int = 0
    handed_at: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """What start-up found: print keys by what became of them.

    Attributes:
        released: certainly never submitted; the blank is back in stock.
        adopted: found in the spooler and followed from now on.
        unknown: a person has to look.
        waiting: the spooler cannot be asked; to be reconciled again once the printer is back.
    """

    released: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


class Sheets:
    """Carries proofs and certificates.

    Args of the constructor:
        clock: monotonic seconds.
        hand_over_s: seconds to wait until the spooler has taken a job or said no.
        word_s: seconds to wait from there until the printer says how it ended.
    """

    def __init__(
        self,
        *,
        printer: CertificatePrinter,
        gate: Gate,
        ledger: PrintLedger,
        renderer: SheetRenderer,
        occupied: Occupied,
        reports: Reports,
        post: Post,
        alarm: Alarm,
        tell: Tell,
        clock: Clock,
        hand_over_s: float,
        word_s: float,
    ) -> None:
        self._printer = printer
        self._gate = gate
        self._ledger = ledger
        self._renderer = renderer
        self._occupied = occupied
        self._reports = reports
        self._post = post
        self._alarm = alarm
        self._tell = tell
        self._clock = clock
        self._hand_over_s = hand_over_s
        self._word_s = word_s
        self._errands: dict[str, _Errand] = {}
        self._followed: set[str] = set()
        self._begun_before: set[str] = set()
        self._halted = False
        self._left_open = False

    def start(self, order: Order) -> None:
        """Print the first sheet of an order; later copies follow as each comes out.

        Nothing prints onto, or right behind, somebody else's paper: the resident would take it along.
        """
        errand = _Errand(ticket=order.effect.ticket, order=order)
        if self._halted:
            self._refuse(errand, HolderMismatch("the terminal was stopped by an earlier print"))
        elif self._followed - self._errands.keys():
            self._refuse(errand, OutletOccupied("a sheet of an earlier run is still on its way"))
        elif self._occupied():
            self._refuse(errand, OutletOccupied("paper lies in the outlet"))
        else:
            self._print_copy(errand, order)

    def report(self, report: JobReport) -> None:
        """Follow what the printer says of a job, of this run or adopted from an earlier one."""
        key = report.job.name
        try:
            record = self._ledger.find(key)
            if record is not None and record.state in WITH_SPOOLER:
                self._note_stage(record, report)
        except Exception as error:
            # The row could not be settled; the visit must not wait for it for ever.
            self._leave_open(key, error)
            raise

    def doubt_the_silent(self) -> None:
        """Leave to a person what the driver has not settled in time, so that no resident waits for ever.

        The driver gives up every job in time, unless it hangs in the spooler's library, which knows no deadline. Rows
        that could not be written are written now, if they can be.
        """
        if self._left_open:
            self._reconcile_left_open()
        for key, errand in tuple(self._errands.items()):
            if self._clock() - errand.handed_at > self._word_s:
                try:
                    self._doubt(key, NO_WORD)
                except Exception as error:
                    self._leave_open(key, error)
                    raise

    def taken(self, outlet: Outlet) -> None:
        """The outlet is empty: whatever lay in it has been taken."""
        if outlet is Outlet.CERTIFICATE:
            for record in self._ledger.in_state(PrintState.PRESENTED):
                self._ledger.taken(record.key)

    def wipe(self) -> None:
        """Forget what is still to be printed; sheets already handed over are followed to their end by key alone."""
        for errand in self._errands.values():
            errand.order = None

    def reconcile(self) -> Reconciled:
        """Bring rows that no run is following to an end (design section 6); may be called again at any time."""
        released = self._ledger.in_state(*BEFORE_SUBMIT)
        for record in released:
            self._ledger.release(record.key, INTERRUPTED)
        adopted, unknown, waiting = list[str](), list[str](), list[str]()
        for record in self._ledger.in_state(*WITH_SPOOLER):
            if record.key in self._followed:
                continue
            try:
                job = self._printer.find(record.key).result(timeout=self._hand_over_s)
            except (DeviceError, TimeoutError, CancelledError):
                waiting.append(record.key)
                continue
            (unknown if job is None else adopted).append(record.key)
            self._adopt(record, job)
        self._send_reports()
        keys = tuple(record.key for record in released)
        return Reconciled(released=keys, adopted=tuple(adopted), unknown=tuple(unknown), waiting=tuple(waiting))

    def _adopt(self, record: PrintRecord, job: PrintJob | None) -> None:
        if job is None:
            # Even a row that says SUBMITTING may have been printed: spoolers forget ended jobs.
            self._ledger.doubt(record.key, NO_TRACE)
            return
        if record.state is PrintState.SUBMITTING:
            self._ledger.submitted(record.key, job.number)
        if record.state is PrintState.SENT:
            self._begun_before.add(record.key)
        self._follow(job)

    def _print_copy(self, errand: _Errand, order: Order) -> None:
        request = request_for(order, errand.copy)
        try:
            asked_at = self._gate.enter(order)
            self._ledger.request(request)
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing printed and the visit hears so
            self._refuse(errand, error)
            return
        if errand.copy == 1:
            self._post(PrintAdvanced(errand.ticket, PrintStage.CHECKED))
        try:
            sheet = self._prepare(errand, order, request.key)
            self._gate.leave(order, key=request.key, asked_at=asked_at)
            self._ledger.submitting(request.key)
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing was handed over
            self._give_back(request.key, error)
            self._refuse(errand, error)
            return
        errand.handed_at = self._clock()
        self._errands[request.key] = errand
        try:
            self._hand_over(request.key, sheet)
        except Exception as error:
            self._leave_open(request.key, error)
            raise

    def _prepare(self, errand: _Errand, order: Order, key: str) -> RenderedSheet:
        match order:
            case ProofOrder(effect=proof):
                sheet = self._renderer.proof(proof.proof)
            case CertificateOrder(effect=certificate):
                serial = self._ledger.bind(key)
                self._post(PrintAdvanced(errand.ticket, PrintStage.BLANK_TAKEN, serial[-SERIAL_TAIL:]))
                sheet = self._renderer.certificate(certificate.grant, blank_serial=serial)
            case never:
                assert_never(never)
        self._ledger.rendered(key, sheet)
        return sheet

    def _give_back(self, key: str, error: Exception) -> None:
        """Nothing was handed over: free the blank, and the key too unless the sheet was for somebody else."""
        try:
            if isinstance(error, HolderMismatch):
                self._ledger.fail(key, error.code)
            else:
                self._ledger.release(key, code_of(error))
        except RecordsError as second:
            # The row still says that nothing was submitted; the next reconciling frees it.
            log.error("a row could not be given back: %s", second)
            self._left_open = True

    def _hand_over(self, key: str, sheet: RenderedSheet) -> None:
        try:
            job = self._submit(key, sheet)
        except DeviceError as error:
            # The port says: certainly not accepted.
            self._ledger.release(key, error.code)
            self._end(key, PrintFailed, error.code)
        except Exception as error:  # noqa: BLE001 - whatever it was, the job may be there
            self._doubt(key, SILENT if isinstance(error, TimeoutError) else code_of(error))
        else:
            self._ledger.submitted(key, job.number)
            self._follow(job)

    def _submit(self, key: str, sheet: RenderedSheet) -> PrintJob:
        handed = self._printer.submit(pdf=sheet.pdf, media=sheet.medium, source=sheet.source, name=key)
        try:
            return handed.result(timeout=self._hand_over_s)
        except TimeoutError:
            if handed.cancel():
                raise DeviceUnavailable(SILENT, "taken back before the driver began") from None
            raise

    def _follow(self, job: PrintJob) -> None:
        self._followed.add(job.name)
        self._printer.follow(job, on_report=lambda report: self._tell(lambda: self.report(report)))

    def _note_stage(self, record: PrintRecord, report: JobReport) -> None:
        match report.stage:
            case JobStage.QUEUED:
                pass
            case JobStage.PRINTING:
                self._note_printing(record)
            case JobStage.SHEET_OUT:
                self._note_out(record)
            case JobStage.WITHDRAWN | JobStage.FAILED if record.key in self._begun_before:
                # The printer worked on it in an earlier run; since then it may have printed, and forgotten, the sheet.
                self._doubt(record.key, report.code)
            case JobStage.WITHDRAWN if record.state is PrintState.SENT:
                self._doubt(record.key, report.code)
            case JobStage.WITHDRAWN:
                self._ledger.release(record.key, report.code)
                self._end(record.key, PrintFailed, report.code)
            case JobStage.FAILED:
                self._ledger.fail(record.key, report.code)
                self._end(record.key, PrintFailed, report.code)
            case JobStage.UNKNOWN:
                self._doubt(record.key, report.code)
            case never:
                assert_never(never)

    def _note_printing(self, record: PrintRecord) -> None:
        if record.state is not PrintState.SUBMITTED:
            return
        self._ledger.sent(record.key)
        errand = self._errands.get(record.key)
        if errand is not None:
            self._post(PrintAdvanced(errand.ticket, PrintStage.PRINTING, _which_copy(errand)))

    def _note_out(self, record: PrintRecord) -> None:
        self._ledger.presented(record.key)
        self._followed.discard(record.key)
        self._send_reports()
        errand = self._errands.pop(record.key, None)
        if errand is None:
            return
        self._post(PrintAdvanced(errand.ticket, PrintStage.SHEET_OUT, _which_copy(errand)))
        errand.out += 1
        if errand.order is None or errand.copy >= errand.order.copies:
            self._post(PaperPresented(errand.ticket, Outlet.CERTIFICATE))
            return
        errand.copy += 1
        self._print_copy(errand, errand.order)

    def _doubt(self, key: str, code: str) -> None:
        self._ledger.doubt(key, code)
        self._send_reports()
        self._end(key, PrintUncertain, code)

    def _send_reports(self) -> None:
        """Queue what is due; what cannot be queued now stays due and changes nothing for the resident."""
        try:
            self._reports.send_due()
        except KioskError as error:
            log.warning("a report stays due: %s", error)

    def _refuse(self, errand: _Errand, error: Exception) -> None:
        log.warning("a sheet was refused: %s", describe(error))
        if isinstance(error, HolderMismatch) and not self._halted:
            self._halted = True
            self._alarm(error.code)
        self._tell_outcome(errand, PrintFailed(errand.ticket, code_of(error)))

    def _end(self, key: str, outcome: type[PrintFailed] | type[PrintUncertain], code: str) -> None:
        self._followed.discard(key)
        errand = self._errands.pop(key, None)
        if errand is not None:
            self._tell_outcome(errand, outcome(errand.ticket, code))

    def _leave_open(self, key: str, error: Exception) -> None:
        """The row does not say what became of the sheet: the visit hears doubt, and the row is looked after later."""
        self._left_open = True
        self._end(key, PrintUncertain, code_of(error))

    def _reconcile_left_open(self) -> None:
        """Do for rows that could not be written, on a full disk for one, what a restart would do."""
        try:
            self.reconcile()
        except RecordsError as error:
            log.debug("rows stay open: %s", error)
        else:
            self._left_open = False

    def _tell_outcome(self, errand: _Errand, outcome: PrintFailed | PrintUncertain) -> None:
        """Say how it ended, and that the copies before it do lie in the outlet."""
        self._post(outcome)
        if errand.out:
            self._post(PaperPresented(errand.ticket, Outlet.CERTIFICATE))


def _which_copy(errand: _Errand) -> str:
    copies = errand.order.copies if errand.order is not None else 1
    return f"{errand.copy}/{copies}" if copies > 1 else ""
