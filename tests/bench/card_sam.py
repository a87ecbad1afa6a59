"""Identity cards: how long the terminal itself takes for reading one, above the wire of 115200 bit/s.

Read through the real driver on a pseudo-terminal whose bytes take as long as on that wire, from a simulated SAM that
itself takes no time. The floor asks the same three commands by hand and looks at nothing but how many bytes came.
"""

from __future__ import annotations

import gc
import queue
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final, TypeVar

import psutil

from devices.cards.events import CardEvent, CardLifted, CardPlaced, CardRead
from devices.cards.sam.commands import SamCommand, encode_command
from devices.cards.sam.reader import SamReader
from devices.cards.sam.serial_line import open_serial_line
from devices.simulators.sam import BITS_A_BYTE, SamSimulator
from devices.simulators.sam_module import SamTiming
from devices.simulators.wallet import IdentityCardImage, load_holder
from tests.bench.figure import Breakdown, Figure, Floor, Measured, Share

BAUD: Final = 115200
AIM_MS: Final = 10.0
AT_ONCE: Final = SamTiming(find_s=0.0, select_s=0.0, read_s=0.0, address_s=0.0, other_s=0.0)
POLL_EVERY_S: Final = 0.02
EXCHANGES: Final = ((SamCommand.FIND, 15), (SamCommand.SELECT, 19), (SamCommand.READ, 1295))
"""Each command with the bytes of its answer (GA 450)."""
WIRE_MS: Final = sum(len(encode_command(asked)) + came for asked, came in EXCHANGES) * BITS_A_BYTE / BAUD * 1000
PATIENCE_S: Final = 20.0

WARM_ROUNDS: Final = 1000
ROUNDS: Final = 10_000
AIM_KIB: Final = 64.0
"""What the allocator may round up; a leak of one number a round would be more."""

Event = TypeVar("Event", bound=CardEvent)


class Told:
    """What the driver tells, with the time at which it did."""

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[tuple[CardEvent, float]] = queue.SimpleQueue()

    def on_card(self, event: CardEvent) -> None:
        """Take an event in."""
        self._events.put((event, time.perf_counter()))

    def until(self, kind: type[Event]) -> tuple[Event, float]:
        """Return the next event of a kind and when it was told."""
        while True:
            event, when = self._events.get(timeout=PATIENCE_S)
            if isinstance(event, kind):
                return event, when


def measure(runs: int) -> Measured:
    """Read a card ``runs`` times through the driver and as often by hand, after one round that warms the caches."""
    holder = _holder()
    simulator = SamSimulator(baud=BAUD, timing=AT_ONCE)
    simulator.start()
    try:
        by_hand = _by_hand(simulator, holder, runs=runs + 1)[1:]
        whole = _by_driver(simulator, holder, runs=runs + 1)[1:]
    finally:
        simulator.stop()
    own = tuple(value - WIRE_MS for value in whole)
    floor = Floor("the same bytes by hand", tuple(value - WIRE_MS for value in by_hand))
    figure = Figure(name="identity card, above the wire", unit="ms", values=own, aim=AIM_MS, floors=(floor,))
    return Measured((figure,), (_parts(whole, by_hand),))


def measure_growth(rounds: int = ROUNDS) -> Measured:
    """Lay a card down, read it and lift it so often; compare memory and threads before and after."""
    process, told, holder = psutil.Process(), Told(), _holder()
    simulator = SamSimulator(timing=AT_ONCE)
    simulator.start()
    try:
        with _opened(simulator, told, poll_every_s=0.0) as reader:
            _play(simulator, reader, told, holder, rounds=WARM_ROUNDS)
            gc.collect()
            threads, memory = threading.active_count(), process.memory_info().rss
            _play(simulator, reader, told, holder, rounds=rounds)
            gc.collect()
            more_threads, more_memory = threading.active_count() - threads, process.memory_info().rss - memory
    finally:
        simulator.stop()
    name = f"over {rounds} identity cards"
    return Measured(
        (
            Figure(name=f"memory grown {name}", unit="KiB", values=(more_memory / 1024,), aim=AIM_KIB),
            Figure(name=f"threads grown {name}", unit="", values=(more_threads,), aim=0),
        )
    )


def _play(simulator: SamSimulator, reader: SamReader, told: Told, holder: IdentityCardImage, *, rounds: int) -> None:
    for _ in range(rounds):
        simulator.place(holder)
        placed, _when = told.until(CardPlaced)
        reader.read(placed.insertion)
        told.until(CardRead)
        simulator.lift()
        told.until(CardLifted)


def _holder() -> IdentityCardImage:
    holder = load_holder("zhang-guilan").identity_card
    if holder is None:
        raise RuntimeError("the wallet has lost a card")
    return holder


def _by_driver(simulator: SamSimulator, holder: IdentityCardImage, *, runs: int) -> tuple[float, ...]:
    """Time each read from the question to the answer, in ms."""
    told, values = Told(), []
    with _opened(simulator, told) as reader:
        for _ in range(runs):
            simulator.place(holder)
            placed, _when = told.until(CardPlaced)
            began = time.perf_counter()
            reader.read(placed.insertion)
            _read, ended = told.until(CardRead)
            values.append((ended - began) * 1000)
            simulator.lift()
            told.until(CardLifted)
    return tuple(values)


@contextmanager
def _opened(simulator: SamSimulator, told: Told, *, poll_every_s: float = POLL_EVERY_S) -> Iterator[SamReader]:
    reader = SamReader(
        open_line=lambda: open_serial_line(port=simulator.port, baud=BAUD),
        on_card=told.on_card,
        on_status=lambda _: None,
        now=lambda: datetime.now(UTC),
        poll_every_s=poll_every_s,
    )
    reader.open()
    try:
        yield reader
    finally:
        reader.close()


def _by_hand(simulator: SamSimulator, holder: IdentityCardImage, *, runs: int) -> tuple[float, ...]:
    """Ask the three commands and wait for as many bytes as must come; in ms."""
    line, values = open_serial_line(port=simulator.port, baud=BAUD), []
    for _ in range(runs):
        simulator.place(holder)
        began = time.perf_counter()
        for command, awaited in EXCHANGES:
            line.write(encode_command(command))
            came = 0
            while came < awaited:
                came += len(line.read(PATIENCE_S))
        values.append((time.perf_counter() - began) * 1000)
        simulator.lift()
    line.close()
    return tuple(values)


def _parts(whole: tuple[float, ...], by_hand: tuple[float, ...]) -> Breakdown:
    read, hand = statistics.median(whole), statistics.median(by_hand)
    return Breakdown(
        name="Identity card at 115200 bit/s, medians",
        unit="ms",
        shares=(
            Share("the wire", WIRE_MS, "arithmetic: find, select and read with their answers"),
            Share("pseudo-terminal and waking up", hand - WIRE_MS, "the same bytes by hand"),
            Share("the terminal", read - hand, "keeping in step, checking and reading the card"),
            Share("all together", read),
        ),
    )
