"""A simulated code scanner: a pseudo-terminal that obeys the trigger commands and sends what is held before it."""

from __future__ import annotations

import contextlib
import os
import re
import select
import threading
import tty
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

from devices.errors import DeviceError
from devices.scanner.trigger import LEVEL_MODE, START, STOP

COMMAND: Final = re.compile(rb"~\x010000([@#])([^;\x03]+(?:;[^;\x03]+)*);\x03")
LONGEST_COMMAND_BYTES: Final = 512
ACK: Final = b"\x06"
NAK: Final = b"\x15"
"""The scanner does not know the command."""
STOP_DEADLINE_S: Final = 5.0


class ScannerDark(DeviceError):
    """A code was held before a scanner that is not lit."""

    def __init__(self) -> None:
        super().__init__("SIMULATOR_SCANNER_DARK", "the scanner is dark: the terminal does not ask for a code now")


class CodeScannerSimulator:
    """A scanner in level mode: dark until it is started, and dark again after one code.

    Args of the constructor:
        link: a symbolic link to put on the pseudo-terminal, so that its path stays the same over restarts.
        always_lit: scan all the time, as scanners without trigger commands do.
        on_change: told when it lit up or went dark, on a thread of the simulator or of whoever shows a code.
    """

    def __init__(
        self, *, link: Path | None = None, always_lit: bool = False, on_change: Callable[[], None] = lambda: None
    ) -> None:
        self.port = str(link) if link else ""
        self.commands: list[str] = []
        """What it was told, in order."""
        self._link = link
        self._always_lit = always_lit
        self._on_change = on_change
        self._lock = threading.Lock()
        self._lit = False
        self._controller = -1
        self._terminal = -1
        self._wake: tuple[int, int] = (-1, -1)
        self._thread: threading.Thread | None = None

    def __enter__(self) -> CodeScannerSimulator:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def lit(self) -> bool:
        """Whether it looks for a code."""
        return self._lit or self._always_lit

    def start(self) -> None:
        """Plug it in; its name is in ``port`` then."""
        self._controller, self._terminal = os.openpty()
        tty.setraw(self._terminal)
        self._wake = os.pipe()
        path = os.ttyname(self._terminal)
        if self._link is None:
            self.port = path
        else:
            self._link.parent.mkdir(parents=True, exist_ok=True)
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(path)
        self._thread = threading.Thread(target=self._listen, name="simulated-scanner", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Unplug it: the device file goes away; does nothing when it is not plugged in."""
        if self._thread is None:
            return
        os.write(self._wake[1], b"x")
        self._thread.join(STOP_DEADLINE_S)
        self._thread = None
        if self._link is not None:
            self._link.unlink(missing_ok=True)
        for end in (self._controller, self._terminal, *self._wake):
            with contextlib.suppress(OSError):
                os.close(end)
        self._shine(False)

    def show(self, text: str) -> None:
        """Hold a code before it; raises :class:`ScannerDark`."""
        if not self.lit:
            raise ScannerDark
        self._shine(False)
        self.send("".join(f"{line}\r" for line in text.split("\n")).encode())

    def send(self, data: bytes) -> None:
        """Put any bytes on the line, whether lit or not."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._controller, rest) :]

    def _listen(self) -> None:
        kept = b""
        while True:
            ready, _, _ = select.select([self._controller, self._wake[0]], [], [])
            if self._wake[0] in ready:
                return
            try:
                kept += os.read(self._controller, LONGEST_COMMAND_BYTES)
            except OSError:
                return
            while (command := COMMAND.search(kept)) is not None:
                kept = kept[command.end() :]
                self._obey(command)
            kept = kept[-LONGEST_COMMAND_BYTES:]

    def _obey(self, command: re.Match[bytes]) -> None:
        kind, body = command.groups()
        results = []
        for name in body.split(b";"):
            self.commands.append(name.decode("ascii", errors="replace"))
            results.append(name + (ACK if self._do(self.commands[-1]) else NAK))
        self.send(b"\x02\x010000" + kind + b";".join(results) + b";\x03")

    def _do(self, name: str) -> bool:
        if name in (START, STOP):
            self._shine(name == START)
        return name in (START, STOP, LEVEL_MODE)

    def _shine(self, lit: bool) -> None:
        with self._lock:
            changed, self._lit = lit != self._lit, lit
        if changed:
            self._on_change()
