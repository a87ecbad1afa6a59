"""How the SAM's frames lie on the bulk endpoints of a USB reader, in one of two ways. Knows no library."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final, Protocol

from devices.cards.sam.frames import HEAD_BYTES, PREAMBLE, is_length
from devices.errors import DeviceUnavailable

WRITE_WITHIN_MS: Final = 1000
PACKET_BYTES: Final = 64
"""Largest packet of a bulk endpoint at full speed (USB 2.0, section 5.8.3)."""
HEAD_OUT, REST_OUT, HEAD_IN, REST_IN = 0x02, 0x06, 0x81, 0x85
"""The native SAM's endpoints: preamble and length go apart from the rest."""
DIRECTION_IN: Final = 0x80
"""Bit of an endpoint's address (USB 2.0, section 9.6.6)."""


class UsbScheme(Enum):
    """How frames lie on the endpoints."""

    NATIVE = "native"
    """Four endpoints: OUT 02 and IN 81 carry preamble and length, OUT 06 and IN 85 what follows."""
    SIMPLE = "simple"
    """Two endpoints: a whole frame out, answers in pieces of 64 bytes."""


class UsbDevice(Protocol):
    """The part of pyusb's device that is used here."""

    def read(self, endpoint: int, size_or_buffer: int, timeout: int) -> Iterable[int]:
        """Read from a bulk endpoint; ``timeout`` is in ms."""

    def write(self, endpoint: int, data: bytes, timeout: int) -> int:
        """Write to a bulk endpoint; ``timeout`` is in ms."""


class NativePipes:
    """Preamble and length on one pair of endpoints, the rest on another."""

    NEEDS = frozenset({HEAD_OUT, REST_OUT, HEAD_IN, REST_IN})

    def __init__(self) -> None:
        self._head = bytearray()
        self._rest = 0
        self._clean = False

    def read(self, device: UsbDevice, timeout_ms: int) -> bytes:
        """Read one transfer from where the next bytes of a frame are due."""
        if self._rest:
            # No more than is due: a transfer that fills its last packet would else wait for one more.
            packets = -(-self._rest // PACKET_BYTES)
            arrived = bytes(device.read(REST_IN, packets * PACKET_BYTES, timeout_ms))
            self._clean = len(arrived) == self._rest
            self._rest = max(0, self._rest - len(arrived))
            return arrived
        arrived = bytes(device.read(HEAD_IN, PACKET_BYTES, timeout_ms))
        self._take_head(arrived)
        return arrived

    def write(self, device: UsbDevice, frame: bytes) -> None:
        """Write preamble and length, then the rest."""
        self._head.clear()
        self._rest = 0
        self._clean = False
        device.write(HEAD_OUT, frame[:HEAD_BYTES], WRITE_WITHIN_MS)
        device.write(REST_OUT, frame[HEAD_BYTES:], WRITE_WITHIN_MS)

    def unclean(self) -> tuple[int, ...]:
        """Name the endpoints on which a piece of an earlier answer may lie, which would spoil the next one."""
        return () if self._clean else (HEAD_IN, REST_IN)

    def _take_head(self, arrived: bytes) -> None:
        self._head += arrived
        start = self._head.find(PREAMBLE)
        if start >= 0 and len(self._head) >= start + HEAD_BYTES:
            length = int.from_bytes(self._head[start + len(PREAMBLE) : start + HEAD_BYTES], "big")
            self._rest = length if is_length(length) else 0
            self._head.clear()
        else:
            del self._head[:-HEAD_BYTES]


class SimplePipes:
    """Whole frames out, answers in packets."""

    def __init__(self, *, out: int, back: int) -> None:
        self._out = out
        self._back = back

    def read(self, device: UsbDevice, timeout_ms: int) -> bytes:
        """Read one packet: an answer need not end in a short one, so nobody can ask for all of it at once."""
        return bytes(device.read(self._back, PACKET_BYTES, timeout_ms))

    def write(self, device: UsbDevice, frame: bytes) -> None:
        """Write the frame as one transfer."""
        device.write(self._out, frame, WRITE_WITHIN_MS)

    def unclean(self) -> tuple[int, ...]:
        """Name no endpoint: what lies there comes in order and is passed over like any other noise."""
        return ()


def pipes_of(scheme: UsbScheme, endpoints: list[int]) -> NativePipes | SimplePipes:
    """Return the way of a scheme over these bulk endpoints.

    Raises:
        DeviceUnavailable: ``IDENTITY_READER_USB_MISMATCH`` when an endpoint that it needs is missing.
    """
    out = [address for address in endpoints if not address & DIRECTION_IN]
    back = [address for address in endpoints if address & DIRECTION_IN]
    if scheme is UsbScheme.NATIVE and NativePipes.NEEDS.issubset(endpoints):
        return NativePipes()
    if scheme is UsbScheme.SIMPLE and out and back:
        return SimplePipes(out=out[0], back=back[0])
    found = ", ".join(f"{address:02x}" for address in endpoints) or "none"
    raise DeviceUnavailable("IDENTITY_READER_USB_MISMATCH", f"{scheme.value} with bulk endpoints {found}")
