"""PC/SC services that refuse, as pcscd does on a "no" of polkit: it hangs up (pcsc-lite 1.9, ``winscard_svc.c``).

A context is refused before the first message is read, a card when ``SCARD_CONNECT`` has been. Debian's pcscd is built
without polkit, so this stands before it and hangs up in its place; the client library is the real one.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Final

HEADER_BYTES: Final = 8
CONNECT: Final = 4
"""Number of the message that asks for a card."""


class RefusingService:
    """Listens at the socket of a pcscd, and hangs up on whoever asks for what is refused.

    Args of the constructor:
        path: where clients look.
        behind: the socket of a real pcscd that answers everything else; without one everybody is turned away.
    """

    def __init__(self, path: Path, *, behind: Path | None = None) -> None:
        self._behind = behind
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._path = path
        self._ends: list[socket.socket] = []
        self.refuses = True

    def __enter__(self) -> RefusingService:
        threading.Thread(target=self._accept, name="refusing-service", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._path.unlink()
        for end in self._ends:
            hang_up(end)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self._behind is None:
                    hang_up(client)
                    continue
                pcscd = socket.socket(socket.AF_UNIX)
                pcscd.connect(str(self._behind))
                self._ends += [client, pcscd]
                threading.Thread(target=self._ask, args=(client, pcscd), daemon=True).start()
                threading.Thread(target=pass_on, args=(pcscd, client), daemon=True).start()

    def _ask(self, client: socket.socket, pcscd: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while self.refuses:
                header = client.recv(HEADER_BYTES, socket.MSG_WAITALL)
                size, command = (int.from_bytes(part, "little") for part in (header[:4], header[4:]))
                body = client.recv(size, socket.MSG_WAITALL) if size else b""
                if not header or command == CONNECT:
                    hang_up(client)
                    hang_up(pcscd)
                    return
                pcscd.sendall(header + body)
        pass_on(client, pcscd)


def pass_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    hang_up(other)


def hang_up(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
