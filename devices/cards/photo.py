"""The port for whoever can open a card's photo. Nothing waits for it: without a decoder the photo stays closed."""

from __future__ import annotations

from typing import Protocol

from devices.cards.contents import Photo


class PhotoDecoder(Protocol):
    """Opens photos of the formats it knows.

    Identity cards store theirs in a closed format (WLT) that only licensed libraries open; such a library is wrapped
    behind this port.
    """

    def decode(self, photo: Photo) -> bytes | None:
        """Return the photo as PNG, or nothing when its format is not known or it cannot be opened."""
