"""The simulated world around a terminal: every peripheral at its transport, the network lines, and people's hands."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, assert_never

from devices.errors import DeviceError
from devices.simulators.certificate import CertificatePrinterSimulator
from devices.simulators.certificate_attributes import MEDIA
from devices.simulators.certificate_faults import CertificateFault
from devices.simulators.certificate_sheets import Sheet
from devices.simulators.emrtd.issuer import SandboxIssuer
from devices.simulators.escpos import ReceiptPrinterSimulator
from devices.simulators.input_board import InputBoardSimulator
from devices.simulators.matcher import MatcherSimulator
from devices.simulators.private_cups import PrivateCups
from devices.simulators.private_pcscd import PrivatePcscd, PrivatePcscdError
from devices.simulators.sam import SamSimulator
from devices.simulators.scanner import CodeScannerSimulator
from devices.simulators.vpcd import VpcdSimulator
from devices.simulators.world_cards import CardHand
from devices.simulators.world_client import CONTROL_SOCKET
from devices.simulators.world_endpoints import Endpoints, write_endpoints
from devices.simulators.world_line import SimulatedLine
from devices.simulators.world_messages import (
    AwaitChange,
    CertificateState,
    ClearCertificate,
    Command,
    CutLine,
    JamCertificate,
    LiftCard,
    LineState,
    LoadCertificate,
    LoadReceipt,
    MatcherState,
    MendLine,
    PaperLevel,
    PlaceCard,
    PrintedSheet,
    Refused,
    Reply,
    ScannerState,
    SetMatch,
    ShowCode,
    TakeCertificate,
    TearReceipt,
    WorldStatus,
)
from devices.simulators.world_receipts import ReceiptHand
from devices.simulators.world_server import WorldServer
from devices.status import DeviceKind, Outlet

log = logging.getLogger("devices.simulators")

QUEUE: Final = "certificates"
BOARD_ADDRESS: Final = 1
BOARD_INPUTS: Final = {Outlet.CERTIFICATE: 0, Outlet.RECEIPT: 1}
LEVEL_FAULTS: Final = {PaperLevel.LOW: CertificateFault.PAPER_LOW, PaperLevel.OUT: CertificateFault.PAPER_OUT}


class NoSuchLine(DeviceError):
    """The world has no network line of that name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__("SIMULATOR_NO_SUCH_LINE", f"no line {name!r}; there are: {', '.join(known) or 'none'}")


class NoSuchMatcher(DeviceError):
    """Only fingerprint readers and face cameras compare people."""

    def __init__(self, kind: DeviceKind) -> None:
        super().__init__("SIMULATOR_NO_SUCH_MATCHER", f"a {kind.value} compares nobody")


@dataclass(frozen=True)
class LineTarget:
    """A network line and the TCP address at its far end."""

    name: str
    host: str
    port: int


class Part(Protocol):
    """Anything of the world that is switched on and off."""

    def start(self) -> None:
        """Switch it on; returns once it answers."""

    def stop(self) -> None:
        """Switch it off."""


