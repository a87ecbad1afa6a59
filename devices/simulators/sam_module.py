"""A SAM module with a card in its field, as commands in and answers out. Knows no serial line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, assert_never

from devices.cards.sam_codec import SamAnswer, SamCommand, SamStatus, encode_text_and_photo
from devices.simulators.identity_image import text_block
from devices.simulators.wallet import IdentityCardImage

SAM_NUMBER: Final = bytes.fromhex("0500 0100 35D83301 4D86910D 6E1E8F4A")
PHOTO: Final = b"WLf" + bytes(1021)
"""1024 bytes; the format of real ones is closed."""
ADDRESS_CHARACTERS: Final = 35


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
            case SamCommand.RESET | SamCommand.STATUS:
                return _done()
            case SamCommand.NUMBER:
                return _done(SAM_NUMBER)
            case SamCommand.FIND:
                return self._find()
            case SamCommand.SELECT:
                return self._select()
            case SamCommand.READ:
                return self._read_text()
            case SamCommand.READ_ADDRESS:
                return self._read_address()
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

    def _read_text(self) -> SamAnswer:
        if self._card is None or not self._selected:
            return _failed(SamStatus.READ_FAILED)
        self._read = True
        return _done(encode_text_and_photo(text_block(self._card), PHOTO))

    def _read_address(self) -> SamAnswer:
        if self._card is None or not self._selected:
            return _failed(SamStatus.READ_FAILED)
        if not self._card.appended_addresses:
            return _failed(SamStatus.ITEM_ABSENT)
        return _done(self._card.appended_addresses[-1].ljust(ADDRESS_CHARACTERS).encode("utf-16-le"))


def _done(data: bytes = b"") -> SamAnswer:
    return SamAnswer(SamStatus.DONE.value, data)


def _failed(status: SamStatus) -> SamAnswer:
    return SamAnswer(status.value)
