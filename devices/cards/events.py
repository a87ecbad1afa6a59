"""What happens to a card on a reader, as events with one insertion each.

An *insertion* is one stay of one card on one reader. Readers number their insertions, so that a swap of two cards, even
of two that look alike, is never taken for one stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from devices.cards.contents import CardContents
from devices.status import DeviceKind


@dataclass(frozen=True)
class Insertion:
    """One stay of one card on one reader."""

    reader: DeviceKind
    number: int


@dataclass(frozen=True)
class CardPlaced:
    """A card lies on the reader; nothing has been read yet."""

    insertion: Insertion


@dataclass(frozen=True)
class CardRead:
    """The card of this insertion has been read."""

    insertion: Insertion
    contents: CardContents


@dataclass(frozen=True)
class CardNotRead:
    """The card of this insertion could not be read; ``code`` is a key of ``kiosk/failures.toml``."""

    insertion: Insertion
    code: str


@dataclass(frozen=True)
class CardLocked:
    """The card of this insertion is a travel document; reading it takes an access key that stands printed on it."""

    insertion: Insertion


@dataclass(frozen=True)
class AddressRead:
    """The card of this insertion, read before, carries a newer address than the printed one."""

    insertion: Insertion
    address: str = field(repr=False)


@dataclass(frozen=True)
class CardLifted:
    """The card of this insertion is off the reader."""

    insertion: Insertion


CardEvent: TypeAlias = CardPlaced | CardRead | CardNotRead | CardLocked | AddressRead | CardLifted
CardListener = Callable[[CardEvent], None]
