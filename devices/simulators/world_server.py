"""The control socket of a simulated world: one command a line in, one reply a line out, any number of callers."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from devices.simulators.world_messages import (
    Command,
    NotUnderstood,
    Refused,
    Reply,
    decode_command,
    encode_reply,
)

log = logging.getLogger("devices.simulators")

OWNER_ONLY: Final = 0o600


class WorldServer:
    """Serves a world on a Unix socket.

    Args of the constructor:
        path: the socket; one that is left over there is replaced.
        carry_out: does what a command says and returns the reply; called on one thread a caller.
    """

    def __init__(self, *, path: Path, carry_out: Callable[[Command], Reply]) -> None:
        self._path = path
        self._carry_out = carry_out
        self._listener: socket.socket | None = None
        self._lock = threading.Lock()
        self._callers: set[socket.socket] = set()

    def start(self) -> None:
        """Take callers from now on."""
        self._path.unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self._path))
        self._path.chmod(OWNER_ONLY)
        listener.listen()
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), name="world-control", daemon=True).start()

    def stop(self) -> None:
        """Hang up on everybody and remove the socket."""
        if self._listener is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        with self._lock:
            callers = list(self._callers)
        for caller in callers:
            with contextlib.suppress(OSError):
                caller.shutdown(socket.SHUT_RDWR)
        self._path.unlink(missing_ok=True)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                self._callers.add(caller)
            threading.Thread(target=self._serve, args=(caller,), name="world-caller", daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        try:
            with caller, caller.makefile("rb") as lines, contextlib.suppress(OSError):
                for line in lines:
                    caller.sendall(encode_reply(self._reply_to(line)))
        finally:
            with self._lock:
                self._callers.discard(caller)

    def _reply_to(self, line: bytes) -> Reply:
        try:
            command = decode_command(line)
        except NotUnderstood as error:
            return Refused(str(error))
        log.debug("world: %s", command)
        return self._carry_out(command)
