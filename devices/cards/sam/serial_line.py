"""A SAM reader on a serial line."""

from __future__ import annotations

from typing import Final

from devices.serial_line import SerialFailures, SerialLine

FAILURES: Final = SerialFailures(
    not_found="IDENTITY_READER_NOT_FOUND",
    denied="IDENTITY_READER_DENIED",
    busy="IDENTITY_READER_BUSY",
    lost="IDENTITY_READER_LOST",
)


def open_serial_line(*, port: str, baud: int) -> SerialLine:
    """Open a serial line at ``baud`` bit/s; its errors carry the identity reader's codes."""
    return SerialLine(port=port, baud=baud, failures=FAILURES)
