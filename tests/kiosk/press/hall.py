"""What stands in a hall around the press, all of it real: a scheduler, an IPP printer, an ESC/POS printer, records."""

from __future__ import annotations

import queue
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from devices.printers.certificate import CupsCertificatePrinter
from devices.printers.followed_job import FollowTiming
from devices.printers.links import TcpAddress
from devices.printers.receipt import EscposReceiptPrinter
from devices.simulators.certificate import CertificatePrinterSimulator
from devices.simulators.escpos import ReceiptPrinterSimulator
from devices.simulators.private_cups import PrivateCups
from devices.status import DeviceStatus
from kiosk.bilingual import Bilingual
from kiosk.portal.parcels import Parcel
from kiosk.press.paper import Paper
from kiosk.press.press import Press
from kiosk.records.audit import Audit
from kiosk.records.blanks import BlankStock
from kiosk.records.database import Database
from kiosk.records.keys import MachineKeys
from kiosk.records.ledger import PrintLedger
from kiosk.records.outbox import SealedOutbox
from kiosk.settings import FontSettings, Profile, TerminalSettings, TraySettings
from kiosk.visit.events import Event, PaperPresented, PrintFailed, PrintUncertain
from tests.devices.printers.events import PATIENCE_S, Listener
from tests.kiosk.press.world import Register, readiness_in

A5 = "iso_a5_148x210mm"
QUEUE = "certificate"
QUICK = FollowTiming(blocked_s=0.3, feeding_s=3, wait_s=3, print_s=20, cancel_s=3)
Happened = TypeVar("Happened", PaperPresented, PrintFailed, PrintUncertain)


def now() -> datetime:
    return datetime(2026, 3, 18, 17, 30, tzinfo=UTC)


class Room:
    """What stands in the hall and outlives the program."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.state = folder / "state"
        self.sheets = stack.enter_context(CertificatePrinterSimulator(folder=folder / "printer"))
        self.slips = stack.enter_context(ReceiptPrinterSimulator())
        self.cups = stack.enter_context(PrivateCups(folder=folder / "cups"))
        self.cups.add_queue(QUEUE, device_uri=self.sheets.uri, wanted={"media-supported": A5})


class Program:
    """One run of everything from the press downwards; ``trays`` as the settings name them."""

    def __init__(self, room: Room, *, trays: tuple[TraySettings, ...] = ()) -> None:
        told: Listener[DeviceStatus] = Listener()
        self.database = Database(room.state)
        keys = MachineKeys.load(room.state)
        self.blanks = BlankStock(database=self.database, now=now)
        audit = Audit(database=self.database, now=now)
        self.ledger = PrintLedger(database=self.database, blanks=self.blanks, keys=keys, audit=audit, now=now)
        self.outbox = SealedOutbox(database=self.database, keys=keys, now=now, on_delivered=lambda _: None)
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.parcels: Listener[Parcel] = Listener()
        address = TcpAddress(host=room.slips.host, port=room.slips.port)
        self.receipt = EscposReceiptPrinter(address=address, on_status=told, now=now)
        self.certificate = CupsCertificatePrinter(
            host=room.cups.host, port=room.cups.port, queue=QUEUE, on_status=told, now=now, timing=QUICK
        )
        place = Bilingual("桃江县政务大厅", "Taojiang county hall")
        terminal = TerminalSettings(
            id="TJ-001",
            place=place,
            profile=Profile.SANDBOX,
            state_dir=room.state,
            public_url="https://zwfw.taojiang.example",
        )
        paper = Paper(
            terminal=terminal,
            receipt_printer=None,
            fonts=FontSettings(),
            readiness=readiness_in(self.database, self.blanks, trays=trays),
            stock=self.blanks,
            now=now,
        )
        self.press = Press(
            certificate_printer=self.certificate,
            receipt_printer=self.receipt,
            checker=Register(),
            ledger=self.ledger,
            reports=self,
            occupied=lambda: False,
            sheets=paper,
            slips=paper,
            post=self.events.put,
            alarm=lambda _: None,
            clock=lambda: 0.0,
        )
        self.press.open()
        for device in (self.receipt, self.certificate):
            already = len(told.told)
            device.open()
            told.wait_for(lambda status: status.works, after=already)

    def put(self, parcel: Parcel) -> None:
        self.outbox.put(parcel)
        self.parcels(parcel)

    def until(self, kind: type[Happened]) -> Happened:
        while not isinstance(event := self.events.get(timeout=PATIENCE_S), kind):
            pass
        return event

    def end(self) -> None:
        self.certificate.close()
        self.receipt.close()
        self.press.close()
        self.database.close()
