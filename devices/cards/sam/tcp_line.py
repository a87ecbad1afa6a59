"""A SAM reader behind a serial device server: the same frames through a TCP connection."""

from __future__ import annotations

import contextlib
import socket
from typing import Final

from devices.errors import DeviceBusy, DeviceError, DeviceUnavailable

CONNECT_WITHIN_S: Final = 2.0
WRITE_WITHIN_S: Final = 1.0
PIECE_BYTES: Final = 4096


class TcpLine:
    """An open TCP connection.

    Such servers let one program in at a time, and close the connection of every other as soon as it stands.

    Args of the constructor:
        host: name or address of the server.
        port: its TCP port.

    Raises:
        DeviceUnavailable: ``IDENTITY_READER_UNREACHABLE`` when nothing accepts the connection, ``IDENTITY_READER_LOST``
            when it breaks in use.
        DeviceBusy: ``IDENTITY_READER_BUSY`` when it is closed before the first byte came.
    """

    def __init__(self, *, host: str, port: int) -> None:
        self._heard = False
        try:
            self._socket = socket.create_connection((host, port), timeout=CONNECT_WITHIN_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (OSError, UnicodeError) as error:
            # A name with an empty or overlong label is no name to the codec of host names.
            raise DeviceUnavailable("IDENTITY_READER_UNREACHABLE", f"{host}:{port}: {error}") from error

    def read(self, at_most_s: float) -> bytes:
        """Return what arrives within the time in seconds, as soon as anything does; nothing when nothing does."""
        try:
            self._socket.settimeout(at_most_s)
            arrived = self._socket.recv(PIECE_BYTES)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise self._broken(str(error)) from error
        if not arrived:
            raise self._broken("closed by the server")
        self._heard = True
        return arrived

    def write(self, data: bytes) -> None:
        """Send one whole frame."""
        try:
            self._socket.settimeout(WRITE_WITHIN_S)
            self._socket.sendall(data)
        except OSError as error:
            raise self._broken(str(error)) from error

    def close(self) -> None:
        """Let the connection go; quiet when it is already gone."""
        with contextlib.suppress(OSError):
            self._socket.close()

    def _broken(self, detail: str) -> DeviceError:
        if self._heard:
            return DeviceUnavailable("IDENTITY_READER_LOST", detail)
        return DeviceBusy("IDENTITY_READER_BUSY", detail)
