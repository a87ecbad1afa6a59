"""Reads the chips on every contact and contactless reader that PC/SC reports."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from devices.cards.access import AccessKey
from devices.cards.applications import CardApplication, KeyWanted, Reading, read_chip
from devices.cards.events import (
    CardEvent,
    CardLifted,
    CardListener,
    CardLocked,
    CardNotRead,
    CardPlaced,
    CardRead,
    Insertion,
)
from devices.cards.pcsc_service import ARRIVALS, UNKNOWN_STATE, CardWasReset, PcscService, ReaderState
from devices.errors import CardError, CardGone, DeviceBusy, DeviceError
from devices.heartbeat import Heartbeat
from devices.owner import REOPEN_LONGEST_S, OwnedDevice, StatusListener
from devices.status import DeviceFault, DeviceKind, DeviceState, DeviceStatus, Media

LONGEST_WAIT_MS: Final = 1000
"""How long one wait for the service may take, so that a lost wake-up delays closing by no more."""
LEAST_PAUSE_S: Final = 0.02
"""Pause after each wait, so that a service that never lets us sleep costs a little and not a whole core."""
LOOK_EVERY_S: Final = 0.05
"""How often a card that lies there is looked after; between two looks the thread waits for tasks."""
READ_ROUNDS: Final = 3
"""How often a read starts again after another program reset the card."""
HANGS_AFTER_S: Final = 30.0
"""Seconds in one step after which the service counts as hanging. The longest honest step, the reading of a passport
without its face, takes a few; a driver inside pcscd that waits for a dead reader stops all of it, for as long as it
likes."""
LONGEST_PAUSE_WITHOUT_SERVICE_S: Final = 0.5
"""Seconds between two looks for a service that has gone; a look costs one try at its socket."""

STATE_OF_CODE: Final = {
    "CARD_READER_NO_SERVICE": DeviceState.NO_SERVICE,
    "CARD_READER_NO_LIBRARY": DeviceState.NO_SERVICE,
    "CARD_READER_DENIED": DeviceState.NO_SERVICE,
}

BREAKS_THE_CONNECTION: Final = frozenset({"CARD_GONE", "CARD_MUTE"})


@dataclass
class _Stay:
    """One card's stay on one reader.

    Attributes:
        counter: the reader's, at the beginning of the stay.
        spoilt: what broke the connection to the card. From then on nobody can say whether the same card lies there,
            so this stay is not read any more: its failure code, or empty.
    """

    insertion: Insertion
    counter: int
    spoilt: str = ""


class PcscReader(OwnedDevice):
    """The terminal's card reader behind PC/SC: one owner, any number of attached readers.

    While no card lies anywhere, the owner thread sleeps inside the service and costs nothing. While one does, it waits
    for tasks instead and looks at the service in between. A read that meets another program's hold on the reader waits
    for the next look, until the reader is free or the card goes. A service that hangs, and the owner thread with it, is
    told as ``CARD_READER_HANGS`` until it goes on.

    Args of the constructor:
        applications: what is read of a chip, in this order.
        on_card: told each card event, on the owner thread; it must return at once.
        on_status: told each changed snapshot, likewise.
        now: the wall clock in UTC.
        open_service: reaches the PC/SC service.
        look_every_s: seconds between two looks while a card lies there.
        hangs_after_s: seconds in one step after which the service counts as hanging.
    """

    def __init__(
        self,
        *,
        applications: Sequence[CardApplication],
        on_card: CardListener,
        on_status: StatusListener,
        now: Callable[[], datetime],
        open_service: Callable[[], PcscService] = PcscService,
        look_every_s: float = LOOK_EVERY_S,
        hangs_after_s: float = HANGS_AFTER_S,
    ) -> None:
        super().__init__(kind=DeviceKind.CARD_READER, watch_every_s=LEAST_PAUSE_S, on_status=on_status, now=now)
        self._applications = tuple(applications)
        self._on_card = on_card
        self._open_service = open_service
        self._look_every_s = look_every_s
        self._service: PcscService | None = None
        self._known: list[ReaderState] = []
        self._names: list[str] = []
        self._admitted: set[str] = set()
        self._stays: dict[str, _Stay] = {}
        self._waiting: dict[Insertion, AccessKey | None] = {}
        self._numbers = itertools.count(1)
        self._wait_lock = threading.Lock()
        self._waiting_in: PcscService | None = None
        self._loss = f"{self._kind.name}_NOT_CONNECTED"
        self._heartbeat = Heartbeat(longest_s=hangs_after_s, on_silence=self._tell_hanging)

    def open(self) -> None:
        """Start the owner thread, and whoever notices when it hangs; returns at once."""
        super().open()
        self._heartbeat.start()

    def close(self) -> None:
        """Let the readers go and end the owner thread."""
        self._heartbeat.stop()
        super().close()

    def read(self, insertion: Insertion, *, key: AccessKey | None = None) -> None:
        """Ask for the card of this insertion to be read, as :class:`devices.ports.CardReader` tells."""
        self.call(lambda: self._read(insertion, key), then=lambda done: self._answer(insertion, key, done))

    def _connect(self) -> None:
        self._service = self._open_service()
        self._known = []
        self._admitted = set()

    def _disconnect(self) -> None:
        for reader in list(self._stays):
            self._end_stay(reader, code=self._loss)
        service, self._service = self._service, None
        if service is not None:
            service.release()

    def _watch(self) -> None:
        service = self._in_use()
        at_once = not self._known or bool(self._stays)
        names = service.readers()
        self._admit(service, names)
        self._known = self._follow_readers(names)
        states = self._as_they_are(service) if at_once else self._changes(service)
        for state in states:
            self._follow(state)
        self._known = states or self._known
        self._read_what_waits()
        self._watch_every_s = self._look_every_s if self._stays else LEAST_PAUSE_S
        self._names = names
        self._tell_readers(busy=self._is_seized())

    def _admit(self, service: PcscService, names: list[str]) -> None:
        """Make sure that the service lets us at each reader, before a resident's card is the first to find out."""
        self._admitted &= set(names)
        for name in names:
            if name not in self._admitted:
                with contextlib.suppress(CardError, CardWasReset, DeviceBusy):
                    service.connect(name).leave()
                self._admitted.add(name)

    def _changes(self, service: PcscService) -> list[ReaderState]:
        """Sleep inside the service until something changes or :meth:`_interrupt` is called."""
        with self._wait_lock:
            if self._closing.is_set():
                return []
            self._waiting_in = service
        try:
            return _wait(service, self._known, at_most_ms=LONGEST_WAIT_MS)
        finally:
            with self._wait_lock:
                self._waiting_in = None

    def _as_they_are(self, service: PcscService) -> list[ReaderState]:
        """Ask as if nothing were known: that a free reader was seized does not count as a change (pcsc-lite 1.9.9)."""
        return _wait(service, [ReaderState(known.reader, UNKNOWN_STATE) for known in self._known], at_most_ms=0)

    def _interrupt(self) -> None:
        """Wake the owner thread, and do not wait for it: a service that hangs does not answer a cancel either."""
        if self._waiting_in is not None:
            threading.Thread(target=self._end_wait, name=f"wake-{self._kind.value}", daemon=True).start()

    def _note_step(self) -> None:
        self._heartbeat.beat()

    def _tell_hanging(self) -> None:
        """Tell that the owner thread hangs, unless it waits for a program that was told to hold the reader."""
        if self._status.state is not DeviceState.BUSY:
            fault = DeviceFault(code="CARD_READER_HANGS")
            self._tell(DeviceStatus(kind=self._kind, state=DeviceState.OFFLINE, fault=fault, since=self._now()))

    def _end_wait(self) -> None:
        """Cancel the wait, at most once: a second cancel would answer a later question."""
        with self._wait_lock:
            service, self._waiting_in = self._waiting_in, None
            if service is not None:
                service.cancel()

    def _follow_readers(self, names: list[str]) -> list[ReaderState]:
        """Begin to follow the readers that came and drop those that went."""
        for reader in set(self._stays) - set(names):
            self._end_stay(reader)
        known = {state.reader: state for state in self._known}
        return [known.get(name, ReaderState(name, UNKNOWN_STATE)) for name in (ARRIVALS, *names)]

    def _follow(self, state: ReaderState) -> None:
        if state.reader == ARRIVALS or state.raw == UNKNOWN_STATE:
            return
        stay = self._stays.get(state.reader)
        if stay is not None and (not state.has_card or state.counter != stay.counter):
            self._end_stay(state.reader)
            stay = None
        if stay is None and state.has_card:
            insertion = Insertion(self._kind, next(self._numbers))
            self._stays[state.reader] = _Stay(insertion, state.counter)
            self._on_card(CardPlaced(insertion))

    def _end_stay(self, reader: str, *, code: str = "CARD_GONE") -> None:
        insertion = self._stays.pop(reader).insertion
        if insertion in self._waiting:
            del self._waiting[insertion]
            self._on_card(CardNotRead(insertion, code))
        self._on_card(CardLifted(insertion))

    def _tell_readers(self, *, busy: bool) -> None:
        state, media, fault = DeviceState.ONLINE, Media.UNKNOWN, None
        if not self._names:
            state, fault = DeviceState.NO_DEVICE, DeviceFault(code="CARD_READER_NOT_FOUND")
        else:
            media = Media.PRESENT if self._stays else Media.NOT_PRESENT
            if busy:
                state, fault = DeviceState.BUSY, DeviceFault(code="CARD_READER_BUSY")
        about = ", ".join(self._names)
        self._tell(DeviceStatus(kind=self._kind, state=state, media=media, fault=fault, about=about, since=self._now()))

    def _is_seized(self) -> bool:
        return bool(self._waiting) or any(known.reader != ARRIVALS and known.is_seized for known in self._known)

    def _state_for(self, error: DeviceError) -> DeviceState:
        return STATE_OF_CODE.get(error.code, DeviceState.OFFLINE)

    def _longest_pause_s(self, error: DeviceError) -> float:
        return LONGEST_PAUSE_WITHOUT_SERVICE_S if error.code == "CARD_READER_NO_SERVICE" else REOPEN_LONGEST_S

    def _keeps_connection_after(self, error: DeviceError) -> bool:
        return isinstance(error, CardError | DeviceBusy | CardWasReset)

    def _lose(self, error: DeviceError) -> None:
        self._loss = error.code
        super()._lose(error)
        self._loss = f"{self._kind.name}_NOT_CONNECTED"

    def _read(self, insertion: Insertion, key: AccessKey | None) -> Reading:
        reader = next((name for name, stay in self._stays.items() if stay.insertion == insertion), None)
        if reader is None:
            raise CardGone("CARD_GONE", "lifted before it was read")
        stay = self._stays[reader]
        if stay.spoilt:
            raise CardGone(stay.spoilt, "its connection broke earlier in this stay")
        if any(state.is_shared for state in self._look_at(reader)):
            # Reaching the card may now take as long as that program holds it, and nobody can be told meanwhile.
            self._tell_readers(busy=True)
        try:
            reading = self._read_in_rounds(self._in_use(), reader, key)
            self._refuse_swap(reader)
        except CardError as error:
            if error.code in BREAKS_THE_CONNECTION:
                stay.spoilt = error.code
            raise
        return reading

    def _read_in_rounds(self, service: PcscService, reader: str, key: AccessKey | None) -> Reading:
        for _ in range(READ_ROUNDS - 1):
            try:
                return self._read_once(service, reader, key)
            except CardWasReset:
                continue
        return self._read_once(service, reader, key)

    def _read_once(self, service: PcscService, reader: str, key: AccessKey | None) -> Reading:
        with service.connect(reader) as card:
            return read_chip(card.transmit, self._applications, key=key)

    def _refuse_swap(self, reader: str) -> None:
        """Make sure that what was read is the card of this stay, and not one that took its place meanwhile."""
        states = self._look_at(reader)
        if not states or not states[0].has_card or states[0].counter != self._stays[reader].counter:
            raise CardGone("CARD_GONE", "swapped or lifted while being read")

    def _look_at(self, reader: str) -> list[ReaderState]:
        return _wait(self._in_use(), [ReaderState(reader, UNKNOWN_STATE)], at_most_ms=0)

    def _read_what_waits(self) -> None:
        """Try again what met another program's hold on the reader."""
        for insertion, key in list(self._waiting.items()):
            try:
                event = _told(insertion, self._read(insertion, key))
            except DeviceBusy:
                continue
            except (CardError, CardWasReset) as error:
                event = CardNotRead(insertion, error.code)
            del self._waiting[insertion]
            self._on_card(event)

    def _answer(self, insertion: Insertion, key: AccessKey | None, done: Future[Reading]) -> None:
        error = done.exception()
        if isinstance(error, DeviceBusy):
            self._waiting[insertion] = key
            return
        self._waiting.pop(insertion, None)
        if error is None:
            self._on_card(_told(insertion, done.result()))
        elif isinstance(error, DeviceError):
            self._on_card(CardNotRead(insertion, error.code))
        else:
            self._on_card(CardNotRead(insertion, f"{self._kind.name}_DRIVER_FAULT"))

    def _in_use(self) -> PcscService:
        if self._service is None:
            raise RuntimeError("not connected")
        return self._service


def _wait(service: PcscService, known: Sequence[ReaderState], *, at_most_ms: int) -> list[ReaderState]:
    try:
        return service.wait(known, at_most_ms=at_most_ms)
    except CardGone:
        # A reader was unplugged since they were listed; the next look lists anew.
        return []


def _told(insertion: Insertion, reading: Reading) -> CardEvent:
    match reading:
        case KeyWanted():
            return CardLocked(insertion)
        case _:
            return CardRead(insertion, reading)
