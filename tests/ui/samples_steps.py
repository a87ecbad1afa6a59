"""Sample screens of the steps after the card has been laid down."""

from __future__ import annotations

from kiosk.visit.preferences import Preferences
from kiosk.visit.screens import Screen


def samples(preferences: Preferences) -> dict[str, Screen]:
    """Return each sample by its name."""
    return {}
