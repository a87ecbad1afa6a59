"""Whether a sheet came out: what queue and printer say of one job, judged by rule. Pure; no clock, no I/O.

A queue's "completed" is never evidence: CUPS says it of jobs that the printer refused or gave up. Only the printer's
own job-state is, with its count of impressions where it keeps one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from devices.ports import JobStage
from devices.printers.ipp import JobState, JobView
from devices.printers.state_reasons import Condition, Handling
from devices.status import Supply

REFUSALS: Final = frozenset(
    {"document-format-error", "document-unprintable-error", "unsupported-document-format", "document-access-error"}
)
"""job-state-reasons (RFC 8011, section 5.3.8) with which a printer turns a document down before it prints."""
INCOMING: Final = "job-incoming"
"""The queue waits for the document; whoever was to send it has gone (RFC 8011, section 5.3.8)."""
WITH_ERRORS: Final = "job-completed-with-errors"


class Answers(Enum):
    """Whether somebody can be asked, and answered."""

    YES = "yes"
    NO = "no"
    CANNOT = "cannot"
    """The printer hangs on a link that carries no questions."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One look at a job.

    Attributes:
        queue_answers: whether the scheduler answered.
        queue_job: the job as the queue knows it.
        queue_feeds: whether the queue's backend is still at work. A cancelled job has ended for the queue while its
            backend may yet hand it to the printer.
        printer_answers: whether the printer itself answered.
        printer_job: the job as the printer knows it.
        condition: what the printer's reasons mean, or the queue's where the printer cannot be asked.
        reached: whether the printer has ever been seen to know the job.
        fed: whether the printer has ever been seen to work on it.
        empty: whether the queue has never had its document.
        adopted: whether it is a job of an earlier run; what was to be seen before is not known.
    """

    queue_answers: bool
    queue_job: JobView | None
    printer_answers: Answers
    printer_job: JobView | None
    condition: Condition
    reached: bool
    fed: bool
    queue_feeds: bool = False
    empty: bool = False
    adopted: bool = False


@dataclass(frozen=True)
class Going:
    """Nothing is wrong; the job is on its way."""

    stage: JobStage


@dataclass(frozen=True)
class Hindered:
    """Something is in the way. Whether to wait for it is a matter of time.

    ``feeding`` says that the printer works on the sheet all the same: it was the last one of its tray.
    """

    stage: JobStage
    code: str
    handling: Handling
    feeding: bool = False


@dataclass(frozen=True)
class Out:
    """The printer itself says that it has printed the sheet."""


@dataclass(frozen=True)
class Over:
    """The job will bring no more, and there is no word that a sheet came out."""

    code: str
    handling: Handling = Handling.ATTEND


Judgement: TypeAlias = Going | Hindered | Out | Over


def judge(evidence: Evidence) -> Judgement:
    """Return how the job stands."""
    printer_job = evidence.printer_job
    if printer_job is not None:
        if printer_job.state.ended:
            return _judge_ended(printer_job, evidence.condition)
        working = printer_job.state in (JobState.PROCESSING, JobState.STOPPED)
        return _on_the_way(evidence, JobStage.PRINTING if working else JobStage.QUEUED)
    queue_job = evidence.queue_job
    if not evidence.queue_answers:
        return Hindered(JobStage.QUEUED, "CERTIFICATE_CUPS_DOWN", Handling.WAIT)
    if queue_job is None:
        return Over("CERTIFICATE_JOB_LOST")
    if INCOMING in queue_job.reasons and not queue_job.state.ended:
        return Over("CERTIFICATE_JOB_INCOMPLETE", Handling.REFILL)
    if evidence.printer_answers is Answers.NO:
        return Hindered(JobStage.QUEUED, "CERTIFICATE_PRINTER_OFFLINE", Handling.WAIT)
    if queue_job.state is JobState.COMPLETED:
        return Over("CERTIFICATE_NO_EVIDENCE")
    if queue_job.state.ended:
        return _turned_down(queue_job) or Over(_ending_code(queue_job, evidence.condition), Handling.REFILL)
    return _on_the_way(evidence, JobStage.QUEUED)


def _on_the_way(evidence: Evidence, stage: JobStage) -> Judgement:
    condition = evidence.condition
    if condition.handling >= Handling.WAIT:
        at_work = evidence.printer_job is not None and evidence.printer_job.state is JobState.PROCESSING
        feeding = at_work and condition.handling is Handling.REFILL and condition.paper is Supply.OUT
        return Hindered(stage, condition.code, condition.handling, feeding)
    return Going(stage)


def _judge_ended(job: JobView, condition: Condition) -> Judgement:
    if job.state is JobState.COMPLETED:
        if WITH_ERRORS in job.reasons:
            return Over("CERTIFICATE_NO_EVIDENCE")
        if job.impressions == 0:
            # Some printers count a little later than they are done.
            return Hindered(JobStage.PRINTING, "CERTIFICATE_NO_EVIDENCE", Handling.WAIT)
        return Out()
    return _turned_down(job) or Over(_ending_code(job, condition))


def _turned_down(job: JobView) -> Over | None:
    if REFUSALS.intersection(job.reasons):
        return Over("CERTIFICATE_DOCUMENT_REFUSED", Handling.REFILL)
    return None


def _ending_code(job: JobView, condition: Condition) -> str:
    if condition.handling.blocks:
        return condition.code
    return "CERTIFICATE_JOB_ABORTED" if job.state is JobState.ABORTED else "CERTIFICATE_JOB_CANCELLED"


def is_at_rest(evidence: Evidence) -> bool:
    """Whether neither queue nor printer will do anything more with the job."""
    on_its_way = evidence.queue_feeds and evidence.printer_job is None
    if not evidence.queue_answers or on_its_way:
        return False
    queue_rests = evidence.queue_job is None or evidence.queue_job.state.ended
    if evidence.printer_answers is Answers.NO:
        return False
    return queue_rests and (evidence.printer_job is None or evidence.printer_job.state.ended)


def settle(evidence: Evidence, *, handling: Handling) -> JobStage:
    """Return what became of a job that was given up for a reason of this kind.

    ``WITHDRAWN`` only where the queue never began to hand the job on, ``FAILED`` only where no sheet can have been
    printed: the printer never knew the job, or never worked on it, or it stopped before any impression for want of
    paper. Everything else a person has to settle.
    """
    if isinstance(judge(evidence), Out):
        return JobStage.SHEET_OUT
    if evidence.empty and evidence.queue_answers and evidence.queue_job and evidence.queue_job.state.ended:
        return JobStage.WITHDRAWN
    if not is_at_rest(evidence) or evidence.printer_answers is not Answers.YES:
        return JobStage.UNKNOWN
    printer_job = evidence.printer_job
    if printer_job is None:
        return _settle_unheard_of(evidence)
    if printer_job.impressions != 0:
        return JobStage.UNKNOWN
    return JobStage.FAILED if handling is Handling.REFILL or not evidence.fed else JobStage.UNKNOWN


def _settle_unheard_of(evidence: Evidence) -> JobStage:
    """Settle a job that the printer does not know. One of an earlier run it may have forgotten with its power."""
    queue_job = evidence.queue_job
    if evidence.reached or queue_job is None or queue_job.state is JobState.COMPLETED:
        return JobStage.UNKNOWN
    if queue_job.begun is False:
        return JobStage.WITHDRAWN
    return JobStage.UNKNOWN if evidence.adopted else JobStage.FAILED
