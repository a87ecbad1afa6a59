"""The input board: senses over Modbus RTU whether paper lies in an outlet.

Frames and CRC: Modbus over Serial Line 1.02, sections 2.5.1 and 6.2.2; function 02 (read discrete inputs): Modbus
Application Protocol 1.1b3, section 6.2.
"""

from __future__ import annotations

import termios
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

import serial

from devices.errors import DeviceError, DeviceProtocolError, DeviceUnavailable
from devices.owner import OwnedDevice, StatusListener
from devices.ports import OutletChanged, OutletListener
from devices.status import DeviceKind, DeviceState, DeviceStatus, Media, Outlet

READ_DISCRETE_INPUTS: Final = 0x02
EXCEPTION_BIT: Final = 0x80
EXCEPTION_LENGTH: Final = 5
MOST_INPUTS: Final = 2000
"""Quantity limit of function 02."""
POLL_EVERY_S: Final = 0.1
ANSWER_DEADLINE_S: Final = 0.3
RETRIES: Final = 2
"""A frame spoilt by noise is asked for again; a motor next to the cable spoils one now and then."""


def crc16(data: bytes) -> int:
    """Return the Modbus CRC: polynomial 0xa001 reflected, start value 0xffff."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def framed(body: bytes) -> bytes:
    """Return a frame with its CRC, low byte first."""
    return body + crc16(body).to_bytes(2, "little")


def read_inputs_request(*, address: int, count: int) -> bytes:
    """Return the frame that asks for the inputs 0 to ``count`` - 1."""
    if not 1 <= address <= 247 or not 1 <= count <= MOST_INPUTS:
        raise ValueError(f"address {address}, {count} inputs")
    return framed(bytes((address, READ_DISCRETE_INPUTS, 0, 0)) + count.to_bytes(2, "big"))


def answer_length(count: int) -> int:
    """Return how many bytes the answer to ``count`` inputs has."""
    return 5 + (count + 7) // 8


def inputs_in(frame: bytes, *, address: int, count: int) -> tuple[bool, ...]:
    """Return the inputs that an answer tells; raises :class:`DeviceProtocolError` for any other frame."""
    if len(frame) < EXCEPTION_LENGTH or framed(frame[:-2]) != frame:
        raise DeviceProtocolError("INPUT_BOARD_GARBLED", f"{len(frame)} bytes with a wrong CRC")
    if frame[0] != address:
        raise DeviceProtocolError("INPUT_BOARD_GARBLED", f"answer of address {frame[0]}")
    if frame[1] == READ_DISCRETE_INPUTS | EXCEPTION_BIT:
        raise DeviceProtocolError("INPUT_BOARD_REFUSES", f"exception {frame[2]}")
    data = frame[3:-2]
    if frame[1] != READ_DISCRETE_INPUTS or len(frame) != answer_length(count) or frame[2] != len(data):
        raise DeviceProtocolError("INPUT_BOARD_GARBLED", f"function {frame[1]:#04x}, {len(frame)} bytes")
    return tuple(bool(data[number // 8] >> number % 8 & 1) for number in range(count))


@dataclass
class _Sensed:
    """One outlet: what has been told, and what the input has shown since when without a break."""

    told: Media = Media.UNKNOWN
    shown: Media = Media.UNKNOWN
    since: float = 0.0


class Debouncer:
    """Believes a contact only when it has been the same for a while; paper flutters over a light barrier.

    Args of the constructor:
        settle_s: seconds that a contact must stay the same.
    """

    def __init__(self, *, settle_s: float) -> None:
        self._settle_s = settle_s
        self._outlets = {outlet: _Sensed() for outlet in Outlet}

    def media(self, outlet: Outlet) -> Media:
        """Return what is believed of an outlet."""
        return self._outlets[outlet].told

    def see(self, outlet: Outlet, *, present: bool, at: float) -> OutletChanged | None:
        """Take one look, at monotonic seconds; returns the change once it is believed."""
        sensed = self._outlets[outlet]
        shown = Media.PRESENT if present else Media.NOT_PRESENT
        if shown is not sensed.shown:
            sensed.shown, sensed.since = shown, at
        if shown is sensed.told or at - sensed.since < self._settle_s:
            return None
        sensed.told = shown
        return OutletChanged(outlet, shown)

    def lose(self) -> None:
        """Forget everything: a board that does not answer has not seen paper being taken."""
        self._outlets = {outlet: _Sensed() for outlet in Outlet}


class ModbusInputBoard(OwnedDevice):
    """A board of opto-isolated inputs on a serial line, 8N1.

    A change is told when it has lasted ``settle_s``. While the board does not answer, nothing is told and
    ``media`` gives ``UNKNOWN``; after it is back the first believed look is told for every outlet.

    Args of the constructor:
        port: the serial device.
        baud: bits per second.
        address: the board's Modbus address, 1 to 247.
        inputs: which input, counted from 0, senses which outlet; a closed contact means paper.
        on_outlet: told each change, on the owner thread.
        on_status: told each changed snapshot, on the owner thread.
        now: the wall clock in UTC.
        settle_s: see :class:`Debouncer`.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        *,
        port: str,
        baud: int,
        address: int,
        inputs: Mapping[Outlet, int],
        on_outlet: OutletListener,
        on_status: StatusListener,
        now: Callable[[], datetime],
        settle_s: float = 0.2,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(kind=DeviceKind.INPUT_BOARD, watch_every_s=POLL_EVERY_S, on_status=on_status, now=now)
        self._port = port
        self._baud = baud
        self._address = address
        self._inputs = MappingProxyType(dict(inputs))
        self._count = max(inputs.values()) + 1
        self._request = read_inputs_request(address=address, count=self._count)
        self._on_outlet = on_outlet
        self._debouncer = Debouncer(settle_s=settle_s)
        self._clock = clock
        self._line: serial.Serial | None = None

    def media(self, outlet: Outlet) -> Media:
        """Return what lies in an outlet now; ``UNKNOWN`` while the board does not answer or has no such input."""
        return self._debouncer.media(outlet)

    def _connect(self) -> None:
        try:
            self._line = serial.Serial(
                self._port, self._baud, timeout=ANSWER_DEADLINE_S, write_timeout=ANSWER_DEADLINE_S, exclusive=True
            )
        except (serial.SerialException, OSError, ValueError) as error:
            raise DeviceUnavailable("INPUT_BOARD_MISSING", type(error).__name__) from error

    def _watch(self) -> None:
        inputs = self._read_inputs()
        at = self._clock()
        self._tell(DeviceStatus(kind=self._kind, state=DeviceState.ONLINE, since=self._now()))
        for outlet, number in self._inputs.items():
            change = self._debouncer.see(outlet, present=inputs[number], at=at)
            if change is not None:
                self._on_outlet(change)

    def _disconnect(self) -> None:
        self._debouncer.lose()
        if self._line is not None:
            self._line.close()
            self._line = None

    def _state_for(self, error: DeviceError) -> DeviceState:
        return DeviceState.NO_DEVICE if error.code == "INPUT_BOARD_MISSING" else DeviceState.OFFLINE

    def _read_inputs(self) -> tuple[bool, ...]:
        for _ in range(RETRIES):
            try:
                return self._ask()
            except DeviceProtocolError:
                continue
        return self._ask()

    def _ask(self) -> tuple[bool, ...]:
        line = self._line
        if line is None:
            raise DeviceUnavailable("INPUT_BOARD_MISSING")
        try:
            line.reset_input_buffer()
            line.write(self._request)
            frame = line.read(EXCEPTION_LENGTH)
            if len(frame) == EXCEPTION_LENGTH and not frame[1] & EXCEPTION_BIT:
                frame += line.read(answer_length(self._count) - EXCEPTION_LENGTH)
        except (serial.SerialException, OSError, termios.error) as error:
            # pyserial lets the error of an unplugged line through when it empties the buffer.
            raise DeviceUnavailable("INPUT_BOARD_LINE_LOST", type(error).__name__) from error
        if not frame:
            raise DeviceUnavailable("INPUT_BOARD_SILENT", f"no answer within {ANSWER_DEADLINE_S} s")
        return inputs_in(bytes(frame), address=self._address, count=self._count)
