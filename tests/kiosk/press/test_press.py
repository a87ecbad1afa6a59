"""The press on its own thread: effects in, events out."""

from __future__ import annotations

import gc
import queue
import weakref
from collections.abc import Iterator
from concurrent.futures import Future
from typing import TypeVar

import pytest

from devices.ports import ReceiptNotPrinted, ReceiptOutcome, ReceiptPrinted
from devices.status import DeviceKind, DeviceState, DeviceStatus, Outlet
from kiosk.bilingual import Bilingual
from kiosk.press.errors import RenderRefused
from kiosk.press.press import WORD_S, Press
from kiosk.press.sheets import NO_WORD
from kiosk.records.steps import PrintState
from kiosk.visit.effects import AcceptedSlip, PrintSlip, Slip
from kiosk.visit.events import Event, PaperPresented, PrintAdvanced, PrintFailed, PrintUncertain
from kiosk.visit.register import CertificateGrant, IssuedProof
from tests.kiosk.press.world import NOW, VISIT, Register, Run, Spooler, certificate_order, proof_order

SLIP = AcceptedSlip(service=Bilingual("证明", "Proof"), case_number="C-1", masked_name="张＊＊", papers=())
PATIENCE_S = 20.0
"""Only a broken press lets a test wait so long."""


class ReceiptTape:
    """A receipt printer behind its port."""

    def __init__(self) -> None:
        self.outcome: ReceiptOutcome = ReceiptPrinted()
        self.jobs: list[bytes] = []

    def open(self) -> None: ...

    def close(self) -> None: ...

    def status(self) -> DeviceStatus:
        return DeviceStatus(kind=DeviceKind.RECEIPT_PRINTER, state=DeviceState.ONLINE, since=NOW)

    def print(self, job: bytes) -> Future[ReceiptOutcome]:
        self.jobs.append(job)
        future: Future[ReceiptOutcome] = Future()
        future.set_result(self.outcome)
        return future


