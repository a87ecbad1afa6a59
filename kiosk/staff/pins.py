"""PINs of clerks: which ones do, and their Argon2 hashes (RFC 9106)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.staff.errors import EntryRefused

PIN: Final = re.compile(r"[0-9]{6,12}")
MOST_MEMORY_KIB: Final = 262_144
MOST_TIME: Final = 10
"""What a hash in the file may cost at most, so that a strange one cannot hold the terminal up."""


def standard_hasher() -> PasswordHasher:
    """Argon2id with 64 MiB, 3 passes and 4 lanes: the second recommended option (RFC 9106, section 4)."""
    return PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4, hash_len=32, salt_len=16, type=Type.ID)


class Pins:
    """Makes hashes of PINs and compares PINs with them."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or standard_hasher()

    def hash(self, pin: str) -> str:
        """Return the hash of a PIN. Raises :class:`EntryRefused` for one that is too easy to guess."""
        check_pin(pin)
        return self._hasher.hash(pin)

    def match(self, pin: str, hashed: str | None) -> bool:
        """Whether a PIN has this hash. Without a hash it never has, and that takes as long."""
        if hashed is None:
            self._hasher.hash(pin)
            return False
        try:
            return self._hasher.verify(hashed, pin)
        except VerificationError:
            return False


def check_pin(pin: str) -> None:
    """Raise :class:`EntryRefused` for a PIN that is too short, or one digit over and over, or digits in a row."""
    if PIN.fullmatch(pin) is None:
        raise EntryRefused("wanted a PIN of 6 to 12 digits")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        raise EntryRefused("wanted a PIN that is neither one digit over and over nor digits in a row")


def is_hash(text: str) -> bool:
    """Whether a text is an Argon2id hash that this terminal is willing to reckon."""
    try:
        asked = extract_parameters(text)
    except InvalidHashError:
        return False
    return asked.type is Type.ID and asked.memory_cost <= MOST_MEMORY_KIB and asked.time_cost <= MOST_TIME
