"""Simulated smart-card chips: a command APDU in, a response APDU out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from devices.cards.bcd import encode_bcd
from devices.cards.gb18030 import encode_gb18030
from devices.cards.social.records import BY_FILE_ID, ENVIRONMENT, UNDER_CURRENT_DIRECTORY
from devices.cards.social.tlv import record
from devices.simulators.wallet import SocialCardImage

ATR: Final = bytes.fromhex("3B6D0000") + b"SSC-SIMULATOR"
"""One ATR for all cards, as with the cards of one batch: T=0, 13 historical bytes (ISO/IEC 7816-3)."""
MUTE_ATR: Final = bytes.fromhex("00")
"""What a reader hands up for a card whose answer to reset it cannot make out."""

DONE: Final = bytes.fromhex("9000")
FILE_NOT_FOUND: Final = bytes.fromhex("6A82")
RECORD_NOT_FOUND: Final = bytes.fromhex("6A83")
WRONG_PARAMETERS: Final = bytes.fromhex("6A86")
COMMAND_UNKNOWN: Final = bytes.fromhex("6D00")
NO_FILE_SELECTED: Final = bytes.fromhex("6986")
PERMISSION_NEEDED: Final = bytes.fromhex("6982")

SELECT: Final = bytes.fromhex("00A4")
SELECT_BY_NAME: Final = bytes.fromhex("00A404")
READ_RECORD: Final = bytes.fromhex("00B2")
GET_RESPONSE: Final = bytes.fromhex("00C0")
BY_TAG: Final = 0x00
BY_NUMBER: Final = 0x04
"""P2 of READ RECORD in the file that is selected (ISO/IEC 7816-4, 11.4.2)."""

BANK_APPLICATION: Final = bytes.fromhex("A000000333010101")
"""A debit card of UnionPay (EMV Book 1, 12.2.1: an application is known by its name)."""
PAN_OF_NOBODY: Final = bytes.fromhex("5A086200000000000005")
"""A card number with a right check digit that no bank has given out."""

CARD_FILE: Final = 0xEF05
HOLDER_FILE: Final = 0xEF06
ORDERS: Final = {1: "08090A0B0C0D", 2: "08094E0A0B0C0D", 3: "08094E0A0B0C0D"}
"""Tags of the holder's file in the order of each generation, in hex (LD/T 32-2015 and its predecessors)."""

TEXT_PAD: Final = b"\x00"
WRONG_LENGTH: Final = 0x6C

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


class BankApplication:
    """What a bank puts on a chip: lets itself be selected and its card number be read, so that a test can miss it."""

    atr = ATR

    def reset(self) -> None:
        """There is nothing to forget."""

    def process(self, apdu: bytes) -> bytes:
        """Answer a selection and a record."""
        if apdu.startswith(SELECT_BY_NAME):
            return bytes([0x6F, len(BANK_APPLICATION) + 2, 0x84, len(BANK_APPLICATION)]) + BANK_APPLICATION + DONE
        return PAN_OF_NOBODY + DONE if apdu.startswith(READ_RECORD) else COMMAND_UNKNOWN


class SharedChip:
    """Several applications on one chip; commands go to the one that was selected by name last.

    Args of the constructor:
        applications: each by its name.
    """

    atr = ATR

    def __init__(self, applications: Mapping[bytes, Chip]) -> None:
        self._applications = dict(applications)
        self._selected: Chip | None = None

    def reset(self) -> None:
        """Forget which application was selected, and all that they remember."""
        self._selected = None
        for application in self._applications.values():
            application.reset()

    def process(self, apdu: bytes) -> bytes:
        """Answer one command APDU."""
        if apdu.startswith(SELECT_BY_NAME):
            application = self._applications.get(apdu[5 : 5 + apdu[4]]) if len(apdu) > 4 else None
            if application is None:
                return FILE_NOT_FOUND
            self._selected = application
        return self._selected.process(apdu) if self._selected else COMMAND_UNKNOWN


class BankChip(SharedChip):
    """A chip with nothing but a bank's application."""

    def __init__(self) -> None:
        super().__init__({BANK_APPLICATION: BankApplication()})


