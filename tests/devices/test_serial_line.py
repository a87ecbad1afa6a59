"""The shared serial line: why it cannot be opened, in the codes of the device whose line it is."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
import serial

from devices.errors import DeviceBusy, DeviceError, DeviceUnavailable
from devices.serial_line import SerialFailures, SerialLine

FAILURES = SerialFailures(not_found="X_NOT_FOUND", denied="X_DENIED", busy="X_BUSY", lost="X_LOST")


@pytest.fixture
def ends() -> Iterator[tuple[int, str]]:
    """A pseudo-terminal: the far end, and the path of the near one."""
    far, near = os.openpty()
    yield far, os.ttyname(near)
    os.close(near)
    os.close(far)


def opened(port: str) -> SerialLine:
    return SerialLine(port=port, baud=115200, failures=FAILURES)


def test_bytes_go_both_ways_and_what_was_not_read_can_be_dropped(ends: tuple[int, str]) -> None:
    far, port = ends
    line = opened(port)
    line.write(b"ask")
    assert os.read(far, 10) == b"ask"
    os.write(far, b"old")
    assert select.select([line], [], [], 5.0)[0]
    line.drop_input()
    assert line.read(0.0) == b""
    os.write(far, b"new")
    assert line.read(5.0) == b"new"
    line.close()


def test_a_line_that_another_holds_is_busy(ends: tuple[int, str]) -> None:
    _, port = ends
    other = os.open(port, os.O_RDWR | os.O_NOCTTY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with pytest.raises(DeviceBusy, match="X_BUSY"):
        opened(port)
    os.close(other)


def test_a_line_that_is_closed_is_lost(ends: tuple[int, str]) -> None:
    _, port = ends
    line = opened(port)
    line.close()
    for use in (lambda: line.read(0.0), lambda: line.write(b"x"), line.drop_input):
        with pytest.raises(DeviceUnavailable, match="X_LOST"):
            use()
    line.close()


def test_what_is_not_there_or_no_serial_line_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for port in ("none", "file"):
        with pytest.raises(DeviceUnavailable, match="X_NOT_FOUND"):
            opened(str(tmp_path / port))


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (serial.SerialException(errno.EACCES, "denied"), "X_DENIED"),
        (serial.SerialException(errno.EBUSY, "busy"), "X_BUSY"),
        (serial.SerialException(errno.ENOENT, "none"), "X_NOT_FOUND"),
        (ValueError("baud"), "X_NOT_FOUND"),
        (OSError(errno.EIO, "gone"), "X_LOST"),
        (termios.error(errno.EIO, "gone"), "X_LOST"),
    ],
)
def test_each_reason_has_its_code(monkeypatch: pytest.MonkeyPatch, raised: Exception, code: str) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise raised

    monkeypatch.setattr(serial, "Serial", refuse)
    with pytest.raises(DeviceError) as caught:
        opened("/dev/x")
    assert caught.value.code == code
