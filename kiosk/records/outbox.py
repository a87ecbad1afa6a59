"""Parcels for the portal, stored sealed until they are delivered (implements ``kiosk.portal.outbox.Outbox``)."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.portal.outbox import StoredParcel
from kiosk.portal.parcel_json import ParcelUnreadable, dump_parcel, kind_of, load_parcel
from kiosk.portal.parcels import CertificatePrinted, Parcel, PrintUncertainNoted, ProofPrinted
from kiosk.records.database import Database, Value
from kiosk.records.errors import SealedRowUnreadable
from kiosk.records.keys import MachineKeys, Use
from kiosk.records.moment import Now, from_text, to_text

UNREADABLE: Final = "OUTBOX_PARCEL_UNREADABLE"
UNREADABLE_KIND: Final = "unreadable"


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A parcel that will not be delivered as it is, for the staff's list; nothing of it is personal.

    Attributes:
        kind: what it would tell the portal, for example ``certificate-printed``; ``unreadable`` when nobody can say.
        print_key: of the sheet that it is about; empty when it is about none.
        code: why it was set aside.
    """

    id: int
    kind: str
    print_key: str
    code: str
    put_at: datetime


class SealedOutbox:
    """The outbox of this terminal: a table whose rows only this machine can read.

    Not even the order of visits can be read from the file: visit and idempotency key stand there as HMACs.

    Args:
        on_delivered: told each delivered parcel, in the transaction that forgets it.
    """

    def __init__(
        self, *, database: Database, keys: MachineKeys, now: Now, on_delivered: Callable[[Parcel], None]
    ) -> None:
        self._database = database
        self._keys = keys
        self._now = now
        self._on_delivered = on_delivered

    def put(self, parcel: Parcel) -> None:
        """Store a parcel durably; one whose idempotency key is already stored is ignored."""
        place = self._keys.digest(Use.PARCEL, parcel.idempotency_key)
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO outbox (parcel_key, lane, sealed, put_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (parcel_key) DO NOTHING",
                (
                    place,
                    self._keys.digest(Use.VISIT, parcel.visit),
                    self._keys.seal(dump_parcel(parcel), place=place),
                    to_text(self._now()),
                ),
            )

    def oldest(self, *, except_visits: AbstractSet[str] = frozenset()) -> StoredParcel | None:
        """Return the first waiting parcel of all visits but these; ``None`` when there is none.

        A row that cannot be read is set aside, so that it holds up no other.
        """
        lanes = [self._keys.digest(Use.VISIT, visit) for visit in except_visits]
        marks = ", ".join("?" * len(lanes))
        query = (
            "SELECT id, parcel_key, sealed, attempts FROM outbox "  # noqa: S608 - only question marks go in
            f"WHERE refused = 0 AND lane NOT IN ({marks}) ORDER BY id LIMIT 1"
        )
        while rows := self._database.rows(query, lanes):
            number, place, sealed, attempts = rows[0]
            try:
                parcel = self._open(place, sealed)
            except (SealedRowUnreadable, ParcelUnreadable):
                self.refused(int(str(number)), UNREADABLE)
            else:
                return StoredParcel(id=int(str(number)), parcel=parcel, attempts=int(str(attempts)))
        return None

    def delivered(self, parcel_id: int) -> None:
        """Forget a parcel: the portal has it."""
        with self._database.transaction():
            rows = self._database.rows("SELECT parcel_key, sealed FROM outbox WHERE id = ?", (parcel_id,))
            for place, sealed in rows:
                self._on_delivered(self._open(place, sealed))
            self._database.execute("DELETE FROM outbox WHERE id = ?", (parcel_id,))

    def failed(self, parcel_id: int, code: str) -> None:
        """Count a failed attempt and keep its failure code; the parcel goes on waiting in its place."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE outbox SET attempts = attempts + 1, code = ? WHERE id = ?", (code, parcel_id)
            )

    def refused(self, parcel_id: int, code: str) -> None:
        """Set a parcel aside with the portal's reason; staff see it in :meth:`set_aside` until it is settled."""
        with self._database.transaction():
            self._database.execute("UPDATE outbox SET refused = 1, code = ? WHERE id = ?", (code, parcel_id))

    def waiting(self) -> int:
        """Return how many parcels wait for delivery."""
        return int(str(self._database.rows("SELECT count(*) FROM outbox WHERE refused = 0")[0][0]))

    def set_aside(self) -> tuple[SetAside, ...]:
        """Return the parcels that were refused for good, oldest first."""
        rows = self._database.rows(
            "SELECT id, parcel_key, sealed, code, put_at FROM outbox WHERE refused = 1 ORDER BY id"
        )
        return tuple(self._aside(*row) for row in rows)

    def settle(self, parcel_id: int) -> None:
        """A person has dealt with a parcel that was set aside; forget it."""
        with self._database.transaction():
            self._database.execute("DELETE FROM outbox WHERE id = ? AND refused = 1", (parcel_id,))

    def _aside(self, number: Value, place: Value, sealed: Value, code: Value, put_at: Value) -> SetAside:
        kind, print_key = UNREADABLE_KIND, ""
        with suppress(SealedRowUnreadable, ParcelUnreadable):
            parcel = self._open(place, sealed)
            kind = kind_of(parcel)
            if isinstance(parcel, CertificatePrinted | ProofPrinted | PrintUncertainNoted):
                print_key = parcel.print_key
        return SetAside(
            id=int(str(number)), kind=kind, print_key=print_key, code=str(code), put_at=from_text(str(put_at))
        )

    def _open(self, place: Value, sealed: Value) -> Parcel:
        if not isinstance(place, bytes) or not isinstance(sealed, bytes):
            raise SealedRowUnreadable("not bytes")
        return load_parcel(self._keys.unseal(sealed, place=place))
