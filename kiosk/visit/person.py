"""The resident of a visit, and how much of them a screen may show."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from devices.cards.contents import CardContents, CardKind, Sex

MASK: Final = "\uff0a"
"""Full-width asterisk; look.md section 3."""
ID_HEAD: Final = 6
ID_TAIL: Final = 4
"""Shown digits of an identity number: first 6, last 4 (domain.md section 2, privacy rules)."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """A resident who has shown a card. The fields never appear in a ``repr``."""

    name: str = field(repr=False)
    id_number: str = field(repr=False)
    sex: Sex = field(repr=False)
    birth: date = field(repr=False)
    card: CardKind

    @classmethod
    def from_card(cls, contents: CardContents) -> Person:
        """Take from a card what a visit needs, and no more."""
        return cls(
            name=contents.name,
            id_number=contents.id_number,
            sex=contents.sex,
            birth=contents.birth,
            card=contents.kind,
        )

    @property
    def masked_name(self) -> str:
        """The surname's first character and one mark for each further character."""
        return mask_name(self.name)

    @property
    def masked_id_number(self) -> str:
        """First 6 and last 4 characters, the rest as marks."""
        hidden = len(self.id_number) - ID_HEAD - ID_TAIL
        return f"{self.id_number[:ID_HEAD]} {MASK * hidden} {self.id_number[-ID_TAIL:]}"

    @property
    def id_tail(self) -> str:
        """The last 4 characters of the identity number, for slips."""
        return self.id_number[-ID_TAIL:]

    @property
    def holder_hash(self) -> str:
        """The holder as bound into a print job: SHA-256 over the identity number, in hex.

        It is compared within the terminal and with the portal; it is never printed and is not written to a log.
        """
        return hash_holder(self.id_number)


def mask_name(name: str) -> str:
    """Keep the first character of a name and hide each other, at most three marks for long names."""
    return name[:1] + MASK * min(max(len(name) - 1, 1), 3)


def hash_holder(id_number: str) -> str:
    """Return SHA-256 of an identity number in hex."""
    return hashlib.sha256(id_number.upper().encode("ascii")).hexdigest()
