"""A network line carries bytes, breaks, stays silent, and comes back."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator

import pytest

from devices.simulators.world_line import Cut, SimulatedLine

PATIENCE_S = 10.0


class _Shouter(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        for line in self.rfile:
            self.wfile.write(line.upper())


@pytest.fixture
def line() -> Iterator[SimulatedLine]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Shouter) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        line = SimulatedLine(name="registry", host="127.0.0.1", upstream_port=server.server_address[1])
        line.start()
        yield line
        line.stop()
        server.shutdown()


def call(line: SimulatedLine) -> socket.socket:
    return socket.create_connection(("127.0.0.1", line.port), timeout=PATIENCE_S)


def ask(wire: socket.socket, text: bytes) -> bytes:
    wire.sendall(text)
    return wire.recv(100)


def is_broken(wire: socket.socket) -> bool:
    try:
        return wire.recv(100) == b""
    except ConnectionResetError:
        return True


def test_a_whole_line_carries_bytes_both_ways(line: SimulatedLine) -> None:
    with call(line) as wire:
        assert ask(wire, b"hello\n") == b"HELLO\n"
    assert line.cut_now is None


def test_cutting_breaks_the_call_and_refuses_the_next(line: SimulatedLine) -> None:
    with call(line) as wire:
        assert ask(wire, b"hello\n") == b"HELLO\n"
        line.cut()
        assert is_broken(wire)
    with pytest.raises(ConnectionRefusedError):
        call(line)


def test_a_silent_line_takes_a_call_and_says_nothing(line: SimulatedLine) -> None:
    line.cut(Cut.SILENT)
    with call(line) as wire:
        wire.sendall(b"hello\n")
        wire.settimeout(0.2)
        with pytest.raises(TimeoutError):
            wire.recv(100)


@pytest.mark.parametrize("way", list(Cut))
def test_a_mended_line_answers_at_the_same_port(line: SimulatedLine, way: Cut) -> None:
    port = line.port
    line.cut(way)
    line.mend()
    assert line.port == port
    with call(line) as wire:
        assert ask(wire, b"again\n") == b"AGAIN\n"


def test_a_line_to_nowhere_closes_the_call() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        line = SimulatedLine(name="tax", host="127.0.0.1", upstream_port=nobody.getsockname()[1])
        line.start()
        with call(line) as wire:
            assert wire.recv(100) == b""
        line.stop()
