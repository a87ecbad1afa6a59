"""What ippeveprinter can show of a printer's reasons, at three moments, through CUPS and the real driver."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from devices.errors import DeviceError
from devices.ports import JobReport, JobStage, PrintJob
from devices.printers.certificate import CupsCertificatePrinter
from devices.printers.state_reasons import Handling, Meaning
from devices.simulators.certificate import CertificatePrinterSimulator
from devices.simulators.certificate_faults import CertificateFault, FaultMoment
from devices.simulators.private_cups import PrivateCups
from devices.status import DeviceStatus
from tests.devices.printers.events import PATIENCE_S, Listener, noon
from tests.devices.printers.fault_hall import A4, QUEUE, QUICK, REASONS, page

pytestmark = pytest.mark.stack


class Hall:
    """The printer, its queue and its driver."""

    def __init__(self, simulator: CertificatePrinterSimulator, cups: PrivateCups) -> None:
        self.simulator = simulator
        self.told: Listener[DeviceStatus] = Listener()
        self.reports: Listener[JobReport] = Listener()
        self._names = (f"key-{number}" for number in itertools.count(1))
        self.driver = CupsCertificatePrinter(
            host=cups.host, port=cups.port, queue=QUEUE, on_status=self.told, now=noon, timing=QUICK
        )

    def submit(self) -> PrintJob:
        job = self.driver.submit(pdf=page(), media=A4, source="", name=next(self._names)).result(PATIENCE_S)
        self.driver.follow(job, on_report=self.reports)
        return job

    def end_of(self, job: PrintJob) -> JobReport:
        return self.reports.wait_for(lambda report: report.job == job and report.stage.is_end)

    def printed(self) -> list[str]:
        return [sheet.job_name for sheet in self.simulator.sheets()]


@pytest.fixture(scope="module")
def one_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("ippeve")
    with (
        CertificatePrinterSimulator(folder=folder / "printer") as simulator,
        PrivateCups(folder=folder / "cups") as cups,
    ):
        cups.add_queue(QUEUE, device_uri=simulator.uri, wanted={"media-supported": A4})
        hall = Hall(simulator, cups)
        hall.driver.open()
        hall.told.wait_for(lambda status: status.works)
        yield hall
        hall.driver.close()


@pytest.fixture
def hall(one_hall: Hall) -> Iterator[Hall]:
    yield one_hall
    for fault in one_hall.simulator.faults():
        one_hall.simulator.clear(fault)


def meaning(fault: CertificateFault) -> Meaning:
    return REASONS.meaning_of(fault.value)


BLOCKING = [fault for fault in CertificateFault if meaning(fault).handling >= Handling.WAIT]
MILD = [fault for fault in CertificateFault if fault not in BLOCKING]


@pytest.mark.parametrize("fault", BLOCKING)
def test_while_idle_it_keeps_a_job_from_being_made(hall: Hall, fault: CertificateFault) -> None:
    hall.simulator.fault(fault)
    with pytest.raises(DeviceError) as refused:
        hall.submit()
    assert refused.value.code == meaning(fault).code
    hall.told.wait_for(lambda status: status.fault is not None and status.fault.code == meaning(fault).code)


@pytest.mark.parametrize("fault", BLOCKING)
def test_in_the_middle_of_a_job_nothing_comes_out_later(hall: Hall, fault: CertificateFault) -> None:
    hall.simulator.fault_next(fault, FaultMoment.PAGE)
    job = hall.submit()
    wanted = JobStage.FAILED if meaning(fault).handling is Handling.REFILL else JobStage.UNKNOWN
    assert hall.end_of(job) == JobReport(job=job, stage=wanted, code=meaning(fault).code)
    hall.simulator.clear(fault)
    assert hall.end_of(hall.submit()).stage is JobStage.SHEET_OUT
    assert job.name not in hall.printed()


@pytest.mark.parametrize("fault", CertificateFault)
def test_after_a_job_the_sheet_counts_and_the_fault_is_told(hall: Hall, fault: CertificateFault) -> None:
    hall.simulator.fault_next(fault, FaultMoment.AFTER)
    job = hall.submit()
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.SHEET_OUT)
    assert hall.printed()[-1] == job.name
    hall.told.wait_for(lambda status: status.fault is not None and status.fault.code == meaning(fault).code)


@pytest.mark.parametrize("fault", MILD)
@pytest.mark.parametrize("moment", [FaultMoment.BEFORE, FaultMoment.PAGE])
def test_a_mild_one_hinders_nothing(hall: Hall, fault: CertificateFault, moment: FaultMoment) -> None:
    hall.simulator.fault_next(fault, moment)
    job = hall.submit()
    assert hall.end_of(job) == JobReport(job=job, stage=JobStage.SHEET_OUT)
