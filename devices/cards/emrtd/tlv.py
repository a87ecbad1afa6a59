"""Tag, length, value (ISO/IEC 7816-4, 5.2.2; ITU-T X.690, 8.1): the little of it that cards put around their data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from devices.errors import CardUnreadable

LONGEST_TAG: Final = 2
"""Bytes of a tag; no data object of a travel document has more (ICAO Doc 9303-10, 4.6)."""
LONGEST_LENGTH: Final = 4
"""Bytes of a length: the leading one and up to three that count, 16 MiB."""


class TlvMalformed(CardUnreadable):
    """Data that are no tags, lengths and values; ``CARD_ANSWERS_WRONGLY``."""

    def __init__(self, what: str) -> None:
        super().__init__("CARD_ANSWERS_WRONGLY", f"data object: {what}")


@dataclass(frozen=True)
class DataObject:
    """One tag with its value.

    Attributes:
        end: offset of the first byte behind it in the data it was read from.
    """

    tag: int
    value: bytes = field(repr=False)
    end: int


def read_header(data: bytes, at: int = 0) -> tuple[int, int, int]:
    """Return tag, offset of the value and length of the value. The value itself may be missing yet.

    Raises:
        TlvMalformed: the header is cut off, longer than any of a travel document, or of indefinite length.
    """
    tag, at = _read_tag(data, at)
    if at >= len(data):
        raise TlvMalformed("no length")
    first, at = data[at], at + 1
    if first < 0x80:
        return tag, at, first
    size = first & 0x7F
    if not 1 <= size < LONGEST_LENGTH:
        raise TlvMalformed("length of a length")
    if at + size > len(data):
        raise TlvMalformed("length cut off")
    return tag, at + size, int.from_bytes(data[at : at + size], "big")


def read_object(data: bytes, at: int = 0) -> DataObject:
    """Return the data object at an offset.

    Raises:
        TlvMalformed: there is none, or it is cut off.
    """
    tag, start, length = read_header(data, at)
    end = start + length
    if end > len(data):
        raise TlvMalformed("value cut off")
    return DataObject(tag, data[start:end], end)


def read_objects(data: bytes) -> list[DataObject]:
    """Return the data objects that fill the data from end to end.

    Raises:
        TlvMalformed: something else is among them.
    """
    objects: list[DataObject] = []
    at = 0
    while at < len(data):
        found = read_object(data, at)
        objects.append(found)
        at = found.end
    return objects


def find(data: bytes, *path: int) -> bytes:
    """Return the value under a path of tags, each inside the one before.

    Raises:
        TlvMalformed: one of the tags is not there.
    """
    for tag in path:
        value = next((each.value for each in read_objects(data) if each.tag == tag), None)
        if value is None:
            raise TlvMalformed(f"no {tag:02X}")
        data = value
    return data


def write_object(tag: int, value: bytes) -> bytes:
    """Put tag and the shortest length before a value (ITU-T X.690, 10.1)."""
    head = tag.to_bytes(2 if tag > 0xFF else 1, "big")
    if len(value) < 0x80:
        return head + bytes([len(value)]) + value
    size = (len(value).bit_length() + 7) // 8
    return head + bytes([0x80 | size]) + len(value).to_bytes(size, "big") + value


def _read_tag(data: bytes, at: int) -> tuple[int, int]:
    if at >= len(data):
        raise TlvMalformed("no tag")
    if data[at] & 0x1F != 0x1F:
        return data[at], at + 1
    if at + 1 >= len(data) or data[at + 1] & 0x80:
        raise TlvMalformed("tag")
    return data[at] << 8 | data[at + 1], at + LONGEST_TAG
