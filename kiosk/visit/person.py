"""The resident of a visit, and how much of them a screen may show."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from devices.cards.contents import CardContents, CardKind, Numbering, Sex
from kiosk.catalogue.service import IdentityLevel
from kiosk.visit.identity import LEVEL_OF_WAY, Way

MASK: Final = "\uff0a"
"""Full-width asterisk; look.md section 3."""
ID_HEAD: Final = 6
ID_TAIL: Final = 4
"""Shown digits of an identity number: first 6, last 4 (domain.md section 2, privacy rules)."""
LONG_NUMBER: Final = 15
"""Numbers of so many characters or more are shown by head and tail; passports' are shorter."""
WAY_OF_CARD: Final = {
    CardKind.IDENTITY_CARD: Way.IDENTITY_CARD,
    CardKind.RESIDENCE_PERMIT: Way.IDENTITY_CARD,
    CardKind.PERMANENT_RESIDENT_CARD: Way.IDENTITY_CARD,
    CardKind.SOCIAL_SECURITY_CARD: Way.SOCIAL_CARD,
    CardKind.PASSPORT: Way.TRAVEL_DOCUMENT,
    CardKind.TRAVEL_PERMIT: Way.TRAVEL_DOCUMENT,
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """A resident who has said who they are. The fields never appear in a ``repr``.

    Attributes:
        numbering, issuing_state: whose register ``id_number`` comes from; without them it stands for nobody.
        way: how they said it.
        level: how far up the identity ladder they have come.
        card: the card they showed; absent for a phone's code and a clerk's word.
        clerk: badge number of the clerk who vouches; absent when none does.
    """

    name: str = field(repr=False)
    id_number: str = field(repr=False)
    numbering: Numbering = Numbering.CITIZEN
    issuing_state: str = ""
    sex: Sex = field(repr=False)
    birth: date = field(repr=False)
    way: Way
    level: IdentityLevel
    card: CardKind | None = None
    clerk: str | None = None

    @classmethod
    def from_card(cls, contents: CardContents) -> Person:
        """Take from a card what a visit needs, and no more."""
        way = WAY_OF_CARD[contents.kind]
        return cls(
            name=contents.name,
            id_number=contents.id_number,
            numbering=contents.numbering,
            issuing_state=contents.issuing_state,
            sex=contents.sex,
            birth=contents.birth,
            way=way,
            level=LEVEL_OF_WAY[way],
            card=contents.kind,
        )

    def holds(self, contents: CardContents) -> bool:
        """Whether a card is this very resident's: the same number of the same register."""
        return (self.numbering, self.issuing_state, self.id_number) == (
            contents.numbering,
            contents.issuing_state,
            contents.id_number,
        )

    def proved(self, level: IdentityLevel, *, clerk: str | None = None) -> Person:
        """The same resident, further up the ladder; never further down."""
        higher = level if level.reaches(self.level) else self.level
        return replace(self, level=higher, clerk=clerk or self.clerk)

    @property
    def masked_name(self) -> str:
        """The surname's first character and one mark for each further character."""
        return mask_name(self.name)

    @property
    def masked_id_number(self) -> str:
        """First 6 and last 4 characters, the rest as marks; of shorter numbers the first and the last 2."""
        head, tail = (ID_HEAD, ID_TAIL) if len(self.id_number) >= LONG_NUMBER else (1, 2)
        hidden = max(len(self.id_number) - head - tail, 0)
        return f"{self.id_number[:head]} {MASK * hidden} {self.id_number[-tail:]}"

    @property
    def id_tail(self) -> str:
        """The last 4 characters of the identity number, for slips."""
        return self.id_number[-ID_TAIL:]

    @property
    def holder_hash(self) -> str:
        """The holder as bound into a print job: SHA-256 over the identity number and its register, in hex.

        It is compared within the terminal and with the portal; it is never printed and is not written to a log.
        """
        return hash_holder(self.id_number, numbering=self.numbering, issuing_state=self.issuing_state)


def mask_name(name: str) -> str:
    """Keep the first character of a name and hide each other, at most three marks for long names."""
    return name[:1] + MASK * min(max(len(name) - 1, 1), 3)


def hash_holder(id_number: str, *, numbering: Numbering = Numbering.CITIZEN, issuing_state: str = "") -> str:
    """Return SHA-256 in hex of an identity number; of other numbers than citizens' together with their register."""
    number = id_number.upper()
    whole = number if numbering is Numbering.CITIZEN else f"{numbering.value}:{issuing_state}:{number}"
    return hashlib.sha256(whole.encode("ascii")).hexdigest()
