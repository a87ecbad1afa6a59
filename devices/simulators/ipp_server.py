"""The network side of the simulated IPP printer: HTTP/1.1, chunked requests, and connections that can be dropped."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

HOST: Final = "127.0.0.1"
IPP: Final = "application/ipp"
HEAD_BYTES: Final = 4
"""Version and operation stand at the very beginning of a request (RFC 8010, section 3.1.1)."""


class Exchange:
    """One request and the chance to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler, *, runs: Callable[[], bool]) -> None:
        self._handler = handler
        self._runs = runs
        self.is_open = True
        self.operation = 0

    @property
    def server_runs(self) -> bool:
        """Whether the printer still has power."""
        return self._runs()

    def read(self, at_head: Callable[[], bool]) -> bytes:
        """Return the whole request; ``at_head`` is asked once its operation is known, and may end the reading."""
        parts = _chunks(self._handler) if _is_chunked(self._handler) else _length(self._handler)
        body = bytearray()
        for part in parts:
            body += part
            if not self.operation and len(body) >= HEAD_BYTES:
                self.operation = int(struct.unpack_from(">h", body, 2)[0])
                if at_head():
                    return b""
        return bytes(body)

    def send(self, answer: bytes) -> None:
        """Answer."""
        self._handler.send_response(HTTPStatus.OK)
        self._handler.send_header("Content-Type", IPP)
        self._handler.send_header("Content-Length", str(len(answer)))
        self._handler.end_headers()
        self._handler.wfile.write(answer)

    def refuse(self, status: HTTPStatus) -> None:
        """Answer with an HTTP status and hang up."""
        self._handler.send_response(status)
        self._handler.send_header("Content-Length", "0")
        self._handler.send_header("Connection", "close")
        self._handler.end_headers()
        self._handler.close_connection = True
        self.is_open = False

    def drop(self) -> None:
        """Hang up without a word."""
        self._handler.close_connection = True
        self.is_open = False


def _is_chunked(handler: BaseHTTPRequestHandler) -> bool:
    return handler.headers.get("Transfer-Encoding", "").lower() == "chunked"


def _length(handler: BaseHTTPRequestHandler) -> list[bytes]:
    return [handler.rfile.read(int(handler.headers.get("Content-Length", "0")))]


def _chunks(handler: BaseHTTPRequestHandler) -> Iterator[bytes]:
    while size := int(handler.rfile.readline().split(b";")[0] or b"0", 16):
        yield handler.rfile.read(size)
        handler.rfile.readline()
    handler.rfile.readline()


class IppServer:
    """Listens from construction until ``end``; raises :class:`OSError` when the port is taken."""

    def __init__(self, port: int, answer: Callable[[Exchange], None]) -> None:
        self._runs = True
        self._wires: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._server = _Listener((HOST, port), self._handler(answer))
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="simulated-ipp-server", daemon=True
        )
        self._thread.start()

    def end(self) -> None:
        """Stop listening and drop every connection."""
        self._runs = False
        self._server.shutdown()
        self._server.server_close()
        with self._lock:
            for wire in self._wires:
                with contextlib.suppress(OSError):
                    wire.shutdown(socket.SHUT_RDWR)

    def _handler(self, answer: Callable[[Exchange], None]) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                super().setup()
                with server._lock:
                    server._wires.add(self.connection)

            def finish(self) -> None:
                with server._lock:
                    server._wires.discard(self.connection)
                with contextlib.suppress(OSError):
                    super().finish()

            def handle(self) -> None:
                # A peer that hangs up, or power that goes, ends the exchange; there is nobody to tell.
                with contextlib.suppress(OSError, ValueError):
                    super().handle()

            def do_POST(self) -> None:
                answer(Exchange(self, runs=lambda: server._runs))

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base names it so
                return

        return Handler


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
