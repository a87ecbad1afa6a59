"""An outbox in memory, for tests of the courier."""

from __future__ import annotations

import threading
from collections.abc import Set as AbstractSet

from kiosk.portal.outbox import StoredParcel
from kiosk.portal.parcels import Parcel


class MemoryOutbox:
    """Keeps parcels as the real outbox does, until the process ends; ``set_aside`` holds what was refused."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 1
        self.waiting: list[StoredParcel] = []
        self.set_aside: list[tuple[Parcel, str]] = []
        self.emptied = threading.Event()

    def put(self, parcel: Parcel) -> None:
        with self._lock:
            if all(stored.parcel.idempotency_key != parcel.idempotency_key for stored in self.waiting):
                self.waiting.append(StoredParcel(self._next, parcel, 0))
                self._next += 1

    def oldest(self, *, except_visits: AbstractSet[str] = frozenset()) -> StoredParcel | None:
        with self._lock:
            return next((stored for stored in self.waiting if stored.parcel.visit not in except_visits), None)

    def delivered(self, parcel_id: int) -> None:
        self._take(parcel_id)

    def failed(self, parcel_id: int, code: str) -> None:
        with self._lock:
            self.waiting = [
                StoredParcel(one.id, one.parcel, one.attempts + 1) if one.id == parcel_id else one
                for one in self.waiting
            ]

    def refused(self, parcel_id: int, code: str) -> None:
        self.set_aside.append((self._take(parcel_id).parcel, code))

    def _take(self, parcel_id: int) -> StoredParcel:
        with self._lock:
            taken = next(stored for stored in self.waiting if stored.id == parcel_id)
            self.waiting.remove(taken)
            if not self.waiting:
                self.emptied.set()
            return taken
