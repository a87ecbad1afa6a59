"""A sandbox portal running in a thread over real TLS, and what a test needs to speak with it."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from devices.cards.contents import CardKind, Numbering
from devices.simulators.wallet import load_holder
from kiosk.catalogue.service import IdentityLevel
from kiosk.portal.client import HttpPortal
from kiosk.portal.lines import BreakerRules, Line, LineStatus
from kiosk.portal.switchboard import Switchboard
from kiosk.sandbox.ready import Ready
from kiosk.sandbox.remote import SandboxRemote
from kiosk.sandbox.serve import SandboxServer, SandboxSetup
from kiosk.sandbox.wallet_people import residents_of_wallet
from kiosk.visit.identity import Way
from kiosk.visit.person import Person

TODAY = date(2026, 3, 18)
NOW = datetime(2026, 3, 18, 9, 41, tzinfo=UTC)


@dataclass(frozen=True)
class Sandbox:
    ready: Ready
    state: Path

    @property
    def remote(self) -> SandboxRemote:
        return SandboxRemote(self.ready.admin_url)

    @property
    def line(self) -> Line:
        return Line(
            name="extranet",
            base_url=self.ready.portal_url,
            proxy=None,
            trust_store=Path(self.ready.trust_file),
            client_certificate=Path(self.ready.certificate_file),
            client_key=Path(self.ready.key_file),
            connect_s=5.0,
            read_s=20.0,
        )


@contextmanager
def running_sandbox(state: Path) -> Iterator[Sandbox]:
    ready: queue.Queue[Ready] = queue.Queue()
    server = SandboxServer(setup=SandboxSetup(state=state, today=lambda: TODAY), on_ready=ready.put)
    thread = threading.Thread(target=server.run, kwargs={"until_signal": False}, name="sandbox")
    thread.start()
    try:
        yield Sandbox(ready.get(timeout=60), state)
    finally:
        server.stop()
        thread.join()


@dataclass(frozen=True)
class Terminal:
    portal: HttpPortal
    switchboard: Switchboard
    changes: list[LineStatus]


@contextmanager
def terminal_on(*lines: Line, rules: BreakerRules | None = None) -> Iterator[Terminal]:
    changes: list[LineStatus] = []
    switchboard = Switchboard(
        lines=[line.name for line in lines],
        on_change=changes.append,
        monotonic=time.monotonic,
        now=lambda: NOW,
        rules=rules or BreakerRules(failures_to_open=1000, rest_s=0.0),
    )
    portal = HttpPortal(lines=lines, parcel_line=lines[0].name, switchboard=switchboard)
    try:
        yield Terminal(portal, switchboard, changes)
    finally:
        portal.close()


CARDS = {
    Numbering.CITIZEN: CardKind.IDENTITY_CARD,
    Numbering.RESIDENCE_PERMIT: CardKind.RESIDENCE_PERMIT,
    Numbering.PERMANENT_RESIDENT: CardKind.PERMANENT_RESIDENT_CARD,
    Numbering.PERMANENT_RESIDENT_2017: CardKind.PERMANENT_RESIDENT_CARD,
    Numbering.DOCUMENT: CardKind.PASSPORT,
}


def person(slug: str) -> Person:
    """Somebody of the wallet who has shown their card."""
    resident = residents_of_wallet([load_holder(slug)], random.Random(0))[0]
    abroad = resident.numbering is Numbering.DOCUMENT
    return Person(
        name=resident.name,
        id_number=resident.id_number,
        numbering=resident.numbering,
        issuing_state=resident.issuing_state,
        sex=resident.sex,
        birth=resident.birth,
        way=Way.TRAVEL_DOCUMENT if abroad else Way.IDENTITY_CARD,
        level=IdentityLevel.CARD,
        card=CARDS[resident.numbering],
    )
