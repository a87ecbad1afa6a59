"""A simulated SAM on a line of any kind, and the reader above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.cards.events import CardPlaced, CardRead, Insertion
from devices.cards.sam.line import Line
from devices.cards.sam.link import SamDeadlines
from devices.cards.sam.reader import SamReader
from devices.cards.sam.serial_line import open_serial_line
from devices.cards.sam.tcp_line import TcpLine
from devices.cards.sam.usb_line import UsbLine
from devices.cards.sam.usb_pipes import UsbScheme
from devices.simulators.sam import SamSimulator
from devices.simulators.sam_module import SamTiming
from devices.simulators.sam_tcp import TcpSamSimulator
from devices.simulators.sam_transport import SimulatedSam
from devices.simulators.sam_usb import UsbSamSimulator
from devices.simulators.wallet import IdentityCardImage, load_holder
from devices.status import DeviceState
from tests.devices.cards.journal import Journal, now

QUICK: Final = SamTiming(find_s=0.0, select_s=0.0, read_s=0.0, address_s=0.0, other_s=0.0)
PATIENT: Final = SamDeadlines(find_s=5.0, select_s=5.0, read_s=5.0, address_s=5.0, other_s=5.0)
"""Nothing runs out, however busy the machine is."""
HASTY: Final = SamDeadlines(read_s=0.2, other_s=5.0)
"""Gives up on a read that does not come, and on nothing else."""


@dataclass(frozen=True)
class Stand:
    """A simulated SAM and the way to it."""

    sam: SimulatedSam
    open_line: Callable[[], Line]


def serial_stand(folder: Path, *, late_by: int = 1) -> Stand:
    sam = SamSimulator(link=folder / "sam", timing=QUICK, late_by=late_by)
    return Stand(sam, lambda: open_serial_line(port=sam.port, baud=115200))


def tcp_stand(folder: Path, *, late_by: int = 1) -> Stand:
    sam = TcpSamSimulator(timing=QUICK, late_by=late_by)
    return Stand(sam, lambda: TcpLine(host=sam.host, port=sam.port))


def usb_stand(scheme: UsbScheme, *, late_by: int = 1) -> Stand:
    sam = UsbSamSimulator(scheme=scheme, timing=QUICK, late_by=late_by)
    return Stand(sam, lambda: UsbLine(identifier=sam.identifier, scheme=scheme, backend=sam.backend))


STANDS: Final[dict[str, Callable[[Path], Stand]]] = {
    "serial": serial_stand,
    "tcp": tcp_stand,
    "usb-native": lambda folder: usb_stand(UsbScheme.NATIVE),
    "usb-simple": lambda folder: usb_stand(UsbScheme.SIMPLE),
}


@contextmanager
def plugged_in(stand: Stand) -> Iterator[SimulatedSam]:
    """Plug the SAM in, and out in the end."""
    stand.sam.start()
    try:
        yield stand.sam
    finally:
        stand.sam.stop()


@contextmanager
def reading(
    stand: Stand,
    journal: Journal,
    *,
    deadlines: SamDeadlines = PATIENT,
    fingerprints: bool = False,
    clock: Callable[[], float] | None = None,
) -> Iterator[SamReader]:
    """Open a reader on the SAM, whatever state it comes to."""
    clocked = {"clock": clock} if clock else {}
    reader = SamReader(
        open_line=stand.open_line,
        on_card=journal.on_card,
        on_status=journal.on_status,
        now=now,
        fingerprints=fingerprints,
        deadlines=deadlines,
        poll_every_s=0.01,
        **clocked,
    )
    reader.open()
    try:
        yield reader
    finally:
        reader.close()


@contextmanager
def ready(
    stand: Stand, journal: Journal, *, deadlines: SamDeadlines = PATIENT, fingerprints: bool = False
) -> Iterator[SamReader]:
    """Open a reader on the SAM and wait until it works."""
    with reading(stand, journal, deadlines=deadlines, fingerprints=fingerprints) as reader:
        journal.until_state(DeviceState.ONLINE)
        yield reader


def card(slug: str) -> IdentityCardImage:
    image = load_holder(slug).identity_card
    assert image is not None
    return image


def placed(journal: Journal) -> Insertion:
    return journal.next_card(CardPlaced).insertion


def fault_code(journal: Journal, state: DeviceState) -> str:
    """The code of the next snapshot with this state."""
    fault = journal.until_state(state).fault
    assert fault is not None
    return fault.code


def next_name(reader: SamReader, journal: Journal) -> str:
    """Read whatever is placed until something could be read."""
    while True:
        event = journal.next_event()
        if isinstance(event, CardPlaced):
            reader.read(event.insertion)
        if isinstance(event, CardRead):
            return event.contents.name
