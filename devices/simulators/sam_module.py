"""A SAM module with a card in its field, as commands in and answers out. Knows no line."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, assert_never

from devices.cards.sam.commands import SPEEDS, SamAnswer, SamCommand, SamStatus
from devices.cards.sam.record import (
    FINGERPRINT_BYTES,
    MOST_FINGERPRINTS,
    PHOTO_BYTES,
    IdentityRecord,
    encode_addresses,
    encode_record,
)
from devices.simulators.identity_image import text_block
from devices.simulators.wallet import IdentityCardImage

SAM_NUMBER: Final = bytes.fromhex("0500 0100 35D83301 4D86910D 6E1E8F4A")
PHOTO_MARK: Final = b"WLf"
"""Real photos begin so; the rest of their format is closed."""
FINGERPRINT_MARK: Final = b"C"


@dataclass(frozen=True, kw_only=True)
class SamTiming:
    """How long the module takes, in seconds."""

    find_s: float = 0.03
    select_s: float = 0.03
    read_s: float = 0.06
    address_s: float = 0.02
    other_s: float = 0.005

    def of(self, command: SamCommand) -> float:
        """Return the time of one command."""
        steps = {
            SamCommand.FIND: self.find_s,
            SamCommand.SELECT: self.select_s,
            SamCommand.READ: self.read_s,
            SamCommand.READ_WITH_FINGERPRINTS: self.read_s,
            SamCommand.READ_ADDRESS: self.address_s,
        }
        return steps.get(command, self.other_s)


REAL_SPEED: Final = SamTiming(find_s=0.3, select_s=0.3, read_s=2.5, address_s=1.2, other_s=0.3)
"""What vendors' manuals give for real modules."""


class SamModule:
    """The module's memory: which card lies there, and how far it has come with it."""

    def __init__(self) -> None:
        self._card: IdentityCardImage | None = None
        self._found = False
        self._selected = False
        self._read = False
        self.baud = 115200
        """Speed of its serial side in bit/s."""

    def place(self, card: IdentityCardImage) -> None:
        """Lay a card into the field; one that lies there is taken away first."""
        self.lift()
        self._card = card

    def lift(self) -> None:
        """Take the card away; does nothing when none lies there."""
        self._card = None
        self._found = self._selected = self._read = False

    def answer(self, command: SamCommand) -> SamAnswer:
        """Carry out a command."""
        match command:
            case SamCommand.RESET:
                self._found = self._selected = self._read = False
                return _done()
            case SamCommand.STATUS | SamCommand.RADIO_FRAME_80:
                return _done()
            case SamCommand.NUMBER:
                return _done(SAM_NUMBER)
            case SamCommand.FIND:
                return self._find()
            case SamCommand.SELECT:
                return self._select()
            case SamCommand.READ | SamCommand.READ_WITH_FINGERPRINTS:
                return self._read_record(with_fingerprints=command is SamCommand.READ_WITH_FINGERPRINTS)
            case SamCommand.READ_ADDRESS:
                return self._read_address()
            case (
                SamCommand.SPEED_115200
                | SamCommand.SPEED_57600
                | SamCommand.SPEED_38400
                | SamCommand.SPEED_19200
                | SamCommand.SPEED_9600
            ):
                self.baud = next(baud for baud, sets in SPEEDS.items() if sets is command)
                return _done()
            case _:
                assert_never(command)

    def _find(self) -> SamAnswer:
        # A card that has been read is not found again until it has left the field.
        if self._card is None or self._read:
            return _failed(SamStatus.NO_CARD)
        self._found, self._selected = True, False
        return SamAnswer(SamStatus.FOUND.value, bytes(4))

    def _select(self) -> SamAnswer:
        if not self._found:
            return _failed(SamStatus.SELECT_FAILED)
        self._selected = True
        return _done(bytes(8))

    def _read_record(self, *, with_fingerprints: bool) -> SamAnswer:
        if self._card is None or not self._selected:
            return _failed(SamStatus.READ_FAILED)
        self._read = True
        return _done(encode_record(record_of(self._card), with_fingerprints=with_fingerprints))

    def _read_address(self) -> SamAnswer:
        if self._card is None or not self._selected:
            return _failed(SamStatus.READ_FAILED)
        if not self._card.appended_addresses:
            return _failed(SamStatus.ITEM_ABSENT)
        return _done(encode_addresses(self._card.appended_addresses))


def record_of(card: IdentityCardImage) -> IdentityRecord:
    """Return what a read of this card gives; photo and fingerprints are made up, and no two people share theirs."""
    fingers = range(card.fingerprints)[:MOST_FINGERPRINTS]
    return IdentityRecord(
        text=text_block(card),
        photo=_made_up(PHOTO_MARK, f"photo {card.number} {card.name}", PHOTO_BYTES),
        fingerprints=tuple(
            _made_up(FINGERPRINT_MARK, f"finger {finger} {card.number} {card.name}", FINGERPRINT_BYTES)
            for finger in fingers
        ),
    )


def _made_up(mark: bytes, seed: str, size: int) -> bytes:
    return mark + hashlib.shake_128(seed.encode()).digest(size - len(mark))


def _done(data: bytes = b"") -> SamAnswer:
    return SamAnswer(SamStatus.DONE.value, data)


def _failed(status: SamStatus) -> SamAnswer:
    return SamAnswer(status.value)
