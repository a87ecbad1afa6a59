"""Frames of the SAM module inside identity-card readers: bytes in, frames out. Knows no serial line.

A frame is ``AA AA AA 96 69``, a big-endian length, the payload and one check byte. The length counts payload and check
byte; the check byte is the XOR of everything between preamble and check byte (GA 450, GA/T 467). A request's payload is
command, parameter, data; an answer's is SW1 SW2 SW3, data. The same frames travel over serial lines, USB and TCP.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import reduce
from operator import xor
from typing import Final

from devices.errors import DeviceProtocolError

PREAMBLE: Final = bytes.fromhex("AAAAAA9669")
LENGTH_BYTES: Final = 2
SHORTEST_BODY: Final = 3
"""Bytes after the length: command, parameter, check byte."""
LONGEST_BODY: Final = 0x090A
"""Bytes after the length of the longest answer known: text, photo and two fingerprints (GA 450)."""
STATUS_BYTES: Final = 3
TEXT_BYTES: Final = 256
"""Length of the text block on every layout (GA/T 490)."""


class SamFrameError(DeviceProtocolError):
    """Bytes on the line that are no frame, or a frame that says something impossible."""

    def __init__(self, detail: str) -> None:
        super().__init__("IDENTITY_READER_GARBLED", detail)


class SamCommand(Enum):
    """Commands, as command byte and parameter byte."""

    RESET = b"\x10\xff"
    STATUS = b"\x11\xff"
    NUMBER = b"\x12\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ = b"\x30\x01"
    """Text and photo."""
    READ_ADDRESS = b"\x30\x03"
    """The appended address; on a card already selected it doubles as the question whether the card still lies there."""


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
        return self.status.name.lower() if self.status else f"SW3 {self.sw3:02X}"


def check_byte(framed: bytes) -> int:
    """Return the XOR of length and payload."""
    return reduce(xor, framed, 0)


def encode_frame(payload: bytes) -> bytes:
    """Wrap a payload into a frame.

    Raises:
        SamFrameError: the payload is shorter or longer than any frame may be.
    """
    length = len(payload) + 1
    if not SHORTEST_BODY <= length <= LONGEST_BODY:
        raise SamFrameError(f"payload of {len(payload)} bytes")
    framed = length.to_bytes(LENGTH_BYTES, "big") + payload
    return PREAMBLE + framed + bytes([check_byte(framed)])


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


def encode_text_and_photo(text: bytes, photo: bytes) -> bytes:
    """Join text block and photo as the data of a read answer."""
    return len(text).to_bytes(2, "big") + len(photo).to_bytes(2, "big") + text + photo


def text_of(data: bytes) -> bytes:
    """Return the text block out of a read answer's data; the photo stays a closed format and is left.

    Raises:
        SamFrameError: the lengths inside disagree with the data or with the fixed text length.
    """
    text_length, photo_length = int.from_bytes(data[0:2], "big"), int.from_bytes(data[2:4], "big")
    if text_length != TEXT_BYTES or len(data) != 4 + text_length + photo_length:
        raise SamFrameError(f"text {text_length} and photo {photo_length} in {len(data)} bytes")
    return data[4 : 4 + text_length]


class FrameSplitter:
    """Cuts a stream of bytes into payloads and finds its way again after garbage.

    Feed what arrives, then take frames until ``None`` comes back.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, chunk: bytes) -> None:
        """Take in what arrived."""
        self._buffer += chunk

    def clear(self) -> None:
        """Forget what has arrived so far."""
        self._buffer.clear()

    def next_payload(self) -> bytes | None:
        """Return the next whole payload, or ``None`` while more bytes are needed.

        Raises:
            SamFrameError: a preamble was followed by an impossible length or a wrong check byte. That preamble is
                skipped, so calling again goes on behind it.
        """
        self._drop_garbage()
        start = len(PREAMBLE)
        if len(self._buffer) < start + LENGTH_BYTES:
            return None
        length = int.from_bytes(self._buffer[start : start + LENGTH_BYTES], "big")
        if not SHORTEST_BODY <= length <= LONGEST_BODY:
            self._skip_preamble()
            raise SamFrameError(f"length {length}")
        end = start + LENGTH_BYTES + length
        if len(self._buffer) < end:
            return None
        framed, check = bytes(self._buffer[start : end - 1]), self._buffer[end - 1]
        if check_byte(framed) != check:
            self._skip_preamble()
            raise SamFrameError("check byte")
        del self._buffer[:end]
        return framed[LENGTH_BYTES:]

    def _drop_garbage(self) -> None:
        """Let the buffer begin with a preamble, or with what may still become one."""
        found = self._buffer.find(PREAMBLE)
        if found >= 0:
            del self._buffer[:found]
            return
        for kept in range(min(len(PREAMBLE) - 1, len(self._buffer)), -1, -1):
            if self._buffer.endswith(PREAMBLE[:kept]):
                del self._buffer[: len(self._buffer) - kept]
                return

    def _skip_preamble(self) -> None:
        del self._buffer[0]
