"""The certificate printer's driver on a real scheduler and a real IPP printer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from devices.errors import DeviceError
from devices.ports import JobReport, JobStage, PrintJob
from devices.printers.certificate import CupsCertificatePrinter
from devices.printers.chain.watch import try_queue
from devices.printers.followed_job import FollowTiming
from devices.printers.ipp import IppPrinter
from devices.simulators.certificate import CertificatePrinterSimulator
from devices.simulators.certificate_faults import CertificateFault
from devices.simulators.private_cups import PrivateCups
from devices.status import DeviceState, DeviceStatus, Supply
from tests.devices.printers.events import PATIENCE_S, Listener, noon

pytestmark = pytest.mark.stack

A3 = "iso_a3_297x420mm"
A4 = "iso_a4_210x297mm"
A5 = "iso_a5_148x210mm"
BOOK = "custom_128x95mm_128x95mm"
CARD = "custom_85.6x54mm_85.6x54mm"
SIZES_MM: dict[str, tuple[float, float]] = {
    A3: (297, 420),
    A4: (210, 297),
    A5: (148, 210),
    BOOK: (128, 95),
    CARD: (85.6, 54),
}
POINTS_PER_MM = 72 / 25.4
MARK_MM = (50, 40, 10, 5)
QUEUE = "certificate"
QUICK = FollowTiming(blocked_s=0.3, feeding_s=3, wait_s=3, print_s=20, cancel_s=3)


@dataclass
class Hall:
    """A terminal's corner with its printer, queue and driver."""

    simulator: CertificatePrinterSimulator
    cups: PrivateCups
    printer: CupsCertificatePrinter
    told: Listener[DeviceStatus]
    reports: Listener[JobReport] = field(default_factory=Listener)

    def print(self, name: str, media: str = A4, source: str = "") -> PrintJob:
        job = self.printer.submit(pdf=page(media), media=media, source=source, name=name).result(PATIENCE_S)
        self.printer.follow(job, on_report=self.reports)
        return job

    def end_of(self, job: PrintJob) -> JobReport:
        return self.reports.wait_for(lambda report: report.job == job and report.stage.is_end)

    def wait_for_fault(self, code: str) -> DeviceStatus:
        return self.told.wait_for(lambda status: status.fault is not None and status.fault.code == code)


def page(media: str) -> bytes:
    """One page with a black mark whose place is known."""
    width, height = (side * POINTS_PER_MM for side in SIZES_MM[media])
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    left, bottom, across, up = (side * POINTS_PER_MM for side in MARK_MM)
    canvas.rect(left, bottom, across, up, stroke=0, fill=1)
    canvas.save()
    return out.getvalue()


def marks_mm(document: Path) -> tuple[tuple[float, float], list[float]]:
    """Return page size and the box of everything on it, in mm."""
    with pypdfium2.PdfDocument(document) as pdf:
        assert len(pdf) == 1
        sheet = pdf[0]
        size = sheet.get_size()
        box = next(iter(sheet.get_objects())).get_bounds()
        return (size[0] / POINTS_PER_MM, size[1] / POINTS_PER_MM), [side / POINTS_PER_MM for side in box]


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    told: Listener[DeviceStatus] = Listener()
    with (
        CertificatePrinterSimulator(folder=tmp_path / "printer") as simulator,
        PrivateCups(folder=tmp_path / "cups") as cups,
    ):
        cups.add_queue(QUEUE, device_uri=simulator.uri, wanted={"media-supported": A5})
        printer = CupsCertificatePrinter(
            host=cups.host, port=cups.port, queue=QUEUE, on_status=told, now=noon, timing=QUICK
        )
        printer.open()
        told.wait_for(lambda status: status.works)
        yield Hall(simulator, cups, printer, told)
        printer.close()


@pytest.mark.parametrize("media", SIZES_MM)
def test_a_sheet_comes_out_with_its_geometry(hall: Hall, media: str) -> None:
    job = hall.print("key-1", media)
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.SHEET_OUT)
    (sheet,) = hall.simulator.lying()
    assert (sheet.media, sheet.job_name) == (media, "key-1")
    size, box = marks_mm(sheet.document)
    assert size == pytest.approx(SIZES_MM[media], abs=0.05)
    left, bottom, width, height = MARK_MM
    assert box == pytest.approx([left, bottom, left + width, bottom + height], abs=0.05)


@pytest.mark.parametrize("source", ["tray-1", "tray-3"])
def test_a_sheet_is_taken_from_the_tray_that_was_named(hall: Hall, source: str) -> None:
    assert hall.end_of(hall.print("key-1", A4, source)).stage is JobStage.SHEET_OUT
    (sheet,) = hall.simulator.lying()
    assert (sheet.media, sheet.source) == (A4, source)


