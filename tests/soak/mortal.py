"""The terminal's printing half as a process of its own, from the press downwards, that may be killed at any moment."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from multiprocessing.connection import Connection
from pathlib import Path

from devices.printers.certificate import CupsCertificatePrinter
from devices.printers.followed_job import FollowTiming
from devices.printers.links import TcpAddress
from devices.printers.receipt import EscposReceiptPrinter
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
from kiosk.records.steps import WITH_SPOOLER
from kiosk.settings import FontSettings, Profile, TerminalSettings
from kiosk.visit.effects import PrintCertificate
from kiosk.visit.events import Event, PaperPresented, PrintFailed, PrintUncertain
from tests.devices.printers.events import PATIENCE_S, Listener
from tests.kiosk.press.world import HOLDER, Register, filled, readiness_in
from tests.soak.death import Moment, MortalDatabase, Reaper, make_cups_mortal

QUEUE = "certificate"
TIMING = FollowTiming(blocked_s=0.3, feeding_s=3, wait_s=3, print_s=20, cancel_s=3)


class Task(Enum):
    """What a run of the program does."""

    PRINT = "print"
    START_AGAIN = "start-again"
    """What any start does: bring to an end what an earlier run left open. Then the resident asks once more."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """What outlives the program, as far as its process has to know.

    Attributes:
        state: the state folder.
        cups: host and port of the scheduler.
        licence: the licence that is printed.
    """

    state: Path
    cups: tuple[str, int]
    licence: str


def live(room: Room, task: Task, at: Moment | None, parent: Connection) -> None:
    """Be the program: do the task and tell each moment to the parent; end by itself, or by death at a moment."""
    reaper = Reaper(at=at, note=parent.send)
    make_cups_mortal(reaper)
    with _program(room, reaper) as program:
        if task is Task.START_AGAIN:
            program.reconcile()
        program.print(room.licence)
    parent.send(None)
    parent.close()


class _Program:
    def __init__(self, room: Room, reaper: Reaper) -> None:
        self._told: Listener[DeviceStatus] = Listener()
        self._database = MortalDatabase(room.state, reaper)
        keys = MachineKeys.load(room.state)
        blanks = BlankStock(database=self._database, now=_now)
        audit = Audit(database=self._database, now=_now)
        self._ledger = PrintLedger(database=self._database, blanks=blanks, keys=keys, audit=audit, now=_now)
        self._outbox = SealedOutbox(database=self._database, keys=keys, now=_now, on_delivered=lambda _: None)
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        # Nobody listens there: slips are no part of this trial.
        nowhere = TcpAddress(host="127.0.0.1", port=9)
        self._receipt = EscposReceiptPrinter(address=nowhere, on_status=self._told, now=_now)
        host, port = room.cups
        self._printer = CupsCertificatePrinter(
            host=host, port=port, queue=QUEUE, on_status=self._told, now=_now, timing=TIMING
        )
        paper = _paper(room.state, self._database, blanks)
        self._press = Press(
            certificate_printer=self._printer,
            receipt_printer=self._receipt,
            checker=Register(),
            ledger=self._ledger,
            reports=self,
            occupied=lambda: False,
            sheets=paper,
            slips=paper,
            post=self._events.put,
            alarm=lambda _: None,
            clock=lambda: 0.0,
        )
        self._press.open()
        self._printer.open()
        self._told.wait_for(lambda status: status.works)

    def put(self, parcel: Parcel) -> None:
        self._outbox.put(parcel)

    def reconcile(self) -> None:
        """Start up and follow to its end whatever was found in the spooler."""
        self._press.reconcile().result(PATIENCE_S)
        settled = self._database.wait_until(lambda: not self._ledger.in_state(*WITH_SPOOLER), patience_s=PATIENCE_S)
        if not settled:
            raise TimeoutError("a sheet that was found in the spooler came to no end")

    def print(self, licence: str) -> None:
        """Print a licence and wait until the visit hears how it ended."""
        grant = replace(filled(), grant=f"G-{licence}", licence=licence)
        self._press.print_certificate(PrintCertificate(1, grant, "extranet", HOLDER), visit="visit")
        while not isinstance(self._events.get(timeout=PATIENCE_S), PaperPresented | PrintFailed | PrintUncertain):
            pass

    def end(self) -> None:
        self._printer.close()
        self._press.close()
        self._database.close()


@contextmanager
def _program(room: Room, reaper: Reaper) -> Iterator[_Program]:
    program = _Program(room, reaper)
    try:
        yield program
    finally:
        program.end()


def _paper(state: Path, database: Database, stock: BlankStock) -> Paper:
    terminal = TerminalSettings(
        id="TJ-001",
        place=Bilingual("桃江县政务大厅", "Taojiang county hall"),
        profile=Profile.SANDBOX,
        state_dir=state,
        public_url="https://zwfw.taojiang.example",
    )
    readiness = readiness_in(database, stock)
    return Paper(
        terminal=terminal, receipt_printer=None, fonts=FontSettings(), readiness=readiness, stock=stock, now=_now
    )


def _now() -> datetime:
    return datetime.now(UTC)
