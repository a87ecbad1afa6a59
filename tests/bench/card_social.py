"""Social security cards: what the terminal itself takes above chip, reader and pcscd, and what cards leave behind.

pcscd looks for cards every 0.4 s, so a round of laying down, reading and lifting takes 0.8 s there. Ten thousand rounds
are therefore played through the same driver over a scripted service, at the seam of pyscard's calls; what pyscard and
pcscd's client library themselves leave behind shows in the shorter run on the real stack.
"""

from __future__ import annotations

import gc
import queue
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

import psutil

from devices.cards.apdu import Transmit
from devices.cards.applications import SocialSecurity
from devices.cards.events import CardEvent, CardLifted, CardPlaced, CardRead
from devices.cards.pcsc_reader import LOOK_EVERY_S, PcscReader
from devices.cards.pcsc_service import UNKNOWN_STATE, PcscService, ReaderState
from devices.cards.social.read import read_social_card
from devices.simulators.private_pcscd import PrivatePcscd
from devices.simulators.vpcd import VpcdSimulator
from devices.simulators.vpcd_chips import Chip, SocialSecurityChip
from devices.simulators.wallet import load_holder
from devices.status import DeviceState, DeviceStatus
from tests.bench.figure import Breakdown, Figure, Floor, Measured, Share
from tests.bench.pcscd import private_pcscd
from tests.devices.cards.scripted_scard import ScriptedScard

READ_AIM_MS: Final = 10.0
EVENT_AIM_MS: Final = 100.0
HEALING_AIM_MS: Final = 1000.0
GROWTH_AIM_KIB: Final = 64.0
"""What the allocator may round up; a leak of one number a round would be more over ten thousand."""
REAL_GROWTH_AIM_KIB: Final = 512.0
"""The same with two threads of the simulated card a round, whose stacks the allocator keeps arenas for."""
PATIENCE_S: Final = 20.0
OUTAGES_S: Final = (2.0, 3.0)
"""Longer than the pauses between two looks for the service take to reach their longest; no two end at the same point of
such a pause."""
WARM_ROUNDS: Final = 1000
ROUNDS: Final = 10_000
REAL_WARM_ROUNDS: Final = 30
REAL_ROUNDS: Final = 300
READER: Final = "Scripted 00 00"

Event = TypeVar("Event", bound=CardEvent)
OpenService = Callable[[], PcscService]


class Told:
    """What the driver tells, with the time at which it did."""

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[tuple[CardEvent, float]] = queue.SimpleQueue()
        self._states: queue.SimpleQueue[tuple[DeviceStatus, float]] = queue.SimpleQueue()

    def on_card(self, event: CardEvent) -> None:
        """Take an event in."""
        self._events.put((event, time.perf_counter()))

    def on_status(self, status: DeviceStatus) -> None:
        """Take a snapshot in."""
        self._states.put((status, time.perf_counter()))

    def until(self, kind: type[Event]) -> tuple[Event, float]:
        """Return the next event of a kind and when it was told."""
        while True:
            event, when = self._events.get(timeout=PATIENCE_S)
            if isinstance(event, kind):
                return event, when

    def until_state(self, state: DeviceState) -> float:
        """Return when the next snapshot with this state was told."""
        while True:
            status, when = self._states.get(timeout=PATIENCE_S)
            if status.state is state:
                return when

    def forget(self) -> None:
        """Drop what has been told so far."""
        while not self._states.empty():
            self._states.get()
        while not self._events.empty():
            self._events.get()


class RawClient:
    """A second client of pcscd that does nothing but wait for a card, as the floor of seeing one."""

    def __init__(self) -> None:
        self._service = PcscService()
        self._seen: queue.SimpleQueue[float] = queue.SimpleQueue()
        self._ending = False
        self._thread = threading.Thread(target=self._follow, name="raw-client", daemon=True)
        self._thread.start()

    def next_insertion(self) -> float:
        """Return when pcscd told the next card that came."""
        return self._seen.get(timeout=PATIENCE_S)

    def close(self) -> None:
        """End it."""
        self._ending = True
        self._thread.join()
        self._service.release()

    def _follow(self) -> None:
        names = self._service.readers()
        known = self._service.wait([ReaderState(name, UNKNOWN_STATE) for name in names], at_most_ms=0)
        while not self._ending:
            changed = self._service.wait(known, at_most_ms=100)
            when = time.perf_counter()
            for before, after in zip(known, changed, strict=False):
                if after.has_card and after.counter != before.counter:
                    self._seen.put(when)
            known = changed or known