def test_without_a_tray_the_printer_takes_the_first_that_holds_the_size(hall: Hall) -> None:
    hall.end_of(hall.print("key-1", A5))
    (sheet,) = hall.simulator.lying()
    assert sheet.source == "tray-2"


def test_defaults_of_the_queue_change_nothing(hall: Hall) -> None:
    hall.cups.administer("-p", QUEUE, *("-o", "copies-default=2"), *("-o", "number-up-default=2"))
    hall.cups.administer("-p", QUEUE, *("-o", "fit-to-page-default=true"), *("-o", "InputSlot=Tray3"))
    hall.cups.administer(
        "-p", QUEUE, "-o", "sides-default=two-sided-long-edge", "-o", "job-hold-until-default=indefinite"
    )
    assert hall.end_of(hall.print("key-1", A4, "tray-1")).stage is JobStage.SHEET_OUT
    (sheet,) = hall.simulator.lying()
    assert sheet.source == "tray-1"
    assert sheet.document.read_bytes() == page(A4)


def test_a_printer_says_which_one_it_is(hall: Hall) -> None:
    assert hall.printer.status().about == IppPrinter(uri=hall.simulator.uri, deadline_s=5).printer().uuid
    assert hall.printer.status().about.startswith("urn:uuid:")


def test_stages_are_told_in_order_and_once(hall: Hall) -> None:
    hall.simulator.motor_s = 0.5
    job = hall.print("key-1")
    hall.end_of(job)
    stages = [report.stage for report in hall.reports.told]
    assert stages[-2:] == [JobStage.PRINTING, JobStage.SHEET_OUT]
    assert stages[:-2] in ([], [JobStage.QUEUED])


def test_sheets_come_out_one_after_the_other(hall: Hall) -> None:
    ends = [hall.end_of(hall.print(f"key-{number}")) for number in range(3)]
    assert [end.stage for end in ends] == [JobStage.SHEET_OUT] * 3
    assert [sheet.job_name for sheet in hall.simulator.sheets()] == ["key-0", "key-1", "key-2"]


def test_a_jam_leaves_open_whether_the_sheet_is_printed(hall: Hall) -> None:
    hall.simulator.jam_next()
    job = hall.print("key-1")
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.UNKNOWN, code="CERTIFICATE_PRINTER_JAM")
    assert hall.simulator.lying() == ()
    status = hall.wait_for_fault("CERTIFICATE_PRINTER_JAM")
    assert (status.state, status.paper) == (DeviceState.HARDWARE_ERROR, Supply.JAMMED)


def test_after_a_jam_is_cleared_only_the_next_sheet_comes_out(hall: Hall) -> None:
    hall.simulator.jam_next()
    hall.end_of(hall.print("key-1"))
    hall.wait_for_fault("CERTIFICATE_PRINTER_JAM")
    before = len(hall.told.told)
    hall.simulator.clear(CertificateFault.JAM)
    hall.told.wait_for(lambda status: status.works, after=before)
    assert hall.end_of(hall.print("key-2")).stage is JobStage.SHEET_OUT
    assert [sheet.job_name for sheet in hall.simulator.sheets()] == ["key-2"]


def test_paper_that_is_out_before_the_sheet_is_drawn_fails_and_prints_nothing_later(hall: Hall) -> None:
    hall.simulator.run_out_next()
    job = hall.print("key-1")
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.FAILED, code="CERTIFICATE_PRINTER_PAPER_OUT")
    before = len(hall.told.told)
    hall.simulator.clear(CertificateFault.PAPER_OUT)
    hall.told.wait_for(lambda status: status.works, after=before)
    assert hall.end_of(hall.print("key-2")).stage is JobStage.SHEET_OUT
    assert [sheet.job_name for sheet in hall.simulator.sheets()] == ["key-2"]


@pytest.mark.parametrize(
    ("fault", "code", "state", "paper"),
    [
        (CertificateFault.PAPER_OUT, "CERTIFICATE_PRINTER_PAPER_OUT", DeviceState.USER_ERROR, Supply.OUT),
        (CertificateFault.COVER_OPEN, "CERTIFICATE_PRINTER_COVER_OPEN", DeviceState.USER_ERROR, Supply.FULL),
        (CertificateFault.WRONG_PAPER, "CERTIFICATE_PRINTER_WRONG_PAPER", DeviceState.USER_ERROR, Supply.FULL),
        (CertificateFault.JAM, "CERTIFICATE_PRINTER_JAM", DeviceState.HARDWARE_ERROR, Supply.JAMMED),
    ],
)
def test_a_printer_with_a_fault_takes_no_job(
    hall: Hall, fault: CertificateFault, code: str, state: DeviceState, paper: Supply
) -> None:
    hall.simulator.fault(fault)
    with pytest.raises(DeviceError) as refused:
        hall.printer.submit(pdf=page(A4), media=A4, source="", name="key-1").result(PATIENCE_S)
    assert refused.value.code == code
    status = hall.wait_for_fault(code)
    assert (status.state, status.paper) == (state, paper)
    assert hall.printer.find("key-1").result(PATIENCE_S) is None


