"""A world around the press that outlives the program: a tray, a spooler, a printer, an outlet, a portal."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from devices.errors import DeviceError
from devices.ports import JobReport, JobStage, PrintJob
from devices.status import DeviceKind, DeviceState, DeviceStatus
from kiosk.bilingual import Bilingual
from kiosk.errors import KioskError
from kiosk.portal.parcels import Parcel
from kiosk.portal.port import GrantCheck
from kiosk.press.gate import Gate
from kiosk.press.orders import CertificateOrder, Order, ProofOrder
from kiosk.press.ports import RenderedSheet
from kiosk.press.press import WORD_S
from kiosk.press.readiness import Readiness
from kiosk.press.reports import Reports, note_delivered
from kiosk.press.sheets import Sheets
from kiosk.records.audit import Audit
from kiosk.records.blank_books import BlankBooks
from kiosk.records.blanks import BlankStock
from kiosk.records.calibrations import CalibrationStore
from kiosk.records.confirmations import FormConfirmations
from kiosk.records.database import Database
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger
from kiosk.records.outbox import SealedOutbox
from kiosk.settings import Profile, TraySettings
from kiosk.visit.effects import PrintCertificate, PrintProof
from kiosk.visit.events import Event
from kiosk.visit.person import hash_holder
from kiosk.visit.register import Acceptance, CertificateGrant, IssuedProof, LicenceState
from tests.kiosk.records.fuse import Fuse, FusedDatabase

NAME = "张桂兰"
ID_NUMBER = "430922195203184525"
HOLDER = hash_holder(ID_NUMBER)
OTHER_HOLDER = hash_holder("430922194911027710")
FORM = "senior-card"
CASE = "430922-2026-000123"
VISIT = "visit-7f3a9c"
NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


def grant(**changes: str) -> CertificateGrant:
    values = {"grant": "G-1", "licence": "L-1", "holder_hash": HOLDER} | changes
    return CertificateGrant(
        acceptance=Acceptance(case_number=CASE, rating_token="rate-1"),
        grant=values["grant"],
        licence=values["licence"],
        form=FORM,
        title=Bilingual("老年人优待证", "Senior card"),
        values=(("holder_name", NAME), ("holder_number", ID_NUMBER)),
        holder_hash=values["holder_hash"],
        specimen=True,
    )


VALUES = (
    ("licence_number", "湘优430922202600001"),
    ("holder_name", "张桂兰"),
    ("holder_sex", "女"),
    ("holder_birth", "1952-03-18"),
    ("holder_id_number", ID_NUMBER),
    ("holder_address", "湖南省桃江县桃花江镇芙蓉社区桃花东路 16 号"),
    ("issuer", "桃江县民政局"),
    ("issued_on", "2026-03-18"),
    ("verify_url", "https://portal.example/verify/A1B2"),
)


def filled(**changes: str) -> CertificateGrant:
    """A grant with a value for every element of its form."""
    return replace(grant(), values=tuple((dict(VALUES) | changes).items()))


def proof(holder: str = HOLDER) -> IssuedProof:
    return IssuedProof(
        acceptance=Acceptance(case_number=CASE, rating_token="rate-1"),
        title="房产套数证明",
        paragraphs=(f"{NAME}名下有房产 1 套。",),
        columns=(),
        rows=(),
        verification_code="A1B2C3D4",
        verify_url="https://portal.example/verify/A1B2C3D4",
        issuer="桃江县自然资源局",
        issued=date(2026, 3, 18),
        data_as_of=date(2026, 3, 17),
        holder_hash=holder,
        specimen=True,
    )


def certificate_order(ticket: int = 1, *, holder: str = HOLDER, order_holder: str = HOLDER) -> CertificateOrder:
    effect = PrintCertificate(ticket, grant(holder_hash=order_holder), "extranet", holder)
    return CertificateOrder(effect=effect, visit=VISIT)


def proof_order(ticket: int = 1, *, copies: int = 1, holder: str = HOLDER, order_holder: str = HOLDER) -> ProofOrder:
    return ProofOrder(effect=PrintProof(ticket, proof(order_holder), copies, holder), visit=VISIT)


class Spooler:
    """The certificate printer as seen through its port. It goes on when the terminal dies.

    Attributes:
        sheets: the key of every sheet that physically came out.
        refuse: the next hand-over fails with this code, certainly without a job.
        silent: the next hand-over is never answered; ``took`` says whether there is a job all the same.
        ends: how the jobs end.
        begins_all: even a job that it then says it never heard of is told to be printing.
        forgets: jobs are no longer found.
        unreachable: nothing can be asked.
    """

    def __init__(self) -> None:
        self.fuse = Fuse()
        self.sheets: list[str] = []
        self.jobs: dict[str, PrintJob] = {}
        self.done: dict[str, JobReport] = {}
        self.refuse = ""
        self.explode: Exception | None = None
        self.silent = False
        self.started_anyway = False
        self.ends: deque[tuple[JobStage, str]] = deque()
        self.begins_all = False
        self.forgets = False
        self.unreachable = False
        self._listeners: dict[str, Callable[[JobReport], None]] = {}

    def open(self) -> None: ...

    def close(self) -> None: ...

    def status(self) -> DeviceStatus:
        return DeviceStatus(kind=DeviceKind.CERTIFICATE_PRINTER, state=DeviceState.ONLINE, since=NOW)

    def submit(self, *, pdf: bytes, media: str, source: str, name: str) -> Future[PrintJob]:
        self.fuse.moment()
        future: Future[PrintJob] = Future()
        if self.explode is not None:
            raise self.explode
        if self.refuse:
            future.set_exception(DeviceError(self.refuse))
            return future
        if self.silent:
            if self.started_anyway:
                future.set_running_or_notify_cancel()
            return future
        job = PrintJob(number=len(self.jobs) + 1, name=name)
        self.jobs[name] = job
        self.done.pop(name, None)
        self.fuse.moment()
        future.set_result(job)
        return future

    def follow(self, job: PrintJob, *, on_report: Callable[[JobReport], None]) -> None:
        self.fuse.moment()
        self._listeners[job.name] = on_report
        if job.name in self.done:
            on_report(self.done[job.name])

    def find(self, name: str) -> Future[PrintJob | None]:
        self.fuse.moment()
        future: Future[PrintJob | None] = Future()
        if self.unreachable:
            future.set_exception(DeviceError("CERTIFICATE_PRINTER_NO_SERVICE"))
        else:
            future.set_result(None if self.forgets else self.jobs.get(name))
        return future

    def forget_listeners(self) -> None:
        """The program that listened is gone."""
        self._listeners.clear()

    def run(self) -> None:
        """Print what is queued, telling whoever follows."""
        for name, job in self.jobs.items():
            if name not in self.done:
                stage, code = self.ends.popleft() if self.ends else (JobStage.SHEET_OUT, "")
                self._tell(JobReport(job=job, stage=JobStage.QUEUED))
                if stage is not JobStage.WITHDRAWN or self.begins_all:
                    self._tell(JobReport(job=job, stage=JobStage.PRINTING))
                if stage is JobStage.SHEET_OUT:
                    self.sheets.append(name)
                self.done[name] = JobReport(job=job, stage=stage, code=code)
                self._tell(self.done[name])

    def _tell(self, report: JobReport) -> None:
        if listener := self._listeners.get(report.job.name):
            listener(report)


@dataclass
class Register:
    """The portal's register."""

    state: LicenceState = LicenceState.VALID
    holder: str = HOLDER
    error: KioskError | None = None
    asked: int = 0
    fuse: Fuse = field(default_factory=Fuse)

    def check_grant(self, grant: str, *, line: str) -> GrantCheck:
        self.fuse.moment()
        self.asked += 1
        if self.error is not None:
            raise self.error
        return GrantCheck(self.state, self.holder)


