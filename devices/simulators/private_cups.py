"""A private CUPS without privileges: one scheduler, one queue, everything under one folder.

Real IPP states reach the terminal through it in tests and in the demo. CUPS refuses to run filters as root, so a root
user's scheduler is started as ``nobody``; its folder is then made where that user can reach it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final

import cups

from devices.errors import DeviceUnavailable

UNPRIVILEGED_USER: Final = "nobody"
START_DEADLINE_S: Final = 20.0
RAW_MODEL: Final = "Local Raw Printer"
"""What a queue calls its printer as long as it has no description of it."""
STOP_DEADLINE_S: Final = 5.0
LOOK_EVERY_S: Final = 0.02

CUPSD_CONF: Final = """\
LogLevel warn
MaxLogSize 0
PageLogFormat
Listen 127.0.0.1:{port}
Browsing Off
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles No
JobRetryInterval 1
DirtyCleanInterval 0
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow from 127.0.0.1
  </Limit>
</Policy>
"""

CUPS_FILES_CONF: Final = """\
User {user}
Group {group}
ServerRoot {folder}/etc
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/tmp
AccessLog {folder}/log/access_log
ErrorLog {folder}/log/error_log
PageLog {folder}/log/page_log
"""


def free_port() -> int:
    """Return a TCP port of the loopback interface that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PrivateCups:
    """A ``cupsd`` of one's own.

    Args of the constructor:
        folder: where its configuration, spool and logs go; emptied at ``start``.
        port: TCP port on the loopback interface; a free one when absent.

    ``start`` raises :class:`DeviceUnavailable` when the scheduler is not installed or does not come up.
    """

    def __init__(self, *, folder: Path, port: int | None = None) -> None:
        self.host = "127.0.0.1"
        self.port = port or free_port()
        self._asked_folder = folder
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> PrivateCups:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """The address in the form of ``CUPS_SERVER``."""
        return f"{self.host}:{self.port}"

    def start(self) -> None:
        """Lay out the folder and start the scheduler; returns once it answers."""
        self.folder = self._lay_out()
        self.restart()

    def restart(self) -> None:
        """Start the scheduler again on the same folder and port, as after a crash.

        It begins with an empty spool, as a terminal's scheduler must: left to itself, CUPS starts a job that was being
        printed when it crashed once more, and the sheet comes out twice.
        """
        for document in (self.folder / "spool").glob("[cd]?????*"):
            document.unlink()
        owner = _service_user()
        arguments = [
            "cupsd",
            "-f",
            "-c",
            str(self.folder / "etc/cupsd.conf"),
            "-s",
            str(self.folder / "etc/cups-files.conf"),
        ]
        try:
            self._process = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PATH": _system_path()},
                user=owner.pw_uid if os.getuid() == 0 else None,
                group=owner.pw_gid if os.getuid() == 0 else None,
                extra_groups=[] if os.getuid() == 0 else None,
            )
        except OSError as error:
            raise DeviceUnavailable("SIMULATOR_CUPS_MISSING", "cupsd") from error
        self._await_answer()

    def kill(self) -> None:
        """End the scheduler at once, as in a crash; the spool stays."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End the scheduler and remove its folder."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(STOP_DEADLINE_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def add_queue(self, name: str, *, device_uri: str, wanted: Mapping[str, str]) -> None:
        """Make a driverless queue and wait until it can print.

        Args:
            name: the queue's name.
            device_uri: the printer's ``ipp://`` address.
            wanted: for each attribute of the queue, a value it must hold before it counts as ready.

        ``lpadmin -m everywhere`` returns before the queue has its printer description; a job sent at once can fail.
        The backend is then told not to wait for the printer (``waitjob=false``): a scheduler that crashes while its
        backend waits would print the sheet once more when it comes back.
        """
        self.administer("-p", name, "-E", "-v", device_uri, "-m", "everywhere")
        ends = time.monotonic() + START_DEADLINE_S
        while not self._holds(name, wanted):
            if time.monotonic() > ends:
                raise DeviceUnavailable("SIMULATOR_QUEUE", "the queue does not become ready")
            time.sleep(LOOK_EVERY_S)
        policy = ("-o", "printer-error-policy=abort-job", "-o", "printer-is-shared=false")
        self.administer("-p", name, "-v", f"{device_uri}?waitjob=false", *policy)

    def administer(self, *arguments: str) -> None:
        """Run ``lpadmin`` on this scheduler; raises :class:`DeviceUnavailable` with its words."""
        command = ["lpadmin", "-h", self.address, *arguments]
        environment = {"PATH": _system_path()}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode != 0:
            raise DeviceUnavailable("SIMULATOR_QUEUE", done.stderr.strip())

    def description(self, name: str) -> str:
        """Return the queue's description of its printer (PPD)."""
        return (self.folder / f"etc/ppd/{name}.ppd").read_text()

    def describe(self, name: str, description: str) -> None:
        """Give a queue another description of its printer."""
        file = self.folder / "tmp/description.ppd"
        file.write_text(description)
        file.chmod(0o644)
        self.administer("-p", name, "-P", str(file))
        file.unlink()

    def pause(self, name: str) -> None:
        """Stop a queue: jobs are taken and wait."""
        subprocess.run(["cupsdisable", "-h", self.address, name], check=True, env={"PATH": _system_path()})

    def resume(self, name: str) -> None:
        """Let a stopped queue go on."""
        subprocess.run(["cupsenable", "-h", self.address, name], check=True, env={"PATH": _system_path()})

    def _holds(self, name: str, wanted: Mapping[str, str]) -> bool:
        try:
            connection = cups.Connection(host=self.host, port=self.port)
            attributes = connection.getPrinterAttributes(name)
        except (RuntimeError, cups.IPPError):
            return False
        if attributes.get("printer-make-and-model") == RAW_MODEL:
            return False
        return all(value in attributes.get(key, ()) for key, value in wanted.items())

    def _lay_out(self) -> Path:
        owner = _service_user()
        folder = self._asked_folder
        if os.getuid() == 0 and not _reachable_by_others(folder):
            folder = Path(tempfile.mkdtemp(prefix="private-cups-"))
        shutil.rmtree(folder, ignore_errors=True)
        for part in ("etc", "cache", "state", "spool", "tmp", "log"):
            (folder / part).mkdir(parents=True)
        (folder / "etc/cupsd.conf").write_text(CUPSD_CONF.format(port=self.port))
        group = _group_name(owner.pw_gid)
        (folder / "etc/cups-files.conf").write_text(
            CUPS_FILES_CONF.format(user=owner.pw_name, group=group, folder=folder)
        )
        folder.chmod(0o700)
        if os.getuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        return folder

    def _await_answer(self) -> None:
        ends = time.monotonic() + START_DEADLINE_S
        while True:
            try:
                cups.Connection(host=self.host, port=self.port)
            except RuntimeError as error:
                ended = self._process is None or self._process.poll() is not None
                if ended or time.monotonic() > ends:
                    raise DeviceUnavailable("SIMULATOR_CUPS_DOWN", self._last_words()) from error
                time.sleep(LOOK_EVERY_S)
            else:
                return

    def _last_words(self) -> str:
        try:
            return (self.folder / "log/error_log").read_text(errors="replace")[-400:]
        except OSError:
            return "cupsd ended without a word"


def _service_user() -> pwd.struct_passwd:
    return pwd.getpwnam(UNPRIVILEGED_USER) if os.getuid() == 0 else pwd.getpwuid(os.getuid())


def _group_name(number: int) -> str:
    import grp

    return grp.getgrgid(number).gr_name


def _reachable_by_others(folder: Path) -> bool:
    """Whether a user without rights of its own can walk down to the folder's parent."""
    parents = folder.resolve().parents
    return all(not parent.exists() or parent.stat().st_mode & 0o001 for parent in parents)


def _system_path() -> str:
    return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