def test_low_paper_is_told_and_printing_goes_on(hall: Hall) -> None:
    hall.simulator.fault(CertificateFault.PAPER_LOW)
    status = hall.wait_for_fault("CERTIFICATE_PRINTER_PAPER_LOW")
    assert (status.state, status.paper) == (DeviceState.ONLINE, Supply.LOW)
    assert hall.end_of(hall.print("key-1")).stage is JobStage.SHEET_OUT


def test_a_job_that_the_printer_gives_up_is_not_taken_for_printed(hall: Hall) -> None:
    hall.simulator.abort_next()
    job = hall.print("key-1")
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.UNKNOWN, code="CERTIFICATE_JOB_ABORTED")


@pytest.mark.parametrize(
    ("pdf", "media", "source", "code"),
    [
        (page(A4), "iso_a2_420x594mm", "", "CERTIFICATE_MEDIA_UNSUPPORTED"),
        (page(A4), "letter", "", "CERTIFICATE_MEDIA_UNSUPPORTED"),
        (page(A5), "custom_148.5x210mm_148.5x210mm", "", "CERTIFICATE_MEDIA_UNSUPPORTED"),
        (b"not a document", A4, "", "CERTIFICATE_DOCUMENT_REFUSED"),
        (page(A4), A4, "tray-9", "CERTIFICATE_TRAY_UNKNOWN"),
        (page(A5), A4, "", "CERTIFICATE_PAGE_MISFIT"),
    ],
)
def test_what_cannot_be_printed_is_refused_before(hall: Hall, pdf: bytes, media: str, source: str, code: str) -> None:
    with pytest.raises(DeviceError) as refused:
        hall.printer.submit(pdf=pdf, media=media, source=source, name="key-1").result(PATIENCE_S)
    assert refused.value.code == code
    assert hall.printer.status().works


def test_a_job_is_found_by_its_print_key(hall: Hall) -> None:
    first = hall.print("key-1")
    hall.end_of(first)
    second = hall.print("key-2")
    hall.end_of(second)
    assert hall.printer.find("key-1").result(PATIENCE_S) == first
    assert hall.printer.find("key-2").result(PATIENCE_S) == second
    assert hall.printer.find("key-3").result(PATIENCE_S) is None


def test_a_job_of_the_time_before_a_crash_can_be_followed(hall: Hall) -> None:
    hall.end_of(hall.print("key-1"))
    job = hall.printer.find("key-1").result(PATIENCE_S)
    assert job is not None
    again: Listener[JobReport] = Listener()
    hall.printer.follow(job, on_report=again)
    assert again.wait_for(lambda report: report.stage.is_end).stage is JobStage.SHEET_OUT


def test_a_scheduler_that_crashes_is_told_and_found_again(hall: Hall) -> None:
    hall.cups.kill()
    status = hall.wait_for_fault("CERTIFICATE_CUPS_DOWN")
    assert status.state is DeviceState.NO_SERVICE
    with pytest.raises(DeviceError) as refused:
        hall.printer.submit(pdf=page(A4), media=A4, source="", name="key-1").result(PATIENCE_S)
    assert refused.value.code == "CERTIFICATE_CUPS_DOWN"
    before = len(hall.told.told)
    hall.cups.restart()
    hall.told.wait_for(lambda status: status.works, after=before)
    assert hall.end_of(hall.print("key-2")).stage is JobStage.SHEET_OUT


def test_a_sheet_that_is_printing_while_the_scheduler_crashes_is_known_and_not_printed_twice(hall: Hall) -> None:
    hall.simulator.motor_s = 1.0
    job = hall.print("key-1")
    hall.reports.wait_for(lambda report: report.stage is JobStage.PRINTING)
    hall.cups.kill()
    assert hall.end_of(job).stage is JobStage.SHEET_OUT
    before = len(hall.told.told)
    hall.cups.restart()
    hall.told.wait_for(lambda status: status.works, after=before)
    assert hall.end_of(hall.print("key-2")).stage is JobStage.SHEET_OUT
    assert [sheet.job_name for sheet in hall.simulator.sheets()] == ["key-1", "key-2"]


def test_a_printer_that_is_switched_off_is_offline(hall: Hall) -> None:
    hall.simulator.switch_off()
    status = hall.wait_for_fault("CERTIFICATE_PRINTER_OFFLINE")
    assert status.state is DeviceState.OFFLINE
    with pytest.raises(DeviceError) as refused:
        hall.printer.submit(pdf=page(A4), media=A4, source="", name="key-1").result(PATIENCE_S)
    assert refused.value.code == "CERTIFICATE_PRINTER_OFFLINE"
    before = len(hall.told.told)
    hall.simulator.switch_on()
    hall.told.wait_for(lambda status: status.works, after=before)


