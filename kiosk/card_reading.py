"""Reads whatever lies on the card readers, once; for the command line and for technicians."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from devices.cards.access import AccessKey
from devices.cards.contents import CardContents
from devices.cards.events import (
    AddressRead,
    CardEvent,
    CardLifted,
    CardLocked,
    CardNotRead,
    CardPlaced,
    CardRead,
    Insertion,
)
from devices.cards.validity import refusal_on
from devices.ports import CardReader
from devices.status import DeviceKind, DeviceState, DeviceStatus

KEY_WANTED: Final = "TRAVEL_DOCUMENT_KEY_WANTED"


@dataclass(frozen=True, kw_only=True)
class CardSeen:
    """A card that lay on a reader.

    Attributes:
        reader: where it lay.
        contents: what it says; absent when it could not be read.
        code: why it could not be read, or why it does not hold today; empty when a resident could use it.
        took_ms: milliseconds from the question to the answer.
    """

    reader: DeviceKind
    contents: CardContents | None = field(default=None, repr=False)
    code: str = ""
    took_ms: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one look at all readers gave: the readers as they are, and every card that lay there."""

    readers: tuple[DeviceStatus, ...]
    cards: tuple[CardSeen, ...]


class CardLook:
    """One look at the card readers. Give :meth:`on_card` and :meth:`on_status` to the readers before they are opened.

    Args of the constructor:
        today: the day at the terminal's place.
        key: opens travel documents; absent for none.
        clock: seconds, monotonic.
    """

    def __init__(
        self, *, today: date, key: AccessKey | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._today = today
        self._key = key
        self._clock = clock
        self._news: queue.SimpleQueue[CardEvent | DeviceStatus] = queue.SimpleQueue()
        self._told: dict[DeviceKind, DeviceStatus] = {}
        self._asked: dict[Insertion, float] = {}
        self._seen: dict[Insertion, CardSeen] = {}

    def on_card(self, event: CardEvent) -> None:
        """Take in what happened on a reader."""
        self._news.put(event)

    def on_status(self, status: DeviceStatus) -> None:
        """Take in how a reader is."""
        self._news.put(status)

    def run(self, readers: Mapping[DeviceKind, CardReader], *, wait_s: float, linger_s: float = 0.0) -> Look:
        """Read every card that lies on a reader; wait at most so many seconds for the readers and for a first card.

        A reader tells its cards before it tells that it is ready, so once all have told, nothing is overlooked. What
        a reader tells of a card within ``linger_s`` after that, such as a newer address, is taken in too.
        """
        deadline = self._clock() + wait_s
        while not self._is_over(readers) and self._take_next(readers, deadline):
            pass
        lingering = self._clock() + linger_s
        while self._take_next(readers, lingering):
            pass
        return Look(readers=tuple(self._told.values()), cards=tuple(self._seen.values()))

    def _take_next(self, readers: Mapping[DeviceKind, CardReader], deadline: float) -> bool:
        """Take in the next thing that is told; a card that is being read is waited for, its reader ends in any case."""
        left_s = None if self._asked else max(deadline - self._clock(), 0.0)
        try:
            news = self._news.get(timeout=left_s)
        except queue.Empty:
            return False
        self._take(news, readers)
        return True

    def _is_over(self, readers: Mapping[DeviceKind, CardReader]) -> bool:
        return bool(self._seen) and not self._asked and self._told.keys() >= readers.keys()

    def _take(self, news: CardEvent | DeviceStatus, readers: Mapping[DeviceKind, CardReader]) -> None:
        match news:
            case DeviceStatus(state=DeviceState.STARTING):
                pass
            case DeviceStatus():
                self._told[news.kind] = news
            case CardPlaced(insertion):
                self._asked[insertion] = self._clock()
                readers[insertion.reader].read(insertion, key=self._key)
            case CardRead(insertion, contents):
                self._note(insertion, contents=contents, code=refusal_on(self._today, contents))
            case CardNotRead(insertion, code):
                self._note(insertion, code=code)
            case CardLocked(insertion):
                self._note(insertion, code=KEY_WANTED)
            case AddressRead(insertion, address):
                self._move(insertion, address)
            case CardLifted(insertion):
                if insertion in self._asked:
                    self._note(insertion, code="CARD_GONE")

    def _note(self, insertion: Insertion, *, contents: CardContents | None = None, code: str = "") -> None:
        asked = self._asked.pop(insertion, None)
        if asked is None:
            return
        took_ms = (self._clock() - asked) * 1000
        self._seen[insertion] = CardSeen(reader=insertion.reader, contents=contents, code=code, took_ms=took_ms)

    def _move(self, insertion: Insertion, address: str) -> None:
        seen = self._seen.get(insertion)
        if seen is not None and seen.contents is not None:
            self._seen[insertion] = replace(seen, contents=replace(seen.contents, address=address))
