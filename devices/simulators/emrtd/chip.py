"""The chip of a travel document: its files, who may read them, and what can go wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from enum import Enum
from typing import Final

from devices.cards.emrtd.tlv import find, read_objects, write_object
from devices.errors import CardUnreadable
from devices.simulators.emrtd.channel import ChipChannel, NotProtected, Request, read_request
from devices.simulators.emrtd.document import (
    CARD_ACCESS,
    USUAL_PACE,
    PaceChoice,
    write_card_access,
    write_files,
)
from devices.simulators.emrtd.handshakes import CAN_PASSWORD, MRZ_PASSWORD, BasicAccess, Pace, WrongKey
from devices.simulators.emrtd.issuer import SandboxIssuer
from devices.simulators.emrtd.zone import zone_password
from devices.simulators.wallet import TravelDocumentImage

ATR: Final = bytes.fromhex("3B80800101")
"""What a contactless reader makes up for a card without historical bytes (PC/SC part 3, 3.1.3.2.3.1)."""
APPLICATION: Final = bytes.fromhex("A0000002471001")

DONE: Final = bytes.fromhex("9000")
END_OF_FILE: Final = bytes.fromhex("6282")
WRONG_KEY: Final = bytes.fromhex("6300")
WRONG_LENGTH: Final = bytes.fromhex("6700")
LOCKED: Final = bytes.fromhex("6982")
OUT_OF_ORDER: Final = bytes.fromhex("6985")
NO_FILE_SELECTED: Final = bytes.fromhex("6986")
NOT_PROTECTED: Final = bytes.fromhex("6988")
WRONG_DATA: Final = bytes.fromhex("6A80")
FILE_NOT_FOUND: Final = bytes.fromhex("6A82")
PASSWORD_NOT_FOUND: Final = bytes.fromhex("6A88")
WRONG_OFFSET: Final = bytes.fromhex("6B00")
COMMAND_UNKNOWN: Final = bytes.fromhex("6D00")

CUT_AT_READ: Final = 5
"""Which READ BINARY meets the cut: in the midst of what the state signed."""

Answer = tuple[bytes, bytes]
"""Data and status word."""


class EmrtdFault(Enum):
    """What can be wrong with a travel document."""

    WRONG_DIGEST = "wrong-digest"
    """What the state signed is not what the chip says of the holder."""
    FOREIGN_SIGNER = "foreign-signer"
    """Signed by somebody who only calls himself the state."""
    CUT = "cut"
    """The chip leaves the field in the middle of reading, once."""


class EmrtdChip:
    """A passport or travel permit on a reader.

    Args of the constructor:
        image: what stands on it.
        issuer: who signs for it; knows its issuing state.
        fault: what is wrong with it.
        pace: how it runs PACE, if the image says that it does.
    """

    def __init__(
        self,
        image: TravelDocumentImage,
        issuer: SandboxIssuer,
        *,
        fault: EmrtdFault | None = None,
        pace: PaceChoice = USUAL_PACE,
    ) -> None:
        signer = issuer.foreign() if fault is EmrtdFault.FOREIGN_SIGNER else issuer
        self._files = write_files(image, signer, wrong_digest=fault is EmrtdFault.WRONG_DIGEST)
        self._root = {CARD_ACCESS: write_card_access(pace)} if image.pace else {}
        self._choice = pace
        self._password = zone_password(image)
        self._can = image.can.encode("ascii") if image.pace else b""
        self._reads_until_cut = CUT_AT_READ if fault is EmrtdFault.CUT else 0
        self._commands: dict[int, Callable[[Request], Answer]] = {
            0xA4: self._select,
            0xB0: self._read,
            0xB1: self._read_far,
            0x84: self._challenge,
            0x82: self._authenticate,
            0x22: self._choose_password,
            0x86: self._pace_round,
        }
        self.reset()

    @property
    def atr(self) -> bytes:
        """Answer to reset."""
        return ATR

    def reset(self) -> None:
        """Forget keys, application and file."""
        self._channel: ChipChannel | None = None
        self._opened: ChipChannel | None = None
        self._in_application = False
        self._file: bytes | None = None
        self._basic: BasicAccess | None = None
        self._pace: Pace | None = None

    def process(self, apdu: bytes) -> bytes:
        """Answer one command APDU.

        Raises:
            ConnectionError: the chip has left the field, as its fault says.
        """
        try:
            request = read_request(apdu)
        except ValueError:
            return WRONG_LENGTH
        if self._channel is None and not request.protected:
            data, status = self._perform(request)
            self._channel, self._opened = self._opened, None
            return data + status
        return self._process_protected(request)

    def _process_protected(self, request: Request) -> bytes:
        """Answer under the session keys; the first command without them ends the session (9303-11, 9.8.8)."""
        channel = self._channel
        try:
            if channel is None or not request.protected:
                raise NotProtected
            inner = channel.open(request)
        except NotProtected:
            self._channel = None
            return NOT_PROTECTED
        data, status = self._perform(inner)
        return channel.seal(inner, data, status)

    def _perform(self, request: Request) -> Answer:
        command = self._commands.get(request.instruction)
        if command is None:
            return b"", COMMAND_UNKNOWN
        try:
            return command(request)
        except WrongKey:
            self._pace = None
            return b"", WRONG_KEY
        except CardUnreadable:
            self._pace = None
            return b"", WRONG_DATA

    def _select(self, request: Request) -> Answer:
        if request.p1 == 0x04:
            return self._select_application(request.data)
        if request.p1 == 0x00:
            self._in_application, self._file = False, None
            return b"", DONE
        identifier = int.from_bytes(request.data, "big")
        content = (self._files if self._in_application else self._root).get(identifier)
        if content is None:
            return b"", FILE_NOT_FOUND
        if self._in_application and self._channel is None:
            return b"", LOCKED
        self._file = content
        return b"", DONE

    def _select_application(self, name: bytes) -> Answer:
        if name != APPLICATION:
            return b"", FILE_NOT_FOUND
        self._in_application, self._file = True, None
        return b"", DONE

    def _read(self, request: Request) -> Answer:
        return self._piece(request.p1 << 8 | request.p2, request.length)

    def _read_far(self, request: Request) -> Answer:
        offset = int.from_bytes(find(request.data, 0x54), "big")
        room = 4
        data, status = self._piece(offset, request.length - room if request.length else None)
        return write_object(0x53, data) if data else b"", status

    def _piece(self, offset: int, length: int | None) -> Answer:
        if self._file is None:
            return b"", NO_FILE_SELECTED
        if length is None:
            return b"", WRONG_LENGTH
        self._leave_the_field_when_planned()
        if offset >= len(self._file):
            return b"", WRONG_OFFSET
        data = self._file[offset : offset + length]
        return data, DONE if len(data) == length else END_OF_FILE

    def _leave_the_field_when_planned(self) -> None:
        if self._reads_until_cut:
            self._reads_until_cut -= 1
            if not self._reads_until_cut:
                self.reset()
                raise ConnectionError("out of the field")

    def _challenge(self, request: Request) -> Answer:
        if not self._in_application:
            return b"", OUT_OF_ORDER
        self._basic = BasicAccess(self._password)
        return self._basic.challenge(), DONE

    def _authenticate(self, request: Request) -> Answer:
        basic, self._basic = self._basic, None
        if basic is None:
            return b"", OUT_OF_ORDER
        data, self._opened = basic.answer(request.data)
        return data, DONE

    def _choose_password(self, request: Request) -> Answer:
        if not self._root:
            return b"", COMMAND_UNKNOWN
        chosen = {each.tag: each.value for each in read_objects(request.data)}
        if chosen.get(0x80) != self._choice.protocol:
            return b"", WRONG_DATA
        reference = int.from_bytes(chosen.get(0x83, b""), "big")
        secrets = {MRZ_PASSWORD: hashlib.sha1(self._password, usedforsecurity=False).digest(), CAN_PASSWORD: self._can}
        if not secrets.get(reference):
            return b"", PASSWORD_NOT_FOUND
        self._pace = Pace(secrets[reference], self._choice)
        return b"", DONE

    def _pace_round(self, request: Request) -> Answer:
        if self._pace is None:
            return b"", OUT_OF_ORDER
        data, self._opened = self._pace.round(request.data)
        return data, DONE
