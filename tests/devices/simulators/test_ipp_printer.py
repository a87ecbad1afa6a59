"""The simulated IPP printer, looked at by the tools of CUPS and by hand."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.printers.ipp import IppPrinter, JobState
from devices.printers.ipp_codec import EnumNumber, Integer, Text, TextTag, Value
from devices.simulators.ipp_printer import IppPrinterSimulator
from devices.simulators.ipp_script import (
    Begin,
    ClearReasons,
    EndJob,
    JobEnded,
    Manner,
    Moment,
    PowerOff,
    SetReasons,
    Step,
)
from devices.simulators.ipp_values import attribute, collection, members_of
from tests.devices.printers.events import Listener

pytestmark = pytest.mark.stack

PDF = "application/pdf"


@pytest.fixture
def ended() -> Listener[JobEnded]:
    return Listener()


@pytest.fixture
def simulator(ended: Listener[JobEnded]) -> Iterator[IppPrinterSimulator]:
    with IppPrinterSimulator(on_end=ended) as simulator:
        yield simulator


@pytest.fixture
def printer(simulator: IppPrinterSimulator) -> IppPrinter:
    return IppPrinter(uri=simulator.uri, deadline_s=5)


@pytest.mark.parametrize(
    "test", ["get-printer-attributes.test", "get-jobs.test", "get-completed-jobs.test", "validate-job.test"]
)
def test_it_speaks_ipp_as_cups_wants_it(simulator: IppPrinterSimulator, tmp_path: Path, test: str) -> None:
    document = tmp_path / "page.pdf"
    document.write_bytes(b"%PDF-1.4")
    done = subprocess.run(["ipptool", "-t", "-f", document, simulator.uri, test], capture_output=True, check=False)
    assert b"FAIL" not in done.stdout, done.stdout.decode()
    assert b"PASS" in done.stdout


def test_reasons_are_said_word_for_word(simulator: IppPrinterSimulator, printer: IppPrinter) -> None:
    assert printer.printer().reasons == ("none",)
    simulator.do(SetReasons(("media-jam-error", "com.maker-drum-report")))
    assert printer.printer().reasons == ("media-jam-error", "com.maker-drum-report")
    simulator.do(ClearReasons())
    assert printer.printer().reasons == ("none",)


def test_a_sheet_comes_out(simulator: IppPrinterSimulator, printer: IppPrinter, ended: Listener[JobEnded]) -> None:
    job = printer.print(b"%PDF-1.4", name="key", document_format=PDF)
    assert ended.wait_for(lambda one: one.name == "key") == JobEnded("key", JobState.COMPLETED, sheet=True)
    after = printer.job(job.number)
    assert after is not None
    assert (after.state, after.impressions, after.begun) == (JobState.COMPLETED, 1, True)
    assert [sheet.document for sheet in simulator.sheets()] == [b"%PDF-1.4"]


def test_a_fault_holds_the_sheet_until_it_is_cleared(
    simulator: IppPrinterSimulator, printer: IppPrinter, ended: Listener[JobEnded]
) -> None:
    simulator.do(SetReasons(("media-jam-error",)))
    printer.print(b"%PDF-1.4", name="key", document_format=PDF)
    assert simulator.sheets() == ()
    simulator.do(ClearReasons())
    assert ended.wait_for(lambda one: one.name == "key").sheet


def test_a_cancelled_job_never_comes_out(
    simulator: IppPrinterSimulator, printer: IppPrinter, ended: Listener[JobEnded]
) -> None:
    simulator.do(SetReasons(("media-empty-error",)))
    job = printer.print(b"%PDF-1.4", name="key", document_format=PDF)
    printer.cancel(job.number)
    simulator.do(ClearReasons())
    assert ended.wait_for(lambda one: one.name == "key") == JobEnded("key", JobState.CANCELED, sheet=False)
    after = printer.job(job.number)
    assert after is not None
    assert after.begun is False
    assert simulator.sheets() == ()


def test_a_job_can_be_ended_by_the_printer(
    simulator: IppPrinterSimulator, printer: IppPrinter, ended: Listener[JobEnded]
) -> None:
    simulator.next_job(Step(Moment.PAGE, EndJob(JobState.ABORTED)))
    printer.print(b"%PDF-1.4", name="key", document_format=PDF)
    assert ended.wait_for(lambda one: one.name == "key") == JobEnded("key", JobState.ABORTED, sheet=False)


def test_power_takes_the_jobs_along(
    simulator: IppPrinterSimulator, printer: IppPrinter, ended: Listener[JobEnded]
) -> None:
    simulator.next_job(Step(Moment.PAGE, PowerOff()))
    printer.print(b"%PDF-1.4", name="key", document_format=PDF)
    assert not ended.wait_for(lambda one: one.name == "key").sheet
    simulator.switch_on()
    assert printer.jobs() == ()


def test_what_it_hides_it_still_knows_by_number(simulator: IppPrinterSimulator, printer: IppPrinter) -> None:
    simulator.do(Begin(Manner.HIDES_JOBS))
    job = printer.print(b"%PDF-1.4", name="key", document_format=PDF)
    assert printer.jobs() == ()
    assert printer.job(job.number) is not None


def test_members_of_a_collection_are_found_again() -> None:
    source = Text(TextTag.KEYWORD, "tray-2")
    run = collection({"media-size": {"x-dimension": Integer(21000)}, "media-source": source})
    assert members_of(run) == {"x-dimension": Integer(21000), "media-source": source}


@pytest.mark.parametrize(
    ("kind", "words", "values"),
    [
        ("integer", "1,2", (Integer(1), Integer(2))),
        ("enum", "3", (EnumNumber(3),)),
        ("text", '"Model, simulated"', (Text(TextTag.TEXT, "Model, simulated"),)),
        ("keyword", "one,two", (Text(TextTag.KEYWORD, "one"), Text(TextTag.KEYWORD, "two"))),
    ],
)
def test_a_line_of_attributes_is_read(kind: str, words: str, values: tuple[Value, ...]) -> None:
    assert attribute(kind, "name", words).values == values
