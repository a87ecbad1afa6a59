"""A serial line in the error tree of the devices; whose line it is, its failure codes say."""

from __future__ import annotations

import errno
import termios
from dataclasses import dataclass

import serial

from devices.errors import DeviceBusy, DeviceError, DeviceUnavailable

WRITE_WITHIN_S = 1.0


@dataclass(frozen=True, kw_only=True)
class SerialFailures:
    """The failure codes of one device's line.

    Attributes:
        not_found: the port is missing, or is no serial line.
        denied: this user may not open it.
        busy: another process holds it.
        lost: it went away in use.
    """

    not_found: str
    denied: str
    busy: str
    lost: str


class SerialLine:
    """An open serial line, 8N1, held by this process alone.

    Args of the constructor:
        port: path of the device file.
        baud: bits per second.
        failures: the codes that errors carry.

    Raises:
        DeviceUnavailable: ``not_found``, ``denied`` or ``lost``.
        DeviceBusy: ``busy``.
    """

    def __init__(self, *, port: str, baud: int, failures: SerialFailures) -> None:
        self._failures = failures
        try:
            self._serial = serial.Serial(port, baud, write_timeout=WRITE_WITHIN_S, exclusive=True)
        except (serial.SerialException, ValueError) as error:
            raise self._cannot_open(error) from error
        except (OSError, termios.error) as error:
            raise self._gone(error) from error

    def fileno(self) -> int:
        """Return the descriptor, for ``select``."""
        number: int = self._serial.fileno()
        return number

    def read(self, at_most_s: float) -> bytes:
        """Return what arrives within the time in seconds, as soon as anything does; nothing when nothing does."""
        try:
            self._serial.timeout = at_most_s
            first: bytes = self._serial.read(1)
            return first + self._serial.read(self._serial.in_waiting) if first else b""
        except (OSError, TypeError) as error:
            # pyserial raises TypeError when the descriptor is closed under it.
            raise self._gone(error) from error

    def write(self, data: bytes) -> None:
        """Send all bytes."""
        try:
            self._serial.write(data)
        except OSError as error:
            raise self._gone(error) from error

    def drop_input(self) -> None:
        """Forget what has arrived and was not read."""
        try:
            self._serial.reset_input_buffer()
        except (OSError, termios.error) as error:
            raise self._gone(error) from error

    def close(self) -> None:
        """Let the line go; quiet when it is already gone."""
        try:
            self._serial.close()
        except OSError:
            # The port vanished; its descriptor is closed all the same.
            return

    def _gone(self, error: Exception) -> DeviceError:
        return DeviceUnavailable(self._failures.lost, str(error))

    def _cannot_open(self, error: Exception) -> DeviceError:
        number = getattr(error, "errno", None)
        if number == errno.EACCES:
            return DeviceUnavailable(self._failures.denied, str(error))
        if number in (errno.EBUSY, errno.EAGAIN):
            return DeviceBusy(self._failures.busy, str(error))
        return DeviceUnavailable(self._failures.not_found, str(error))
