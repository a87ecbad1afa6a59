"""Secure messaging (ICAO Doc 9303-11, 9.8): every command and answer encrypted, numbered and authenticated."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import Final

from devices.cards.apdu import Response, Transmit, exchange
from devices.cards.emrtd.commands import Command
from devices.cards.emrtd.suites import Suite, pad, unpad
from devices.cards.emrtd.tlv import DataObject, read_objects, write_object
from devices.errors import CardUnreadable

PROTECTED: Final = 0x0C
"""Class of a protected command whose header is authenticated (ISO/IEC 7816-4, 5.4.1)."""
PADDED_CRYPTOGRAM: Final = 0x87
CRYPTOGRAM: Final = 0x85
"""The same for commands with an odd instruction byte, whose data are data objects themselves."""
EXPECTED_LENGTH: Final = 0x97
STATUS: Final = 0x99
CODE: Final = 0x8E
PADDING_BY_80: Final = b"\x01"


@dataclass(frozen=True)
class SessionKeys:
    """What a successful key agreement leaves behind.

    Attributes:
        counter: the send sequence counter before the first command.
    """

    suite: Suite
    encryption: bytes = field(repr=False)
    authentication: bytes = field(repr=False)
    counter: int = field(repr=False)


class SecureChannel:
    """Sends commands under session keys.

    Once the chip answers a command without protection, it has closed the session; nothing works after that.
    """

    def __init__(self, transmit: Transmit, *, keys: SessionKeys) -> None:
        self._transmit = transmit
        self._suite = keys.suite
        self._keys = keys
        self._counter = keys.counter

    def send(self, command: Command) -> Response:
        """Send a command under protection and return the answer without it.

        Raises:
            CardUnreadable: ``CARD_ANSWERS_WRONGLY`` when the answer is not what the chip itself can have sent.
        """
        answer = exchange(self._transmit, self._protect(command))
        if not answer.data and not answer.succeeded:
            return answer
        return self._unprotect(answer, command)

    def _protect(self, command: Command) -> bytes:
        self._counter += 1
        header = bytes([PROTECTED, command.instruction, command.p1, command.p2])
        objects = b""
        if command.data:
            encrypted = self._suite.encrypt(
                self._keys.encryption, pad(command.data, self._suite.block), iv=self._initial_vector()
            )
            odd = command.instruction & 1
            objects += (
                write_object(CRYPTOGRAM, encrypted)
                if odd
                else write_object(PADDED_CRYPTOGRAM, PADDING_BY_80 + encrypted)
            )
        if command.expected is not None:
            objects += write_object(EXPECTED_LENGTH, bytes([command.expected & 0xFF]))
        body = objects + write_object(CODE, self._code(pad(header, self._suite.block) + objects))
        return header + bytes([len(body)]) + body + b"\x00"

    def _unprotect(self, answer: Response, command: Command) -> Response:
        self._counter += 1
        *objects, code = read_objects(answer.data) or [DataObject(0, b"", 0)]
        authenticated = answer.data[: objects[-1].end if objects else 0]
        if code.tag != CODE or not hmac.compare_digest(code.value, self._code(authenticated)):
            raise CardUnreadable("CARD_ANSWERS_WRONGLY", "answer not authenticated")
        values = {each.tag: each.value for each in objects}
        status = int.from_bytes(values.get(STATUS, b""), "big")
        if status != answer.status:
            raise CardUnreadable("CARD_ANSWERS_WRONGLY", "two statuses in one answer")
        if CRYPTOGRAM in values:
            return Response(self._open(values[CRYPTOGRAM]), status)
        sealed = values.get(PADDED_CRYPTOGRAM, b"")
        if sealed and not sealed.startswith(PADDING_BY_80):
            raise CardUnreadable("CARD_ANSWERS_WRONGLY", "unknown padding")
        return Response(self._open(sealed[1:]) if sealed else b"", status)

    def _open(self, encrypted: bytes) -> bytes:
        if not encrypted or len(encrypted) % self._suite.block:
            raise CardUnreadable("CARD_ANSWERS_WRONGLY", "no whole blocks")
        data = unpad(self._suite.decrypt(self._keys.encryption, encrypted, iv=self._initial_vector()))
        if data is None:
            raise CardUnreadable("CARD_ANSWERS_WRONGLY", "no padding")
        return data

    def _code(self, message: bytes) -> bytes:
        return self._suite.authenticate_command(self._keys.authentication, self._counter_bytes() + message)

    def _initial_vector(self) -> bytes | None:
        """With AES the counter, encrypted; with 3DES nothing but zeros (ICAO Doc 9303-11, 9.8.6)."""
        if self._suite is Suite.TRIPLE_DES:
            return None
        return self._suite.encrypt(self._keys.encryption, self._counter_bytes())

    def _counter_bytes(self) -> bytes:
        return (self._counter % (1 << 8 * self._suite.block)).to_bytes(self._suite.block, "big")
