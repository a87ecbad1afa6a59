"""A simulated identity-card reader on USB, below pyusb: a backend whose bus holds one SAM reader, or none."""

from __future__ import annotations

import errno
import queue
import time
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from devices.cards.sam.frames import HEAD_BYTES, PREAMBLE
from devices.cards.sam.usb_line import BULK, INTERFACE, UsbIdentifier
from devices.cards.sam.usb_pipes import (
    DIRECTION_IN,
    HEAD_IN,
    HEAD_OUT,
    PACKET_BYTES,
    REST_IN,
    REST_OUT,
    UsbScheme,
)
from devices.simulators.sam_module import SamTiming
from devices.simulators.sam_transport import LOOK_EVERY_S, SimulatedSam

IDENTIFIER: Final = UsbIdentifier(0x0400, 0xC35A)
SIMPLE_OUT, SIMPLE_IN = 0x01, 0x82
ENDPOINTS: Final = {
    UsbScheme.NATIVE: (HEAD_OUT, REST_OUT, HEAD_IN, REST_IN),
    UsbScheme.SIMPLE: (SIMPLE_OUT, SIMPLE_IN),
}
FULL_SPEED: Final = 2
"""As libusb counts speeds."""
CONFIGURATION: Final = 1
VENDOR_CLASS: Final = 0xFF


@dataclass(frozen=True)
class UsbDescriptor:
    """Any descriptor: the fields that pyusb asks for, by the names of the USB specification (2.0, section 9.6)."""

    fields: Mapping[str, object]

    def __getattr__(self, name: str) -> object:
        try:
            return self.fields[name]
        except KeyError:
            raise AttributeError(name) from None


class UsbSamSimulator(SimulatedSam):
    """A SAM module on USB; hand :attr:`backend` to whoever opens it.

    Args of the constructor:
        scheme: how frames lie on the endpoints.
        timing, real_speed, late_by: as of :class:`SimulatedSam`.
    """

    def __init__(
        self,
        *,
        scheme: UsbScheme,
        timing: SamTiming | None = None,
        real_speed: bool = False,
        late_by: int = 1,
    ) -> None:
        super().__init__(timing=timing, real_speed=real_speed, late_by=late_by)
        self._native = scheme is UsbScheme.NATIVE
        self._written: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.identifier = IDENTIFIER
        self.backend = SimulatedBus(scheme=scheme, written=self._written)

    def seize(self) -> None:
        """Let another program claim the reader, and whoever holds it lose it."""
        self.backend.seize()

    def release(self) -> None:
        """Let the other program give the reader back."""
        self.backend.release()

    def deny(self, *, denied: bool = True) -> None:
        """Take the right to open the reader away, or give it back."""
        self.backend.denied = denied

    def _plug_in(self) -> None:
        self.backend.plug_in()

    def _unplug(self) -> None:
        self.backend.unplug()

    def _receive(self) -> bytes:
        try:
            return self._written.get(timeout=LOOK_EVERY_S)
        except queue.Empty:
            return b""

    def _send(self, pieces: tuple[bytes, ...]) -> None:
        if self._native:
            self._send_apart(pieces)
            return
        for piece in pieces:
            self.backend.put(SIMPLE_IN, piece)

    def _send_apart(self, pieces: tuple[bytes, ...]) -> None:
        """Lay preamble and length on one endpoint, with any noise before them, and the rest on the other."""
        begins = b"".join(pieces).find(PREAMBLE)
        left = begins + HEAD_BYTES if begins >= 0 else sum(map(len, pieces))
        for piece in pieces:
            self.backend.put(HEAD_IN, piece[:left])
            self.backend.put(REST_IN, piece[left:])
            left = max(0, left - len(piece))


