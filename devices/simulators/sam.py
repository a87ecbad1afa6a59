"""A simulated identity-card reader: a SAM module on a pseudo-terminal, with faults on command."""

from __future__ import annotations

import os
import select
import time
import tty
from pathlib import Path
from typing import Final

from devices.simulators.sam_module import SamTiming
from devices.simulators.sam_transport import LOOK_EVERY_S, SimulatedSam

BITS_A_BYTE: Final = 10
"""8N1: a start bit, eight bits, a stop bit."""
PACED_BYTES: Final = 16
"""Bytes that come at once on a paced line: what the buffer of a serial controller holds (16550)."""


class SamSimulator(SimulatedSam):
    """A SAM module that answers on a pseudo-terminal.

    Args of the constructor:
        link: a symbolic link to put on the pseudo-terminal, so that its path stays the same over restarts.
        baud: take as long for each byte as a wire of so many bit/s does; absent for no time.
        timing, real_speed, late_by: as of :class:`SimulatedSam`.
    """

    def __init__(
        self,
        *,
        link: Path | None = None,
        baud: int | None = None,
        timing: SamTiming | None = None,
        real_speed: bool = False,
        late_by: int = 1,
    ) -> None:
        super().__init__(timing=timing, real_speed=real_speed, late_by=late_by)
        self._link = link
        self._byte_s = BITS_A_BYTE / baud if baud else 0.0
        self._master = self._slave = -1
        self._slave_path = ""

    @property
    def port(self) -> str:
        """Path to open as the serial line; set once started."""
        return str(self._link) if self._link else self._slave_path

    def _plug_in(self) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self._slave_path = os.ttyname(self._slave)
        if self._link:
            self._link.parent.mkdir(parents=True, exist_ok=True)
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self._slave_path)

    def _unplug(self) -> None:
        if self._master < 0:
            return
        if self._link:
            self._link.unlink(missing_ok=True)
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = -1

    def _receive(self) -> bytes:
        readable, _, _ = select.select([self._master], [], [], LOOK_EVERY_S)
        arrived = os.read(self._master, 4096) if readable else b""
        if self._byte_s:
            self._rest_until(time.monotonic() + len(arrived) * self._byte_s)
        return arrived

    def _send(self, pieces: tuple[bytes, ...]) -> None:
        for piece in pieces:
            self._write(piece)

    def _write(self, piece: bytes) -> None:
        if not self._byte_s:
            os.write(self._master, piece)
            return
        began = time.monotonic()
        for start in range(0, len(piece), PACED_BYTES):
            part = piece[start : start + PACED_BYTES]
            self._rest_until(began + (start + len(part)) * self._byte_s)
            os.write(self._master, part)

    def _rest_until(self, when: float) -> None:
        self._stopping.wait(max(0.0, when - time.monotonic()))
