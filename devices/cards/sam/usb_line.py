"""A SAM reader on USB, through libusb: the same frames in bulk transfers, laid on endpoints in one of two ways."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from enum import Enum
from types import ModuleType
from typing import Final, Protocol

from devices.cards.sam.frames import HEAD_BYTES, PREAMBLE, is_length
from devices.errors import DeviceBusy, DeviceError, DeviceUnavailable

WRITE_WITHIN_MS: Final = 1000
DRAIN_MS: Final = 5
"""How long an endpoint is asked for what an earlier answer left behind; it lies ready or it does not."""
PACKET_BYTES: Final = 64
"""Largest packet of a bulk endpoint at full speed (USB 2.0, section 5.8.3)."""
INTERFACE: Final = 0
IDENTIFIER: Final = re.compile(r"(?P<vendor>[0-9a-f]{4}):(?P<product>[0-9a-f]{4})", re.IGNORECASE)

HEAD_OUT, REST_OUT, HEAD_IN, REST_IN = 0x02, 0x06, 0x81, 0x85
"""The native SAM's endpoints: preamble and length go apart from the rest."""
DIRECTION_IN: Final = 0x80
"""Bit of an endpoint's address (USB 2.0, section 9.6.6)."""
BULK: Final = 2
"""Transfer type in an endpoint's attributes (USB 2.0, section 9.6.6)."""
TYPE_MASK: Final = 0x03


class UsbScheme(Enum):
    """How frames lie on the endpoints."""

    NATIVE = "native"
    """Four endpoints: OUT 02 and IN 81 carry preamble and length, OUT 06 and IN 85 what follows."""
    SIMPLE = "simple"
    """Two endpoints: a whole frame out, answers in pieces of 64 bytes."""


@dataclass(frozen=True)
class UsbIdentifier:
    """Vendor and product of a USB device, as ``lsusb`` shows them."""

    vendor: int
    product: int

    @classmethod
    def parse(cls, text: str) -> UsbIdentifier:
        """Read ``0400:c35a``; raises ``ValueError`` for anything else."""
        found = IDENTIFIER.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(int(found["vendor"], 16), int(found["product"], 16))

    def __str__(self) -> str:
        return f"{self.vendor:04x}:{self.product:04x}"


class EndpointDescriptor(Protocol):
    """The part of pyusb's endpoint that is used here, in the words of the USB specification."""

    bEndpointAddress: int  # noqa: N815 - the specification's own name
    bmAttributes: int  # noqa: N815


class UsbDevice(Protocol):
    """The part of pyusb's device that is used here."""

    def read(self, endpoint: int, size_or_buffer: int, timeout: int) -> Iterable[int]:
        """Read from a bulk endpoint; ``timeout`` is in ms."""

    def write(self, endpoint: int, data: bytes, timeout: int) -> int:
        """Write to a bulk endpoint; ``timeout`` is in ms."""


class UsbLine:
    """A claimed interface of a USB reader, held by this process alone.

    Args of the constructor:
        identifier: which device; the first of several.
        scheme: how frames lie on its endpoints.
        backend: an implementation of pyusb's ``usb.backend.IBackend``; absent for the system's libusb.

    Raises:
        DeviceUnavailable: ``IDENTITY_READER_NO_LIBRARY`` without pyusb or libusb, ``IDENTITY_READER_NOT_FOUND`` when no
            such device is plugged in, ``IDENTITY_READER_DENIED`` without the right to open it,
            ``IDENTITY_READER_USB_MISMATCH`` when it lacks the scheme's endpoints, ``IDENTITY_READER_LOST`` when it is
            pulled.
        DeviceBusy: ``IDENTITY_READER_BUSY`` when another process has claimed it.
    """

    def __init__(self, *, identifier: UsbIdentifier, scheme: UsbScheme, backend: object | None = None) -> None:
        self._usb = _library()
        try:
            self._device = self._usb.core.find(
                idVendor=identifier.vendor, idProduct=identifier.product, backend=backend
            )
        except self._usb.core.NoBackendError as error:
            raise DeviceUnavailable("IDENTITY_READER_NO_LIBRARY", "libusb") from error
        if self._device is None:
            raise DeviceUnavailable("IDENTITY_READER_NOT_FOUND", f"no USB device {identifier}")
        try:
            with self._named_errors():
                self._pipes = _pipes(scheme, self._claim())
        except DeviceError:
            self.close()
            raise

    def read(self, at_most_s: float) -> bytes:
        """Return what arrives within the time in seconds, as soon as anything does; nothing when nothing does."""
        with self._named_errors():
            try:
                # libusb takes 0 for no limit at all.
                return self._pipes.read(self._device, max(1, round(at_most_s * 1000)))
            except self._usb.core.USBTimeoutError:
                return b""

    def write(self, data: bytes) -> None:
        """Send one whole frame."""
        with self._named_errors():
            for endpoint in self._pipes.unclean():
                self._drain(endpoint)
            self._pipes.write(self._device, data)

    def close(self) -> None:
        """Let the device go; quiet when it is already gone."""
        self._usb.util.dispose_resources(self._device)

    def _claim(self) -> list[int]:
        """Take the interface for this process and return the addresses of its bulk endpoints."""
        try:
            configuration = self._device.get_active_configuration()
        except self._usb.core.USBError:
            self._device.set_configuration()
            configuration = self._device.get_active_configuration()
        if self._device.is_kernel_driver_active(INTERFACE):
            self._device.detach_kernel_driver(INTERFACE)
        self._usb.util.claim_interface(self._device, INTERFACE)
        endpoints: Iterable[EndpointDescriptor] = configuration[(INTERFACE, 0)]
        return [one.bEndpointAddress for one in endpoints if one.bmAttributes & TYPE_MASK == BULK]

    def _drain(self, endpoint: int) -> None:
        try:
            while self._device.read(endpoint, PACKET_BYTES, DRAIN_MS):
                pass
        except self._usb.core.USBTimeoutError:
            return

    def _named_errors(self) -> AbstractContextManager[None]:
        return _named_errors(self._usb)


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


def _pipes(scheme: UsbScheme, endpoints: list[int]) -> NativePipes | SimplePipes:
    out = [address for address in endpoints if not address & DIRECTION_IN]
    back = [address for address in endpoints if address & DIRECTION_IN]
    if scheme is UsbScheme.NATIVE and NativePipes.NEEDS.issubset(endpoints):
        return NativePipes()
    if scheme is UsbScheme.SIMPLE and out and back:
        return SimplePipes(out=out[0], back=back[0])
    found = ", ".join(f"{address:02x}" for address in endpoints) or "none"
    raise DeviceUnavailable("IDENTITY_READER_USB_MISMATCH", f"{scheme.value} with bulk endpoints {found}")


def _library() -> ModuleType:
    try:
        import usb.core
        import usb.util
    except ImportError as error:
        raise DeviceUnavailable("IDENTITY_READER_NO_LIBRARY", "pyusb") from error
    library: ModuleType = usb
    return library


@contextmanager
def _named_errors(library: ModuleType) -> Iterator[None]:
    try:
        yield
    except library.core.USBTimeoutError as error:
        raise DeviceUnavailable("IDENTITY_READER_LOST", "takes no bytes") from error
    except library.core.USBError as error:
        if error.errno in (errno.EACCES, errno.EPERM):
            raise DeviceUnavailable("IDENTITY_READER_DENIED", str(error)) from error
        if error.errno == errno.EBUSY:
            raise DeviceBusy("IDENTITY_READER_BUSY", str(error)) from error
        raise DeviceUnavailable("IDENTITY_READER_LOST", str(error)) from error
