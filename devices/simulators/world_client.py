"""Speaking to the simulated world from another process."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

from devices.errors import DeviceUnavailable
from devices.simulators.world_messages import (
    AwaitChange,
    Command,
    NotUnderstood,
    Refused,
    WorldStatus,
    decode_reply,
    encode_command,
)

CONTROL_SOCKET: Final = "control"
ANSWER_S: Final = 30.0
LONGEST_WAIT_S: Final = 10.0


class WorldRefused(DeviceUnavailable):
    """The world did not carry a command out; ``detail`` tells why."""

    def __init__(self, reason: str) -> None:
        super().__init__("SIMULATOR_REFUSED", reason)


class WorldTimeout(DeviceUnavailable):
    """What was waited for did not come about in time."""

    def __init__(self, status: WorldStatus) -> None:
        super().__init__("SIMULATOR_WAIT_OVER", str(status))


class WorldClient:
    """A connection to a world's control socket; one command at a time.

    Args of the constructor:
        state: the world's state folder.

    Raises :class:`DeviceUnavailable` (``SIMULATOR_WORLD_ABSENT``) when no world answers there.
    """

    def __init__(self, *, state: Path) -> None:
        self._wire = socket.socket(socket.AF_UNIX)
        self._wire.settimeout(ANSWER_S)
        try:
            self._wire.connect(str(state / CONTROL_SOCKET))
        except OSError as error:
            self._wire.close()
            raise DeviceUnavailable("SIMULATOR_WORLD_ABSENT", f"no world under {state}") from error
        self._lines = self._wire.makefile("rb")

    def __enter__(self) -> WorldClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._lines.close()
        self._wire.close()

    def do(self, command: Command) -> WorldStatus:
        """Carry a command out and return the world after it.

        Raises:
            WorldRefused: it cannot be carried out.
            DeviceUnavailable: the world has gone.
        """
        try:
            self._wire.sendall(encode_command(command))
            reply = decode_reply(self._lines.readline())
        except (OSError, NotUnderstood) as error:
            raise DeviceUnavailable("SIMULATOR_WORLD_ABSENT", "the world hung up") from error
        if isinstance(reply, Refused):
            raise WorldRefused(reply.reason)
        return reply

    def status(self) -> WorldStatus:
        """Return the world as it is now."""
        return self.do(AwaitChange())

    def wait_until(self, is_so: Callable[[WorldStatus], bool], *, within_s: float) -> WorldStatus:
        """Wait until something is so; raises :class:`WorldTimeout` when it is not so in time."""
        ends = time.monotonic() + within_s
        status = self.status()
        while not is_so(status):
            left = ends - time.monotonic()
            if left <= 0:
                raise WorldTimeout(status)
            status = self.do(AwaitChange(revision=status.revision, within_s=min(left, LONGEST_WAIT_S)))
        return status