PRINTER = "urn:uuid:2b7e1516-28ae-d2a6-abf7-158809cf4f3c"
"""What the certificate printer says of itself."""


def readiness_in(
    database: Database,
    stock: BlankStock,
    *,
    trays: tuple[TraySettings, ...] = (),
    profile: Profile = Profile.SANDBOX,
    wanted: frozenset[str] = frozenset({FORM}),
    printer: Callable[[], str] = lambda: PRINTER,
) -> Readiness:
    """The readiness of a terminal with these records."""
    audit = Audit(database=database, now=lambda: NOW)
    return Readiness(
        wanted=wanted,
        trays=trays,
        stock=stock,
        books=BlankBooks(database=database, stock=stock, now=lambda: NOW),
        calibrations=CalibrationStore(database=database, audit=audit, now=lambda: NOW),
        confirmations=FormConfirmations(database=database, audit=audit, now=lambda: NOW),
        printer=printer,
        profile=profile,
    )


class Renderer:
    """Lays out sheets that say which blank they are for."""

    def __init__(self, fuse: Fuse) -> None:
        self._fuse = fuse
        self.error: Exception | None = None
        self.rendered = 0
        self.on_render: Callable[[], None] = lambda: None

    def prepare_sheets(self) -> None: ...

    def forget(self) -> None: ...

    def proof(self, proof: IssuedProof) -> RenderedSheet:
        return self._sheet(proof.title.encode())

    def certificate(self, grant: CertificateGrant, *, blank_serial: str) -> RenderedSheet:
        return self._sheet(f"{grant.licence} on {blank_serial}".encode())

    def _sheet(self, pdf: bytes) -> RenderedSheet:
        self._fuse.moment()
        self.rendered += 1
        self.on_render()
        if self.error is not None:
            raise self.error
        return RenderedSheet(pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), medium="iso_a4_210x297mm", source="")


