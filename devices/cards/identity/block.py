"""The block that all layouts share: 256 bytes of UTF-16LE, fields at fixed places, padded with spaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final, TypeVar
from unicodedata import category

from devices.cards.contents import Sex
from devices.errors import CardUnreadable

TEXT_BYTES: Final = 256
ENCODING: Final = "utf-16-le"
LAYOUT_FLAG: Final = slice(248, 250)
"""The one character that tells the layouts apart, at the same place in all of them."""
PADDING: Final = " \0"
"""The standard says space; some issuers pad with NUL."""
NO_EXPIRY: Final = "长期"
NOT_WRITING: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode categories that no name has. Private use and unassigned stay allowed: rare characters of names come first
as the one, and newer than this Python's tables as the other."""


class BlockField(Enum):
    """A field as its offset and length in bytes; each layout lists its own."""

    @property
    def place(self) -> slice:
        """Where its bytes lie."""
        offset, length = self.value
        return slice(offset, offset + length)

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        length: int = self.value[1]
        return length


AnyField = TypeVar("AnyField", bound=BlockField)


@dataclass(frozen=True)
class TextBlock:
    """A block to be read; each reading raises :class:`CardUnreadable`, ``CARD_TEXT_MALFORMED``.

    Fields that nobody reads never make a card unreadable.
    """

    raw: bytes = field(repr=False)

    @property
    def flag(self) -> str:
        """The character that tells the layout."""
        return _decode(self.raw[LAYOUT_FLAG], "layout flag")

    def text(self, place: BlockField) -> str:
        """Read a field without its padding."""
        text = _decode(self.raw[place.place], place.name).rstrip(PADDING)
        if any(category(character) in NOT_WRITING for character in text):
            raise CardUnreadable("CARD_TEXT_MALFORMED", f"{place.name}: control characters")
        return text

    def sex(self, place: BlockField) -> Sex:
        """Read a code of GB/T 2261.1."""
        try:
            return Sex(self.text(place))
        except ValueError:
            raise CardUnreadable("CARD_TEXT_MALFORMED", f"{place.name}: no such code") from None

    def day(self, place: BlockField) -> date:
        """Read ``YYYYMMDD``."""
        text = self.text(place)
        if len(text) != 8 or not (text.isascii() and text.isdigit()):
            raise CardUnreadable("CARD_TEXT_MALFORMED", f"{place.name}: no YYYYMMDD")
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            raise CardUnreadable("CARD_TEXT_MALFORMED", f"{place.name}: no such day") from None

    def last_day(self, place: BlockField) -> date | None:
        """Read ``YYYYMMDD``, or none for a card that does not expire."""
        return None if self.text(place) == NO_EXPIRY else self.day(place)


def encode_block(texts: Mapping[AnyField, str], *, flag: str) -> bytes:
    """Write a block field by field, right or wrong; an absent field stays blank.

    Raises:
        ValueError: a field is longer than its place.
    """
    block = bytearray(" ".encode(ENCODING) * (TEXT_BYTES // 2))
    for place, text in texts.items():
        encoded = text.encode(ENCODING)
        if len(encoded) > place.size:
            raise ValueError(f"{place.name} needs {len(encoded)} bytes and has {place.size}")
        start = place.place.start
        block[start : start + len(encoded)] = encoded
    block[LAYOUT_FLAG] = flag.encode(ENCODING)
    return bytes(block)


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode(ENCODING)
    except UnicodeDecodeError as error:
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{name}: {error.reason}") from None
