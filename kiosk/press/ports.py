"""What the press needs from others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from kiosk.portal.parcels import Parcel
from kiosk.portal.port import GrantCheck
from kiosk.records.prints import SheetFacts
from kiosk.visit.effects import Slip
from kiosk.visit.events import Event
from kiosk.visit.register import CertificateGrant, IssuedProof

Post: TypeAlias = Callable[[Event], None]
"""Hands an event to the visit; returns at once."""

Alarm: TypeAlias = Callable[[str], None]
"""Stops the terminal for the failure code given and calls staff; returns at once."""

Clock: TypeAlias = Callable[[], float]
"""Seconds that never go back."""


Occupied: TypeAlias = Callable[[], bool]
"""Whether a sensor sees paper in the outlet of the sheets; false where nothing senses it."""


class GrantChecker(Protocol):
    """Asks the register again, just before printing; ``kiosk.portal.port.Portal`` is one."""

    def check_grant(self, grant: str, *, line: str) -> GrantCheck:
        """Return state and holder at this moment. Raises ``PortalError`` when they cannot be had."""


class ReportSink(Protocol):
    """Takes what the portal has to hear; ``kiosk.portal.outbox.Outbox`` is one."""

    def put(self, parcel: Parcel) -> None:
        """Store a parcel durably; one whose idempotency key is already stored is ignored."""


@dataclass(frozen=True, kw_only=True)
class RenderedSheet(SheetFacts):
    """A document ready for the printer, with what its row keeps of it; ``sha256`` is of ``pdf``."""

    pdf: bytes = field(repr=False)


class SheetRenderer(Protocol):
    """Lays out sheets. All raise :class:`kiosk.press.errors.RenderRefused`."""

    def prepare_sheets(self) -> None:
        """Load what the first sheet needs, so that no resident waits for it."""

    def forget(self) -> None:
        """Let go of what laying out has left in memory of a resident."""

    def proof(self, proof: IssuedProof) -> RenderedSheet:
        """Lay out a proof on plain paper."""

    def certificate(self, grant: CertificateGrant, *, blank_serial: str) -> RenderedSheet:
        """Lay out the overlay of a certificate for the blank with this serial."""


class SlipRenderer(Protocol):
    """Lays out slips. All raise :class:`kiosk.press.errors.RenderRefused`."""

    def prepare_slips(self) -> None:
        """Load what the first slip needs; called while a sheet is on its way."""

    def forget(self) -> None:
        """Let go of what laying out has left in memory of a resident."""

    def slip(self, slip: Slip) -> bytes:
        """Return the bytes for the receipt printer."""
