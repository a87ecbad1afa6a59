"""Commands and answers of the SAM module (GA 450, GA/T 467), as payloads of frames.

A command's payload is command byte, parameter byte and data; an answer's is SW1 SW2 SW3 and data.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from devices.cards.sam.frames import SamFrameError, encode_frame

STATUS_BYTES: Final = 3


class SamCommand(Enum):
    """Commands, as the payload that asks for them."""

    RESET = b"\x10\xff"
    STATUS = b"\x11\xff"
    NUMBER = b"\x12\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ = b"\x30\x01"
    """Text and photo."""
    READ_WITH_FINGERPRINTS = b"\x30\x10"
    """Text, photo and up to two fingerprints."""
    READ_ADDRESS = b"\x30\x03"
    """The appended address; on a card already selected it doubles as the question whether the card still lies there."""
    SPEED_115200 = b"\x60\x00"
    SPEED_57600 = b"\x60\x01"
    SPEED_38400 = b"\x60\x02"
    SPEED_19200 = b"\x60\x03"
    SPEED_9600 = b"\x60\x04"
    RADIO_FRAME_80 = b"\x61\xff\x50"
    """Talk to the card in pieces of at most 80 bytes."""


READS: Final = frozenset({SamCommand.READ, SamCommand.READ_WITH_FINGERPRINTS})
SPEEDS: Final = {
    115200: SamCommand.SPEED_115200,
    57600: SamCommand.SPEED_57600,
    38400: SamCommand.SPEED_38400,
    19200: SamCommand.SPEED_19200,
    9600: SamCommand.SPEED_9600,
}
"""The speeds that a SAM knows, in bit/s, with the command that sets each."""


class SamStatus(Enum):
    """Meanings of SW3 (GA 450)."""

    DONE = 0x90
    ITEM_ABSENT = 0x91
    FOUND = 0x9F
    CHECKSUM_WRONG = 0x10
    LENGTH_WRONG = 0x11
    COMMAND_WRONG = 0x21
    NOT_PERMITTED = 0x23
    FAILED = 0x24
    CARD_REFUSED_SAM = 0x31
    SAM_REFUSED_CARD = 0x32
    CONTENT_NOT_GENUINE = 0x33
    NOT_FOUND_FIRST = 0x34
    CARD_UNKNOWN = 0x40
    READ_FAILED = 0x41
    RANDOM_FAILED = 0x47
    WRITE_FAILED = 0x50
    SELF_TEST_FAILED = 0x60
    SIGN_IN_FAILED = 0x61
    NOT_AUTHORISED = 0x66
    NO_CARD = 0x80
    SELECT_FAILED = 0x81


@dataclass(frozen=True)
class SamAnswer:
    """One answer of the SAM. ``sw1`` and ``sw2`` repeat the card's own status for some failures, else they are 0."""

    sw3: int
    data: bytes = field(default=b"", repr=False)
    sw1: int = 0
    sw2: int = 0

    @property
    def status(self) -> SamStatus | None:
        """SW3 as a name; ``None`` for a value that no source lists."""
        try:
            return SamStatus(self.sw3)
        except ValueError:
            return None

    def describe(self) -> str:
        """Name the status for technicians, without any data."""
        name = self.status.name.lower() if self.status else f"SW3 {self.sw3:02X}"
        return f"{name}, card {self.sw1:02X}{self.sw2:02X}" if self.sw1 or self.sw2 else name


def encode_command(command: SamCommand) -> bytes:
    """Return the frame that asks for a command."""
    return encode_frame(command.value)


def encode_answer(answer: SamAnswer) -> bytes:
    """Return the frame of an answer, as the SAM sends it."""
    return encode_frame(bytes([answer.sw1, answer.sw2, answer.sw3]) + answer.data)


def parse_command(payload: bytes) -> SamCommand:
    """Name the command in a request's payload.

    Raises:
        SamFrameError: no such command.
    """
    try:
        return SamCommand(payload)
    except ValueError:
        raise SamFrameError(f"unknown command of {len(payload)} bytes") from None


def parse_answer(payload: bytes) -> SamAnswer:
    """Take an answer's payload apart.

    Raises:
        SamFrameError: shorter than its three status bytes.
    """
    if len(payload) < STATUS_BYTES:
        raise SamFrameError(f"answer of {len(payload)} bytes")
    return SamAnswer(sw1=payload[0], sw2=payload[1], sw3=payload[2], data=payload[STATUS_BYTES:])
