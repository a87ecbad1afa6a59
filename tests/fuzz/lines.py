"""Targets for what comes over lines: the SAM's, the scanner's and the matcher's."""

from __future__ import annotations

from typing import Final

from devices.cards.sam.frames import FrameSplitter, SamFrameError
from devices.cards.sam.link import SamDeadlines, SamLink
from devices.cards.sam.reading import IdentityReading
from devices.cards.sam.record import (
    ADDRESS_BYTES,
    NUMBER_BYTES,
    encode_record,
    holds_addresses,
    newest_address,
    number_text,
    parse_record,
)
from devices.cards.sam.usb_pipes import NativePipes, SimplePipes
from devices.errors import DeviceError
from devices.matcher.protocol import NotOfTheProtocol, decode_answer, decode_question
from devices.scanner.assembler import LONGEST_LINE_BYTES, CodeAssembler
from devices.scanner.code_text import LONGEST_CODE

LONGEST_FRAME: Final = 5 + 2 + 0x090A
"""Bytes of preamble, length and the longest body of the SAM (GA 450)."""
DEADLINES: Final = SamDeadlines()
LONGEST_TALK_S: Final = 120.0
"""Seconds: more than three rounds of a reading can take, each with all its deadlines and getting in step."""


class Pieces:
    """Bytes that come in pieces whose sizes they choose themselves; silence takes the whole time asked for."""

    def __init__(self, data: bytes) -> None:
        self._rest = data
        self.now = 0.0

    def next(self, at_most_s: float) -> bytes:
        """The next piece; nothing when there is no more."""
        if not self._rest:
            self.now += at_most_s
            if self.now > LONGEST_TALK_S:
                raise AssertionError("a talk without end")
            return b""
        size = self._rest[0]
        piece, self._rest = self._rest[1 : size + 1], self._rest[size + 1 :]
        return piece

    def clock(self) -> float:
        """Seconds of silence so far."""
        return self.now


class UsbSam:
    """A USB reader that says the pieces, whatever endpoint is asked, and takes everything."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    def read(self, endpoint: int, size_or_buffer: int, timeout: int) -> bytes:
        """The next piece, as much of it as was asked for."""
        return self._pieces.next(timeout / 1000)[:size_or_buffer]

    def write(self, endpoint: int, data: bytes, timeout: int) -> int:
        """Take bytes."""
        return len(data)


class SamLine:
    """A line to the SAM over one of the two ways of USB."""

    def __init__(self, pieces: Pieces, *, native: bool) -> None:
        self._device = UsbSam(pieces)
        self._pipes = NativePipes() if native else SimplePipes(out=0x01, back=0x82)

    def read(self, at_most_s: float) -> bytes:
        """What comes next."""
        return self._pipes.read(self._device, max(1, round(at_most_s * 1000)))

    def write(self, data: bytes) -> None:
        """Take a frame."""
        self._pipes.write(self._device, data)

    def close(self) -> None:
        """Nothing to let go."""


def sam_frames(data: bytes) -> None:
    """Feed a stream in pieces whose sizes it chooses itself; the splitter ends and holds no more than a frame."""
    splitter = FrameSplitter()
    rest = data
    while rest:
        size = rest[0] + 1
        chunk, rest = rest[1 : size + 1], rest[size + 1 :]
        splitter.feed(chunk)
        drain(splitter)
        if splitter.held > LONGEST_FRAME:
            raise AssertionError(f"{splitter.held} bytes are held")


def drain(splitter: FrameSplitter) -> None:
    """Take out every payload; each look takes at least one byte away, so there are never more looks than bytes."""
    for _ in range(splitter.held + 1):
        try:
            if splitter.next_payload() is None:
                return
        except SamFrameError:
            continue
    raise AssertionError("the splitter does not come to an end")


def sam_reading(data: bytes) -> None:
    """Let a SAM answer a whole reading; the first byte chooses the way over USB, and whether fingerprints are read."""
    choice = data[0] if data else 0
    pieces = Pieces(data[1:])
    link = SamLink(line=SamLine(pieces, native=bool(choice & 1)), deadlines=DEADLINES, clock=pieces.clock)
    reading = IdentityReading(link=link, deadlines=DEADLINES, fingerprints=bool(choice & 2), clock=pieces.clock)
    try:
        reading.read()
    except DeviceError:
        return


def sam_record(data: bytes) -> None:
    """Take the data of a read answer apart, and read the same bytes as appended addresses and as a number."""
    for with_fingerprints in (False, True):
        try:
            record = parse_record(data, with_fingerprints=with_fingerprints)
        except SamFrameError:
            continue
        if encode_record(record, with_fingerprints=with_fingerprints) != data:
            raise AssertionError("a record that the bytes do not hold")
    if holds_addresses(data) and len(newest_address(data)) > ADDRESS_BYTES // 2:
        raise AssertionError("an address longer than its field")
    number_text(data.ljust(NUMBER_BYTES)[:NUMBER_BYTES])


def scanner(data: bytes) -> None:
    """Feed a scanner's bytes in pieces, quiet after each empty one; the assembler holds no more than a line."""
    assembler = CodeAssembler()
    rest = data
    while rest:
        size = rest[0]
        piece, rest = rest[1 : size + 1], rest[size + 1 :]
        codes = assembler.feed(piece) if piece else assembler.pause()
        for code in codes:
            if not 0 < len(code) <= LONGEST_CODE or not code.replace("\n", "").isprintable():
                raise AssertionError("no code")
        if len(assembler._line) > LONGEST_LINE_BYTES:
            raise AssertionError("holds more than a line")
    assembler.pause()
    if assembler.waits:
        raise AssertionError("still waits after a pause")


def matcher(data: bytes) -> None:
    """Read a line of a matcher's bridge, and a line to it."""
    for decode in (decode_answer, decode_question):
        try:
            decode(data)
        except NotOfTheProtocol:
            continue
