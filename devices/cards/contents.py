"""What a card says, once it has been read. Nothing of it ever appears in a ``repr`` or a log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class CardKind(Enum):
    """The kinds of card that the terminal can tell apart."""

    IDENTITY_CARD = "identity-card"
    SOCIAL_SECURITY_CARD = "social-security-card"


class Sex(Enum):
    """Sex as coded on cards (GB/T 2261.1)."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSPECIFIED = "9"


@dataclass(frozen=True, kw_only=True)
class CardContents:
    """The holder as the card names them.

    Attributes:
        kind: which card.
        name: as on the card, without padding.
        id_number: the 18-character citizen number (GB 11643-1999), upper-case X.
        sex: as on the card.
        birth: as on the card.
        address: empty when the card does not carry one.
        valid_until: the last day; absent for cards that do not expire (长期) or do not say.
        nation: two-digit code of GB/T 3304; empty when the card does not carry one.
    """

    kind: CardKind
    name: str = field(repr=False)
    id_number: str = field(repr=False)
    sex: Sex = field(repr=False)
    birth: date = field(repr=False)
    address: str = field(default="", repr=False)
    nation: str = field(default="", repr=False)
    valid_from: date | None = field(default=None, repr=False)
    valid_until: date | None = field(default=None, repr=False)
