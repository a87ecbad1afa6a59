"""The 256-byte text block of identity cards: fixed fields in UTF-16LE, padded with spaces (GA/T 490).

A character at byte 248 tells the layout: a space stands for citizens, ``J`` for residents from Hong Kong, Macao and
Taiwan, ``I`` and ``Y`` for foreigners.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final
from unicodedata import category

from devices.cards.contents import CardContents, CardKind, Sex
from devices.cards.nations import NATIONS
from devices.cards.numbers import contradiction
from devices.cards.sam_codec import TEXT_BYTES
from devices.errors import CardUnreadable, CardUnsupported

ENCODING: Final = "utf-16-le"
LAYOUT_FLAG: Final = slice(248, 250)
CITIZEN_FLAG: Final = " "
NO_EXPIRY: Final = "长期"
NOT_WRITING: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode categories that no name has. Private use and unassigned stay allowed: rare characters of names come first
as the one, and newer than this Python's tables as the other."""


class CitizenField(Enum):
    """Fields of the citizen layout, as their place in bytes (GA/T 490)."""

    NAME = slice(0, 30)
    SEX = slice(30, 32)
    NATION = slice(32, 36)
    BIRTH = slice(36, 52)
    ADDRESS = slice(52, 122)
    NUMBER = slice(122, 158)
    ISSUER = slice(158, 188)
    VALID_FROM = slice(188, 204)
    VALID_UNTIL = slice(204, 220)

    @property
    def size(self) -> int:
        """Bytes that the field takes."""
        place: slice = self.value
        return int(place.stop - place.start)


def decode_identity_text(block: bytes) -> CardContents:
    """Read a text block.

    Raises:
        CardUnreadable: ``CARD_TEXT_MALFORMED`` for bytes that are no such block, ``CARD_CONTRADICTS_ITSELF`` when
            number, birth, sex or dates disagree.
        CardUnsupported: ``CARD_LAYOUT_UNSUPPORTED`` for every other layout than the citizen's.
    """
    if len(block) != TEXT_BYTES:
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{len(block)} bytes")
    flag = _text(block[LAYOUT_FLAG], "layout flag", strip=False)
    if flag != CITIZEN_FLAG:
        raise CardUnsupported("CARD_LAYOUT_UNSUPPORTED", f"flag U+{ord(flag):04X}")
    return _decode_citizen(block)


def encode_identity_text(contents: CardContents, *, issuer: str = "") -> bytes:
    """Write the citizen text block of a card, for tests.

    Raises:
        ValueError: a field is longer than its place.
    """
    return encode_citizen_fields(
        {
            CitizenField.NAME: contents.name,
            CitizenField.SEX: contents.sex.value,
            CitizenField.NATION: contents.nation,
            CitizenField.BIRTH: _day_text(contents.birth),
            CitizenField.ADDRESS: contents.address,
            CitizenField.NUMBER: contents.id_number,
            CitizenField.ISSUER: issuer,
            CitizenField.VALID_FROM: _day_text(contents.valid_from),
            CitizenField.VALID_UNTIL: _day_text(contents.valid_until) or NO_EXPIRY,
        }
    )


def encode_citizen_fields(texts: Mapping[CitizenField, str]) -> bytes:
    """Write a text block field by field, right or wrong, for simulated cards; an absent field stays blank.

    Raises:
        ValueError: a field is longer than its place.
    """
    block = bytearray(" ".encode(ENCODING) * (TEXT_BYTES // 2))
    for place, text in texts.items():
        encoded = text.encode(ENCODING)
        if len(encoded) > place.size:
            raise ValueError(f"{place.name} needs {len(encoded)} bytes and has {place.size}")
        block[place.value.start : place.value.start + len(encoded)] = encoded
    return bytes(block)


def _decode_citizen(block: bytes) -> CardContents:
    texts = {place: _text(block[place.value], place.name) for place in CitizenField}
    until = texts[CitizenField.VALID_UNTIL]
    contents = CardContents(
        kind=CardKind.IDENTITY_CARD,
        name=texts[CitizenField.NAME],
        id_number=texts[CitizenField.NUMBER].upper(),
        sex=_sex(texts[CitizenField.SEX]),
        birth=_day(texts[CitizenField.BIRTH], "birth"),
        address=texts[CitizenField.ADDRESS],
        nation=_nation(texts[CitizenField.NATION]),
        valid_from=_day(texts[CitizenField.VALID_FROM], "valid from"),
        valid_until=None if until == NO_EXPIRY else _day(until, "valid until"),
    )
    _refuse_contradictions(contents)
    return contents


def _refuse_contradictions(contents: CardContents) -> None:
    if not contents.name:
        raise CardUnreadable("CARD_TEXT_MALFORMED", "no name")
    against = contradiction(contents.id_number, birth=contents.birth, sex=contents.sex)
    if against:
        raise CardUnreadable("CARD_CONTRADICTS_ITSELF", against)
    days = [contents.birth, contents.valid_from, contents.valid_until]
    known = [day for day in days if day is not None]
    if known != sorted(known):
        raise CardUnreadable("CARD_CONTRADICTS_ITSELF", "birth and validity are out of order")


def _text(field: bytes, name: str, *, strip: bool = True) -> str:
    try:
        text = field.decode(ENCODING)
    except UnicodeDecodeError as error:
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{name}: {error.reason}") from None
    if strip:
        # Some issuers pad with NUL although the standard says space.
        text = text.rstrip(" \0")
    if any(category(character) in NOT_WRITING for character in text):
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{name}: control characters")
    return text


def _sex(text: str) -> Sex:
    try:
        return Sex(text)
    except ValueError:
        raise CardUnreadable("CARD_TEXT_MALFORMED", "sex code") from None


def _nation(text: str) -> str:
    if text not in NATIONS:
        raise CardUnreadable("CARD_TEXT_MALFORMED", "nation code")
    return text


def _day(text: str, name: str) -> date:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{name}: no YYYYMMDD")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{name}: no such day") from None


def _day_text(day: date | None) -> str:
    return day.isoformat().replace("-", "") if day else ""
