"""What a card reader tells, to be waited for in tests."""

from __future__ import annotations

import queue
from datetime import UTC, datetime
from typing import TypeVar

from devices.cards.events import CardEvent, CardPlaced, Insertion
from devices.status import DeviceState, DeviceStatus, Media

Event = TypeVar("Event", bound=CardEvent)
PATIENCE_S = 20.0


def now() -> datetime:
    return datetime.now(UTC)


class Journal:
    """Listens to a reader and hands out what it told, in order."""

    def __init__(self) -> None:
        self._cards: queue.Queue[CardEvent] = queue.Queue()
        self._states: queue.Queue[DeviceStatus] = queue.Queue()

    def on_card(self, event: CardEvent) -> None:
        self._cards.put(event)

    def on_status(self, status: DeviceStatus) -> None:
        self._states.put(status)

    def next_card(self, kind: type[Event]) -> Event:
        """The next card event, which must be of this kind."""
        event = self.next_event()
        assert isinstance(event, kind), f"{event} came instead of {kind.__name__}"
        return event

    def next_event(self) -> CardEvent:
        """The next card event of any kind."""
        return self._cards.get(timeout=PATIENCE_S)

    def placed(self) -> Insertion:
        """The insertion of the card that is placed next."""
        return self.next_card(CardPlaced).insertion

    def has_no_more_cards(self) -> bool:
        return self._cards.empty()

    def next_status(self) -> DeviceStatus:
        """The next snapshot."""
        return self._states.get(timeout=PATIENCE_S)

    def until_state(self, state: DeviceState) -> DeviceStatus:
        """The next snapshot with this state; those before it are passed over."""
        while True:
            status = self.next_status()
            if status.state is state:
                return status

    def until_about(self, about: str) -> DeviceStatus:
        """The next snapshot in which the device says this of itself."""
        while True:
            status = self.next_status()
            if status.about == about:
                return status

    def until_media(self, media: Media) -> DeviceStatus:
        """The next snapshot in which this lies there, or nothing."""
        while True:
            status = self.next_status()
            if status.media is media:
                return status