def measure(runs: int) -> Measured:
    """Read, see and heal ``runs`` times each."""
    with tempfile.TemporaryDirectory() as scratch, private_pcscd(Path(scratch)) as pcscd:
        slot = VpcdSimulator(port=pcscd.contact_port)
        other = VpcdSimulator(port=pcscd.contactless_port)
        try:
            reading, parts = _reading(slot, runs=runs)
            alone = _seeing(slot, runs=runs, name="card laid down to event, above pcscd's own")
            beside = _seeing(slot, beside=other, runs=runs, name="the same beside a card that lies there")
            healing = _healing(pcscd, slot, runs=runs)
        finally:
            slot.stop()
            other.stop()
    return Measured((reading, alone, beside, *healing), (parts,))


def measure_growth(rounds: int = ROUNDS) -> Measured:
    """Play rounds over the scripted service; compare memory and threads before and after."""
    scard, chip, told = ScriptedScard(READER), _chip(), Told()
    with _opened(told, open_service=lambda: PcscService(load=lambda: scard), look_every_s=0.001) as reader:

        def play(times: int) -> None:
            for _ in range(times):
                scard.place(READER, chip)
                _read_placed(reader, told)
                scard.lift(READER)
                told.until(CardLifted)
                told.forget()

        return _growth(play, WARM_ROUNDS, rounds, "scripted cards", aim_kib=GROWTH_AIM_KIB)


def measure_real_growth(rounds: int = REAL_ROUNDS) -> Measured:
    """The same over pcscd and its virtual reader, which takes about 0.8 s a round."""
    with tempfile.TemporaryDirectory() as scratch, private_pcscd(Path(scratch)) as pcscd:
        slot, chip, told = VpcdSimulator(port=pcscd.contact_port), _chip(), Told()
        with _opened(told) as reader:

            def play(times: int) -> None:
                for _ in range(times):
                    slot.place(chip)
                    _read_placed(reader, told)
                    slot.stop()
                    told.until(CardLifted)
                    told.forget()

            return _growth(play, REAL_WARM_ROUNDS, rounds, "cards over pcscd", aim_kib=REAL_GROWTH_AIM_KIB)


def _growth(play: Callable[[int], None], warm: int, rounds: int, what: str, *, aim_kib: float) -> Measured:
    process = psutil.Process()
    play(warm)
    gc.collect()
    threads, memory = threading.active_count(), process.memory_info().rss
    play(rounds)
    gc.collect()
    grown_kib = (process.memory_info().rss - memory) / 1024
    return Measured(
        (
            Figure(name=f"memory grown over {rounds} {what}", unit="KiB", values=(grown_kib,), aim=aim_kib),
            Figure(
                name=f"threads grown over {rounds} {what}",
                unit="",
                values=(threading.active_count() - threads,),
                aim=0,
            ),
        )
    )


def _reading(slot: VpcdSimulator, *, runs: int) -> tuple[Figure, Breakdown]:
    """Time reads from the question to the answer, above as many round trips as they have commands."""
    told, whole = Told(), []
    with _opened(told) as reader:
        slot.place(_chip())
        placed, _when = told.until(CardPlaced)
        for _ in range(runs + 1):
            began = time.perf_counter()
            reader.read(placed.insertion)
            _read, ended = told.until(CardRead)
            whole.append((ended - began) * 1000)
    commands, trips = _round_trips(runs=runs + 1)
    slot.stop()
    wire = commands * statistics.median(trips)
    own = tuple(value - wire for value in whole[1:])
    floor = Floor(f"{commands} round trips", tuple(commands * trip for trip in trips[1:]))
    figure = Figure(name="social card, above its round trips", unit="ms", values=own, aim=READ_AIM_MS, floors=(floor,))
    parts = Breakdown(
        name="Social security card over vpcd, medians",
        unit="ms",
        shares=(
            Share("chip, virtual reader and pcscd", wire, f"{commands} APDUs of {wire / commands:.2f} ms"),
            Share("the terminal", statistics.median(own), "connecting, holding the card alone, reading its records"),
            Share("all together", statistics.median(whole[1:])),
        ),
    )
    return figure, parts


