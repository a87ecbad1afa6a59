"""Byte links to a printer, each bounded by a deadline: TCP, serial line and USB behind one Protocol.

No call waits longer than it is told to. python-escpos waits 60 s on TCP and for ever on USB, which would take the owner
thread away; hence links of our own.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import time
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias, assert_never

import serial

from devices.errors import DeviceUnavailable

LARGEST_READ_BYTES: Final = 4096
LARGEST_WRITE_BYTES: Final = 4096


class LinkLost(DeviceUnavailable):
    """The link cannot be opened, or it broke."""


class LinkStalled(DeviceUnavailable):
    """The printer takes no more bytes within the deadline."""


@dataclass(frozen=True, kw_only=True)
class TcpAddress:
    """A printer on the network; the usual port is 9100."""

    host: str
    port: int = 9100


@dataclass(frozen=True, kw_only=True)
class SerialAddress:
    """A printer on a serial line, 8N1. ``baud`` is in bits per second."""

    device: str
    baud: int = 115200


@dataclass(frozen=True, kw_only=True)
class UsbAddress:
    """A printer on USB, by the device file that the kernel's ``usblp`` driver gives it."""

    device: str = "/dev/usb/lp0"


LinkAddress: TypeAlias = TcpAddress | SerialAddress | UsbAddress


class Link(Protocol):
    """An open link to one printer."""

    def send(self, data: bytes, *, deadline_s: float) -> None:
        """Send everything within the given seconds; raises :class:`LinkStalled` or :class:`LinkLost`."""

    def receive(self, *, deadline_s: float) -> bytes:
        """Return the bytes that came, none when the seconds passed; raises :class:`LinkLost`."""

    def close(self) -> None:
        """Let the link go; never raises."""


def open_link(address: LinkAddress, *, deadline_s: float) -> Link:
    """Reach a printer within the given seconds; raises :class:`LinkLost`."""
    match address:
        case TcpAddress():
            return TcpLink(address, deadline_s=deadline_s)
        case SerialAddress():
            return SerialLink(address)
        case UsbAddress():
            return UsbLink(address)
        case _:
            assert_never(address)


class TcpLink:
    """A TCP connection to a printer."""

    def __init__(self, address: TcpAddress, *, deadline_s: float) -> None:
        try:
            self._socket = socket.create_connection((address.host, address.port), timeout=deadline_s)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            raise LinkLost("RECEIPT_PRINTER_UNREACHABLE", type(error).__name__) from error

    def send(self, data: bytes, *, deadline_s: float) -> None:
        """See :class:`Link`."""
        try:
            self._socket.settimeout(deadline_s)
            self._socket.sendall(data)
        except TimeoutError as error:
            raise LinkStalled("RECEIPT_PRINTER_STALLED", f"{len(data)} bytes not taken") from error
        except OSError as error:
            raise LinkLost("RECEIPT_PRINTER_LINK_LOST", type(error).__name__) from error

    def receive(self, *, deadline_s: float) -> bytes:
        """See :class:`Link`."""
        try:
            self._socket.settimeout(deadline_s)
            data = self._socket.recv(LARGEST_READ_BYTES)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise LinkLost("RECEIPT_PRINTER_LINK_LOST", type(error).__name__) from error
        if not data:
            raise LinkLost("RECEIPT_PRINTER_LINK_LOST", "closed by the printer")
        return data

    def close(self) -> None:
        """See :class:`Link`."""
        self._socket.close()


class SerialLink:
    """A serial line to a printer, with hardware handshake off; the printer is asked before each job instead."""

    def __init__(self, address: SerialAddress) -> None:
        try:
            self._port = serial.Serial(address.device, address.baud, timeout=0, write_timeout=0, exclusive=True)
        except (serial.SerialException, OSError, ValueError) as error:
            raise LinkLost("RECEIPT_PRINTER_UNREACHABLE", type(error).__name__) from error

    def send(self, data: bytes, *, deadline_s: float) -> None:
        """See :class:`Link`."""
        try:
            self._port.write_timeout = deadline_s
            self._port.write(data)
        except serial.SerialTimeoutException as error:
            raise LinkStalled("RECEIPT_PRINTER_STALLED", f"{len(data)} bytes not taken") from error
        except (serial.SerialException, OSError) as error:
            raise LinkLost("RECEIPT_PRINTER_LINK_LOST", type(error).__name__) from error

    def receive(self, *, deadline_s: float) -> bytes:
        """See :class:`Link`."""
        try:
            self._port.timeout = deadline_s
            first = self._port.read(1)
            return bytes(first + self._port.read(min(self._port.in_waiting, LARGEST_READ_BYTES))) if first else b""
        except (serial.SerialException, OSError) as error:
            raise LinkLost("RECEIPT_PRINTER_LINK_LOST", type(error).__name__) from error

    def close(self) -> None:
        """See :class:`Link`."""
        self._port.close()


class UsbLink:
    """A USB printer through the kernel's ``usblp`` driver, opened without blocking, so that every wait is ours."""

    def __init__(self, address: UsbAddress) -> None:
        try:
            self._file = os.open(address.device, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise LinkLost("RECEIPT_PRINTER_UNREACHABLE", type(error).__name__) from error

    def send(self, data: bytes, *, deadline_s: float) -> None:
        """See :class:`Link`."""
        ends = time.monotonic() + deadline_s
        rest = data
        while rest:
            if not self._ready(select.POLLOUT, ends - time.monotonic()):
                raise LinkStalled("RECEIPT_PRINTER_STALLED", f"{len(rest)} bytes not taken")
            try:
                rest = rest[os.write(self._file, rest[:LARGEST_WRITE_BYTES]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise LinkLost("RECEIPT_PRINTER_LINK_LOST", type(error).__name__) from error

    def receive(self, *, deadline_s: float) -> bytes:
        """See :class:`Link`."""
        if not self._ready(select.POLLIN, deadline_s):
            return b""
        try:
            return os.read(self._file, LARGEST_READ_BYTES)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise LinkLost("RECEIPT_PRINTER_LINK_LOST", type(error).__name__) from error

    def close(self) -> None:
        """See :class:`Link`."""
        with contextlib.suppress(OSError):
            os.close(self._file)

    def _ready(self, what: int, seconds: float) -> bool:
        poll = select.poll()
        poll.register(self._file, what)
        happened = poll.poll(max(0, seconds) * 1000)
        if happened and not happened[0][1] & what:
            raise LinkLost("RECEIPT_PRINTER_LINK_LOST", "unplugged")
        return bool(happened)