class SimulatedBus(IBackend):  # type: ignore[misc]  # pyusb carries no types
    """The bus below pyusb: what of ``usb.backend.IBackend`` a bulk device needs.

    Args of the constructor:
        scheme: of the one reader on it.
        written: takes what the host writes to the reader.
    """

    def __init__(self, *, scheme: UsbScheme, written: queue.SimpleQueue[bytes]) -> None:
        self._endpoints = ENDPOINTS[scheme]
        self._written = written
        self._plugged = 0
        """How often the reader has been plugged in; 0 while it is not there, so that an old handle stays dead."""
        self._plugs = 0
        self._seized = False
        self._packets: dict[int, queue.SimpleQueue[bytes]] = {}
        self._configuration = 0
        self.denied = False

    def plug_in(self) -> None:
        """Let the reader appear."""
        self._plugs += 1
        self._packets = {one: queue.SimpleQueue() for one in self._endpoints if one & DIRECTION_IN}
        self._configuration = 0
        self._plugged = self._plugs

    def unplug(self) -> None:
        """Let the reader vanish, and every read on it fail."""
        self._plugged = 0
        self._wake()

    def seize(self) -> None:
        """Let another program have the interface."""
        self._seized = True
        self._wake()

    def release(self) -> None:
        """Let nobody else have the interface."""
        self._seized = False

    def put(self, endpoint: int, data: bytes) -> None:
        """Lay bytes on an IN endpoint, packet by packet."""
        for start in range(0, len(data), PACKET_BYTES):
            self._packets[endpoint].put(data[start : start + PACKET_BYTES])

    def enumerate_devices(self) -> Iterable[int]:
        """Yield the reader while it is plugged in."""
        return [self._plugged] if self._plugged else []

    def get_device_descriptor(self, dev: int) -> UsbDescriptor:
        """Describe the reader."""
        return UsbDescriptor(
            {
                **dict.fromkeys(("bLength", "bDescriptorType", "bcdUSB", "bcdDevice", "bDeviceSubClass"), 0),
                **dict.fromkeys(("bDeviceProtocol", "iManufacturer", "iProduct", "iSerialNumber"), 0),
                "bDeviceClass": VENDOR_CLASS,
                "bMaxPacketSize0": PACKET_BYTES,
                "idVendor": IDENTIFIER.vendor,
                "idProduct": IDENTIFIER.product,
                "bNumConfigurations": 1,
                "address": dev,
                "bus": 1,
                "port_number": 1,
                "port_numbers": (1,),
                "speed": FULL_SPEED,
            }
        )

    def get_configuration_descriptor(self, dev: int, config: int) -> UsbDescriptor:
        """Describe its one configuration."""
        if config:
            raise IndexError(config)
        return UsbDescriptor(
            {
                **dict.fromkeys(("bLength", "bDescriptorType", "wTotalLength", "iConfiguration"), 0),
                **dict.fromkeys(("bmAttributes", "bMaxPower"), 0),
                "bNumInterfaces": 1,
                "bConfigurationValue": CONFIGURATION,
                "extra_descriptors": [],
            }
        )

    def get_interface_descriptor(self, dev: int, intf: int, alt: int, config: int) -> UsbDescriptor:
        """Describe its one interface."""
        if intf or alt or config:
            raise IndexError(intf)
        return UsbDescriptor(
            {
                **dict.fromkeys(("bLength", "bDescriptorType", "bAlternateSetting", "bInterfaceSubClass"), 0),
                **dict.fromkeys(("bInterfaceProtocol", "iInterface"), 0),
                "bInterfaceNumber": INTERFACE,
                "bNumEndpoints": len(self._endpoints),
                "bInterfaceClass": VENDOR_CLASS,
                "extra_descriptors": [],
            }
        )

    def get_endpoint_descriptor(self, dev: int, ep: int, intf: int, alt: int, config: int) -> UsbDescriptor:
        """Describe an endpoint."""
        return UsbDescriptor(
            {
                **dict.fromkeys(("bLength", "bDescriptorType", "bInterval", "bRefresh", "bSynchAddress"), 0),
                "bEndpointAddress": self._endpoints[ep],
                "bmAttributes": BULK,
                "wMaxPacketSize": PACKET_BYTES,
                "extra_descriptors": [],
            }
        )

    def open_device(self, dev: int) -> int:
        """Open the reader."""
        if self.denied:
            raise USBError("Access denied (insufficient permissions)", None, errno.EACCES)
        self._demand_there(dev)
        return dev

    def close_device(self, dev_handle: int) -> None:
        """Close the reader."""

    def set_configuration(self, dev_handle: int, config_value: int) -> None:
        """Choose a configuration."""
        self._demand_there(dev_handle)
        self._configuration = config_value

    def get_configuration(self, dev_handle: int) -> int:
        """Return the chosen configuration; 0 for none, as after plugging in."""
        self._demand_there(dev_handle)
        return self._configuration

    def is_kernel_driver_active(self, dev_handle: int, intf: int) -> bool:
        """No kernel driver knows such a reader."""
        return False

    def claim_interface(self, dev_handle: int, intf: int) -> None:
        """Take the interface."""
        self._demand_there(dev_handle)
        if self._seized:
            raise USBError("Resource busy", None, errno.EBUSY)

    def release_interface(self, dev_handle: int, intf: int) -> None:
        """Give the interface back."""

    def bulk_write(self, dev_handle: int, ep: int, intf: int, data: array[int], timeout: int) -> int:
        """Hand bytes to the reader."""
        self._demand_mine(dev_handle)
        self._written.put(data.tobytes())
        return len(data)

    def bulk_read(self, dev_handle: int, ep: int, intf: int, buff: array[int], timeout: int) -> int:
        """Fill the buffer until a short packet or its end; what has come when the time is over counts, too."""
        ends = time.monotonic() + timeout / 1000
        filled = 0
        while filled < len(buff):
            self._demand_mine(dev_handle)
            try:
                packet = self._packets[ep].get(timeout=max(0.0, ends - time.monotonic()))
            except queue.Empty:
                if filled:
                    return filled
                raise USBTimeoutError("Operation timed out", None, errno.ETIMEDOUT) from None
            if len(packet) > len(buff) - filled:
                raise USBError("Overflow", None, errno.EOVERFLOW)
            buff[filled : filled + len(packet)] = array("B", packet)
            filled += len(packet)
            if 0 < len(packet) < PACKET_BYTES:
                return filled
        return filled

    def _demand_there(self, handle: int) -> None:
        if handle != self._plugged:
            raise USBError("No such device (it may have been disconnected)", None, errno.ENODEV)

    def _demand_mine(self, handle: int) -> None:
        self._demand_there(handle)
        if self._seized:
            raise USBError("Input/Output Error", None, errno.EIO)

    def _wake(self) -> None:
        """End every read that waits: an empty packet says nothing, and then the reader is asked for again."""
        for packets in self._packets.values():
            packets.put(b"")
