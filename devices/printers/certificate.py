"""The certificate printer: a queue of CUPS for the sheets, and the printer itself for the truth about them."""

from __future__ import annotations

import queue as queues
import time
from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from devices.errors import DeviceError, DeviceUnavailable
from devices.owner import OwnedDevice, StatusListener
from devices.ports import JobReport, PrintJob
from devices.printers.chain.probe import Verdict
from devices.printers.chain.watch import ChainWatch
from devices.printers.cups_queue import (
    CupsQueue,
    QueueGone,
    QueueMissing,
    QueueRefused,
    QueueView,
)
from devices.printers.followed_job import FollowedJob, FollowTiming
from devices.printers.ipp import IppPrinter
from devices.printers.media import Medium
from devices.printers.queue_setup import checked_medium, fault_of, identity_of
from devices.printers.state_reasons import Condition, Handling, StateReasons, load_state_reasons
from devices.printers.trays import Tray, tray_called
from devices.status import DeviceFault, DeviceKind, DeviceState, DeviceStatus, Supply

FOLLOW_EVERY_S: Final = 0.05
WATCH_EVERY_S: Final = 2.0
ASK_DEADLINE_S: Final = 2.0
PLAIN_SHEET: Final = "iso_a4_210x297mm"


class CupsCertificatePrinter(OwnedDevice):
    """A sheet printer behind CUPS.

    Args of the constructor:
        host: the scheduler's host.
        port: its TCP port; 631 for the system's own.
        queue: the queue's name. How it must be set up stands in :mod:`devices.printers.queue_setup`.
        on_status: told each changed snapshot, on the owner thread.
        now: the wall clock in UTC.
        timing: how long a job may take.
        media_in_use: PWG names of the sizes whose way through the filters is tried at the start.
        reasons: what the printer's reasons mean; those shipped with the terminal when absent.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        queue: str,
        on_status: StatusListener,
        now: Callable[[], datetime],
        timing: FollowTiming | None = None,
        media_in_use: Collection[str] = (PLAIN_SHEET,),
        reasons: StateReasons | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(kind=DeviceKind.CERTIFICATE_PRINTER, watch_every_s=WATCH_EVERY_S, on_status=on_status, now=now)
        self._host = host
        self._port = port
        self._queue_name = queue
        self._timing = timing or FollowTiming()
        self._reasons = reasons or load_state_reasons()
        self._chain = ChainWatch(media=media_in_use)
        self._clock = clock
        self._queue: CupsQueue | None = None
        self._printer: IppPrinter | None = None
        self._uuid: str | None = None
        self._newcomers: queues.SimpleQueue[FollowedJob] = queues.SimpleQueue()
        self._followed: list[FollowedJob] = []
        self._to_stop: list[PrintJob] = []
        self._sources: dict[str, str] = {}

    def submit(self, *, pdf: bytes, media: str, source: str, name: str) -> Future[PrintJob]:
        """Hand over one document; see :meth:`devices.ports.CertificatePrinter.submit`."""
        return self.call(lambda: self._submit(pdf, media, source, name))

    def follow(self, job: PrintJob, *, on_report: Callable[[JobReport], None]) -> None:
        """Tell each stage of a job; see :meth:`devices.ports.CertificatePrinter.follow`."""
        adopted = job.name not in self._sources
        followed = FollowedJob(job=job, adopted=adopted, on_report=on_report, timing=self._timing, clock=self._clock)
        self._newcomers.put(followed)
        self._tasks.put(lambda: None)  # the owner looks again at once

    def find(self, name: str) -> Future[PrintJob | None]:
        """Look for a job by its print key; of several the newest."""
        return self.call(lambda: self._find(name))

    def _connect(self) -> None:
        try:
            self._queue = CupsQueue(host=self._host, port=self._port, name=self._queue_name)
            view = self._queue.view()
        except DeviceError:
            self._queue = None
            self._look_at_jobs(self._ask_printer(None))
            raise
        self._printer = _printer_at(view.device_uri)
        self._stop_second_copies(self._queue)
        self._chain.forget()

    def _watch(self) -> None:
        queue = self._opened()
        view = queue.view()
        self._chain.look(queue, view)
        said = self._ask_printer(view)
        self._look_at_jobs(said)
        self._tell(self._status_of(view, said.condition_for(None)))

    def _disconnect(self) -> None:
        self._queue = None

    def _keeps_connection_after(self, error: DeviceError) -> bool:
        return not isinstance(error, QueueGone | QueueMissing)

    def _state_for(self, error: DeviceError) -> DeviceState:
        match error:
            case QueueGone():
                return DeviceState.NO_SERVICE
            case QueueMissing():
                return DeviceState.NO_DEVICE
            case _:
                return DeviceState.OFFLINE

    def _submit(self, pdf: bytes, media: str, source: str, name: str) -> PrintJob:
        queue = self._opened()
        medium = self._check(queue.view(), pdf, media, source)
        chain = self._chain.of(queue, media)
        if chain.verdict is Verdict.MOVES:
            raise QueueRefused("CERTIFICATE_CHAIN_MOVES", chain.detail)
        job = PrintJob(number=queue.create(name=name, medium=medium, source=source), name=name)
        self._sources[name] = source
        try:
            queue.send(job.number, pdf, name=name, document_format=chain.document_format)
        except DeviceError:
            if not self._is_certainly_stopped(job):
                return job  # following it will show what became of it
            raise
        return job

    def _check(self, view: QueueView, pdf: bytes, media: str, source: str) -> Medium:
        """Refuse what cannot be printed as it stands."""
        medium = checked_medium(view, pdf=pdf, media=media, source=source)
        queue_fault = fault_of(view)
        said = self._ask_printer(view)
        condition = said.condition_for(source)
        fault = queue_fault or condition.fault
        if fault is not None and (queue_fault or condition.handling >= Handling.WAIT):
            raise QueueRefused(fault.code, fault.detail)
        if said.is_out_of(source):
            raise QueueRefused("CERTIFICATE_PRINTER_PAPER_OUT", source)
        return medium

    def _is_certainly_stopped(self, job: PrintJob) -> bool:
        """Cancel a job whose document may not have arrived; false when nobody confirms that it has ended."""
        try:
            queue = CupsQueue(host=self._host, port=self._port, name=self._queue_name)
            queue.cancel(job.number)
            left = queue.job(job.number)
        except DeviceError:
            return False
        return left is None or left.state.ended

    def _find(self, name: str) -> PrintJob | None:
        for job in reversed(self._opened().jobs()):
            if job.name == name:
                return PrintJob(number=job.number, name=name)
        return None

    def _look_at_jobs(self, said: _Said) -> None:
        """Look at every followed job, also while the scheduler is away; the printer may know the end of it."""
        while not self._newcomers.empty():
            self._followed.append(self._newcomers.get())
        still = []
        for followed in self._followed:
            condition = said.condition_for(self._sources.get(followed.job.name, ""))
            settled = followed.look(queue=self._queue, printer=self._printer, condition=condition)
            if not settled:
                still.append(followed)
                continue
            self._sources.pop(followed.job.name, None)
            if self._queue is None:
                self._to_stop.append(followed.job)
        self._followed = still
        self._watch_every_s = FOLLOW_EVERY_S if still else WATCH_EVERY_S

    def _stop_second_copies(self, queue: CupsQueue) -> None:
        """Stop what the printer already has: a scheduler that comes back starts its unfinished jobs once more."""
        for job in (*self._to_stop, *(followed.job for followed in self._followed if followed.reached)):
            known = queue.job(job.number)
            if known is not None and known.name == job.name:
                queue.cancel(job.number)
        self._to_stop.clear()

    def _ask_printer(self, view: QueueView | None) -> _Said:
        """Ask the printer itself; what the queue repeats of it is out of date between jobs.

        A printer that cannot be asked is known by its queue alone.
        """
        if self._printer is None:
            return _Said(self._reasons, view.reasons if view else ())
        try:
            said = self._printer.printer()
        except DeviceError as error:
            return _Said(self._reasons, away=error.detail)
        self._uuid = said.uuid
        return _Said(self._reasons, said.reasons, said.trays)

    def _status_of(self, view: QueueView, condition: Condition) -> DeviceStatus:
        state, fault = condition.state, condition.fault
        queue_fault, chain = fault_of(view), self._chain.worst
        if queue_fault is not None and not condition.handling.blocks:
            state, fault = DeviceState.OFFLINE, queue_fault
        elif chain.verdict is Verdict.MOVES and not condition.handling.blocks:
            state, fault = DeviceState.OFFLINE, chain.fault
        elif state is DeviceState.ONLINE and self._followed:
            state = DeviceState.BUSY
        return DeviceStatus(
            kind=self._kind,
            state=state,
            paper=condition.paper,
            fault=fault or chain.fault,
            about=self._identity(view),
            since=self._now(),
        )

    def _identity(self, view: QueueView) -> str:
        """Return which printer this is; nothing as long as one that could tell has not been heard."""
        if self._printer is not None and self._uuid is None:
            return ""
        return identity_of(view, uuid=self._uuid or "")

    def _opened(self) -> CupsQueue:
        if self._queue is None:
            raise DeviceUnavailable("CERTIFICATE_CUPS_DOWN")
        return self._queue


@dataclass(frozen=True)
class _Said:
    """What the printer said of itself, or that it did not answer; judged for one tray at a time."""

    table: StateReasons
    reasons: tuple[str, ...] = ()
    trays: tuple[Tray, ...] = ()
    away: str | None = None

    def condition_for(self, source: str | None) -> Condition:
        """Return the condition for sheets from this tray, empty for the printer's choice; for any when not given."""
        if self.away is None:
            return self.table.condition_of(self.reasons, trays=self.trays, source=source)
        fault = DeviceFault(code="CERTIFICATE_PRINTER_OFFLINE", detail=self.away)
        return Condition(handling=Handling.WAIT, state=DeviceState.OFFLINE, paper=Supply.UNKNOWN, fault=fault)

    def is_out_of(self, source: str) -> bool:
        """Whether the printer counts no sheet in this very tray, even where it complains of nothing."""
        tray = tray_called(self.trays, source) if source else None
        return tray is not None and tray.is_empty


def _printer_at(device_uri: str) -> IppPrinter | None:
    """Return the printer behind a queue; none where its link carries no questions (USB, raw sockets)."""
    try:
        return IppPrinter(uri=device_uri, deadline_s=ASK_DEADLINE_S)
    except DeviceError:
        return None
