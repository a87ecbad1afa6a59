"""Running the sandbox portal: three listeners in one process and one event loop.

Terminals come in with mutual TLS; everyone may confirm a paper; the back door listens on the loopback interface only.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import uvicorn
from fastapi import FastAPI

from kiosk.sandbox.admin import create_admin_app
from kiosk.sandbox.app import create_app, create_public_app
from kiosk.sandbox.certificates import SandboxCertificates, provide_certificates
from kiosk.sandbox.county import SEED, build_county
from kiosk.sandbox.faults import Faults
from kiosk.sandbox.phones import Phones
from kiosk.sandbox.ready import Ready
from kiosk.sandbox.store import SandboxStore

LOOPBACK: Final = "127.0.0.1"
FIRST_TERMINAL: Final = "01"


@dataclass(frozen=True, kw_only=True)
class SandboxSetup:
    """How to run a sandbox portal.

    Attributes:
        state: folder for certificates and the store.
        port: TCP port for terminals; 0 takes a free one. The public page and the back door always take free ones.
        seed: of the invented county.
        today: the day that the portal lives in.
        terminals: names of the terminals that get a certificate.
    """

    state: Path
    today: Callable[[], date]
    port: int = 0
    seed: int = SEED
    terminals: tuple[str, ...] = (FIRST_TERMINAL,)


class SandboxServer:
    """A sandbox portal. ``on_ready`` is called once, when all three listeners answer."""

    def __init__(self, *, setup: SandboxSetup, on_ready: Callable[[Ready], None]) -> None:
        self._setup = setup
        self._on_ready = on_ready
        self._servers: tuple[_Quiet, ...] = ()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, *, until_signal: bool) -> None:
        """Serve until ``stop``, or with ``until_signal`` until SIGTERM or SIGINT, which asks for the main thread."""
        asyncio.run(self._run(until_signal))

    def stop(self) -> None:
        """End serving; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._end)

    async def _run(self, until_signal: bool) -> None:
        self._loop = asyncio.get_running_loop()
        if until_signal:
            for number in (signal.SIGTERM, signal.SIGINT):
                self._loop.add_signal_handler(number, self._end)
        setup = self._setup
        certificates = provide_certificates(setup.state / "certificates", setup.terminals)
        store = SandboxStore(setup.state / "portal.sqlite")
        doors = [_door(port) for port in (setup.port, 0, 0)]
        try:
            ready = _ready(doors, certificates)
            self._servers = _servers(setup, store, certificates, ready)
            pairs = zip(self._servers, doors, strict=True)
            serving = [asyncio.create_task(server.serve(sockets=[door])) for server, door in pairs]
            for server in self._servers:
                await server.up.wait()
            self._on_ready(ready)
            await asyncio.gather(*serving)
        finally:
            store.close()
            for door in doors:
                door.close()

    def _end(self) -> None:
        for server in self._servers:
            server.should_exit = True


class _Quiet(uvicorn.Server):
    """A server that leaves the process's signals alone, since there are three of them, and says when it is up."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take no signals."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets=sockets)
        self.up.set()


def _door(port: int) -> socket.socket:
    """Listen. The event loop turns Nagle's delay off only where the protocol is named, and it costs 40 ms an answer."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((LOOPBACK, port))
    except OSError:
        door.close()
        raise
    return door


def _ready(doors: list[socket.socket], certificates: SandboxCertificates) -> Ready:
    portal, public, admin = (int(door.getsockname()[1]) for door in doors)
    first = next(iter(certificates.terminals.values()))
    return Ready(
        portal_url=f"https://{LOOPBACK}:{portal}",
        portal_port=portal,
        public_url=f"http://{LOOPBACK}:{public}",
        admin_url=f"http://{LOOPBACK}:{admin}",
        trust_file=str(certificates.authority),
        certificate_file=str(first.certificate),
        key_file=str(first.key),
        pid=os.getpid(),
    )


def _servers(
    setup: SandboxSetup, store: SandboxStore, certificates: SandboxCertificates, ready: Ready
) -> tuple[_Quiet, ...]:
    county = build_county(seed=setup.seed, today=setup.today())
    faults, phones = Faults(), Phones(monotonic=time.monotonic)

    def verify_url() -> str:
        return ready.public_url

    portal = create_app(
        county=county, store=store, faults=faults, phones=phones, today=setup.today, verify_url=verify_url
    )
    public = create_public_app(county=county, store=store, phones=phones, today=setup.today, verify_url=verify_url)
    admin = create_admin_app(county=county, store=store, faults=faults, phones=phones)
    return (_Quiet(_tls(portal, certificates)), _Quiet(_plain(public)), _Quiet(_plain(admin)))


def _plain(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1
    )


def _tls(app: FastAPI, certificates: SandboxCertificates) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
        ssl_certfile=certificates.portal.certificate,
        ssl_keyfile=certificates.portal.key,
        ssl_ca_certs=str(certificates.authority),
        ssl_cert_reqs=ssl.CERT_REQUIRED,
    )