def test_a_printer_that_loses_power_in_a_job_leaves_it_unknown(hall: Hall) -> None:
    hall.simulator.motor_s = 60
    job = hall.print("key-1")
    hall.reports.wait_for(lambda report: report.stage is JobStage.PRINTING)
    hall.simulator.switch_off()
    assert hall.end_of(job).stage is JobStage.UNKNOWN


def test_a_stopped_queue_takes_no_job(hall: Hall) -> None:
    hall.cups.pause(QUEUE)
    hall.wait_for_fault("CERTIFICATE_QUEUE_STOPPED")
    with pytest.raises(DeviceError) as refused:
        hall.printer.submit(pdf=page(A4), media=A4, source="", name="key-1").result(PATIENCE_S)
    assert refused.value.code == "CERTIFICATE_QUEUE_STOPPED"


def test_a_queue_that_keeps_failed_jobs_is_not_used(hall: Hall) -> None:
    hall.cups.administer("-p", QUEUE, "-o", "printer-error-policy=retry-job")
    status = hall.wait_for_fault("CERTIFICATE_QUEUE_SETUP")
    assert not status.works


def test_a_queue_whose_backend_waits_for_the_printer_is_not_used(hall: Hall) -> None:
    hall.cups.administer("-p", QUEUE, "-v", hall.simulator.uri)
    status = hall.wait_for_fault("CERTIFICATE_QUEUE_SETUP")
    assert not status.works


def test_a_queue_that_moves_the_page_is_refused_until_it_is_mended(hall: Hall) -> None:
    description = hall.cups.description(QUEUE).replace("application/pdf 10 -", "application/pdf 10 pdftopdf")
    hall.cups.describe(QUEUE, description)
    hall.cups.administer("-p", QUEUE, "-o", "mirror-default=true")
    status = hall.wait_for_fault("CERTIFICATE_CHAIN_MOVES")
    assert not status.works
    with pytest.raises(DeviceError) as refused:
        hall.printer.submit(pdf=page(A4), media=A4, source="", name="key-1").result(PATIENCE_S)
    assert refused.value.code == "CERTIFICATE_CHAIN_MOVES"
    report = try_queue(host=hall.cups.host, port=hall.cups.port, queue=QUEUE, media=(A4, A5))
    assert report.moved_mm == pytest.approx(4.0, abs=0.1)
    before = len(hall.told.told)
    hall.cups.administer("-p", QUEUE, "-R", "mirror-default")
    hall.told.wait_for(lambda status: status.works, after=before)
    assert hall.end_of(hall.print("key-2")).stage is JobStage.SHEET_OUT
    assert [sheet.job_name for sheet in hall.simulator.sheets()] == ["key-2"]


def test_a_shared_queue_is_not_used(hall: Hall) -> None:
    hall.cups.administer("-p", QUEUE, "-o", "printer-is-shared=true")
    status = hall.wait_for_fault("CERTIFICATE_QUEUE_SETUP")
    assert not status.works


def test_a_missing_queue_is_no_device(hall: Hall) -> None:
    told: Listener[DeviceStatus] = Listener()
    printer = CupsCertificatePrinter(
        host=hall.cups.host, port=hall.cups.port, queue="no-such-queue", on_status=told, now=noon
    )
    printer.open()
    status = told.wait_for(lambda status: status.fault is not None)
    printer.close()
    assert status.state is DeviceState.NO_DEVICE
    assert status.fault is not None
    assert status.fault.code == "CERTIFICATE_QUEUE_MISSING"


def test_the_outlet_tells_when_a_sheet_comes_and_goes(tmp_path: Path) -> None:
    outlet: Listener[bool] = Listener()
    with CertificatePrinterSimulator(folder=tmp_path / "printer", on_outlet=outlet) as simulator:
        straight = IppPrinter(uri=simulator.uri, deadline_s=5)
        pdf = page(A5)
        straight.print(pdf, name="key-1", document_format="application/pdf")
        outlet.wait_for(lambda present: present)
        (sheet,) = simulator.take()
        assert sheet.document.read_bytes() == pdf
    assert outlet.told == [True, False]


def test_nothing_of_a_sheet_stays_in_printer_and_queue(hall: Hall, tmp_path: Path) -> None:
    job = hall.print("key-1")
    hall.end_of(job)
    hall.end_of(hall.print("key-2"))
    left = [path for path in (tmp_path / "printer/spool").iterdir() if path.name.startswith("1-")]
    left += [path for path in (hall.cups.folder / "spool").iterdir() if path.name.startswith("d00001")]
    assert left == []
