"""A scheduler, the simulated IPP printer and the real driver, set up once for a whole table of faults.

``play`` carries one fault through one of its three moments and raises :class:`AssertionError` when the driver does not
hold what it promises; ``all_cases`` lists the table, for the tests and for long trials alike.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import cups
from reportlab.pdfgen.canvas import Canvas

from devices.errors import DeviceError
from devices.ports import JobReport, JobStage, PrintJob
from devices.printers.certificate import CupsCertificatePrinter
from devices.printers.followed_job import FollowTiming
from devices.printers.ipp import JobState
from devices.printers.state_reasons import Handling, Meaning, load_state_reasons
from devices.simulators.ipp_printer import IppPrinterSimulator
from devices.simulators.ipp_script import ClearReasons, JobEnded, Moment, SetReasons, Step
from devices.simulators.private_cups import PrivateCups
from devices.status import DeviceStatus
from tests.devices.printers.events import PATIENCE_S, Listener, noon

A4 = "iso_a4_210x297mm"
QUEUE = "certificate"
QUICK = FollowTiming(blocked_s=0.2, feeding_s=0.8, wait_s=0.4, print_s=2.0, cancel_s=1.0)
REASONS = load_state_reasons()
OF_MAKERS = ("com.maker-drum-error", "com.maker-drum", "com.maker-drum-warning")


class When(Enum):
    """At which moment a fault comes."""

    IDLE = "idle"
    MID_JOB = "mid-job"
    AFTER = "after"


@dataclass(frozen=True)
class Case:
    """One fault at one moment."""

    reason: str
    when: When

    @property
    def meaning(self) -> Meaning:
        """What the terminal makes of it."""
        return REASONS.meaning_of(self.reason)

    def __str__(self) -> str:
        return f"{self.reason} {self.when.value}"


def all_cases() -> tuple[Case, ...]:
    """Every keyword of the table, with the severity that goes with it, and makers' own, at each moment."""
    reasons = [_with_severity(keyword, meaning.handling) for keyword, meaning in REASONS.meanings.items()]
    return tuple(Case(reason, when) for reason in (*reasons, *OF_MAKERS) for when in When)


def _with_severity(keyword: str, handling: Handling) -> str:
    if keyword == "none":
        return keyword
    return f"{keyword}-{'error' if handling >= Handling.WAIT else 'warning'}"


def page() -> bytes:
    """A page with something on it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.2756, 841.8898), invariant=1)
    canvas.rect(100, 100, 50, 50, stroke=0, fill=1)
    canvas.save()
    return out.getvalue()


class FaultHall:
    """What one table of faults is played in."""

    def __init__(self, *, printer: IppPrinterSimulator, scheduler: PrivateCups, ended: Listener[JobEnded]) -> None:
        self.printer = printer
        self.scheduler = scheduler
        self.ended = ended
        self.told: Listener[DeviceStatus] = Listener()
        self.reports: Listener[JobReport] = Listener()
        self.page = page()
        self._names = (f"key-{number}" for number in itertools.count(1))
        self.driver = CupsCertificatePrinter(
            host=scheduler.host, port=scheduler.port, queue=QUEUE, on_status=self.told, now=noon, timing=QUICK
        )

    def begin(self) -> None:
        """Mend everything that an earlier trial left."""
        self.printer.reset()

    def submit(self) -> PrintJob:
        """Hand a sheet over; raises :class:`DeviceError` when it is refused."""
        job = self.driver.submit(pdf=self.page, media=A4, source="tray-1", name=next(self._names)).result(PATIENCE_S)
        self.driver.follow(job, on_report=self.reports)
        return job

    def end_of(self, job: PrintJob) -> JobReport:
        """Wait for what the driver says became of a job."""
        return self.reports.wait_for(lambda report: report.job == job and report.stage.is_end)

    def status(self) -> DeviceStatus:
        """Return what the driver sees after one more look."""
        self.driver.find("nothing").result(PATIENCE_S)
        self.driver.find("nothing").result(PATIENCE_S)
        return self.driver.status()

    def play(self, case: Case) -> None:
        """Play one fault; raises :class:`AssertionError` when a promise is broken."""
        self.begin()
        match case.when:
            case When.IDLE:
                self._play_idle(case)
            case When.MID_JOB:
                self._play_mid_job(case)
            case When.AFTER:
                self._play_after(case)

    def _play_idle(self, case: Case) -> None:
        self.printer.do(SetReasons((case.reason,)))
        if case.meaning.handling < Handling.WAIT:
            assert self.end_of(self.submit()).stage is JobStage.SHEET_OUT
            self._check_told(case)
            return
        already, before = len(self.ended.told), self.unfinished()
        try:
            job = self.submit()
        except DeviceError as refused:
            assert refused.code == case.meaning.code
        else:
            raise AssertionError(f"taken as {job}")
        assert self.unfinished() <= before
        assert self.printer.sheets() == ()
        assert len(self.ended.told) == already
        self._check_told(case)

    def _play_mid_job(self, case: Case) -> None:
        self.printer.next_job(Step(Moment.PAGE, SetReasons((case.reason,))))
        job = self.submit()
        report = self.end_of(job)
        if case.meaning.handling < Handling.WAIT:
            assert (report.stage, report.code) == (JobStage.SHEET_OUT, "")
            assert [sheet.job_name for sheet in self.printer.sheets()] == [job.name]
            return
        wanted = JobStage.FAILED if case.meaning.handling is Handling.REFILL else JobStage.UNKNOWN
        assert (report.stage, report.code) == (wanted, case.meaning.code)
        self.check_nothing_comes_out(job)

    def check_nothing_comes_out(self, job: PrintJob) -> None:
        """The job is over at queue and printer by the time it is told, and stays over when all is mended."""
        ends = [ended for ended in self.ended.told if ended.name == job.name]
        assert ends == [JobEnded(job.name, JobState.CANCELED, sheet=False)]
        assert job.number not in self.unfinished()
        self.printer.do(ClearReasons())
        assert self.end_of(self.submit()).stage is JobStage.SHEET_OUT
        assert job.name not in [sheet.job_name for sheet in self.printer.sheets()]

    def _play_after(self, case: Case) -> None:
        self.printer.next_job(Step(Moment.OUT, SetReasons((case.reason,))))
        job = self.submit()
        report = self.end_of(job)
        assert (report.stage, report.code) == (JobStage.SHEET_OUT, "")
        assert [sheet.job_name for sheet in self.printer.sheets()] == [job.name]
        self._check_told(case)

    def _check_told(self, case: Case) -> None:
        status = self.status()
        assert (status.fault.code if status.fault else "") == case.meaning.code
        assert status.state is case.meaning.state
        if case.meaning.paper is not None:
            assert status.paper is case.meaning.paper

    def unfinished(self) -> set[int]:
        """Return the numbers of the jobs that the scheduler still has to do with."""
        connection = cups.Connection(host=self.scheduler.host, port=self.scheduler.port)
        return set(connection.getJobs(which_jobs="not-completed"))


@contextmanager
def fault_hall(folder: Path) -> Iterator[FaultHall]:
    """Set the hall up under a folder."""
    ended: Listener[JobEnded] = Listener()
    with IppPrinterSimulator(on_end=ended) as printer, PrivateCups(folder=folder / "cups") as scheduler:
        scheduler.add_queue(QUEUE, device_uri=printer.uri, wanted={"media-supported": A4})
        hall = FaultHall(printer=printer, scheduler=scheduler, ended=ended)
        hall.driver.open()
        hall.told.wait_for(lambda status: status.works)
        yield hall
        hall.driver.close()
