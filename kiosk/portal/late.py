"""A portal client that is made when it is first needed.

The HTTP and message libraries take about 0.2 s to import. Made late, on the thread of the first question or probe, they
do not keep a resident waiting for the first screen.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from kiosk.portal.parcels import Parcel
from kiosk.portal.port import GrantCheck, Portal
from kiosk.visit.register import Answer, Question


class ClosablePortal(Portal, Protocol):
    """A portal that holds connections."""

    def close(self) -> None:
        """Give them up."""


class LatePortal:
    """Passes everything on to the portal that ``make`` returns; ``make`` is called once, by the first caller."""

    def __init__(self, *, make: Callable[[], ClosablePortal]) -> None:
        self._make = make
        self._made: ClosablePortal | None = None
        self._lock = threading.Lock()

    def ask(self, question: Question, *, line: str, idempotency_key: str) -> Answer:
        """Put a question over a line. Raises ``PortalError``."""
        return self._portal().ask(question, line=line, idempotency_key=idempotency_key)

    def check_grant(self, grant: str, *, line: str) -> GrantCheck:
        """Ask again for state and holder. Raises ``PortalError``."""
        return self._portal().check_grant(grant, line=line)

    def deliver(self, parcel: Parcel) -> None:
        """Hand over a parcel. Raises ``PortalError``."""
        self._portal().deliver(parcel)

    def health(self, line: str) -> None:
        """Return when the portal answers over this line. Raises ``PortalError``."""
        self._portal().health(line)

    def close(self) -> None:
        """Give up the connections of a portal that was made."""
        with self._lock:
            if self._made is not None:
                self._made.close()

    def _portal(self) -> ClosablePortal:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made
