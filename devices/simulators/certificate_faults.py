"""What can go wrong with the simulated certificate printer, and at which moment of a sheet."""

from __future__ import annotations

from enum import Enum
from typing import Final


class FaultMoment(Enum):
    """When a fault comes that was armed for the next sheet."""

    BEFORE = "before"
    """While the sheet is about to be drawn in."""
    PAGE = "page"
    """While it is being printed."""
    AFTER = "after"
    """When it lies in the outlet, before the printer has said so."""


class CertificateFault(Enum):
    """What can be wrong with the printer; the value is its ``printer-state-reasons`` keyword."""

    PAPER_OUT = "media-empty"
    PAPER_LOW = "media-low"
    WRONG_PAPER = "media-needed"
    COVER_OPEN = "cover-open"
    TRAY_MISSING = "input-tray-missing"
    TONER_OUT = "toner-empty"
    TONER_LOW = "toner-low"
    SUPPLY_OUT = "marker-supply-empty"
    SUPPLY_LOW = "marker-supply-low"
    WASTE_FULL = "marker-waste-full"
    WASTE_NEARLY_FULL = "marker-waste-almost-full"
    SPOOL_FULL = "spool-area-full"
    PAUSED = "paused"
    JAM = "media-jam"
    OTHER = "other"


MILD: Final = frozenset(
    {
        CertificateFault.PAPER_LOW,
        CertificateFault.TONER_LOW,
        CertificateFault.SUPPLY_LOW,
        CertificateFault.WASTE_NEARLY_FULL,
        CertificateFault.OTHER,
    }
)
HOLDING: Final = frozenset(CertificateFault) - MILD
"""Faults with which no sheet comes out."""
