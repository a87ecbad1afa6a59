"""A network line that can be cut: a TCP forwarder between the terminal and whatever stands at the other end."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from enum import Enum
from typing import Final

CONNECT_S: Final = 5.0
PIECE_BYTES: Final = 65536
RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)
"""``SO_LINGER`` on, zero seconds: closing sends a reset, as a broken network does."""


class Cut(Enum):
    """The ways in which a line can be cut."""

    REFUSING = "refusing"
    """Connections break at once and new ones are refused."""
    SILENT = "silent"
    """Connections are taken and nothing comes back, as behind a broken router."""


class SimulatedLine:
    """Forwards TCP from a port of the loopback interface.

    Args of the constructor:
        name: as the services name the line.
        host, upstream_port: where it leads.
        port: TCP port to listen on; a free one when 0.
    """

    def __init__(self, *, name: str, host: str, upstream_port: int, port: int = 0) -> None:
        self.name = name
        self.port = port
        self._upstream = (host, upstream_port)
        self._lock = threading.Lock()
        self._cut: Cut | None = None
        self._listener: socket.socket | None = None
        self._wires: set[socket.socket] = set()

    @property
    def cut_now(self) -> Cut | None:
        """In which way the line is cut; absent while it is whole."""
        return self._cut

    def start(self) -> None:
        """Begin to forward."""
        self._listen()

    def stop(self) -> None:
        """End everything."""
        self._close_listener()
        self._break_wires()

    def cut(self, way: Cut = Cut.REFUSING) -> None:
        """Break what runs over the line now, and let nothing more through."""
        self._cut = way
        self._break_wires()
        if way is Cut.REFUSING:
            self._close_listener()
        elif self._listener is None:
            self._listen()

    def mend(self) -> None:
        """Let everything through again; connections taken in silence are broken."""
        self._cut = None
        self._break_wires()
        if self._listener is None:
            self._listen()

    def _listen(self) -> None:
        listener = socket.create_server(("127.0.0.1", self.port))
        self.port = int(listener.getsockname()[1])
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), name=f"simulated-line-{self.name}", daemon=True).start()

    def _close_listener(self) -> None:
        if self._listener is not None:
            # Closing alone would not wake the thread that accepts.
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None

    def _break_wires(self) -> None:
        with self._lock:
            wires, self._wires = self._wires, set()
        for wire in wires:
            with contextlib.suppress(OSError):
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
                wire.shutdown(socket.SHUT_RDWR)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                self._wires.add(near)
            serve = self._join if self._cut is None else self._swallow
            threading.Thread(target=serve, args=(near,), name=f"line-{self.name}", daemon=True).start()

    def _swallow(self, near: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while near.recv(PIECE_BYTES):
                pass
        self._drop(near)

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(self._upstream, timeout=CONNECT_S)
        except OSError:
            self._drop(near)
            return
        far.settimeout(None)
        for wire in (near, far):
            # Nagle's delay would add 40 ms to each answer, which no real line does.
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._wires.add(far)
        back = threading.Thread(target=self._pump, args=(far, near), name=f"line-{self.name}-back", daemon=True)
        back.start()
        self._pump(near, far)
        back.join()
        self._drop(near)
        self._drop(far)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        """Carry bytes one way until either end closes; then tell the other end that no more will come."""
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE_BYTES):
                sink.sendall(piece)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def _drop(self, wire: socket.socket) -> None:
        with self._lock:
            self._wires.discard(wire)
        wire.close()
