"""The receipt printer: one slip at a time, asked how it is before, and asked whether it has finished after."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from devices.errors import DeviceError, DeviceUnavailable
from devices.owner import OwnedDevice, StatusListener
from devices.ports import ReceiptNotPrinted, ReceiptOutcome, ReceiptPrinted
from devices.printers.escpos_status import (
    CLEAR_BUFFERS,
    PAPER_BARRIER,
    Answer,
    AnswerScanner,
    Health,
    PaperReached,
    ProcessReached,
    Query,
    RawStatus,
    RealTimeStatus,
    ReceiptCondition,
    decode_status,
    process_barrier,
)
from devices.printers.links import Link, LinkAddress, open_link
from devices.status import DeviceKind, DeviceState, DeviceStatus, Supply

CHUNK_BYTES: Final = 2048
EJECT: Final = b"\x1b@\x1dVB\x00"
"""ESC @ and GS V 66 0: forget the style, feed to the cutter and cut."""
LARGEST_MARK: Final = 9999


@dataclass(frozen=True, kw_only=True)
class ReceiptTiming:
    """How long each part may take, in seconds.

    Attributes:
        open_s: to reach the printer.
        answer_s: from a status question to its answer.
        send_s: until the printer takes the next 2048 bytes.
        print_s: from the last byte to the answer of the barrier; 30 cm of paper at 75 mm/s is 4 s.
        look_s: between two looks at the status while the barrier is awaited.
        watch_s: between two looks while nothing is printed.
    """

    open_s: float = 3.0
    answer_s: float = 0.6
    send_s: float = 5.0
    print_s: float = 20.0
    look_s: float = 0.3
    watch_s: float = 2.0


class _SlipLost(DeviceUnavailable):
    """The link broke during a job; the connection must be made anew."""

    def __init__(self, cause: DeviceError, *, started: bool) -> None:
        super().__init__(cause.code, cause.detail)
        self.started = started


class EscposReceiptPrinter(OwnedDevice):
    """A thermal printer that speaks ESC/POS.

    Args of the constructor:
        address: where it hangs: network, serial line or USB.
        on_status: told each changed snapshot, on the owner thread.
        now: the wall clock in UTC.
        timing: how long each part may take.
        process_ids: whether the printer knows ``GS ( H``; its answer names the slip, while ``GS r 1`` does not.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        *,
        address: LinkAddress,
        on_status: StatusListener,
        now: Callable[[], datetime],
        timing: ReceiptTiming | None = None,
        process_ids: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._timing = timing or ReceiptTiming()
        super().__init__(
            kind=DeviceKind.RECEIPT_PRINTER, watch_every_s=self._timing.watch_s, on_status=on_status, now=now
        )
        self._address = address
        self._process_ids = process_ids
        self._clock = clock
        self._link: Link | None = None
        self._scanner = AnswerScanner()
        self._slips = 0
        self._finished = False
        self._scrap = False

    def print(self, job: bytes) -> Future[ReceiptOutcome]:
        """Print one slip: status before, bytes, barrier after. The future never fails; its outcome tells."""
        outcome: Future[ReceiptOutcome] = Future()
        outcome.set_running_or_notify_cancel()
        self.call(lambda: self._print(job)).add_done_callback(lambda done: outcome.set_result(_outcome_of(done)))
        return outcome

    def _connect(self) -> None:
        self._link = open_link(self._address, deadline_s=self._timing.open_s)
        self._scanner = AnswerScanner()

    def _watch(self) -> None:
        condition = self._look_at_printer()
        if self._scrap and condition.health is Health.OK:
            self._eject_scrap()
        self._tell_condition(condition)

    def _disconnect(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None

    def _print(self, job: bytes) -> ReceiptOutcome:
        started = False
        try:
            before = self._look_at_printer()
            if before.health is not Health.OK:
                self._tell_condition(before)
                return ReceiptNotPrinted(before.fault.code if before.fault else "RECEIPT_PRINTER_SILENT", started)
            self._tell_busy(before.paper)
            if self._scrap:
                self._eject_scrap()
            started = self._scrap = True
            self._send_slip(job)
            after = self._await_barrier()
        except DeviceError as error:
            raise _SlipLost(error, started=started) from error
        if after is None:
            self._scrap = False
            return ReceiptPrinted()
        self._clear()
        self._tell_condition(after)
        return ReceiptNotPrinted(after.fault.code if after.fault else "RECEIPT_PRINTER_NOT_FINISHED", started)

    def _eject_scrap(self) -> None:
        """Cut off what a broken job left hanging, so that it does not come out with the next resident's slip."""
        self._send(CLEAR_BUFFERS)
        self._send(EJECT)
        self._scrap = False

    def _send_slip(self, job: bytes) -> None:
        self._slips += 1
        self._finished = False
        for start in range(0, len(job), CHUNK_BYTES):
            self._send(job[start : start + CHUNK_BYTES])
        self._send(process_barrier(self._mark()) if self._process_ids else PAPER_BARRIER)

    def _mark(self) -> bytes:
        return b"%04d" % (self._slips % (LARGEST_MARK + 1))

    def _await_barrier(self) -> ReceiptCondition | None:
        """Wait until the slip is out; returns what is wrong when it does not come out."""
        ends = self._clock() + self._timing.print_s
        while (left := ends - self._clock()) > 0:
            self._receive(min(left, self._timing.look_s))
            condition = None if self._finished else self._look_at_printer()
            if self._finished:
                return None
            if condition is not None and condition.health is Health.FAULT:
                return condition
        return self._look_at_printer()

    def _is_barrier(self, answer: Answer) -> bool:
        if self._process_ids:
            return answer == ProcessReached(self._mark())
        return isinstance(answer, PaperReached)

    def _look_at_printer(self) -> ReceiptCondition:
        """Ask the four questions. A printer that is silent on the first is not asked the others."""
        self._receive(0)  # an answer that came too late must not be taken for the next one
        answers: dict[Query, int] = {}
        for query in Query:
            answer = self._ask(query)
            if answer is not None:
                answers[query] = answer
            elif query is Query.PRINTER:
                break
        return decode_status(_raw(answers))

    def _ask(self, query: Query) -> int | None:
        self._send(query.command)
        ends = self._clock() + self._timing.answer_s
        while (left := ends - self._clock()) > 0:
            for answer in self._receive(left):
                if isinstance(answer, RealTimeStatus):
                    return answer.byte
        return None

    def _clear(self) -> None:
        """Drop the rest of the slip from the printer's memory, so that it does not come out after the refill."""
        try:
            self._send(CLEAR_BUFFERS)
            self._ask(Query.PRINTER)  # its answer shows that the printer has come so far
        except DeviceError as error:
            raise _SlipLost(error, started=True) from error

    def _send(self, data: bytes) -> None:
        self._opened().send(data, deadline_s=self._timing.send_s)

    def _receive(self, seconds: float) -> list[Answer]:
        answers = self._scanner.feed(self._opened().receive(deadline_s=seconds))
        self._finished = self._finished or any(self._is_barrier(answer) for answer in answers)
        return answers

    def _opened(self) -> Link:
        if self._link is None:
            raise DeviceUnavailable("RECEIPT_PRINTER_NOT_CONNECTED")
        return self._link

    def _tell_busy(self, paper: Supply) -> None:
        self._tell(DeviceStatus(kind=self._kind, state=DeviceState.BUSY, paper=paper, since=self._now()))

    def _tell_condition(self, condition: ReceiptCondition) -> None:
        self._tell(
            DeviceStatus(
                kind=self._kind,
                state=condition.state,
                paper=condition.paper,
                fault=condition.fault,
                since=self._now(),
            )
        )

    def _state_for(self, error: DeviceError) -> DeviceState:
        """A printer that cannot be reached is not there; one whose link broke is offline."""
        return DeviceState.NO_DEVICE if error.code == "RECEIPT_PRINTER_UNREACHABLE" else DeviceState.OFFLINE


def _raw(answers: dict[Query, int]) -> RawStatus:
    return RawStatus(
        printer=answers.get(Query.PRINTER),
        offline_cause=answers.get(Query.OFFLINE_CAUSE),
        error_cause=answers.get(Query.ERROR_CAUSE),
        roll=answers.get(Query.ROLL),
    )


def _outcome_of(done: Future[ReceiptOutcome]) -> ReceiptOutcome:
    error = done.exception()
    match error:
        case None:
            return done.result()
        case _SlipLost():
            return ReceiptNotPrinted(error.code, error.started)
        case DeviceError():
            return ReceiptNotPrinted(error.code, started=False)
        case _:
            # Already logged by the owner; how far it came is not known.
            return ReceiptNotPrinted("RECEIPT_PRINTER_DRIVER_FAULT", started=True)
