"""Frames of the SAM module inside identity-card readers: bytes in, payloads out. Knows no line.

A frame is ``AA AA AA 96 69``, a big-endian length, the payload and one check byte. The length counts payload and check
byte; the check byte is the XOR of everything between preamble and check byte (GA 450, GA/T 467). The same frames travel
over serial lines, USB and TCP.
"""

from __future__ import annotations

from functools import reduce
from operator import xor
from typing import Final

from devices.errors import DeviceProtocolError

PREAMBLE: Final = bytes.fromhex("AAAAAA9669")
LENGTH_BYTES: Final = 2
HEAD_BYTES: Final = len(PREAMBLE) + LENGTH_BYTES
SHORTEST_BODY: Final = 3
"""Bytes after the length: command, parameter, check byte."""
LONGEST_BODY: Final = 0x090A
"""Bytes after the length of the longest answer known: text, photo and two fingerprints (GA 450)."""
LONGEST_FRAME: Final = HEAD_BYTES + LONGEST_BODY


class SamFrameError(DeviceProtocolError):
    """Bytes on the line that are no frame, or a frame that says something impossible."""

    def __init__(self, detail: str) -> None:
        super().__init__("IDENTITY_READER_GARBLED", detail)


def check_byte(framed: bytes) -> int:
    """Return the XOR of length and payload."""
    return reduce(xor, framed, 0)


def encode_frame(payload: bytes) -> bytes:
    """Wrap a payload into a frame.

    Raises:
        SamFrameError: the payload is shorter or longer than any frame may be.
    """
    length = len(payload) + 1
    if not is_length(length):
        raise SamFrameError(f"payload of {len(payload)} bytes")
    framed = length.to_bytes(LENGTH_BYTES, "big") + payload
    return PREAMBLE + framed + bytes([check_byte(framed)])


def is_length(number: int) -> bool:
    """Whether a frame may say that so many bytes follow."""
    return SHORTEST_BODY <= number <= LONGEST_BODY


class FrameSplitter:
    """Cuts a stream of bytes into payloads and finds its way again after garbage.

    Feed what arrives, then take payloads until ``None`` comes back. It never keeps more than one longest frame beside
    what it was fed last, also when nobody takes any.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def held(self) -> int:
        """Bytes that are kept now."""
        return len(self._buffer)

    def feed(self, chunk: bytes) -> None:
        """Take in what arrived."""
        del self._buffer[:-LONGEST_FRAME]
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
        if len(self._buffer) < HEAD_BYTES:
            return None
        length = int.from_bytes(self._buffer[len(PREAMBLE) : HEAD_BYTES], "big")
        if not is_length(length):
            self._skip_preamble()
            raise SamFrameError(f"length {length}")
        end = HEAD_BYTES + length
        if len(self._buffer) < end:
            return None
        framed, check = bytes(self._buffer[len(PREAMBLE) : end - 1]), self._buffer[end - 1]
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
