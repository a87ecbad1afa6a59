"""The seam to the county platform, as the rest of the terminal sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from kiosk.portal.parcels import Parcel
from kiosk.visit.register import Answer, LicenceState, Question


@dataclass(frozen=True)
class GrantCheck:
    """What the register says of a grant at this moment.

    Attributes:
        state: only ``VALID`` may be printed.
        holder_hash: whose licence it is; must equal the visit's and the grant's.
    """

    state: LicenceState
    holder_hash: str = field(repr=False)


class Portal(Protocol):
    """The county platform. Every method blocks until answered and raises ``PortalError`` when it is not."""

    def ask(self, question: Question, *, line: str, idempotency_key: str) -> Answer:
        """Put a question over a line. The portal acts once for each key, however often it is asked with it."""

    def check_grant(self, grant: str, *, line: str) -> GrantCheck:
        """Ask again for state and holder; asked at most 60 s before the sheet is printed (domain.md section 11)."""

    def deliver(self, parcel: Parcel) -> None:
        """Hand over what could wait. The portal acts once for each parcel's idempotency key."""

    def health(self, line: str) -> None:
        """Return when the portal answers over this line."""
