"""The inside of the simulated IPP printer: its jobs, its reasons, and whether a sheet comes out. Knows no network."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, assert_never

from devices.printers.ipp import JobState, PrinterState
from devices.simulators.ipp_script import (
    Act,
    Begin,
    Cease,
    ClearReasons,
    EndJob,
    JobEnded,
    Manner,
    Moment,
    PowerOff,
    PrintedSheet,
    SetLevel,
    SetReasons,
    Step,
)

STOP_DEADLINE_S: Final = 5.0


@dataclass
class Job:
    """A job as the printer knows it. ``impressions`` is -1 where it does not count."""

    number: int
    name: str
    media: str
    source: str
    document: bytes = field(default=b"", repr=False)
    state: JobState = JobState.PENDING
    impressions: int = 0
    sheet: bool = False
    begun: bool = False

    @property
    def reasons(self) -> str:
        """The ``job-state-reasons`` that go with its state."""
        return REASONS_OF_STATE[self.state]


REASONS_OF_STATE: Final = {
    JobState.PENDING: "none",
    JobState.HELD: "job-hold-until-specified",
    JobState.PROCESSING: "job-printing",
    JobState.STOPPED: "printer-stopped",
    JobState.CANCELED: "job-canceled-by-user",
    JobState.ABORTED: "aborted-by-system",
    JobState.COMPLETED: "job-completed-successfully",
}


class PaperPath:
    """Prints one job after the other on a thread of its own.

    Args of the constructor:
        on_end: told each job that is over, on the path's thread or the caller's.
        on_power_off: called, outside any lock, when a step takes the power away.
    """

    def __init__(self, *, on_end: Callable[[JobEnded], None], on_power_off: Callable[[], None]) -> None:
        self.changed = threading.Condition()
        self.reasons: list[str] = []
        self.manners: set[Manner] = set()
        self.levels: dict[str, int] = {}
        self.jobs: dict[int, Job] = {}
        self.sheets: list[PrintedSheet] = []
        self._on_end = on_end
        self._on_power_off = on_power_off
        self._numbers = 0
        self._steps: list[Step] = []
        self._received: list[Job] = []
        self._current: Job | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="simulated-ipp-printer", daemon=True)

    def start(self) -> None:
        """Begin to print what is received."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is under way is lost."""
        with self.changed:
            self._stopping = True
            self.changed.notify_all()
        self._thread.join(STOP_DEADLINE_S)

    @property
    def state(self) -> PrinterState:
        """The printer-state that goes with reasons and jobs; read under the lock."""
        if self._stopped():
            return PrinterState.STOPPED
        return PrinterState.PROCESSING if self._current else PrinterState.IDLE

    def lay_down(self, *steps: Step) -> None:
        """Say what shall happen to the next job."""
        with self.changed:
            self._steps += steps

    def reset(self) -> None:
        """Behave again, with no reasons, steps, jobs or sheets."""
        self.lose_jobs()
        with self.changed:
            self.reasons.clear()
            self.manners.clear()
            self.levels.clear()
            self._steps.clear()
            self.sheets.clear()
            self.changed.notify_all()

    def take(self, *, name: str, media: str, source: str) -> Job:
        """Take note of a job that is announced."""
        with self.changed:
            self._numbers += 1
            job = Job(number=self._numbers, name=name, media=media, source=source)
            self.jobs[job.number] = job
            return job

    def receive(self, job: Job, document: bytes) -> None:
        """Take a job's document; the job can be printed now."""
        with self.changed:
            job.document = document
            self._received.append(job)
            self.changed.notify_all()

    def cancel(self, job: Job) -> bool:
        """Stop a job; false when it has already ended."""
        with self.changed:
            if job.state.ended:
                return False
            if Manner.WILL_NOT_CANCEL not in self.manners:
                self._end(job, JobState.CANCELED)
            return True

    def lose_jobs(self) -> None:
        """Forget everything, as without power; a sheet under way never comes out."""
        with self.changed:
            for job in self.jobs.values():
                if not job.state.ended:
                    self._end(job, JobState.ABORTED)
            self.jobs.clear()
            self._received.clear()
            self.changed.notify_all()

    def do(self, act: Act) -> None:
        """Carry out an act now."""
        if isinstance(act, PowerOff):
            self._on_power_off()
            return
        with self.changed:
            self._carry_out(act)
            self.changed.notify_all()

    def _carry_out(self, act: Act) -> None:
        match act:
            case SetReasons(reasons):
                self.reasons += reasons
            case ClearReasons():
                self.reasons.clear()
            case SetLevel(source, sheets):
                self.levels[source] = sheets
            case EndJob(state):
                if self._current is not None:
                    self._end(self._current, state)
            case Begin(manner):
                self.manners.add(manner)
            case Cease(manner):
                self.manners.discard(manner)
                if manner is Manner.COUNTS_NOTHING:
                    self._count_at_last()
            case PowerOff():
                pass
            case _:
                assert_never(act)

    def _count_at_last(self) -> None:
        for job in self.jobs.values():
            job.impressions = max(job.impressions, int(job.sheet))

    def _stopped(self) -> bool:
        return any(
            reason != "none" and reason.rpartition("-")[2] not in ("report", "warning") for reason in self.reasons
        )

    def _run(self) -> None:
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self._stopping or bool(self._received))
                if self._stopping:
                    return
                self._current = self._received.pop(0)
            self._print(self._current)
            with self.changed:
                self._current = None

    def _print(self, job: Job) -> None:
        self._play(Moment.RECEIVED)
        if not self._go_on(job):
            return
        job.begun = True
        self._play(Moment.PAGE)
        if not self._go_on(job):
            return
        self._present(job)

    def _go_on(self, job: Job) -> bool:
        """Wait until nothing stops the printer; false when the job has ended meanwhile."""
        with self.changed:
            while self._stopped() and not job.state.ended and not self._stopping:
                job.state = JobState.STOPPED
                self.changed.wait()
            if job.state.ended or self._stopping:
                return False
            job.state = JobState.PROCESSING
            return True

    def _present(self, job: Job) -> None:
        with self.changed:
            if job.state.ended:
                return
            job.sheet = Manner.PRINTS_NOTHING not in self.manners
            if job.sheet:
                self.sheets.append(PrintedSheet(job.name, job.media, job.source, job.document))
            if Manner.DOES_NOT_COUNT in self.manners:
                job.impressions = -1
            elif not {Manner.COUNTS_NOTHING, Manner.PRINTS_NOTHING} & self.manners:
                job.impressions = 1
            for step in self._due(Moment.OUT):
                self._carry_out(step.act)
            self._end(job, JobState.COMPLETED)

    def _end(self, job: Job, state: JobState) -> None:
        if job.state.ended:
            return
        job.state = state
        job.document = b""
        if Manner.FORGETS in self.manners:
            self.jobs.pop(job.number, None)
        self.changed.notify_all()
        self._on_end(JobEnded(job.name, state, job.sheet))

    def _play(self, moment: Moment) -> None:
        with self.changed:
            due = self._due(moment)
        for step in due:
            self.do(step.act)

    def _due(self, moment: Moment) -> list[Step]:
        due = [step for step in self._steps if step.moment is moment]
        self._steps = [step for step in self._steps if step.moment is not moment]
        return due
