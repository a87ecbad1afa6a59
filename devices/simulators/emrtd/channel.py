"""The chip's end of secure messaging (ICAO Doc 9303-11, 9.8), written from the chip's point of view."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from devices.cards.emrtd.suites import Suite, pad
from devices.cards.emrtd.tlv import TlvMalformed, read_objects, write_object

SECURE_BITS: Final = 0x0C
HEADER: Final = 4
LONGEST_LENGTH: Final = 256


class NotProtected(Exception):
    """A command that the holder of the session keys did not send."""


@dataclass(frozen=True)
class Request:
    """A command as the chip understands it; ``length`` is what it may answer with, nothing when nothing."""

    instruction: int
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    length: int | None = None
    protected: bool = False


def read_request(apdu: bytes) -> Request:
    """Take a command apart (ISO/IEC 7816-3, 12.1.3), short lengths only. Raises ValueError when it is none."""
    if len(apdu) < HEADER:
        raise ValueError("no header")
    command_class, instruction, p1, p2 = apdu[:HEADER]
    body = apdu[HEADER:]
    data, length = b"", None
    if len(body) == 1:
        length = body[0] or LONGEST_LENGTH
    elif body:
        data, rest = body[1 : 1 + body[0]], body[1 + body[0] :]
        if len(data) != body[0] or len(rest) > 1:
            raise ValueError("wrong length")
        length = (rest[0] or LONGEST_LENGTH) if rest else None
    return Request(instruction, p1, p2, data, length, protected=command_class & SECURE_BITS == SECURE_BITS)


class ChipChannel:
    """Opens commands and seals answers under the session keys.

    Args of the constructor:
        counter: the send sequence counter before the first command.
    """

    def __init__(self, suite: Suite, *, encryption: bytes, authentication: bytes, counter: int) -> None:
        self._suite = suite
        self._encryption = encryption
        self._authentication = authentication
        self._counter = counter

    def open(self, request: Request) -> Request:
        """Return the command inside. Raises :class:`NotProtected` when its code is wrong."""
        self._counter += 1
        try:
            objects = {each.tag: each.value for each in read_objects(request.data)}
        except TlvMalformed as error:
            raise NotProtected from error
        header = bytes([SECURE_BITS, request.instruction, request.p1, request.p2])
        carried = b"".join(write_object(tag, value) for tag, value in objects.items() if tag != 0x8E)
        if objects.get(0x8E) != self._seal(pad(header, self._suite.block) + carried):
            raise NotProtected
        data = b""
        if 0x87 in objects:
            data = self._decrypt(objects[0x87][1:])
        elif 0x85 in objects:
            data = self._decrypt(objects[0x85])
        length = (objects[0x97][0] or LONGEST_LENGTH) if 0x97 in objects else None
        return Request(request.instruction, request.p1, request.p2, data, length)

    def seal(self, request: Request, data: bytes, status: bytes) -> bytes:
        """Return the answer to a request, sealed, with its status word behind it."""
        self._counter += 1
        objects = b""
        if data:
            sealed = self._suite.encrypt(self._encryption, pad(data, self._suite.block), iv=self._vector())
            objects = write_object(0x85, sealed) if request.instruction & 1 else write_object(0x87, b"\x01" + sealed)
        objects += write_object(0x99, status)
        return objects + write_object(0x8E, self._seal(objects)) + status

    def _decrypt(self, sealed: bytes) -> bytes:
        if not sealed or len(sealed) % self._suite.block:
            raise NotProtected
        opened = self._suite.decrypt(self._encryption, sealed, iv=self._vector())
        return opened[: opened.rindex(b"\x80")] if b"\x80" in opened else b""

    def _seal(self, message: bytes) -> bytes:
        return self._suite.authenticate_command(self._authentication, self._count() + message)

    def _vector(self) -> bytes | None:
        return None if self._suite is Suite.TRIPLE_DES else self._suite.encrypt(self._encryption, self._count())

    def _count(self) -> bytes:
        return self._counter.to_bytes(self._suite.block, "big")
