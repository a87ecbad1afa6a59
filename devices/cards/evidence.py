"""What a card carries of its holder's body, for a device that compares."""

from __future__ import annotations

from dataclasses import dataclass, field

from devices.cards.contents import Photo


@dataclass(frozen=True)
class CardEvidence:
    """Photo and fingerprints of the card that lies on a reader; kept no longer than it lies there.

    Attributes:
        photo: as stored; absent on a card without one.
        fingerprints: templates as stored, 512 bytes each; empty when the card has none or none were wanted.
    """

    photo: Photo | None = field(default=None, repr=False)
    fingerprints: tuple[bytes, ...] = field(default=(), repr=False)
