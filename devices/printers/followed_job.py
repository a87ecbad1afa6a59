"""One job on its way: asks queue and printer, judges, and gives it up when it has been hindered for too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from devices.errors import DeviceError
from devices.ports import JobReport, JobStage, PrintJob
from devices.printers.cups_queue import CupsQueue
from devices.printers.ipp import IppPrinter, JobState, JobView, PrinterState
from devices.printers.job_evidence import (
    INCOMING,
    Answers,
    Evidence,
    Going,
    Hindered,
    Out,
    Over,
    is_at_rest,
    judge,
    settle,
)
from devices.printers.state_reasons import Condition, Handling


@dataclass(frozen=True, kw_only=True)
class FollowTiming:
    """How long a job may take, in seconds.

    Attributes:
        blocked_s: with paper out, cover open and the like.
        feeding_s: with paper out while the printer goes on: it says "media-empty" as soon as the last sheet, which may
            be ours, has left the tray. What a slow printer needs from there to the outlet, with stiff paper and a cold
            fuser.
        wait_s: while printer or scheduler cannot be reached.
        print_s: the whole job.
        cancel_s: until queue and printer have stopped a job that is given up.
    """

    blocked_s: float = 2.0
    feeding_s: float = 25.0
    wait_s: float = 12.0
    print_s: float = 120.0
    cancel_s: float = 10.0

    def patience(self, hindered: Hindered) -> float:
        """Return how long a hindrance may last."""
        if hindered.feeding:
            return self.feeding_s
        return self.blocked_s if hindered.handling.blocks else self.wait_s


@dataclass(frozen=True)
class _GivenUp:
    code: str
    handling: Handling
    ends: float


class FollowedJob:
    """A job that is looked at until it is settled; used on the printer's owner thread only.

    ``adopted`` says that an earlier run has handed it over.

    Attributes:
        job: which job.
        stage: the stage told last.
        reached: whether the printer has been seen to know the job.
    """

    def __init__(
        self,
        *,
        job: PrintJob,
        adopted: bool,
        on_report: Callable[[JobReport], None],
        timing: FollowTiming,
        clock: Callable[[], float],
    ) -> None:
        self.job = job
        self._on_report = on_report
        self._timing = timing
        self._clock = clock
        self._adopted = adopted
        self._began = clock()
        self._printer_number: int | None = None
        self.reached = False
        self._fed = False
        self._empty = False
        self._hindered_since: float | None = None
        self._given_up: _GivenUp | None = None
        self.stage: JobStage | None = None

    def look(self, *, queue: CupsQueue | None, printer: IppPrinter | None, condition: Condition) -> bool:
        """Look once and tell what is new; returns whether the job is settled.

        The queue is asked before the printer, so that a job that left the queue is not missed between the two.
        """
        if self._is_settled():
            return True
        evidence = self._gather(queue, printer, condition)
        if self._given_up is None:
            self._follow(evidence)
        if self._given_up is not None:
            self._cancel(evidence, queue, printer)
            evidence = self._gather(queue, printer, condition)
            self._conclude(evidence, self._given_up)
        return self._is_settled()

    def _is_settled(self) -> bool:
        return self.stage is not None and self.stage.is_end

    def _gather(self, queue: CupsQueue | None, printer: IppPrinter | None, condition: Condition) -> Evidence:
        queue_job = queue.job(self.job.number) if queue is not None else None
        if queue_job is not None and queue_job.name != self.job.name:
            queue_job = None  # the scheduler has lost its count and begun again
        if queue_job is not None and not queue_job.state.ended:
            self._empty = INCOMING in queue_job.reasons
        # Asked before the printer: once the backend has gone, all that it did is to be seen there.
        feeds = queue is not None and self._given_up is not None and queue.view().state is PrinterState.PROCESSING
        answers, printer_job = self._ask_printer(printer)
        if printer_job is not None:
            self._remember(printer_job)
        return Evidence(
            queue_answers=queue is not None,
            queue_job=queue_job,
            printer_answers=answers,
            printer_job=printer_job,
            condition=condition,
            reached=self.reached,
            fed=self._fed,
            queue_feeds=feeds,
            empty=self._empty,
            adopted=self._adopted,
        )

    def _remember(self, job: JobView) -> None:
        """Keep what can no longer be asked later.

        Whether a job has been begun the printer says itself. Where it does not, only one that was last seen waiting
        and that we have cancelled counts as never fed.
        """
        if job.begun is not None:
            self._fed = self._fed or job.begun
        elif job.state not in (JobState.PENDING, JobState.HELD):
            ours = self._given_up is not None and self.reached and job.state is JobState.CANCELED
            self._fed = self._fed or not ours
        self.reached = True

    def _ask_printer(self, printer: IppPrinter | None) -> tuple[Answers, JobView | None]:
        if printer is None:
            return Answers.CANNOT, None
        try:
            if self._printer_number is not None:
                return Answers.YES, printer.job(self._printer_number)
            # The backend of CUPS hands the job on under its own name, which is the print key.
            for found in printer.jobs():
                if found.name == self.job.name:
                    self._printer_number = found.number
                    return Answers.YES, found
        except DeviceError:
            return Answers.NO, None
        return Answers.YES, None

    def _follow(self, evidence: Evidence) -> None:
        judgement = judge(evidence)
        match judgement:
            case Out():
                self._tell(JobStage.SHEET_OUT)
            case Over(code, handling):
                self._give_up(code, handling)
            case Hindered(stage):
                self._tell(stage)
                self._wait(judgement)
            case Going(stage):
                self._hindered_since = None
                self._tell(stage)
                if self._clock() - self._began > self._timing.print_s:
                    self._give_up("CERTIFICATE_PRINTER_TIMEOUT", Handling.ATTEND)
            case _:
                assert_never(judgement)

    def _wait(self, hindered: Hindered) -> None:
        now = self._clock()
        if self._hindered_since is None:
            self._hindered_since = now
        if now - self._hindered_since >= self._timing.patience(hindered):
            self._give_up(hindered.code, hindered.handling)

    def _give_up(self, code: str, handling: Handling) -> None:
        self._given_up = _GivenUp(code, handling, self._clock() + self._timing.cancel_s)

    def _cancel(self, evidence: Evidence, queue: CupsQueue | None, printer: IppPrinter | None) -> None:
        """Stop the job at both places. A printer that cannot be asked is asked again at the next look."""
        if queue is not None and evidence.queue_job and not evidence.queue_job.state.ended:
            queue.cancel(self.job.number)
        if printer is None or evidence.printer_job is None or evidence.printer_job.state.ended:
            return
        try:
            printer.cancel(evidence.printer_job.number)
        except DeviceError:
            return

    def _conclude(self, evidence: Evidence, given_up: _GivenUp) -> None:
        if is_at_rest(evidence) or self._clock() >= given_up.ends:
            stage = settle(evidence, handling=given_up.handling)
            self._tell(stage, "" if stage is JobStage.SHEET_OUT else given_up.code)

    def _tell(self, stage: JobStage, code: str = "") -> None:
        backwards = stage is JobStage.QUEUED and self.stage is JobStage.PRINTING
        if stage is not self.stage and not backwards:
            self.stage = stage
            self._on_report(JobReport(job=self.job, stage=stage, code=code))
