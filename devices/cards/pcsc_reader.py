"""Reads social security cards on every contact and contactless reader that PC/SC reports."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from devices.cards.contents import CardContents
from devices.cards.events import CardLifted, CardListener, CardNotRead, CardPlaced, CardRead, Insertion
from devices.cards.pcsc_service import ARRIVALS, UNKNOWN_STATE, CardWasReset, PcscService, ReaderState
from devices.cards.social_card import read_social_card
from devices.errors import CardError, CardGone, DeviceBusy, DeviceError
from devices.owner import OwnedDevice, StatusListener
from devices.status import DeviceFault, DeviceKind, DeviceState, DeviceStatus, Media

LONGEST_WAIT_MS: Final = 1000
"""How long one wait for the service may take, so that a lost wake-up delays closing by no more."""
LEAST_PAUSE_S: Final = 0.02
"""Pause after each wait, so that a service that never lets us sleep costs a little and not a whole core."""
WATCH_OCCUPIED_EVERY_S: Final = 0.1
"""How often a card that lies there is looked after; between two looks the thread waits for tasks."""
READ_ROUNDS: Final = 3
"""How often a read starts again after another program reset the card."""

STATE_OF_CODE: Final = {
    "CARD_READER_NO_SERVICE": DeviceState.NO_SERVICE,
    "CARD_READER_NO_LIBRARY": DeviceState.NO_SERVICE,
    "CARD_READER_DENIED": DeviceState.NO_SERVICE,
}


@dataclass(frozen=True)
class _Stay:
    """One card's stay on one reader, with the reader's counter at its beginning."""

    insertion: Insertion
    counter: int


class PcscReader(OwnedDevice):
    """The terminal's card reader behind PC/SC: one owner, any number of attached readers.

    While no card lies anywhere, the owner thread sleeps inside the service and costs nothing. While one does, it waits
    for tasks instead and looks at the service in between.

    Args of the constructor:
        on_card: told each card event, on the owner thread; it must return at once.
        on_status: told each changed snapshot, likewise.
        now: the wall clock in UTC.
    """

    def __init__(self, *, on_card: CardListener, on_status: StatusListener, now: Callable[[], datetime]) -> None:
        super().__init__(kind=DeviceKind.CARD_READER, watch_every_s=LEAST_PAUSE_S, on_status=on_status, now=now)
        self._on_card = on_card
        self._service: PcscService | None = None
        self._known: list[ReaderState] = []
        self._stays: dict[str, _Stay] = {}
        self._numbers = itertools.count(1)
        self._wait_lock = threading.Lock()
        self._waiting_in: PcscService | None = None

    def read(self, insertion: Insertion) -> None:
        """Ask for the card of this insertion to be read; ends in ``CardRead`` or ``CardNotRead`` for the same one."""
        self.call(lambda: self._read(insertion)).add_done_callback(lambda done: self._answer(insertion, done))

    def _connect(self) -> None:
        self._service = PcscService()
        self._known = []

    def _disconnect(self) -> None:
        for reader in list(self._stays):
            self._end_stay(reader)
        service, self._service = self._service, None
        if service is not None:
            service.release()

    def _watch(self) -> None:
        service = self._in_use()
        at_once = not self._known or bool(self._stays)
        names = service.readers()
        self._known = self._follow_readers(names)
        states = self._changes_now(service) if at_once else self._changes(service)
        for state in states:
            self._follow(state)
        self._known = states or self._known
        self._watch_every_s = WATCH_OCCUPIED_EVERY_S if self._stays else LEAST_PAUSE_S
        self._tell_readers(names)

    def _changes(self, service: PcscService) -> list[ReaderState]:
        """Sleep inside the service until something changes or :meth:`_interrupt` is called."""
        with self._wait_lock:
            if self._closing.is_set():
                return []
            self._waiting_in = service
        try:
            return self._changes_now(service, at_most_ms=LONGEST_WAIT_MS)
        finally:
            with self._wait_lock:
                self._waiting_in = None

    def _changes_now(self, service: PcscService, *, at_most_ms: int = 0) -> list[ReaderState]:
        try:
            return service.wait(self._known, at_most_ms=at_most_ms)
        except CardGone:
            # A reader was unplugged since they were listed; the next look lists anew.
            return []

    def _interrupt(self) -> None:
        """Wake the owner thread, at most once a wait: a second cancel would answer a later question."""
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

    def _end_stay(self, reader: str) -> None:
        self._on_card(CardLifted(self._stays.pop(reader).insertion))

    def _tell_readers(self, names: list[str]) -> None:
        if names:
            media = Media.PRESENT if self._stays else Media.NOT_PRESENT
            self._tell(DeviceStatus(kind=self._kind, state=DeviceState.ONLINE, media=media, since=self._now()))
        else:
            fault = DeviceFault(code="CARD_READER_NOT_FOUND")
            self._tell(DeviceStatus(kind=self._kind, state=DeviceState.NO_DEVICE, fault=fault, since=self._now()))

    def _state_for(self, error: DeviceError) -> DeviceState:
        return STATE_OF_CODE.get(error.code, DeviceState.OFFLINE)

    def _keeps_connection_after(self, error: DeviceError) -> bool:
        return isinstance(error, CardError | DeviceBusy | CardWasReset)

    def _read(self, insertion: Insertion) -> CardContents:
        reader = next((name for name, stay in self._stays.items() if stay.insertion == insertion), None)
        if reader is None:
            raise CardGone("CARD_GONE", "lifted before it was read")
        contents = self._read_through(self._in_use(), reader)
        self._refuse_swap(reader)
        return contents

    def _read_through(self, service: PcscService, reader: str) -> CardContents:
        for _ in range(READ_ROUNDS - 1):
            try:
                return self._read_once(service, reader)
            except CardWasReset:
                continue
        return self._read_once(service, reader)

    def _read_once(self, service: PcscService, reader: str) -> CardContents:
        with service.connect(reader) as card:
            return read_social_card(card.transmit)

    def _refuse_swap(self, reader: str) -> None:
        """Make sure that what was read is the card of this stay, and not one that took its place meanwhile."""
        states = self._in_use().wait([ReaderState(reader, UNKNOWN_STATE)], at_most_ms=0)
        if not states or not states[0].has_card or states[0].counter != self._stays[reader].counter:
            raise CardGone("CARD_GONE", "swapped or lifted while being read")

    def _answer(self, insertion: Insertion, done: Future[CardContents]) -> None:
        error = done.exception()
        if error is None:
            self._on_card(CardRead(insertion, done.result()))
        elif isinstance(error, DeviceError):
            self._on_card(CardNotRead(insertion, error.code))
        else:
            self._on_card(CardNotRead(insertion, f"{self._kind.name}_DRIVER_FAULT"))

    def _in_use(self) -> PcscService:
        if self._service is None:
            raise RuntimeError("not connected")
        return self._service