class Slips:
    """Lays slips out as one word."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.forgotten = 0

    def slip(self, slip: Slip) -> bytes:
        if self.error is not None:
            raise self.error
        return b"slip"

    def prepare_slips(self) -> None: ...

    def forget(self) -> None:
        self.forgotten += 1


class Bench:
    """A press with its surroundings; ``next`` waits for its next event."""

    def __init__(self, run: Run, spooler: Spooler, register: Register) -> None:
        self.run, self.spooler, self.tape, self.slips = run, spooler, ReceiptTape(), Slips()
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.press = Press(
            certificate_printer=spooler,
            receipt_printer=self.tape,
            checker=register,
            ledger=run.ledger,
            reports=run.outbox,
            occupied=lambda: False,
            sheets=run.renderer,
            slips=self.slips,
            post=self.events.put,
            alarm=run.alarms.append,
            clock=lambda: run.time,
            look_every_s=0.01,
        )

    def next(self) -> Event:
        return self.events.get(timeout=PATIENCE_S)

    def until(self, kind: type[Happened]) -> Happened:
        while not isinstance(event := self.next(), kind):
            pass
        return event

    def idle(self) -> None:
        """Return when all that was asked has been done."""
        self.press.reconcile().result(timeout=PATIENCE_S)


Happened = TypeVar("Happened", PaperPresented, PrintFailed, PrintUncertain)


@pytest.fixture
def bench(run: Run, spooler: Spooler, register: Register) -> Iterator[Bench]:
    bench = Bench(run, spooler, register)
    bench.press.open()
    yield bench
    bench.press.close()


def test_a_certificate_goes_from_effect_to_paper(bench: Bench) -> None:
    bench.press.print_certificate(certificate_order(ticket=3).effect, visit=VISIT)
    bench.idle()
    bench.spooler.run()
    assert bench.until(PaperPresented) == PaperPresented(3, Outlet.CERTIFICATE)
    bench.press.taken(Outlet.CERTIFICATE)
    bench.idle()
    assert [record.state for record in bench.run.ledger.in_state(*PrintState)] == [PrintState.TAKEN]


def test_a_proof_goes_from_effect_to_paper(bench: Bench) -> None:
    bench.press.print_proof(proof_order(ticket=4).effect, visit=VISIT)
    bench.idle()
    bench.spooler.run()
    assert bench.until(PaperPresented) == PaperPresented(4, Outlet.CERTIFICATE)


@pytest.mark.parametrize(
    ("outcome", "event"),
    [
        (ReceiptPrinted(), PaperPresented(5, Outlet.RECEIPT)),
        (ReceiptNotPrinted("RECEIPT_PRINTER_PAPER_OUT", False), PrintFailed(5, "RECEIPT_PRINTER_PAPER_OUT")),
        (ReceiptNotPrinted("RECEIPT_PRINTER_SILENT", True), PrintFailed(5, "RECEIPT_PRINTER_SILENT")),
    ],
)
def test_a_slip_is_printed_or_said_to_have_failed(bench: Bench, outcome: ReceiptOutcome, event: Event) -> None:
    bench.tape.outcome = outcome
    bench.press.print_slip(PrintSlip(5, SLIP))
    assert bench.next() == event
    assert bench.tape.jobs == [b"slip"]


@pytest.mark.parametrize(
    ("error", "code"),
    [(RenderRefused("PRINT_MISSING_GLYPH"), "PRINT_MISSING_GLYPH"), (KeyError("张桂兰"), "TERMINAL_UNFORESEEN")],
)
def test_a_slip_that_cannot_be_laid_out_fails(
    bench: Bench, error: Exception, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    bench.slips.error = error
    bench.press.print_slip(PrintSlip(5, SLIP))
    assert bench.next() == PrintFailed(5, code)
    assert "张桂兰" not in caplog.text


def test_after_something_unforeseen_the_next_order_is_still_served(bench: Bench, run: Run) -> None:
    run.renderer.error = ZeroDivisionError()
    bench.press.print_certificate(certificate_order(ticket=1).effect, visit=VISIT)
    assert bench.until(PrintFailed) == PrintFailed(1, "TERMINAL_UNFORESEEN")
    run.renderer.error = None
    bench.press.print_certificate(certificate_order(ticket=2).effect, visit=VISIT)
    bench.idle()
    bench.spooler.run()
    assert bench.until(PaperPresented) == PaperPresented(2, Outlet.CERTIFICATE)


def test_a_resident_does_not_wait_for_ever_for_a_spooler_that_hangs(bench: Bench, run: Run) -> None:
    bench.press.print_proof(proof_order(ticket=6).effect, visit=VISIT)
    bench.idle()
    run.time = WORD_S + 1.0
    assert bench.until(PrintUncertain) == PrintUncertain(6, NO_WORD)


def test_wiping_leaves_no_order_of_the_visit_alive(bench: Bench) -> None:
    proof, certificate = proof_order(copies=2).effect, certificate_order(ticket=2).effect
    held: list[weakref.ref[IssuedProof] | weakref.ref[CertificateGrant]] = [
        weakref.ref(proof.proof),
        weakref.ref(certificate.grant),
    ]
    bench.press.print_proof(proof, visit=VISIT)
    bench.press.print_certificate(certificate, visit=VISIT)
    del proof, certificate
    bench.press.wipe(1)
    gc.collect()
    assert [reference() for reference in held] == [None, None]
    assert bench.slips.forgotten == 1
    bench.spooler.run()
    assert bench.until(PaperPresented).ticket in (1, 2)


@pytest.mark.parametrize("when", ["before it opened", "after it closed"])
def test_a_press_that_does_not_work_can_still_be_wiped_and_reconciled(
    run: Run, spooler: Spooler, register: Register, when: str
) -> None:
    press = Bench(run, spooler, register).press
    if when == "after it closed":
        press.open()
        press.close()
    press.wipe(1)
    assert press.reconcile().result(timeout=PATIENCE_S).waiting == ()


def test_closing_finishes_what_was_asked(run: Run, spooler: Spooler, register: Register) -> None:
    bench = Bench(run, spooler, register)
    bench.press.open()
    for ticket in range(5):
        bench.press.print_slip(PrintSlip(ticket, SLIP))
    bench.press.close()
    assert [bench.next() for _ in range(5)] == [PaperPresented(ticket, Outlet.RECEIPT) for ticket in range(5)]


def test_an_error_of_reconciling_reaches_who_asked(
    bench: Bench, spooler: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.press.print_certificate(certificate_order().effect, visit=VISIT)
    assert isinstance(bench.next(), PrintAdvanced)
    bench.idle()
    monkeypatch.setattr(bench.run.ledger, "in_state", _broken)
    with pytest.raises(ZeroDivisionError):
        bench.press.reconcile().result(timeout=PATIENCE_S)


def _broken(*_: object) -> None:
    raise ZeroDivisionError
