"""The devices of this terminal, built from its settings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from devices.absent import AbsentCertificatePrinter, AbsentReceiptPrinter
from devices.cards.applications import CardApplication, PagedIdentity, SocialSecurity, TravelDocuments
from devices.cards.events import CardListener
from devices.cards.pcsc_reader import PcscReader
from devices.cards.sam.line import Line
from devices.cards.sam.reader import SamReader
from devices.cards.sam.serial_line import open_serial_line
from devices.cards.sam.tcp_line import TcpLine
from devices.cards.sam.usb_line import UsbIdentifier, UsbLine
from devices.input_board import ModbusInputBoard
from devices.matcher.tcp_matcher import TcpPersonMatcher
from devices.owner import StatusListener
from devices.ports import (
    CardReader,
    CertificatePrinter,
    CodeListener,
    CodeScanner,
    Device,
    InputBoard,
    OutletListener,
    PersonMatcher,
    ReceiptPrinter,
)
from devices.printers.certificate import CupsCertificatePrinter
from devices.printers.links import LinkAddress, SerialAddress, TcpAddress
from devices.printers.receipt import EscposReceiptPrinter
from devices.scanner.serial_scanner import SerialCodeScanner
from devices.scanner.wedge_scanner import WedgeCodeScanner
from devices.sounder import SPEAKER, Sounder
from devices.status import DeviceKind, Outlet
from kiosk.settings import (
    CardReaderSettings,
    CodeScannerSettings,
    IdentityReaderSettings,
    InputBoardSettings,
    ReceiptPrinterSettings,
    Settings,
    SounderSettings,
)

if TYPE_CHECKING:
    from devices.cards.emrtd.trust import TrustStore


@dataclass(frozen=True, kw_only=True)
class Fleet:
    """The devices, and which of them play which part."""

    readers: Mapping[DeviceKind, CardReader]
    scanner: CodeScanner | None
    matchers: Mapping[DeviceKind, PersonMatcher]
    receipt_printer: ReceiptPrinter
    certificate_printer: CertificatePrinter
    input_board: InputBoard | None
    sounder: Sounder | None

    @property
    def devices(self) -> tuple[Device, ...]:
        """Every device, in the order in which it is opened."""
        present = (*self.readers.values(), *self.matchers.values(), self.receipt_printer, self.certificate_printer)
        extras: tuple[Device | None, ...] = (self.scanner, self.input_board, self.sounder)
        return (*present, *(device for device in extras if device is not None))

    def open(self) -> None:
        """Begin to look after every device."""
        for device in self.devices:
            device.open()

    def close(self) -> None:
        """Let every device go."""
        for device in self.devices:
            device.close()


def build_fleet(
    settings: Settings,
    *,
    on_card: CardListener,
    on_code: CodeListener,
    on_status: StatusListener,
    on_outlet: OutletListener,
    now: Callable[[], datetime],
) -> Fleet:
    """Build the devices that the settings name; none is opened yet."""
    board = settings.input_board
    return Fleet(
        readers=build_readers(settings, on_card=on_card, on_status=on_status, now=now),
        scanner=_scanner(settings.code_scanner, on_code=on_code, on_status=on_status, now=now),
        matchers=_matchers(settings, on_status=on_status, now=now),
        receipt_printer=_receipt_printer(settings.receipt_printer, on_status=on_status, now=now),
        certificate_printer=_certificate_printer(settings, on_status=on_status, now=now),
        sounder=_sounder(settings.sounder, now=now),
        input_board=_board(board, on_outlet=on_outlet, on_status=on_status, now=now) if board else None,
    )


def build_readers(
    settings: Settings, *, on_card: CardListener, on_status: StatusListener, now: Callable[[], datetime]
) -> Mapping[DeviceKind, CardReader]:
    """Build the card readers that the settings name; none is opened yet."""
    readers: dict[DeviceKind, CardReader] = {}
    if (sam := settings.identity_reader) is not None:
        readers[DeviceKind.IDENTITY_READER] = SamReader(
            open_line=lambda: _sam_line(sam),
            fingerprints=sam.fingerprint,
            on_card=on_card,
            on_status=on_status,
            now=now,
        )
    if (pcsc := settings.card_reader) is not None:
        if pcsc.pcsc_socket:
            # pcsclite's client library reads the socket's path from nowhere else.
            os.environ["PCSCLITE_CSOCK_NAME"] = pcsc.pcsc_socket
        readers[DeviceKind.CARD_READER] = PcscReader(
            applications=_applications(pcsc, now=now), on_card=on_card, on_status=on_status, now=now
        )
    return readers


def _applications(settings: CardReaderSettings, *, now: Callable[[], datetime]) -> tuple[CardApplication, ...]:
    """Name what is read of a chip, in the order in which it is looked for."""
    travel = TravelDocuments(
        load_trust=lambda: _authorities(settings.authorities_dir), today=lambda: now().astimezone().date()
    )
    paged = (PagedIdentity(),) if settings.paged_identity else ()
    return (*paged, SocialSecurity(), travel)


def _authorities(folder: Path) -> TrustStore:
    """Read the store; with the first travel document, since the start of the terminal need not wait for it."""
    from devices.cards.emrtd.trust import TrustStore

    return TrustStore.load(folder)


def _sam_line(settings: IdentityReaderSettings) -> Line:
    """Reach the identity-card reader by the one way that the settings name; raises a :class:`DeviceError`."""
    if settings.host:
        return TcpLine(host=settings.host, port=settings.tcp_port)
    if settings.usb:
        return UsbLine(identifier=UsbIdentifier.parse(settings.usb), scheme=settings.usb_scheme)
    return open_serial_line(port=settings.port, baud=settings.baud)


def _scanner(
    settings: CodeScannerSettings | None,
    *,
    on_code: CodeListener,
    on_status: StatusListener,
    now: Callable[[], datetime],
) -> CodeScanner | None:
    if settings is None:
        return None
    if settings.keyboard:
        return WedgeCodeScanner(on_code=on_code, on_status=on_status, now=now)
    return SerialCodeScanner(
        port=settings.port,
        baud=settings.baud,
        trigger=settings.trigger,
        on_code=on_code,
        on_status=on_status,
        now=now,
    )


def _matchers(
    settings: Settings, *, on_status: StatusListener, now: Callable[[], datetime]
) -> Mapping[DeviceKind, PersonMatcher]:
    bridges = {
        DeviceKind.FINGERPRINT_READER: settings.fingerprint_reader,
        DeviceKind.FACE_CAMERA: settings.face_camera,
    }
    return {
        kind: TcpPersonMatcher(
            kind=kind,
            host=bridge.host,
            tcp_port=bridge.tcp_port,
            within_s=bridge.within_s,
            on_status=on_status,
            now=now,
        )
        for kind, bridge in bridges.items()
        if bridge is not None
    }


def _receipt_printer(
    settings: ReceiptPrinterSettings | None, *, on_status: StatusListener, now: Callable[[], datetime]
) -> ReceiptPrinter:
    if settings is None:
        return AbsentReceiptPrinter(now=now)
    address: LinkAddress
    if settings.host:
        address = TcpAddress(host=settings.host, port=settings.tcp_port)
    else:
        address = SerialAddress(device=settings.serial_port, baud=settings.baud)
    return EscposReceiptPrinter(address=address, on_status=on_status, now=now)


def _certificate_printer(
    settings: Settings, *, on_status: StatusListener, now: Callable[[], datetime]
) -> CertificatePrinter:
    printer = settings.certificate_printer
    if printer is None:
        return AbsentCertificatePrinter(now=now)
    return CupsCertificatePrinter(
        host=printer.cups_host, port=printer.cups_port, queue=printer.queue, on_status=on_status, now=now
    )


def _sounder(settings: SounderSettings | None, *, now: Callable[[], datetime]) -> Sounder | None:
    if settings is None:
        return None
    return Sounder(now=now) if settings.voice else Sounder(now=now, find=find_all_but_voice)


def find_all_but_voice(program: str) -> str | None:
    """Find a program, but never the one that speaks."""
    return None if program == SPEAKER else shutil.which(program)


def _board(
    settings: InputBoardSettings, *, on_outlet: OutletListener, on_status: StatusListener, now: Callable[[], datetime]
) -> InputBoard:
    return ModbusInputBoard(
        port=settings.port,
        baud=settings.baud,
        address=settings.address,
        inputs={Outlet.CERTIFICATE: settings.certificate_input, Outlet.RECEIPT: settings.receipt_input},
        on_outlet=on_outlet,
        on_status=on_status,
        now=now,
    )
