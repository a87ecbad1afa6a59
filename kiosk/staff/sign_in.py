"""Signing in: badge number and PIN against the staff book, with pauses, and a line in the audit for each."""

from __future__ import annotations

import threading

from kiosk.records.audit import Audit, Disposition, Happening
from kiosk.staff.book import StaffBook
from kiosk.staff.errors import LockedOut, NotRecognised, StaffBookUnusable
from kiosk.staff.lockout import Lockout
from kiosk.staff.pins import Pins
from kiosk.visit.identity import Clerk


class StaffDesk:
    """Who may vouch for residents on this terminal. Safe to use from several threads.

    ``book`` is absent on a terminal whose settings name none.
    """

    def __init__(self, *, book: StaffBook | None, pins: Pins, lockout: Lockout, audit: Audit) -> None:
        self._book = book
        self._pins = pins
        self._lockout = lockout
        self._audit = audit
        # One at a time: tries side by side would all be made before the first is counted.
        self._one_at_a_time = threading.Lock()

    def has_clerks(self) -> bool:
        """Whether anybody could sign in. Raises :class:`StaffBookUnusable`."""
        return self._book is not None and bool(self._book.entries())

    def sign_in(self, number: str, pin: str, *, visit: str) -> Clerk:
        """Return the clerk whose badge number and PIN these are; takes about 0.1 s. ``visit`` stands in the audit.

        Raises:
            LockedOut: a pause is running; nothing was compared.
            NotRecognised: they do not belong together.
            StaffBookUnusable: the file cannot be used.
            RecordsError: the try cannot be counted, so it does not count as right either.
        """
        with self._one_at_a_time:
            if self._lockout.until(number) is not None:
                self._refused("STAFF_LOCKED_OUT", visit)
                raise LockedOut
            if self._book is None:
                raise StaffBookUnusable("the settings name none")
            entry = self._book.find(number)
            self._lockout.count(number)
            if not self._pins.match(pin, entry.pin if entry else None) or entry is None:
                # Badge numbers that nobody has may be a resident's number, so none is noted.
                self._refused("STAFF_NOT_RECOGNISED", visit, who=entry.number if entry else "")
                raise NotRecognised
            self._lockout.clear(number)
            self._audit.note(Happening.STAFF_SIGNED_IN, about=visit, who=entry.number)
        return Clerk(entry.number, entry.name)

    def _refused(self, code: str, visit: str, *, who: str = "") -> None:
        self._audit.note(Happening.STAFF_SIGNED_IN, Disposition.REFUSED, code=code, about=visit, who=who)
