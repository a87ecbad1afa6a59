"""The press: one worker thread that carries out the print effects of visits and posts what became of them."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, TypeVar, assert_never

from devices.ports import CertificatePrinter, ReceiptNotPrinted, ReceiptOutcome, ReceiptPrinted, ReceiptPrinter
from devices.status import Outlet
from kiosk.press.errors import code_of, describe
from kiosk.press.gate import Gate
from kiosk.press.orders import CertificateOrder, Order, ProofOrder
from kiosk.press.ports import Alarm, Clock, GrantChecker, Occupied, Post, ReportSink, SheetRenderer, SlipRenderer
from kiosk.press.reports import Reports
from kiosk.press.sheets import Reconciled, Sheets
from kiosk.records.ledger import PrintLedger
from kiosk.visit.effects import PrintCertificate, PrintProof, PrintSlip
from kiosk.visit.events import PaperPresented, PrintFailed

log = logging.getLogger("press")

Result = TypeVar("Result")

HAND_OVER_S: Final = 30.0
"""Seconds; a spooler on the same machine answers within one, a printer asked directly within ten."""
WORD_S: Final = 180.0
"""Seconds from there to the sheet; the driver itself gives a job up after at most 120 + 25 + 10 (``FollowTiming``)."""
LOOK_EVERY_S: Final = 5.0
"""Seconds without a task after which the worker looks for sheets of which nothing is heard."""


class Press:
    """Prints for visits. All methods may be called from any thread.

    Args of the constructor:
        certificate_printer, receipt_printer: the devices.
        checker: asks the register again before a certificate prints.
        ledger: knows every sheet.
        reports: takes what the portal has to hear.
        occupied: looks into the outlet of the sheets.
        sheets, slips: lay out papers.
        post: receives ``PrintAdvanced``, ``PaperPresented``, ``PrintFailed`` and ``PrintUncertain``.
        alarm: stops the terminal on a holder mismatch.
        clock: monotonic seconds.
        hand_over_s: how long the spooler may take to accept a job.
        word_s: how long it may then take to say how the job ended.
        look_every_s: how often that is looked at.
    """

    def __init__(
        self,
        *,
        certificate_printer: CertificatePrinter,
        receipt_printer: ReceiptPrinter,
        checker: GrantChecker,
        ledger: PrintLedger,
        reports: ReportSink,
        occupied: Occupied,
        sheets: SheetRenderer,
        slips: SlipRenderer,
        post: Post,
        alarm: Alarm,
        clock: Clock,
        hand_over_s: float = HAND_OVER_S,
        word_s: float = WORD_S,
        look_every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._receipt_printer = receipt_printer
        self._renderer = sheets
        self._slips = slips
        self._post = post
        self._look_every_s = look_every_s
        self._lock = threading.Lock()
        self._working = False
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._sheets = Sheets(
            printer=certificate_printer,
            gate=Gate(checker=checker, ledger=ledger, clock=clock),
            ledger=ledger,
            renderer=sheets,
            occupied=occupied,
            reports=Reports(ledger=ledger, sink=reports),
            post=post,
            alarm=alarm,
            tell=self._tasks.put,
            clock=clock,
            hand_over_s=hand_over_s,
            word_s=word_s,
        )
        self._thread = threading.Thread(target=self._work, name="press", daemon=True)

    def open(self) -> None:
        """Start the worker thread."""
        with self._lock:
            self._working = True
        self._tasks.put(self._renderer.prepare_sheets)
        self._thread.start()

    def close(self) -> None:
        """Finish what has been asked and end the worker thread."""
        with self._lock:
            self._working = False
            self._tasks.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def print_proof(self, effect: PrintProof, *, visit: str) -> None:
        """Carry out the effect; ``visit`` is the visit's random key."""
        self._start(ProofOrder(effect=effect, visit=visit))

    def print_certificate(self, effect: PrintCertificate, *, visit: str) -> None:
        """Carry out the effect; ``visit`` is the visit's random key."""
        self._start(CertificateOrder(effect=effect, visit=visit))

    def print_slip(self, effect: PrintSlip) -> None:
        """Carry out the effect."""
        self._tasks.put(lambda: self._print_slip(effect))

    def taken(self, outlet: Outlet) -> None:
        """Note that an outlet has been emptied."""
        self._tasks.put(lambda: self._sheets.taken(outlet))

    def wipe(self, visit: int) -> None:
        """Return when nothing of a visit is left here; a sheet on its way is followed by its key alone.

        There is one visit at a time, so all that waits is of this one.
        """
        self._run(self._forget).result()
        log.debug("visit %d is wiped", visit)

    def reconcile(self) -> Future[Reconciled]:
        """Bring to an end what an earlier run left open; again whenever the printer has come back."""
        return self._run(self._sheets.reconcile)

    def _start(self, order: Order) -> None:
        self._tasks.put(lambda: self._sheets.start(order))
        # The printer's motor runs now; what its slip will need loads meanwhile.
        self._tasks.put(self._slips.prepare_slips)

    def _forget(self) -> None:
        self._sheets.wipe()
        self._renderer.forget()
        self._slips.forget()

    def _run(self, task: Callable[[], Result]) -> Future[Result]:
        """Run a task in its turn; a press that does not work runs it at once."""
        future: Future[Result] = Future()

        def run() -> None:
            try:
                future.set_result(task())
            except Exception as error:  # noqa: BLE001 - the caller gets it
                log.warning("a task of the press failed: %s", describe(error))
                future.set_exception(error)

        with self._lock:
            if self._working:
                self._tasks.put(run)
                return future
        run()
        return future

    def _print_slip(self, effect: PrintSlip) -> None:
        ticket = effect.ticket
        try:
            job = self._slips.slip(effect.slip)
            printed = self._receipt_printer.print(job)
        except Exception as error:  # noqa: BLE001 - a slip that fails never undoes what was done
            log.warning("a slip was refused: %s", describe(error))
            self._post(PrintFailed(ticket, code_of(error)))
            return
        printed.add_done_callback(lambda done: self._post(_slip_event(ticket, done.result())))

    def _work(self) -> None:
        while (task := self._next_task()) is not None:
            try:
                task()
            except Exception as error:  # noqa: BLE001 - the next order must still be served
                log.error("a task of the press failed: %s", describe(error))

    def _next_task(self) -> Callable[[], None] | None:
        try:
            return self._tasks.get(timeout=self._look_every_s)
        except queue.Empty:
            return self._sheets.doubt_the_silent


def _slip_event(ticket: int, outcome: ReceiptOutcome) -> PaperPresented | PrintFailed:
    match outcome:
        case ReceiptPrinted():
            return PaperPresented(ticket, Outlet.RECEIPT)
        case ReceiptNotPrinted(code=code):
            return PrintFailed(ticket, code)
        case never:
            assert_never(never)
