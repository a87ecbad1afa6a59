"""The receipt printer: one slip at a time, asked how it is before, and asked whether it has finished after."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
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
FILLER: Final = b"\x00"
"""White within a picture, nothing between two commands (Epson's reference: codes that are not defined are ignored)."""
LARGEST_MARK: Final = 9999


@dataclass(frozen=True, kw_only=True)
class ReceiptTiming:
    """How long each part may take, in seconds.

    Attributes:
        open_s: to reach the printer.
        answer_s: from a status question to its answer.
        send_s: until the printer takes the next 2048 bytes.
        print_s: from the last byte to the answer of the barrier; 30 cm of paper at 75 mm/s is 4 s.
        look_s: between two looks at the status while the barrier is awaited; also how long answers may trail behind.
        watch_s: between two looks while nothing is printed.
    """

    open_s: float = 3.0
    answer_s: float = 0.6
    send_s: float = 5.0
    print_s: float = 20.0
    look_s: float = 0.3
    watch_s: float = 2.0


class _Scrap(Enum):
    """What is left of a broken job."""

    NONE = "none"
    HANGS = "hangs"
    DOUBTED = "doubted"
    """Cut off, without a word from the printer; cut again only for the next slip, or the roll would run through."""


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
        self._barriers = 0
        self._scrap = _Scrap.NONE
        self._missing = 0

    def print(self, job: bytes) -> Future[ReceiptOutcome]:
        """Print one slip: status before, bytes, barrier after. The future never fails; its outcome tells."""
        outcome: Future[ReceiptOutcome] = Future()
        outcome.set_running_or_notify_cancel()
        self.call(lambda: self._print(job)).add_done_callback(lambda done: outcome.set_result(_outcome_of(done)))
        return outcome

    def _connect(self) -> None:
        """Reach the printer, and drop what it kept of a job whose program or link has ended."""
        self._link = open_link(self._address, deadline_s=self._timing.open_s)
        self._scanner = AnswerScanner()
        self._send(CLEAR_BUFFERS)

    def _watch(self) -> None:
        condition = self._look_at_printer()
        if self._scrap is _Scrap.HANGS and condition.health is Health.OK and not self._eject_scrap():
            condition = self._look_at_printer()
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
                return self._not_printed(before, started)
            self._tell_busy(before.paper)
            if self._scrap is not _Scrap.NONE and not self._eject_scrap():
                return self._not_printed(self._look_at_printer(), started)
            started = True
            self._scrap, self._missing = _Scrap.HANGS, len(job)
            self._send_slip(job)
            after = self._await_barrier()
        except DeviceError as error:
            raise _SlipLost(error, started=started) from error
        self._missing = 0
        if after is None:
            self._scrap = _Scrap.NONE
            return ReceiptPrinted()
        self._clear()
        return self._not_printed(after, started)

    def _not_printed(self, condition: ReceiptCondition, started: bool) -> ReceiptNotPrinted:
        """Tell the condition; a roll near its end is no reason, the printer just did not finish."""
        self._tell_condition(condition)
        blocked = condition.fault if condition.health is not Health.OK else None
        return ReceiptNotPrinted(blocked.code if blocked else "RECEIPT_PRINTER_NOT_FINISHED", started)

    def _eject_scrap(self) -> bool:
        """Cut off what a broken job left hanging, so that it does not come out with the next resident's slip.

        A printer without ``DLE DC4 8`` may still wait for the rest of a picture, and may answer the broken job's
        barrier only now. So the picture is filled up, and two barriers stand behind the cut: once two answers have
        come, the third, if there is one, follows at once. False when they do not come.
        """
        self._scrap = _Scrap.DOUBTED
        self._send(CLEAR_BUFFERS)
        self._begin_barrier()
        self._send_in_chunks(FILLER * self._missing + EJECT + self._barrier() * 2)
        ends = self._clock() + self._timing.print_s
        while self._barriers < 2 and (left := ends - self._clock()) > 0:
            self._receive(left)
        if self._barriers < 2:
            return False
        while self._receive(self._timing.look_s):
            continue
        self._scrap, self._missing = _Scrap.NONE, 0
        return True

    def _send_slip(self, job: bytes) -> None:
        self._begin_barrier()
        self._send_in_chunks(job)
        self._send(self._barrier())

    def _send_in_chunks(self, data: bytes) -> None:
        for start in range(0, len(data), CHUNK_BYTES):
            self._send(data[start : start + CHUNK_BYTES])

    def _begin_barrier(self) -> None:
        self._slips += 1
        self._barriers = 0

    def _barrier(self) -> bytes:
        return process_barrier(self._mark()) if self._process_ids else PAPER_BARRIER

    def _mark(self) -> bytes:
        return b"%04d" % (self._slips % (LARGEST_MARK + 1))

    def _await_barrier(self) -> ReceiptCondition | None:
        """Wait until the slip is out; returns what is wrong when it does not come out."""
        ends = self._clock() + self._timing.print_s
        while (left := ends - self._clock()) > 0:
            self._receive(min(left, self._timing.look_s))
            condition = None if self._barriers else self._look_at_printer()
            if self._barriers:
                return None
            if condition is not None and condition.health is Health.FAULT:
                return condition
        condition = self._look_at_printer()
        return None if self._barriers else condition

    def _is_barrier(self, answer: Answer) -> bool:
        if self._process_ids:
            return answer == ProcessReached(self._mark())
        return isinstance(answer, PaperReached) and not answer.paper_ended

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
        self._barriers += sum(self._is_barrier(answer) for answer in answers)
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
