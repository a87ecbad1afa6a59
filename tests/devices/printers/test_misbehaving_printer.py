"""Printers that lie, hang, forget, or lose their power: the driver never takes their silence for a sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.errors import DeviceError
from devices.ports import JobReport, JobStage
from devices.printers.ipp import JobState
from devices.simulators.ipp_script import (
    Begin,
    Cease,
    ClearReasons,
    EndJob,
    Manner,
    Moment,
    PowerOff,
    SetLevel,
    SetReasons,
    Step,
)
from devices.status import DeviceState
from tests.devices.printers.events import PATIENCE_S
from tests.devices.printers.fault_hall import FaultHall, fault_hall

pytestmark = pytest.mark.stack

JAM = SetReasons(("media-jam-error",))


@pytest.fixture(scope="module")
def one_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultHall]:
    with fault_hall(tmp_path_factory.mktemp("manners")) as hall:
        yield hall


@pytest.fixture
def hall(one_hall: FaultHall) -> FaultHall:
    one_hall.begin()
    return one_hall


def printed(hall: FaultHall) -> list[str]:
    return [sheet.job_name for sheet in hall.printer.sheets()]


def test_a_sheet_carries_its_tray_to_the_printer(hall: FaultHall) -> None:
    hall.end_of(hall.submit())
    (sheet,) = hall.printer.sheets()
    assert (sheet.media, sheet.source) == ("iso_a4_210x297mm", "tray-1")


def test_the_document_arrives_byte_for_byte(hall: FaultHall) -> None:
    hall.end_of(hall.submit())
    (sheet,) = hall.printer.sheets()
    assert sheet.document == hall.page


def test_a_printer_that_refuses_the_options_has_printed_nothing(hall: FaultHall) -> None:
    hall.printer.do(Begin(Manner.REFUSES_OPTIONS))
    job = hall.submit()
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.FAILED, code="CERTIFICATE_JOB_CANCELLED")
    assert printed(hall) == []


@pytest.mark.parametrize("manner", [Manner.BUSY, Manner.MUTE])
def test_a_printer_that_does_not_answer_takes_no_job(hall: FaultHall, manner: Manner) -> None:
    hall.printer.do(Begin(manner))
    with pytest.raises(DeviceError) as refused:
        hall.submit()
    assert refused.value.code == "CERTIFICATE_PRINTER_OFFLINE"
    assert hall.status().state is DeviceState.OFFLINE


@pytest.mark.parametrize("manner", [Manner.BUSY, Manner.MUTE])
def test_a_printer_that_falls_silent_in_a_job_leaves_it_open(hall: FaultHall, manner: Manner) -> None:
    hall.printer.next_job(Step(Moment.PAGE, Begin(manner)))
    job = hall.submit()
    assert hall.end_of(job).stage is JobStage.UNKNOWN


def test_a_printer_that_hangs_in_the_document_is_given_up_and_prints_nothing(hall: FaultHall) -> None:
    hall.printer.do(Begin(Manner.HANGS_IN_DOCUMENT))
    job = hall.submit()
    report = hall.end_of(job)
    assert (report.stage, report.code) == (JobStage.FAILED, "CERTIFICATE_PRINTER_TIMEOUT")
    hall.printer.do(Cease(Manner.HANGS_IN_DOCUMENT))
    assert hall.end_of(hall.submit()).stage is JobStage.SHEET_OUT
    assert job.name not in printed(hall)


def test_a_printer_that_does_not_count_is_believed(hall: FaultHall) -> None:
    hall.printer.do(Begin(Manner.DOES_NOT_COUNT))
    assert hall.end_of(hall.submit()).stage is JobStage.SHEET_OUT


def test_a_printer_that_counts_late_is_waited_for(hall: FaultHall) -> None:
    hall.printer.do(Begin(Manner.COUNTS_NOTHING))
    job = hall.submit()
    hall.ended.wait_for(lambda ended: ended.name == job.name)
    hall.printer.do(Cease(Manner.COUNTS_NOTHING))
    assert hall.end_of(job).stage is JobStage.SHEET_OUT


@pytest.mark.parametrize("manner", [Manner.COUNTS_NOTHING, Manner.PRINTS_NOTHING, Manner.FORGETS, Manner.HIDES_JOBS])
def test_a_job_without_evidence_is_left_to_a_person(hall: FaultHall, manner: Manner) -> None:
    hall.printer.do(Begin(manner))
    job = hall.submit()
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.UNKNOWN, code="CERTIFICATE_NO_EVIDENCE")


@pytest.mark.parametrize(
    ("state", "code"),
    [(JobState.ABORTED, "CERTIFICATE_JOB_ABORTED"), (JobState.CANCELED, "CERTIFICATE_JOB_CANCELLED")],
)
def test_a_job_that_the_printer_ends_by_itself_is_not_taken_for_printed(
    hall: FaultHall, state: JobState, code: str
) -> None:
    hall.printer.next_job(Step(Moment.PAGE, EndJob(state)))
    job = hall.submit()
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.UNKNOWN, code=code)
    assert printed(hall) == []


def test_a_printer_that_does_not_cancel_leaves_the_job_open(hall: FaultHall) -> None:
    hall.printer.do(Begin(Manner.WILL_NOT_CANCEL))
    hall.printer.next_job(Step(Moment.PAGE, SetReasons(("media-empty-error",))))
    job = hall.submit()
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.UNKNOWN, code="CERTIFICATE_PRINTER_PAPER_OUT")
    hall.printer.do(ClearReasons())
    hall.ended.wait_for(lambda ended: ended.name == job.name and ended.sheet)


def test_power_that_goes_in_a_job_leaves_it_open(hall: FaultHall) -> None:
    hall.printer.next_job(Step(Moment.PAGE, PowerOff()))
    job = hall.submit()
    assert hall.end_of(job).stage is JobStage.UNKNOWN
    hall.printer.switch_on()
    assert hall.end_of(hall.submit()).stage is JobStage.SHEET_OUT
    assert job.name not in printed(hall)


def test_a_fault_that_passes_at_once_is_waited_out(hall: FaultHall) -> None:
    hall.printer.next_job(Step(Moment.PAGE, SetReasons(("paused-error",))))
    job = hall.submit()
    hall.reports.wait_for(lambda report: report.job == job and report.stage is JobStage.PRINTING)
    hall.printer.do(ClearReasons())
    assert hall.end_of(job).stage is JobStage.SHEET_OUT


def test_several_reasons_at_once_are_told_by_the_gravest(hall: FaultHall) -> None:
    hall.printer.do(SetReasons(("toner-low-warning", "media-empty-error", "cover-open-error")))
    with pytest.raises(DeviceError) as refused:
        hall.submit()
    assert refused.value.code == "CERTIFICATE_PRINTER_COVER_OPEN"


def test_a_sheet_that_comes_while_the_jam_is_told_counts(hall: FaultHall) -> None:
    hall.printer.next_job(Step(Moment.OUT, JAM))
    job = hall.submit()
    assert hall.end_of(job).stage is JobStage.SHEET_OUT
    assert hall.driver.find(job.name).result(PATIENCE_S) == job


def test_another_tray_that_is_empty_hinders_no_sheet_from_ours(hall: FaultHall) -> None:
    hall.printer.do(SetLevel("tray-3", 0))
    hall.printer.do(SetReasons(("media-empty-warning",)))
    status = hall.status()
    assert status.works
    assert status.fault is not None
    assert status.fault.code == "CERTIFICATE_PRINTER_TRAY_EMPTY"
    assert hall.end_of(hall.submit()).stage is JobStage.SHEET_OUT


def test_a_tray_that_the_printer_counts_as_empty_is_not_asked_for(hall: FaultHall) -> None:
    hall.printer.do(SetLevel("tray-1", 0))
    with pytest.raises(DeviceError) as refused:
        hall.submit()
    assert refused.value.code == "CERTIFICATE_PRINTER_PAPER_OUT"
    assert hall.status().works
