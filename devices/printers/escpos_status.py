"""What an ESC/POS printer answers, decoded: real-time status, in-order answers, and the noise between them.

Source: Epson ESC/POS command reference, DLE EOT, GS r, GS ( H and GS a; the meanings for printers with an anti-jam
module are those of SNBC's BT-T080.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Final

from devices.status import DeviceFault, DeviceState, Supply


class Query(IntEnum):
    """The four questions of ``DLE EOT n``."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    ERROR_CAUSE = 3
    ROLL = 4

    @property
    def command(self) -> bytes:
        """The bytes that ask it."""
        return bytes((0x10, 0x04, self))


PAPER_BARRIER: Final = b"\x1dr\x01"
"""GS r 1, answered only when everything before it has been printed."""

CLEAR_BUFFERS: Final = bytes((0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8))
"""DLE DC4 8: drop what has been received and not yet printed, so that nobody's slip comes out later."""


def process_barrier(mark: bytes) -> bytes:
    """Return GS ( H fn 48, which is answered with the given four bytes (0x20 to 0x7e) once all before is printed."""
    if len(mark) != 4 or not all(0x20 <= byte <= 0x7E for byte in mark):
        raise ValueError("a mark has four printable bytes")
    return b"\x1d(H\x06\x00\x30\x30" + mark


@dataclass(frozen=True)
class RealTimeStatus:
    """An answer to ``DLE EOT``, ``0xx1xx10``."""

    byte: int


@dataclass(frozen=True)
class PaperReached:
    """An answer to ``GS r 1``, ``0xx0xxxx``."""

    byte: int

    @property
    def paper_ended(self) -> bool:
        """Whether the roll has ended (bits 2 and 3), so that what came before may have been printed onto nothing."""
        return bool(self.byte & 0x0C)


@dataclass(frozen=True)
class ProcessReached:
    """An answer to ``GS ( H``: the process with this mark is finished."""

    mark: bytes


Answer = RealTimeStatus | PaperReached | ProcessReached

PROCESS_HEADER: Final = b"7\x22"
ASB_LENGTH: Final = 4
PROCESS_LENGTH: Final = 7
FLOW_CONTROL: Final = frozenset({0x11, 0x13})


def is_real_time(byte: int) -> bool:
    """Whether a byte has the pattern of a real-time status, ``0xx1xx10``."""
    return byte & 0b1001_0011 == 0b0001_0010


def is_automatic_status(byte: int) -> bool:
    """Whether a byte begins an automatic status packet (ASB), ``0xx1xx00``."""
    return byte & 0b1001_0011 == 0b0001_0000


def is_paper_answer(byte: int) -> bool:
    """Whether a byte has the pattern of an answer to GS r, ``0xx0xxxx``."""
    return byte & 0b1001_0000 == 0


@dataclass
class AnswerScanner:
    """Finds answers in what the printer sends; packets of four ASB bytes and unknown bytes are skipped."""

    _kept: bytearray = field(default_factory=bytearray)

    def feed(self, data: bytes) -> list[Answer]:
        """Take more bytes and return the answers that are complete."""
        self._kept += data
        answers: list[Answer] = []
        while self._kept:
            first = self._kept[0]
            if first == PROCESS_HEADER[0]:
                if len(self._kept) < PROCESS_LENGTH:
                    break
                packet = self._drop(PROCESS_LENGTH)
                if packet.startswith(PROCESS_HEADER):
                    answers.append(ProcessReached(packet[2:6]))
            elif is_automatic_status(first):
                if not self._skip_automatic_status():
                    break
            else:
                self._drop(1)
                if first in FLOW_CONTROL:
                    continue
                if is_real_time(first):
                    answers.append(RealTimeStatus(first))
                elif is_paper_answer(first):
                    answers.append(PaperReached(first))
        return answers

    def _drop(self, count: int) -> bytes:
        taken = bytes(self._kept[:count])
        del self._kept[:count]
        return taken

    def _skip_automatic_status(self) -> bool:
        """Skip one packet; false while it is not complete. A first byte without its followers is skipped alone."""
        followers = self._kept[1:ASB_LENGTH]
        if any(byte & 0b1001_0000 for byte in followers):
            self._drop(1)
            return True
        if len(followers) < ASB_LENGTH - 1:
            return False
        self._drop(ASB_LENGTH)
        return True


