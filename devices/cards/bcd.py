"""Digits as chips store them: two a byte, filled up on the right with the nibble F."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

PAD: Final = "f"
_DIGITS: Final = re.compile(r"([0-9]*)f*")
_NOTHING: Final = re.compile(rb"[\x00\xff\x20]*")
"""What issuers leave in a date that they do not fill in."""


class NotDigits(ValueError):
    """Bytes that are no digits, or no such day. The message never holds them."""


def decode_bcd(data: bytes) -> str:
    """Read the digits before the padding.

    Raises:
        NotDigits: a nibble that is neither, or a digit behind the padding.
    """
    found = _DIGITS.fullmatch(data.hex())
    if found is None:
        raise NotDigits("a nibble is no digit")
    return found[1]


def encode_bcd(digits: str, size: int) -> bytes:
    """Write digits into so many bytes, for simulated cards and tests.

    Raises:
        ValueError: they do not fit, or a character is no hexadecimal digit.
    """
    if len(digits) > 2 * size:
        raise ValueError(f"{len(digits)} digits do not fit into {size} bytes")
    return bytes.fromhex(digits.ljust(2 * size, PAD))


def decode_bcd_day(data: bytes) -> date | None:
    """Read a date ``YYYYMMDD``; a field of nothing but padding is none.

    Raises:
        NotDigits: it is something else.
    """
    if _NOTHING.fullmatch(data):
        return None
    digits = decode_bcd(data)
    if len(digits) != 8:
        raise NotDigits(f"a day of {len(digits)} digits")
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise NotDigits("no such day") from None
