"""The devices of this terminal, built from its settings."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from devices.absent import AbsentCertificatePrinter, AbsentReceiptPrinter
from devices.cards.events import CardListener
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
from kiosk.card_readers import build_readers, readers_of
from kiosk.press.trays import PLAIN, PLAIN_MEDIUM
from kiosk.settings import (
    CodeScannerSettings,
    InputBoardSettings,
    ReceiptPrinterSettings,
    Settings,
    SounderSettings,
    TraySettings,
)


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
        readers=build_readers(readers_of(settings), on_card=on_card, on_status=on_status, now=now),
        scanner=_scanner(settings.code_scanner, on_code=on_code, on_status=on_status, now=now),
        matchers=_matchers(settings, on_status=on_status, now=now),
        receipt_printer=_receipt_printer(settings.receipt_printer, on_status=on_status, now=now),
        certificate_printer=_certificate_printer(settings, on_status=on_status, now=now),
        sounder=_sounder(settings.sounder, now=now),
        input_board=_board(board, on_outlet=on_outlet, on_status=on_status, now=now) if board else None,
    )


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
        host=printer.cups_host,
        port=printer.cups_port,
        queue=printer.queue,
        on_status=on_status,
        now=now,
        media_in_use=_media_in(printer.tray),
    )


def _media_in(trays: tuple[TraySettings, ...]) -> frozenset[str]:
    """Return the media of plain paper and of the forms in trays; a form that cannot be read is told elsewhere."""
    from printing.errors import FormError
    from printing.form.library import FormLibrary  # wants the printing package, 0.1 s

    forms, media = FormLibrary(), {PLAIN_MEDIUM}
    for tray in trays:
        with suppress(FormError):
            media.add(PLAIN_MEDIUM if tray.holds == PLAIN else forms.get(tray.holds).medium.name)
    return frozenset(media)


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