class Run:
    """One run of the program, from start to end or to the moment it is killed."""

    def __init__(self, folder: Path, spooler: Spooler, register: Register, fuse: Fuse | None = None) -> None:
        self.fuse = fuse or Fuse()
        spooler.fuse = register.fuse = self.fuse
        spooler.forget_listeners()
        self._spooler = spooler
        self.events: list[Event] = []
        self.alarms: list[str] = []
        self.time = 0.0
        self.folder = folder
        self.database = FusedDatabase(folder, self.fuse)
        keys = MachineKeys.load(folder)
        self.blanks = BlankStock(database=self.database, now=lambda: NOW)
        self.audit = Audit(database=self.database, now=lambda: NOW)
        self.ledger = PrintLedger(
            database=self.database, blanks=self.blanks, keys=keys, audit=self.audit, now=lambda: NOW
        )
        self.outbox = SealedOutbox(
            database=self.database, keys=keys, now=lambda: NOW, on_delivered=lambda p: note_delivered(self.ledger, p)
        )
        self.renderer = Renderer(self.fuse)
        self.occupied = False
        self._steps: deque[Callable[[], None]] = deque()
        self.sheets = Sheets(
            printer=spooler,
            gate=Gate(checker=register, ledger=self.ledger, clock=lambda: self.time),
            ledger=self.ledger,
            renderer=self.renderer,
            occupied=lambda: self.occupied,
            reports=Reports(ledger=self.ledger, sink=self.outbox),
            post=self._post,
            alarm=self.alarms.append,
            tell=self._steps.append,
            clock=lambda: self.time,
            hand_over_s=0.0,
            word_s=WORD_S,
        )

    def print(self, order: Order) -> None:
        """Print an order to its end, with the printer working whenever it has something to do."""
        self.sheets.start(order)
        self.settle()

    def settle(self) -> None:
        """Let printer and press work until neither has anything left to do."""
        self._spooler.run()
        while self._steps:
            self._steps.popleft()()
            self._spooler.run()

    def deliver_all(self) -> list[Parcel]:
        """Deliver what waits in the outbox."""
        delivered = []
        while stored := self.outbox.oldest():
            self.outbox.delivered(stored.id)
            delivered.append(stored.parcel)
        return delivered

    def end(self) -> None:
        """The process is gone; what was not committed is gone too."""
        self.database.close()

    def _post(self, event: Event) -> None:
        self.fuse.moment()
        self.events.append(event)
