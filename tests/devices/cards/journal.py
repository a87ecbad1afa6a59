"""What a card reader tells, to be waited for in tests."""

from __future__ import annotations

import queue
from datetime import UTC, datetime
from typing import TypeVar

from devices.cards.events import CardEvent
from devices.status import DeviceState, DeviceStatus

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
        event = self._cards.get(timeout=PATIENCE_S)
        assert isinstance(event, kind), f"{event} came instead of {kind.__name__}"
        return event

    def has_no_more_cards(self) -> bool:
        return self._cards.empty()

    def until_state(self, state: DeviceState) -> DeviceStatus:
        """The next snapshot with this state; those before it are passed over."""
        while True:
            status = self._states.get(timeout=PATIENCE_S)
            if status.state is state:
                return status
