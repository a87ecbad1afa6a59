"""Starting the programs of a hall and ending them again."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

STOP_S: Final = 15.0
SCREEN_DEPTH: Final = 24


class ProgramFailed(RuntimeError):
    """A program ended before it was ready; the message holds the last lines that it said."""


class Program:
    """A running program whose output goes to a log file.

    Args of the constructor:
        name: for people and for the log file.
        arguments: the command.
        log: where standard output and error go.
        environment: the program's whole environment.
    """

    def __init__(self, *, name: str, arguments: Sequence[str], log: Path, environment: Mapping[str, str]) -> None:
        self.name = name
        self.log = log
        self._sink = log.open("wb")
        self._process = subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._sink,
            env=dict(environment),
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def await_line(self) -> str:
        """Wait until the program says something on its standard output; raises :class:`ProgramFailed` if it ends."""
        line = self._output().readline()
        if not line:
            self._process.wait()
            raise ProgramFailed(f"{self.name} ended with {self._process.returncode}:\n{self.last_words()}")
        return line.decode(errors="replace").strip()

    def wait(self) -> int:
        """Wait until it ends by itself; returns its exit status."""
        return self._process.wait()

    def stop(self) -> int:
        """Ask it to end, and make it when it does not; returns its exit status."""
        if self.runs:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
        status = self._process.wait()
        self._output().close()
        self._sink.close()
        return status

    def last_words(self) -> str:
        """Return the end of its log."""
        return self.log.read_text(errors="replace")[-2000:]

    def _output(self) -> IO[bytes]:
        if self._process.stdout is None:
            raise ProgramFailed(f"{self.name} has no output")
        return self._process.stdout


class VirtualScreen:
    """An X server without a screen.

    Args of the constructor:
        width, height: in pixels.
        log: where its messages go.
    """

    def __init__(self, *, width: int, height: int, log: Path) -> None:
        reading, writing = os.pipe()
        self._sink = log.open("wb")
        self._process = subprocess.Popen(
            [
                "Xvfb",
                *("-displayfd", str(writing)),
                *("-screen", "0", f"{width}x{height}x{SCREEN_DEPTH}"),
                *("-nolisten", "tcp"),
                "-noreset",
            ],
            stdin=subprocess.DEVNULL,
            stdout=self._sink,
            stderr=self._sink,
            pass_fds=[writing],
            start_new_session=True,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise ProgramFailed(f"Xvfb did not start; see {log}")
        self.display = f":{number}"

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()
        self._sink.close()


def kiosk_command(*arguments: str) -> list[str]:
    """Return the command line of ``kiosk`` in this very environment."""
    return [str(Path(sys.executable).with_name("kiosk")), *arguments]


def free_port() -> int:
    """Return a TCP port of the loopback interface that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