class _Bit:
    """Bits of the four answers (Epson, DLE EOT)."""

    OFFLINE: Final = 0x08
    COVER_OPEN: Final = 0x04
    PAPER_END: Final = 0x20
    ERROR: Final = 0x40
    MECHANICAL: Final = 0x04
    CUTTER: Final = 0x08
    UNRECOVERABLE: Final = 0x20
    OVERHEATED: Final = 0x40
    NEAR_END: Final = 0x0C
    ROLL_END: Final = 0x60


@dataclass(frozen=True, kw_only=True)
class RawStatus:
    """The answers to the four questions; ``None`` where none came in time."""

    printer: int | None = None
    offline_cause: int | None = None
    error_cause: int | None = None
    roll: int | None = None


class Health(Enum):
    """The three values a status can have. No answer is not "fine", and not "broken" either."""

    OK = "ok"
    FAULT = "fault"
    NO_ANSWER = "no-answer"


@dataclass(frozen=True, kw_only=True)
class ReceiptCondition:
    """What the four answers mean together."""

    health: Health
    state: DeviceState
    paper: Supply
    fault: DeviceFault | None = None


def decode_status(raw: RawStatus) -> ReceiptCondition:
    """Return what the answers mean, the cause that a person can remedy first.

    A printer that answers only some of the four questions is taken at its word for these.
    """
    if raw == RawStatus():
        fault = DeviceFault(code="RECEIPT_PRINTER_SILENT", detail="no answer to DLE EOT")
        return ReceiptCondition(health=Health.NO_ANSWER, state=DeviceState.OFFLINE, paper=Supply.UNKNOWN, fault=fault)
    paper = _paper(raw)
    found = _blocking_fault(raw, paper)
    detail = _hexadecimal(raw)
    if found is not None:
        code, state = found
        fault = DeviceFault(code=code, detail=detail)
        return ReceiptCondition(health=Health.FAULT, state=state, paper=paper, fault=fault)
    low = DeviceFault(code="RECEIPT_PRINTER_PAPER_LOW", detail=detail) if paper is Supply.LOW else None
    return ReceiptCondition(health=Health.OK, state=DeviceState.ONLINE, paper=paper, fault=low)


def _paper(raw: RawStatus) -> Supply:
    if (raw.offline_cause or 0) & _Bit.PAPER_END or (raw.roll or 0) & _Bit.ROLL_END:
        return Supply.OUT
    if raw.roll is None:
        return Supply.UNKNOWN
    return Supply.LOW if raw.roll & _Bit.NEAR_END else Supply.FULL


def _blocking_fault(raw: RawStatus, paper: Supply) -> tuple[str, DeviceState] | None:
    offline_cause, error_cause = raw.offline_cause or 0, raw.error_cause or 0
    if offline_cause & _Bit.COVER_OPEN:
        return "RECEIPT_PRINTER_COVER_OPEN", DeviceState.USER_ERROR
    if paper is Supply.OUT:
        return "RECEIPT_PRINTER_PAPER_OUT", DeviceState.USER_ERROR
    if error_cause & _Bit.CUTTER:
        return "RECEIPT_PRINTER_CUTTER", DeviceState.HARDWARE_ERROR
    if error_cause & _Bit.UNRECOVERABLE:
        return "RECEIPT_PRINTER_BROKEN", DeviceState.HARDWARE_ERROR
    if error_cause & _Bit.MECHANICAL:
        return "RECEIPT_PRINTER_JAM", DeviceState.HARDWARE_ERROR
    if error_cause & _Bit.OVERHEATED:
        return "RECEIPT_PRINTER_OVERHEATED", DeviceState.OFFLINE
    if offline_cause & _Bit.ERROR:
        return "RECEIPT_PRINTER_BROKEN", DeviceState.HARDWARE_ERROR
    if (raw.printer or 0) & _Bit.OFFLINE:
        return "RECEIPT_PRINTER_OFFLINE", DeviceState.OFFLINE
    return None


def _hexadecimal(raw: RawStatus) -> str:
    answers = (raw.printer, raw.offline_cause, raw.error_cause, raw.roll)
    return " ".join("--" if answer is None else f"{answer:02x}" for answer in answers)