def _round_trips(*, runs: int) -> tuple[int, list[float]]:
    """Send the commands of a read by hand; return how many there are, and the mean time of each run's in ms."""
    service = PcscService()
    reader = service.readers()[0]
    sent: list[bytes] = []
    with service.connect(reader) as card:
        read_social_card(_recording(card.transmit, sent))
    trips = []
    for _ in range(runs):
        with service.connect(reader) as card:
            began = time.perf_counter()
            for apdu in sent:
                card.transmit(apdu)
            trips.append((time.perf_counter() - began) * 1000 / len(sent))
    service.release()
    return len(sent), trips


def _recording(transmit: Transmit, sent: list[bytes]) -> Transmit:
    def record(apdu: bytes) -> bytes:
        sent.append(apdu)
        return transmit(apdu)

    return record


def _seeing(slot: VpcdSimulator, *, runs: int, name: str, beside: VpcdSimulator | None = None) -> Figure:
    """Compare when the driver tells a card with when pcscd told a client that only waits."""
    told, later = Told(), []
    with _opened(told):
        if beside is not None:
            beside.place(_chip())
            told.until(CardPlaced)
        raw = RawClient()
        for _ in range(runs):
            slot.place(_chip())
            seen = raw.next_insertion()
            _placed, when = told.until(CardPlaced)
            later.append((when - seen) * 1000)
            slot.stop()
            told.until(CardLifted)
        raw.close()
    return Figure(name=name, unit="ms", values=tuple(later), aim=EVENT_AIM_MS)


def _healing(pcscd: PrivatePcscd, slot: VpcdSimulator, *, runs: int) -> tuple[Figure, Figure]:
    """Kill pcscd with a card on the reader; time from its socket's return to the driver's, and to the card's event."""
    told, back, card_back = Told(), [], []
    with _opened(told):
        slot.place(_chip())
        told.until(CardPlaced)
        for _ in range(runs):
            told.forget()
            pcscd.kill()
            told.until_state(DeviceState.NO_SERVICE)
            time.sleep(random.uniform(*OUTAGES_S))
            pcscd.start()
            began = time.perf_counter()
            back.append((told.until_state(DeviceState.ONLINE) - began) * 1000)
            _placed, when = told.until(CardPlaced)
            card_back.append((when - began) * 1000)
    slot.stop()
    return (
        Figure(name="pcscd restarted to reader ready", unit="ms", values=tuple(back), aim=HEALING_AIM_MS),
        Figure(name="pcscd restarted to card seen again", unit="ms", values=tuple(card_back), aim=HEALING_AIM_MS),
    )


def _read_placed(reader: PcscReader, told: Told) -> None:
    placed, _when = told.until(CardPlaced)
    reader.read(placed.insertion)
    told.until(CardRead)


def _chip() -> Chip:
    image = load_holder("zhang-guilan").social_card
    if image is None:
        raise RuntimeError("the wallet has lost a card")
    return SocialSecurityChip(image)


@contextmanager
def _opened(
    told: Told, *, open_service: OpenService = PcscService, look_every_s: float = LOOK_EVERY_S
) -> Iterator[PcscReader]:
    reader = PcscReader(
        applications=[SocialSecurity()],
        on_card=told.on_card,
        on_status=told.on_status,
        now=lambda: datetime.now(UTC),
        open_service=open_service,
        look_every_s=look_every_s,
    )
    reader.open()
    try:
        told.until_state(DeviceState.ONLINE)
        yield reader
    finally:
        reader.close()
