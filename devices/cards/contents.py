"""What a card says, once it has been read. Nothing of it ever appears in a ``repr`` or a log."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class CardKind(Enum):
    """The kinds of card that the terminal can tell apart."""

    IDENTITY_CARD = "identity-card"
    """A citizen's identity card (居民身份证)."""
    RESIDENCE_PERMIT = "residence-permit"
    """The residence permit of people from Hong Kong, Macao and Taiwan (港澳台居民居住证)."""
    PERMANENT_RESIDENT_CARD = "permanent-resident-card"
    """The foreigner's permanent residence card (外国人永久居留身份证)."""
    SOCIAL_SECURITY_CARD = "social-security-card"
    PASSPORT = "passport"
    TRAVEL_PERMIT = "travel-permit"
    """A mainland travel permit of people from Hong Kong, Macao and Taiwan (回乡证, 台胞证): a travel document too."""


class Numbering(Enum):
    """Whose register a number comes from: the same characters in two numberings are two people."""

    CITIZEN = "citizen"
    """18 characters (GB 11643-1999)."""
    RESIDENCE_PERMIT = "residence-permit"
    """18 characters that begin with 81, 82 or 83, with the same check character."""
    PERMANENT_RESIDENT = "permanent-resident"
    """18 characters that begin with 9, with the same check character (GA 2102-2023)."""
    PERMANENT_RESIDENT_2017 = "permanent-resident-2017"
    """Three letters and twelve digits."""
    DOCUMENT = "document"
    """The number of a travel document; only together with its issuing state does it stand for one document."""


class Sex(Enum):
    """Sex as coded on cards (GB/T 2261.1)."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSPECIFIED = "9"


class PhotoFormat(Enum):
    """How a photo is stored."""

    WLT = "wlt"
    """The closed format of identity cards, 1024 bytes."""
    JPEG = "jpeg"
    JPEG_2000 = "jpeg-2000"


@dataclass(frozen=True)
class Photo:
    """A photo as the card stores it: opaque bytes that only a :class:`devices.cards.photo.PhotoDecoder` opens."""

    format: PhotoFormat
    data: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class CardContents:
    """The holder as the card names them.

    Attributes:
        kind: which card.
        edition: which generation or layout of it: ``1`` to ``3`` for social security cards, ``2017`` and ``2023`` for
            foreigners' cards, ``bac`` or ``pace`` for travel documents; empty where there is only one.
        name: as on the card, without padding; in Latin letters where the card has no Chinese name.
        latin_name: the name in Latin letters, where the card has one.
        id_number: the number, upper case.
        numbering: whose register the number comes from.
        issuing_state: who issued a travel document (three letters, ICAO Doc 9303-3 section 5); empty on other cards.
        sex: as on the card.
        birth: as on the card.
        address: empty when the card does not carry one.
        nation: two-digit code of GB/T 3304; empty when the card does not carry one.
        nationality: three letters (ISO 3166-1); empty when the card does not carry one.
        permit_number: the travel permit behind a residence permit; empty on other cards.
        valid_until: the last day; absent for cards that do not expire (长期) or do not say.
        photo: as stored; nothing waits for it.
    """

    kind: CardKind
    edition: str = ""
    name: str = field(repr=False)
    latin_name: str = field(default="", repr=False)
    id_number: str = field(repr=False)
    numbering: Numbering = Numbering.CITIZEN
    issuing_state: str = ""
    sex: Sex = field(repr=False)
    birth: date = field(repr=False)
    address: str = field(default="", repr=False)
    nation: str = field(default="", repr=False)
    nationality: str = field(default="", repr=False)
    permit_number: str = field(default="", repr=False)
    valid_from: date | None = field(default=None, repr=False)
    valid_until: date | None = field(default=None, repr=False)
    photo: Photo | None = field(default=None, repr=False)
