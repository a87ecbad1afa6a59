"""Simulated smart-card chips: a command APDU in, a response APDU out."""

from __future__ import annotations

from typing import Final, Protocol

from devices.cards.social_card import SELECT_ENVIRONMENT
from devices.simulators.wallet import SocialCardImage

ATR: Final = bytes.fromhex("3B6D0000") + b"SSC-SIMULATOR"
"""One ATR for all cards, as with the cards of one batch: T=0, 13 historical bytes (ISO/IEC 7816-3)."""

DONE: Final = bytes.fromhex("9000")
FILE_NOT_FOUND: Final = bytes.fromhex("6A82")
RECORD_NOT_FOUND: Final = bytes.fromhex("6A83")
COMMAND_UNKNOWN: Final = bytes.fromhex("6D00")
NO_FILE_SELECTED: Final = bytes.fromhex("6986")
PERMISSION_NEEDED: Final = bytes.fromhex("6982")

SELECT_BY_NAME: Final = bytes.fromhex("00A404")
SELECT_BY_ID: Final = bytes.fromhex("00A402")
READ_BY_TAG: Final = bytes.fromhex("00B2")
GET_RESPONSE: Final = bytes.fromhex("00C0")

TEXT_PAD: Final = b"\x00"
DIGIT_PAD: Final = "F"

Records = dict[int, bytes]


class Chip(Protocol):
    """A card as a virtual reader sees it."""

    @property
    def atr(self) -> bytes:
        """Answer to reset."""

    def reset(self) -> None:
        """Forget what was selected."""

    def process(self, apdu: bytes) -> bytes:
        """Answer one command APDU with data and status word."""


class BankChip:
    """A chip without the social security application."""

    atr = ATR

    def reset(self) -> None:
        """There is nothing to forget."""

    def process(self, apdu: bytes) -> bytes:
        """Find no application and know no other command."""
        return FILE_NOT_FOUND if apdu.startswith(SELECT_BY_NAME) else COMMAND_UNKNOWN


class SocialSecurityChip:
    """A social security card (LD/T 32-2015) that speaks T=0: ``61xx`` after a select, ``6Cxx`` for a wrong length.

    Args of the constructor:
        card: what stands on it; absent fields are absent records.
        permission_needed: keep the holder's file closed until a PIN, as some regions do.
    """

    atr = ATR

    def __init__(self, card: SocialCardImage, *, permission_needed: bool = False) -> None:
        self._files = {0xEF05: _card_records(card), 0xEF06: _holder_records(card)}
        self._permission_needed = permission_needed
        self.reset()

    def reset(self) -> None:
        """Forget environment, file and any answer that was not fetched."""
        self._in_environment = False
        self._file: int | None = None
        self._waiting = b""

    def process(self, apdu: bytes) -> bytes:
        """Answer one command APDU."""
        if apdu.startswith(GET_RESPONSE):
            waiting, self._waiting = self._waiting, b""
            return waiting + DONE if waiting else COMMAND_UNKNOWN
        if apdu.startswith(SELECT_BY_NAME):
            return self._select_environment(apdu)
        if apdu.startswith(SELECT_BY_ID):
            return self._select_file(int.from_bytes(apdu[5:7], "big"))
        if apdu.startswith(READ_BY_TAG):
            return self._read(tag=apdu[2], length=apdu[4] if len(apdu) > 4 else 0)
        return COMMAND_UNKNOWN

    def _select_environment(self, apdu: bytes) -> bytes:
        if apdu != SELECT_ENVIRONMENT:
            return FILE_NOT_FOUND
        self._in_environment, self._file = True, None
        name = apdu[5:]
        self._waiting = bytes([0x6F, len(name) + 2, 0x84, len(name)]) + name
        return bytes([0x61, len(self._waiting)])

    def _select_file(self, file: int) -> bytes:
        if not self._in_environment or file not in self._files:
            return FILE_NOT_FOUND
        self._file = file
        return DONE

    def _read(self, *, tag: int, length: int) -> bytes:
        if self._file is None:
            return NO_FILE_SELECTED
        if self._permission_needed and self._file == 0xEF06:
            return PERMISSION_NEEDED
        value = self._files[self._file].get(tag)
        if value is None:
            return RECORD_NOT_FOUND
        record = bytes([tag, len(value)]) + value
        return record + DONE if length == len(record) else bytes([0x6C, len(record)])


def _card_records(card: SocialCardImage) -> Records:
    return _present(
        {
            0x01: _digits(card.card_id, 16),
            0x03: f"{card.generation}.00".encode("ascii"),
            0x04: _digits(card.issuer_code, 12),
            0x05: _digits(card.issued, 4),
            0x06: _digits(card.valid_until, 4),
            0x07: _text(card.card_number, 9),
        }
    )


def _holder_records(card: SocialCardImage) -> Records:
    records = {
        0x08: _text(card.number, 18),
        0x09: _text(card.name, 30),
        0x0A: _text(card.sex, 1),
        0x0B: _digits(card.nation, 1),
        0x0C: _digits(card.birthplace, 3),
        0x0D: _digits(card.birth, 4),
    }
    if card.generation > 1 and card.name:
        records[0x4E] = card.name_extension.encode("gb18030").ljust(20, TEXT_PAD)
    return _present(records)


def _text(text: str, size: int) -> bytes:
    return text.encode("gb18030").ljust(size, TEXT_PAD) if text else b""


def _digits(digits: str, size: int) -> bytes:
    return bytes.fromhex(digits.ljust(2 * size, DIGIT_PAD)) if digits else b""


def _present(records: Records) -> Records:
    return {tag: value for tag, value in records.items() if value}
