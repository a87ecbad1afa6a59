"""A simulated identity-card reader behind a serial device server, as a TCP peer."""

from __future__ import annotations

import contextlib
import select
import socket

from devices.simulators.sam_module import SamTiming
from devices.simulators.sam_transport import LOOK_EVERY_S, SimulatedSam

HOST = "127.0.0.1"


class TcpSamSimulator(SimulatedSam):
    """A SAM module that answers on a TCP port of the loopback interface, one program at a time.

    Args of the constructor:
        timing, real_speed, late_by: as of :class:`SimulatedSam`.
    """

    def __init__(self, *, timing: SamTiming | None = None, real_speed: bool = False, late_by: int = 1) -> None:
        super().__init__(timing=timing, real_speed=real_speed, late_by=late_by)
        self.host = HOST
        self.port = 0
        """TCP port; set once started, and the same after a restart."""
        self._listener: socket.socket | None = None
        self._caller: socket.socket | None = None

    def _plug_in(self) -> None:
        self._listener = socket.create_server((HOST, self.port))
        self.port = self._listener.getsockname()[1]

    def _unplug(self) -> None:
        listener, self._listener = self._listener, None
        self._hang_up()
        if listener is not None:
            listener.close()

    def _receive(self) -> bytes:
        if self._listener is None:
            return b""
        open_sockets = [one for one in (self._listener, self._caller) if one is not None]
        readable, _, _ = select.select(open_sockets, [], [], LOOK_EVERY_S)
        if self._caller in readable:
            return self._take_in()
        if self._listener in readable:
            self._let_in()
        return b""

    def _send(self, pieces: tuple[bytes, ...]) -> None:
        with contextlib.suppress(OSError):
            for piece in pieces:
                if self._caller is not None:
                    self._caller.sendall(piece)

    def _take_in(self) -> bytes:
        arrived = b""
        if self._caller is not None:
            with contextlib.suppress(OSError):
                arrived = self._caller.recv(4096)
        if not arrived:
            self._hang_up()
        return arrived

    def _let_in(self) -> None:
        if self._listener is None:
            return
        caller, _ = self._listener.accept()
        caller.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._caller is None:
            self._caller = caller
        else:
            caller.close()

    def _hang_up(self) -> None:
        if self._caller is not None:
            self._caller.close()
            self._caller = None
