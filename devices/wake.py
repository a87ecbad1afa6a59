"""Waking a thread that waits for bytes."""

from __future__ import annotations

import contextlib
import select
import socket
from enum import Enum
from typing import Final, Protocol

PIECE_BYTES: Final = 512


class Waited(Enum):
    """How a wait ended."""

    READY = "ready"
    """The source has bytes, or is gone."""
    WOKEN = "woken"
    QUIET = "quiet"
    """The time passed."""


class Readable(Protocol):
    """Anything with a descriptor."""

    def fileno(self) -> int:
        """Return the descriptor."""


class Wake:
    """A pair of sockets through which any thread wakes the one that waits."""

    def __init__(self) -> None:
        # Sockets rather than a pipe: one that is closed refuses, where a pipe's number may be another file's by then.
        self._end, self._start = socket.socketpair()
        self._end.setblocking(False)
        self._start.setblocking(False)

    def wake(self) -> None:
        """End the wait that is on, or the next one."""
        # A full socket wakes as well as one byte more would; a closed one has nobody left to wake.
        with contextlib.suppress(OSError):
            self._start.send(b"\0")

    def wait_for(self, source: Readable, seconds: float) -> Waited:
        """Wait for bytes of a source, or to be woken; bytes come first when both are so."""
        poll = select.poll()
        poll.register(source, select.POLLIN)
        poll.register(self._end, select.POLLIN)
        happened = {number for number, _ in poll.poll(max(0.0, seconds) * 1000)}
        if self._end.fileno() in happened:
            with contextlib.suppress(OSError):
                self._end.recv(PIECE_BYTES)
        if source.fileno() in happened:
            return Waited.READY
        return Waited.WOKEN if happened else Waited.QUIET

    def close(self) -> None:
        """Let the sockets go."""
        self._start.close()
        self._end.close()
