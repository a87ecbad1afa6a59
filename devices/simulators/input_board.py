"""The simulated input board: a Modbus RTU slave on a pseudo-terminal, with one contact an outlet."""

from __future__ import annotations

import contextlib
import os
import select
import threading
import tty
from collections.abc import Mapping
from types import TracebackType
from typing import Final

from devices.input_board import EXCEPTION_BIT, READ_DISCRETE_INPUTS, framed
from devices.status import Outlet

REQUEST_LENGTH: Final = 8
ILLEGAL_FUNCTION: Final = 1
STOP_DEADLINE_S: Final = 5.0


class InputBoardSimulator:
    """A board whose contacts are closed and opened by command.

    Args of the constructor:
        address: its Modbus address.
        inputs: which input, counted from 0, senses which outlet.
    """

    def __init__(self, *, address: int, inputs: Mapping[Outlet, int]) -> None:
        self.port = ""
        self._address = address
        self._inputs = dict(inputs)
        self._lock = threading.Lock()
        self._closed: set[Outlet] = set()
        self._mute = False
        self._spoil = 0
        self._controller = -1
        self._terminal = -1
        self._wake: tuple[int, int] = (-1, -1)
        self._thread: threading.Thread | None = None

    def __enter__(self) -> InputBoardSimulator:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Open the pseudo-terminal; its name is in ``port`` then."""
        self._controller, self._terminal = os.openpty()
        tty.setraw(self._terminal)
        self._wake = os.pipe()
        self.port = os.ttyname(self._terminal)
        self._thread = threading.Thread(target=self._listen, name="simulated-input-board", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Pull the cable: the device file goes away."""
        if self._thread is None:
            return
        os.write(self._wake[1], b"x")
        self._thread.join(STOP_DEADLINE_S)
        self._thread = None
        for end in (self._controller, self._terminal, *self._wake):
            with contextlib.suppress(OSError):
                os.close(end)

    def show(self, outlet: Outlet, present: bool) -> None:
        """Let paper lie before a sensor, or not."""
        with self._lock:
            if present:
                self._closed.add(outlet)
            else:
                self._closed.discard(outlet)

    def mute(self) -> None:
        """Answer nothing any more."""
        with self._lock:
            self._mute = True

    def unmute(self) -> None:
        """Answer again."""
        with self._lock:
            self._mute = False

    def spoil(self, answers: int) -> None:
        """Garble so many of the next answers on the line."""
        with self._lock:
            self._spoil = answers

    def _listen(self) -> None:
        kept = b""
        while True:
            ready, _, _ = select.select([self._controller, self._wake[0]], [], [])
            if self._wake[0] in ready:
                return
            try:
                kept += os.read(self._controller, 256)
            except OSError:
                return
            while len(kept) >= REQUEST_LENGTH:
                kept = self._take_request(kept)

    def _take_request(self, data: bytes) -> bytes:
        """Answer one frame and return what is behind it; a byte that begins no frame is skipped."""
        frame = data[:REQUEST_LENGTH]
        if framed(frame[:-2]) != frame:
            return data[1:]
        answer = self._answer_to(frame)
        if answer:
            os.write(self._controller, answer)
        return data[REQUEST_LENGTH:]

    def _answer_to(self, frame: bytes) -> bytes:
        with self._lock:
            if self._mute or frame[0] != self._address:
                return b""
            if frame[1] != READ_DISCRETE_INPUTS:
                return framed(bytes((self._address, frame[1] | EXCEPTION_BIT, ILLEGAL_FUNCTION)))
            first, count = int.from_bytes(frame[2:4], "big"), int.from_bytes(frame[4:6], "big")
            closed = {self._inputs[outlet] for outlet in self._closed if outlet in self._inputs}
            bits = sum(1 << number for number in range(count) if first + number in closed)
            data = bits.to_bytes((count + 7) // 8, "little")
            answer = framed(bytes((self._address, READ_DISCRETE_INPUTS, len(data))) + data)
            if self._spoil:
                self._spoil -= 1
                return answer[:-1] + bytes([answer[-1] ^ 0xFF])
            return answer
