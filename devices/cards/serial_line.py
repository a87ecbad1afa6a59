"""A serial line in the error tree of the devices."""

from __future__ import annotations

import errno

import serial

from devices.errors import DeviceBusy, DeviceError, DeviceUnavailable

WRITE_WITHIN_S = 1.0


class SerialLine:
    """An open serial line, 8N1, held by this process alone.

    Raises:
        DeviceUnavailable: ``IDENTITY_READER_NOT_FOUND`` when the port is missing, ``IDENTITY_READER_DENIED`` without
            the right to open it, ``IDENTITY_READER_LOST`` when it goes away in use.
        DeviceBusy: ``IDENTITY_READER_BUSY`` when another process holds it.
    """

    def __init__(self, *, port: str, baud: int) -> None:
        try:
            self._serial = serial.Serial(port, baud, write_timeout=WRITE_WITHIN_S, exclusive=True)
        except serial.SerialException as error:
            raise _cannot_open(error) from error
        except OSError as error:
            raise DeviceUnavailable("IDENTITY_READER_LOST", str(error)) from error

    def read(self, at_most_s: float) -> bytes:
        """Return what arrives within the time in seconds, as soon as anything does; nothing when nothing does."""
        try:
            self._serial.timeout = at_most_s
            first: bytes = self._serial.read(1)
            return first + self._serial.read(self._serial.in_waiting) if first else b""
        except (OSError, TypeError) as error:
            # pyserial raises TypeError when the descriptor is closed under it.
            raise DeviceUnavailable("IDENTITY_READER_LOST", str(error)) from error

    def write(self, data: bytes) -> None:
        """Send all bytes."""
        try:
            self._serial.write(data)
        except OSError as error:
            raise DeviceUnavailable("IDENTITY_READER_LOST", str(error)) from error

    def close(self) -> None:
        """Let the line go; quiet when it is already gone."""
        try:
            self._serial.close()
        except OSError:
            # The port vanished; its descriptor is closed all the same.
            return


def _cannot_open(error: serial.SerialException) -> DeviceError:
    number = getattr(error, "errno", None)
    if number == errno.EACCES:
        return DeviceUnavailable("IDENTITY_READER_DENIED", str(error))
    if number in (errno.EBUSY, errno.EAGAIN):
        return DeviceBusy("IDENTITY_READER_BUSY", str(error))
    return DeviceUnavailable("IDENTITY_READER_NOT_FOUND", str(error))
