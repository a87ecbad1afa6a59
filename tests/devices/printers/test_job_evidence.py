"""Whether a sheet came out, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.ports import JobStage
from devices.printers.followed_job import FollowTiming
from devices.printers.ipp import JobState, JobView
from devices.printers.job_evidence import Answers, Evidence, Going, Hindered, Judgement, Out, Over, judge, settle
from devices.printers.state_reasons import Handling, load_state_reasons


def job(state: JobState, *, impressions: int = 0, reasons: tuple[str, ...] = ()) -> JobView:
    return JobView(number=7, name="key", state=state, reasons=reasons, impressions=impressions)


REASONS = load_state_reasons()
NOTHING = Evidence(
    queue_answers=True,
    queue_job=None,
    printer_answers=Answers.YES,
    printer_job=None,
    condition=REASONS.condition_of(()),
    reached=False,
    fed=False,
)
QUEUED = replace(NOTHING, queue_job=job(JobState.PENDING))
PRINTING = replace(
    NOTHING,
    queue_job=job(JobState.COMPLETED, impressions=1),
    printer_job=job(JobState.PROCESSING),
    reached=True,
    fed=True,
)
JAM = REASONS.condition_of(("media-jam",))
EMPTY = REASONS.condition_of(("media-empty",))


@pytest.mark.parametrize(
    ("evidence", "judgement"),
    [
        pytest.param(QUEUED, Going(JobStage.QUEUED), id="waits in the queue"),
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.HELD, reasons=("job-incoming",))),
            Over("CERTIFICATE_JOB_INCOMPLETE", Handling.REFILL),
            id="nobody sends its document any more",
        ),
        pytest.param(PRINTING, Going(JobStage.PRINTING), id="prints, and the queue has forgotten it"),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.PENDING)), Going(JobStage.QUEUED), id="waits in the printer"
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.COMPLETED, impressions=1)), Out(), id="printer counts a sheet"
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.COMPLETED, impressions=-1)), Out(), id="printer does not count"
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.COMPLETED)),
            Hindered(JobStage.PRINTING, "CERTIFICATE_NO_EVIDENCE", Handling.WAIT),
            id="completed, and not counted yet",
        ),
        pytest.param(
            replace(
                PRINTING,
                printer_job=job(JobState.COMPLETED, impressions=1, reasons=("job-completed-with-errors",)),
            ),
            Over("CERTIFICATE_NO_EVIDENCE"),
            id="completed with errors",
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.ABORTED)),
            Over("CERTIFICATE_JOB_ABORTED"),
            id="the printer gave it up, while the queue says completed",
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.ABORTED), condition=JAM),
            Over("CERTIFICATE_PRINTER_JAM"),
            id="given up in a jam",
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.ABORTED, reasons=("document-format-error",))),
            Over("CERTIFICATE_DOCUMENT_REFUSED", Handling.REFILL),
            id="the printer cannot read it",
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.CANCELED)),
            Over("CERTIFICATE_JOB_CANCELLED"),
            id="cancelled at the printer",
        ),
        pytest.param(
            replace(PRINTING, condition=JAM),
            Hindered(JobStage.PRINTING, "CERTIFICATE_PRINTER_JAM", Handling.ATTEND),
            id="jam",
        ),
        pytest.param(
            replace(PRINTING, condition=EMPTY),
            Hindered(JobStage.PRINTING, "CERTIFICATE_PRINTER_PAPER_OUT", Handling.REFILL, feeding=True),
            id="the last sheet of the tray is on its way",
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.STOPPED), condition=EMPTY),
            Hindered(JobStage.PRINTING, "CERTIFICATE_PRINTER_PAPER_OUT", Handling.REFILL),
            id="stopped for want of paper",
        ),
        pytest.param(
            replace(QUEUED, condition=EMPTY),
            Hindered(JobStage.QUEUED, "CERTIFICATE_PRINTER_PAPER_OUT", Handling.REFILL),
            id="no paper",
        ),
        pytest.param(
            replace(QUEUED, printer_answers=Answers.NO),
            Hindered(JobStage.QUEUED, "CERTIFICATE_PRINTER_OFFLINE", Handling.WAIT),
            id="printer away",
        ),
        pytest.param(
            replace(NOTHING, queue_answers=False),
            Hindered(JobStage.QUEUED, "CERTIFICATE_CUPS_DOWN", Handling.WAIT),
            id="scheduler away",
        ),
        pytest.param(NOTHING, Over("CERTIFICATE_JOB_LOST"), id="nobody knows it"),
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.COMPLETED, impressions=1)),
            Over("CERTIFICATE_NO_EVIDENCE"),
            id="the queue says completed and the printer never heard of it",
        ),
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.ABORTED)),
            Over("CERTIFICATE_JOB_ABORTED", Handling.REFILL),
            id="given up in the queue",
        ),
    ],
)
def test_evidence_is_judged(evidence: Evidence, judgement: Judgement) -> None:
    assert judge(evidence) == judgement


def test_a_sheet_that_is_being_fed_is_given_more_time_than_one_that_has_stopped() -> None:
    timing = FollowTiming()
    stopped = Hindered(JobStage.PRINTING, "CERTIFICATE_PRINTER_PAPER_OUT", Handling.REFILL)
    assert timing.patience(stopped) == timing.blocked_s
    assert timing.patience(replace(stopped, feeding=True)) == timing.feeding_s > timing.wait_s


@pytest.mark.parametrize(
    ("evidence", "handling", "stage"),
    [
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.CANCELED)),
            Handling.ATTEND,
            JobStage.FAILED,
            id="never at the printer",
        ),
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.CANCELED), adopted=True),
            Handling.ATTEND,
            JobStage.UNKNOWN,
            id="not at the printer now, of an earlier run",
        ),
        pytest.param(
            replace(NOTHING, queue_job=replace(job(JobState.CANCELED), begun=False), adopted=True),
            Handling.ATTEND,
            JobStage.WITHDRAWN,
            id="never begun by the queue",
        ),
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.CANCELED), empty=True, printer_answers=Answers.CANNOT),
            Handling.REFILL,
            JobStage.WITHDRAWN,
            id="without a document",
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.CANCELED)), Handling.REFILL, JobStage.FAILED, id="no paper fed"
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.CANCELED)), Handling.ATTEND, JobStage.UNKNOWN, id="jammed inside"
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.CANCELED), fed=False),
            Handling.ATTEND,
            JobStage.FAILED,
            id="never begun",
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.CANCELED, impressions=1)),
            Handling.REFILL,
            JobStage.UNKNOWN,
            id="a sheet is counted",
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.CANCELED, impressions=-1)),
            Handling.REFILL,
            JobStage.UNKNOWN,
            id="sheets are not counted",
        ),
        pytest.param(
            replace(PRINTING, printer_job=job(JobState.COMPLETED, impressions=1)),
            Handling.ATTEND,
            JobStage.SHEET_OUT,
            id="it came out after all",
        ),
        pytest.param(PRINTING, Handling.REFILL, JobStage.UNKNOWN, id="the printer does not stop"),
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.CANCELED), printer_answers=Answers.NO),
            Handling.WAIT,
            JobStage.UNKNOWN,
            id="the printer does not answer",
        ),
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.CANCELED), printer_answers=Answers.CANNOT),
            Handling.WAIT,
            JobStage.UNKNOWN,
            id="the printer cannot be asked",
        ),
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.CANCELED), reached=True),
            Handling.REFILL,
            JobStage.UNKNOWN,
            id="the printer has forgotten it",
        ),
        pytest.param(NOTHING, Handling.REFILL, JobStage.UNKNOWN, id="nobody knows it"),
        pytest.param(
            replace(NOTHING, queue_job=job(JobState.CANCELED), queue_feeds=True),
            Handling.WAIT,
            JobStage.UNKNOWN,
            id="cancelled, and its backend is still at work",
        ),
    ],
)
def test_a_job_given_up_is_settled(evidence: Evidence, handling: Handling, stage: JobStage) -> None:
    assert settle(evidence, handling=handling) is stage
