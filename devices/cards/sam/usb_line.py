"""A SAM reader on USB, through libusb: the same frames in bulk transfers."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Final, Protocol

from devices.cards.sam.frames import LONGEST_FRAME
from devices.cards.sam.usb_pipes import PACKET_BYTES, UsbScheme, pipes_of
from devices.errors import DeviceBusy, DeviceError, DeviceUnavailable

DRAIN_MS: Final = 5
"""How long an endpoint is asked for what an earlier answer left behind; it lies ready or it does not."""
MOST_DRAINED: Final = 4 * LONGEST_FRAME // PACKET_BYTES
"""Packets that may lie on an endpoint: more than the answers to all that is asked before somebody drains it."""
INTERFACE: Final = 0
IDENTIFIER: Final = re.compile(r"(?P<vendor>[0-9a-f]{4}):(?P<product>[0-9a-f]{4})", re.IGNORECASE)

BULK: Final = 2
"""Transfer type in an endpoint's attributes (USB 2.0, section 9.6.6)."""
TYPE_MASK: Final = 0x03


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
            pulled, ``IDENTITY_READER_GARBLED`` when it sends without end.
        DeviceBusy: ``IDENTITY_READER_BUSY`` when another process has claimed it.
    """

    def __init__(self, *, identifier: UsbIdentifier, scheme: UsbScheme, backend: object | None = None) -> None:
        self._usb = _library()
        try:
            with self._named_errors():
                self._device = self._usb.core.find(
                    idVendor=identifier.vendor, idProduct=identifier.product, backend=backend
                )
        except self._usb.core.NoBackendError as error:
            raise DeviceUnavailable("IDENTITY_READER_NO_LIBRARY", "libusb") from error
        if self._device is None:
            raise DeviceUnavailable("IDENTITY_READER_NOT_FOUND", f"no USB device {identifier}")
        try:
            with self._named_errors():
                self._pipes = pipes_of(scheme, self._claim())
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
        try:
            endpoints: Iterable[EndpointDescriptor] = configuration[(INTERFACE, 0)]
        except (IndexError, KeyError) as error:
            # pyusb looks interfaces up as a list would.
            raise DeviceUnavailable("IDENTITY_READER_USB_MISMATCH", f"no interface {INTERFACE}") from error
        if self._device.is_kernel_driver_active(INTERFACE):
            self._device.detach_kernel_driver(INTERFACE)
        self._usb.util.claim_interface(self._device, INTERFACE)
        return [one.bEndpointAddress for one in endpoints if one.bmAttributes & TYPE_MASK == BULK]

    def _drain(self, endpoint: int) -> None:
        try:
            for _ in range(MOST_DRAINED):
                if not self._device.read(endpoint, PACKET_BYTES, DRAIN_MS):
                    return
        except self._usb.core.USBTimeoutError:
            return
        raise DeviceUnavailable("IDENTITY_READER_GARBLED", f"endpoint {endpoint:02x} sends without end")

    def _named_errors(self) -> AbstractContextManager[None]:
        return _named_errors(self._usb)


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
