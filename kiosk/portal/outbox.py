"""The seam between the courier and whoever stores parcels durably (``kiosk.records.outbox``)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from kiosk.portal.parcels import Parcel


@dataclass(frozen=True)
class StoredParcel:
    """A parcel that waits.

    Attributes:
        id: the outbox's own number; a later parcel has a greater one.
        attempts: how often its delivery has failed.
    """

    id: int
    parcel: Parcel
    attempts: int


class Outbox(Protocol):
    """Parcels in the order in which they were put, until each is delivered or refused for good.

    All methods are called from several threads.
    """

    def put(self, parcel: Parcel) -> None:
        """Store a parcel durably; one whose idempotency key is already stored is ignored."""

    def oldest(self, *, except_visits: AbstractSet[str] = frozenset()) -> StoredParcel | None:
        """Return the first waiting parcel of all visits but these; ``None`` when there is none."""

    def delivered(self, parcel_id: int) -> None:
        """Forget a parcel: the portal has it."""

    def failed(self, parcel_id: int, code: str) -> None:
        """Count a failed attempt and keep its failure code; the parcel goes on waiting in its place."""

    def refused(self, parcel_id: int, code: str) -> None:
        """Set a parcel aside with the portal's reason: it waits no longer, and staff see it until it is settled."""