class SocialSecurityChip:
    """A social security card (LD/T 32-2015) that speaks T=0: ``61xx`` after a select, ``6Cxx`` for a wrong length.

    Args of the constructor:
        card: what stands on it; absent fields are absent records.
        permission_needed: keep the holder's file closed until a PIN, as some regions do.
        selects_by: the P1 of SELECT by which files are reached; any other is refused.
    """

    atr = ATR

    def __init__(
        self, card: SocialCardImage, *, permission_needed: bool = False, selects_by: int = UNDER_CURRENT_DIRECTORY
    ) -> None:
        self._files = {CARD_FILE: _card_records(card), HOLDER_FILE: _holder_records(card)}
        self._permission_needed = permission_needed
        self._selects_by = selects_by
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
        if apdu.startswith(SELECT) and apdu[2] in (BY_FILE_ID, UNDER_CURRENT_DIRECTORY):
            return self._select_file(how=apdu[2], file=int.from_bytes(apdu[5:7], "big"))
        if apdu.startswith(READ_RECORD) and len(apdu) > 3:
            return self._read(which=apdu[2], how=apdu[3], length=apdu[4] if len(apdu) > 4 else 0)
        return COMMAND_UNKNOWN

    def _select_environment(self, apdu: bytes) -> bytes:
        if apdu[5:] != ENVIRONMENT:
            return FILE_NOT_FOUND
        self._in_environment, self._file = True, None
        self._waiting = bytes([0x6F, len(ENVIRONMENT) + 2, 0x84, len(ENVIRONMENT)]) + ENVIRONMENT
        return bytes([0x61, len(self._waiting)])

    def _select_file(self, *, how: int, file: int) -> bytes:
        if how != self._selects_by:
            return WRONG_PARAMETERS
        if not self._in_environment or file not in self._files:
            return FILE_NOT_FOUND
        self._file = file
        return DONE

    def _read(self, *, which: int, how: int, length: int) -> bytes:
        if self._file is None:
            return NO_FILE_SELECTED
        if self._permission_needed and self._file == HOLDER_FILE:
            return PERMISSION_NEEDED
        tag = self._tag(which, how)
        if tag is None:
            return RECORD_NOT_FOUND
        found = record(tag, self._files[self._file][tag])
        return found + DONE if length == len(found) else bytes([WRONG_LENGTH, len(found)])

    def _tag(self, which: int, how: int) -> int | None:
        stored = self._files[self._file or CARD_FILE]
        if how == BY_TAG:
            return which if which in stored else None
        if how == BY_NUMBER and 0 < which <= len(stored):
            return list(stored)[which - 1]
        return None


class NeverRightLength:
    """A chip that answers ``6Cxx`` to every length, the one that it named before included."""

    atr = ATR

    def __init__(self, chip: Chip) -> None:
        self._chip = chip

    def reset(self) -> None:
        """Forget what the chip below forgets."""
        self._chip.reset()

    def process(self, apdu: bytes) -> bytes:
        """Answer one command APDU."""
        return bytes([WRONG_LENGTH, 0x10]) if apdu.startswith(READ_RECORD) else self._chip.process(apdu)


class MuteChip:
    """A card that lies there and cannot be powered up: upside down, dirty or broken."""

    atr = MUTE_ATR

    def reset(self) -> None:
        """There is nothing to forget."""

    def process(self, apdu: bytes) -> bytes:
        """Know no command; none comes this far."""
        return COMMAND_UNKNOWN


def social_card_of_a_bank(card: SocialCardImage) -> Chip:
    """Return a social security card whose chip carries a bank's application too, as those of generation 3 do."""
    return SharedChip({ENVIRONMENT: SocialSecurityChip(card), BANK_APPLICATION: BankApplication()})


def _card_records(card: SocialCardImage) -> Records:
    return _present(
        {
            0x01: _digits(card.card_id, 16),
            0x03: f"{card.generation}.00".encode("ascii") if card.generation else b"",
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
        0x4E: _text(card.name_extension, 20),
        0x0A: _text(card.sex, 1),
        0x0B: _digits(card.nation, 1),
        0x0C: _digits(card.birthplace, 3),
        0x0D: _digits(card.birth, 4),
    }
    if card.generation > 1 and card.name and not card.name_extension:
        # These cards carry the record also where the name needs none.
        records[0x4E] = TEXT_PAD * 20
    order = bytes.fromhex(card.record_order or ORDERS.get(card.generation, ORDERS[3]))
    return _present({tag: records[tag] for tag in order})


def _text(text: str, size: int) -> bytes:
    return encode_gb18030(text).ljust(size, TEXT_PAD) if text else b""


def _digits(digits: str, size: int) -> bytes:
    return encode_bcd(digits, size) if digits else b""


def _present(records: Records) -> Records:
    return {tag: value for tag, value in records.items() if value}