class World:
    """Every simulated thing around one terminal, under one state folder.

    Args of the constructor:
        state: holds the endpoints file, the control socket, and what comes out of the printers; made when missing.
        lines: the network lines of the terminal.
        motor_s: seconds that the certificate printer takes for a sheet.
        portal_ready: handed on in the endpoints.
    """

    def __init__(
        self, *, state: Path, lines: Sequence[LineTarget] = (), motor_s: float = 0.0, portal_ready: str = ""
    ) -> None:
        self._state = state
        self._portal_ready = portal_ready
        self._hand = threading.Lock()
        self._changed = threading.Condition()
        self._revision = 0
        self._stopping = False
        self._board = InputBoardSimulator(address=BOARD_ADDRESS, inputs=BOARD_INPUTS)
        self._identity = SamSimulator(link=state / "identity-reader")
        self._pcscd = PrivatePcscd(folder=state / "pcscd")
        self._slot = VpcdSimulator(port=self._pcscd.contact_port)
        self._contactless = VpcdSimulator(port=self._pcscd.contactless_port)
        self._authorities = state / "authorities"
        self._cards = CardHand(
            identity=self._identity, slot=self._slot, contactless=self._contactless, authorities=self._authorities
        )
        self._scanner = CodeScannerSimulator(link=state / "code-scanner", on_change=self._note_change)
        self._matchers: dict[DeviceKind, MatcherSimulator] = {
            DeviceKind.FINGERPRINT_READER: MatcherSimulator(),
            DeviceKind.FACE_CAMERA: MatcherSimulator(),
        }
        self._receipt = ReceiptPrinterSimulator(on_outlet=lambda present: self._sense(Outlet.RECEIPT, present))
        self._slips = ReceiptHand(folder=state / "receipt", printer=self._receipt)
        self._certificate = CertificatePrinterSimulator(
            folder=state / "certificate",
            on_outlet=lambda present: self._sense(Outlet.CERTIFICATE, present),
            motor_s=motor_s,
        )
        self._cups = PrivateCups(folder=state / "cups")
        self._lines = {
            line.name: SimulatedLine(name=line.name, host=line.host, upstream_port=line.port) for line in lines
        }
        self._server = WorldServer(path=state / CONTROL_SOCKET, carry_out=self.carry_out)

    def __enter__(self) -> World:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Endpoints:
        """Switch everything on, side by side, and write the endpoints file; returns once all of it answers.

        Raises:
            DeviceUnavailable, PrivatePcscdError: a system program is missing or does not come up.
        """
        self._state.mkdir(parents=True, exist_ok=True)
        SandboxIssuer.create(self._authorities)
        try:
            self._start_side_by_side()
        except (DeviceError, PrivatePcscdError, OSError):
            self.stop()
            raise
        endpoints = self._endpoints()
        write_endpoints(endpoints, self._state)
        self._server.start()
        return endpoints

    def stop(self) -> None:
        """Switch everything off, also what has only half come up."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._server.stop()
        slots: tuple[Part, ...] = (self._slot, self._contactless, self._identity)
        slow: tuple[Part, ...] = (*slots, self._cups, self._certificate, self._pcscd)
        quick: tuple[Part, ...] = (
            *self._lines.values(),
            *self._matchers.values(),
            self._scanner,
            self._receipt,
            self._board,
        )
        with ThreadPoolExecutor(thread_name_prefix="world-stop") as stoppers:
            for stopped in [stoppers.submit(part.stop) for part in (*slow, *quick)]:
                with contextlib.suppress(OSError):
                    stopped.result()

    def carry_out(self, command: Command) -> Reply:
        """Do what a command says and return the world after it."""
        if isinstance(command, AwaitChange):
            self._await_change(command)
            return self.status()
        try:
            with self._hand:
                self._do(command)
        except DeviceError as error:
            return Refused(error.detail or str(error))
        self._note_change()
        return self.status()

    def status(self) -> WorldStatus:
        """Return the world as it is now."""
        with self._changed:
            revision = self._revision
        return WorldStatus(
            revision=revision,
            cards=self._cards.lying(),
            receipt=self._slips.state(),
            certificate=CertificateState(
                faults=tuple(sorted(fault.value for fault in self._certificate.faults())),
                lying=tuple(_sheet(sheet) for sheet in self._certificate.lying()),
                sheets=tuple(_sheet(sheet) for sheet in self._certificate.sheets()),
            ),
            lines=tuple(LineState(name, line.cut_now) for name, line in self._lines.items()),
            scanner=ScannerState(lit=self._scanner.lit),
            matchers=tuple(MatcherState(kind, matcher.outcome) for kind, matcher in self._matchers.items()),
        )

    def _do(self, command: Command) -> None:
        match command:
            case PlaceCard():
                self._cards.place(command)
            case LiftCard():
                self._cards.lift()
            case ShowCode(text):
                self._scanner.show(text)
            case SetMatch(kind, outcome):
                self._matcher(kind).see(outcome)
            case LoadReceipt(level):
                self._slips.load(level)
            case TearReceipt():
                self._slips.tear()
            case LoadCertificate(level):
                self._load_certificate(level)
            case JamCertificate(None):
                self._certificate.fault(CertificateFault.JAM)
            case JamCertificate():
                self._certificate.jam_next()
            case ClearCertificate():
                for fault in self._certificate.faults():
                    self._certificate.clear(fault)
            case TakeCertificate():
                self._certificate.take()
            case CutLine(name, way):
                self._line(name).cut(way)
            case MendLine(name):
                self._line(name).mend()
            case AwaitChange():
                pass
            case unreachable:
                assert_never(unreachable)

    def _load_certificate(self, level: PaperLevel) -> None:
        for other, fault in LEVEL_FAULTS.items():
            if other is not level and fault in self._certificate.faults():
                self._certificate.clear(fault)
        if level in LEVEL_FAULTS:
            self._certificate.fault(LEVEL_FAULTS[level])

    def _line(self, name: str) -> SimulatedLine:
        if name not in self._lines:
            raise NoSuchLine(name, list(self._lines))
        return self._lines[name]

    def _matcher(self, kind: DeviceKind) -> MatcherSimulator:
        if kind not in self._matchers:
            raise NoSuchMatcher(kind)
        return self._matchers[kind]

    def _sense(self, outlet: Outlet, present: bool) -> None:
        self._board.show(outlet, present)
        self._note_change()

    def _note_change(self) -> None:
        with self._changed:
            self._revision += 1
            self._changed.notify_all()

    def _await_change(self, command: AwaitChange) -> None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._stopping or self._revision != command.revision, timeout=command.within_s
            )

    def _start_side_by_side(self) -> None:
        serial: tuple[Part, ...] = (self._board, self._identity, self._scanner)
        networked: tuple[Part, ...] = (self._receipt, *self._matchers.values(), *self._lines.values())
        quick = (*serial, self._pcscd, *networked)
        with ThreadPoolExecutor(thread_name_prefix="world-start") as starters:
            certificate = starters.submit(self._certificate.start)
            cups = starters.submit(self._cups.start)
            others = [starters.submit(part.start) for part in quick]
            queue = starters.submit(self._add_queue, [certificate, cups])
            for started in (certificate, cups, queue, *others):
                started.result()

    def _add_queue(self, after: Sequence[Future[None]]) -> None:
        for started in after:
            started.result()
        self._cups.add_queue(QUEUE, device_uri=self._certificate.uri, wanted={"media-supported": MEDIA[0].name})

    def _endpoints(self) -> Endpoints:
        return Endpoints(
            identity_reader=self._identity.port,
            input_board=self._board.port,
            pcscd_socket=str(self._pcscd.socket_path),
            authorities=str(self._authorities),
            code_scanner=self._scanner.port,
            fingerprint_port=self._matchers[DeviceKind.FINGERPRINT_READER].port,
            face_port=self._matchers[DeviceKind.FACE_CAMERA].port,
            receipt_host="127.0.0.1",
            receipt_port=self._receipt.port,
            cups_host=self._cups.host,
            cups_port=self._cups.port,
            certificate_queue=QUEUE,
            cups_folder=str(self._cups.folder),
            certificate_uri=self._certificate.uri,
            portal_ready=self._portal_ready,
            lines={name: line.port for name, line in self._lines.items()},
        )


def _sheet(sheet: Sheet) -> PrintedSheet:
    return PrintedSheet(sheet.number, str(sheet.document), sheet.media)
