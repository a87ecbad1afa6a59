"""A pcscd of our own with one virtual reader of two slots, apart from the system's.

pcscd has the folder of its socket, ``/run/pcscd``, compiled in. In a mount namespace of its own a folder of ours is
bound over ``/run``, so the socket appears in that folder, where clients outside reach it through the environment
variable ``PCSCLITE_CSOCK_NAME``. An unprivileged user gets the namespace through a user namespace. Where namespaces are
not to be had (in a chroot), root hands pcscd a socket that is already open, as systemd would.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

SOCKET_VARIABLE: Final = "PCSCLITE_CSOCK_NAME"
DRIVER_FOLDER: Final = Path("/usr/lib/pcsc/drivers/serial")
DRIVER_NAMES: Final = ("libifdvpcd.so", "libifdvpcd.so.*")
READY_WITHIN_S: Final = 10.0
STOPPED_WITHIN_S: Final = 5.0
LONGEST_SOCKET_PATH: Final = 107
"""Bytes of a Unix socket's path (unix(7))."""
HANDED_OVER_DESCRIPTOR: Final = 3
"""Where sd_listen_fds(3) wants the first socket."""

READER_CONF: Final = """FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:{port:#x}
LIBPATH      {driver}
CHANNELID    {port:#x}
"""
IN_NAMESPACE: Final = 'mount --bind "$1" /run && exec pcscd --foreground --config "$2"'
HANDED_OVER: Final = f"""
import os, sys
os.dup2(int(sys.argv[1]), {HANDED_OVER_DESCRIPTOR})
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execvp("pcscd", ["pcscd", "--foreground", "--config", sys.argv[2]])
"""


class PrivatePcscdError(Exception):
    """The private pcscd cannot run; the message says what is missing."""


class PrivatePcscd:
    """Starts, stops and kills a private pcscd.

    Args of the constructor:
        folder: where socket, configuration and log go; made when missing.
        port: TCP port of the contact slot; the contactless slot has the next one. Chosen free when absent.
    """

    def __init__(self, *, folder: Path, port: int | None = None) -> None:
        self._folder = folder.resolve()
        self._port = port if port is not None else _two_free_ports()
        self._process: subprocess.Popen[bytes] | None = None
        self._socket = self._folder / "run" / "pcscd" / "pcscd.comm"

    @property
    def socket_path(self) -> Path:
        """What ``PCSCLITE_CSOCK_NAME`` must say in the environment of clients, before their first call."""
        return self._socket

    @property
    def contact_port(self) -> int:
        """TCP port of the slot for contact cards."""
        return self._port

    @property
    def contactless_port(self) -> int:
        """TCP port of the slot for contactless cards."""
        return self._port + 1

    def start(self, *, with_reader: bool = True) -> None:
        """Start it, with the virtual reader or with none, and return once clients can connect.

        Does nothing when it already runs.

        Raises:
            PrivatePcscdError: pcscd, its virtual driver or every way to run it apart is missing.
        """
        if self._process is not None and self._process.poll() is None:
            return
        self._prepare(with_reader=with_reader)
        with (self._folder / "pcscd.log").open("ab") as log:
            self._process = self._launch(log.fileno())
        self._wait_until_ready(self._process)

    def stop(self) -> None:
        """End it; does nothing when it does not run."""
        self._end(subprocess.Popen.terminate)

    def kill(self) -> None:
        """End it as a crash would; :meth:`start` brings it back."""
        self._end(subprocess.Popen.kill)

    def freeze(self) -> None:
        """Let it answer nobody, as when a driver inside it waits for a dead reader; :meth:`thaw` lets it go on."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it was frozen."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    def _end(self, how: Callable[[subprocess.Popen[bytes]], None]) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        how(process)
        try:
            process.wait(STOPPED_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _prepare(self, *, with_reader: bool) -> None:
        if shutil.which("pcscd", path=_search_path()) is None:
            raise PrivatePcscdError("pcscd is missing: apt install pcscd")
        if len(os.fsencode(self._socket)) > LONGEST_SOCKET_PATH:
            raise PrivatePcscdError(f"the folder's path is too long for a socket: {self._socket}")
        self._configuration.mkdir(parents=True, exist_ok=True)
        self._socket.parent.mkdir(parents=True, exist_ok=True)
        for left_over in self._socket.parent.iterdir():
            left_over.unlink()
        reader = self._configuration / "vpcd"
        if with_reader:
            reader.write_text(READER_CONF.format(port=self._port, driver=_driver()))
        else:
            reader.unlink(missing_ok=True)

    @property
    def _configuration(self) -> Path:
        return self._folder / "reader.conf.d"

    def _launch(self, log: int) -> subprocess.Popen[bytes]:
        namespace = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
        if _can_bind(namespace, self._folder):
            arguments = ["sh", str(self._folder / "run"), str(self._configuration)]
            return _popen([*namespace, "sh", "-c", IN_NAMESPACE, *arguments], log)
        if os.geteuid() == 0:
            return self._launch_with_socket(log)
        raise PrivatePcscdError(
            "no user namespaces for this user: allow them (user.max_user_namespaces), or run as root"
        )

    def _launch_with_socket(self, log: int) -> subprocess.Popen[bytes]:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self._socket))
            listener.listen()
            self._socket.chmod(0o666)
            arguments = [str(listener.fileno()), str(self._configuration)]
            return _popen([sys.executable, "-c", HANDED_OVER, *arguments], log, listener.fileno())

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while not _accepts(self._socket):
            if process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise PrivatePcscdError(f"pcscd did not start; see {self._folder / 'pcscd.log'}")
            time.sleep(0.02)


def _popen(command: list[str], log: int, *pass_fds: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        pass_fds=pass_fds,
        env={**os.environ, "PATH": _search_path()},
    )


def _can_bind(namespace: list[str], folder: Path) -> bool:
    """Whether the namespace can be had and a folder bound over ``/run`` in it."""
    if shutil.which("unshare", path=_search_path()) is None:
        return False
    trial = subprocess.run(
        [*namespace, "sh", "-c", 'mount --bind "$1" /run', "sh", str(folder)],
        capture_output=True,
        check=False,
        env={**os.environ, "PATH": _search_path()},
    )
    return trial.returncode == 0


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True


def _driver() -> Path:
    """Find vpcd's driver where Debian and its multi-arch neighbours put it."""
    folders = [
        DRIVER_FOLDER,
        *Path("/usr/lib").glob("*/pcsc/drivers/serial"),
        Path("/usr/local/lib/pcsc/drivers/serial"),
    ]
    for folder in folders:
        for name in DRIVER_NAMES:
            for found in sorted(folder.glob(name)):
                return found
    raise PrivatePcscdError("pcscd's virtual reader is missing: apt install vsmartcard-vpcd")


def _search_path() -> str:
    """PATH with the folders of system programs, which users' shells leave out."""
    return os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])


def _two_free_ports() -> int:
    """Return a TCP port that is free, as is the one after it."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("", port + 1))
            except (OSError, OverflowError):
                continue
            return port
