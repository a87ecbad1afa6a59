"""What the data of the SAM's answers hold: the identity record, the appended address, the module's number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from unicodedata import category

from devices.cards.identity.block import ENCODING, NOT_WRITING, PADDING, TEXT_BYTES
from devices.cards.sam.frames import SamFrameError

PHOTO_BYTES: Final = 1024
FINGERPRINT_BYTES: Final = 512
MOST_FINGERPRINTS: Final = 2
LENGTH_BYTES: Final = 2
ADDRESS_BYTES: Final = 70
MOST_ADDRESSES: Final = 4
"""A card keeps at most four appended addresses of 35 characters each."""
NUMBER_BYTES: Final = 16
REPLACED: Final = "\ufffd"
"""What a decoder puts in the place of bytes that are no character."""


@dataclass(frozen=True)
class IdentityRecord:
    """What one read gives.

    Attributes:
        text: the text block, 256 bytes.
        photo: as stored, 1024 bytes; empty on a card without one.
        fingerprints: up to two of 512 bytes; empty when they were not asked for.
    """

    text: bytes = field(repr=False)
    photo: bytes = field(default=b"", repr=False)
    fingerprints: tuple[bytes, ...] = field(default=(), repr=False)


def parse_record(data: bytes, *, with_fingerprints: bool) -> IdentityRecord:
    """Take the data of a read answer apart; big-endian lengths come first, then the parts (GA 450).

    Raises:
        SamFrameError: the lengths disagree with the data or with what a card can have.
    """
    places = range(0, LENGTH_BYTES * (3 if with_fingerprints else 2), LENGTH_BYTES)
    lengths = [int.from_bytes(data[place : place + LENGTH_BYTES], "big") for place in places]
    text, photo, fingerprints = (*lengths, 0)[:3]
    head = LENGTH_BYTES * len(lengths)
    most = MOST_FINGERPRINTS * FINGERPRINT_BYTES
    fits = text == TEXT_BYTES and photo in (0, PHOTO_BYTES) and fingerprints in range(0, most + 1, FINGERPRINT_BYTES)
    if not fits or len(data) != head + sum(lengths):
        raise SamFrameError(f"lengths {lengths} in {len(data)} bytes")
    fingers = data[head + text + photo :]
    return IdentityRecord(
        text=data[head : head + text],
        photo=data[head + text : head + text + photo],
        fingerprints=tuple(
            fingers[start : start + FINGERPRINT_BYTES] for start in range(0, fingerprints, FINGERPRINT_BYTES)
        ),
    )


def encode_record(record: IdentityRecord, *, with_fingerprints: bool) -> bytes:
    """Write the data of a read answer."""
    parts = [record.text, record.photo]
    if with_fingerprints:
        parts.append(b"".join(record.fingerprints))
    return b"".join(len(part).to_bytes(LENGTH_BYTES, "big") for part in parts) + b"".join(parts)


def holds_addresses(data: bytes) -> bool:
    """Whether these are whole appended addresses, or none."""
    return len(data) % ADDRESS_BYTES == 0 and len(data) <= MOST_ADDRESSES * ADDRESS_BYTES


def newest_address(data: bytes) -> str:
    """Return the last appended address that says something; empty when none does or its text is no writing."""
    for start in range(len(data) - ADDRESS_BYTES, -1, -ADDRESS_BYTES):
        text = data[start : start + ADDRESS_BYTES].decode(ENCODING, errors="replace").rstrip(PADDING)
        if text:
            return "" if REPLACED in text or any(category(one) in NOT_WRITING for one in text) else text
    return ""


def encode_addresses(addresses: tuple[str, ...]) -> bytes:
    """Write appended addresses, oldest first.

    Raises:
        ValueError: more than four, or one longer than 70 bytes.
    """
    entries = [address.ljust(ADDRESS_BYTES // 2).encode(ENCODING) for address in addresses]
    if len(entries) > MOST_ADDRESSES or any(len(entry) != ADDRESS_BYTES for entry in entries):
        raise ValueError("appended addresses do not fit")
    return b"".join(entries)


def number_text(data: bytes) -> str:
    """Write a module's number as it stands on its label, for example ``05.01-20174901-0227640909-1250893422``.

    Raises:
        SamFrameError: not 16 bytes.
    """
    if len(data) != NUMBER_BYTES:
        raise SamFrameError(f"number of {len(data)} bytes")
    day, batch, serial = (int.from_bytes(data[start : start + 4], "little") for start in (4, 8, 12))
    return f"{data[0]:02d}.{data[2]:02d}-{day}-{batch:010d}-{serial:010d}"
