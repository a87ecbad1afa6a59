"""A code scanner on a serial line."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from devices.errors import DeviceError, DeviceUnavailable
from devices.owner import OwnedDevice, StatusListener
from devices.ports import CodeListener, CodeScanned
from devices.scanner.assembler import CodeAssembler
from devices.scanner.trigger import Trigger, trigger_commands
from devices.serial_line import SerialFailures, SerialLine
from devices.status import DeviceKind, DeviceState, DeviceStatus
from devices.wake import Waited, Wake

FAILURES: Final = SerialFailures(
    not_found="CODE_SCANNER_NOT_FOUND",
    denied="CODE_SCANNER_DENIED",
    busy="CODE_SCANNER_BUSY",
    lost="CODE_SCANNER_LOST",
)
LOOK_EVERY_S: Final = 1.0
"""The longest wait for bytes; an unplugged line ends it at once."""
QUIET_S: Final = 0.1
"""A burst is over when nothing comes for so long. At 9600 baud a character takes 1 ms, and USB adapters hold bytes back
for 16 ms at most."""
LIGHT_AGAIN_S: Final = 2.0
"""A scanner goes dark by itself after a code, and after a time-out of its own; while armed it is lit again so often."""


class SerialCodeScanner(OwnedDevice):
    """A scanner that sends each code as a line, 8N1.

    Args of the constructor:
        port: path of the serial device.
        baud: its speed in bit/s.
        trigger: whose commands light it.
        on_code: told each code while armed, on the owner thread; it must return at once.
        on_status: told each changed snapshot, likewise.
        now: the wall clock in UTC.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        *,
        port: str,
        baud: int,
        trigger: Trigger,
        on_code: CodeListener,
        on_status: StatusListener,
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # The wait for bytes is the pause between two looks.
        super().__init__(kind=DeviceKind.CODE_SCANNER, watch_every_s=0.0, on_status=on_status, now=now)
        self._port = port
        self._baud = baud
        self._commands = trigger_commands(trigger)
        self._on_code = on_code
        self._clock = clock
        self._wake = Wake()
        self._line: SerialLine | None = None
        self._assembler = CodeAssembler()
        self._armings = itertools.count(1)
        self._wanted: int | None = None
        self._lit: int | None = None
        self._lit_at = 0.0

    @property
    def dropped(self) -> int:
        """How many lines were no codes; what they said is not kept."""
        return self._assembler.dropped

    def arm(self) -> None:
        """Light up and scan from now on, also once the scanner is back; what was scanned before is dropped."""
        self._wanted = next(self._armings)
        self.call(self._follow)

    def disarm(self) -> None:
        """Go dark; what is scanned from now on is dropped."""
        self._wanted = None
        self.call(self._follow)

    def close(self) -> None:
        """Go dark, let the scanner go and end the owner thread."""
        super().close()
        self._wake.close()

    def _interrupt(self) -> None:
        self._wake.wake()

    def _connect(self) -> None:
        self._line = SerialLine(port=self._port, baud=self._baud, failures=FAILURES)
        self._line.write(self._commands.prepare)
        self._follow()

    def _watch(self) -> None:
        line = self._open_line()
        self._tell(DeviceStatus(kind=self._kind, state=DeviceState.ONLINE, since=self._now()))
        match self._wake.wait_for(line, QUIET_S if self._assembler.waits else LOOK_EVERY_S):
            case Waited.READY:
                self._pass_on(self._assembler.feed(line.read(0.0)))
            case Waited.QUIET:
                self._pass_on(self._assembler.pause())
            case Waited.WOKEN:
                pass
        if self._lit is not None and self._clock() - self._lit_at >= LIGHT_AGAIN_S:
            self._light(line)

    def _disconnect(self) -> None:
        line, self._line = self._line, None
        was_lit, self._lit = self._lit is not None, None
        self._assembler.forget()
        if line is None:
            return
        if was_lit:
            with contextlib.suppress(DeviceError):
                line.write(self._commands.stop)
        line.close()

    def _state_for(self, error: DeviceError) -> DeviceState:
        return DeviceState.NO_DEVICE if error.code == FAILURES.not_found else DeviceState.OFFLINE

    def _follow(self) -> None:
        """Do what was last wanted; an arming that has been overtaken by another begins anew."""
        line, wanted = self._open_line(), self._wanted
        if wanted == self._lit:
            return
        self._lit = None
        if wanted is None:
            line.write(self._commands.stop)
            return
        self._assembler.forget()
        line.drop_input()
        self._light(line)
        self._lit = wanted

    def _light(self, line: SerialLine) -> None:
        line.write(self._commands.start)
        self._lit_at = self._clock()

    def _pass_on(self, codes: list[str]) -> None:
        for code in codes:
            # Whoever disarmed, on any thread, hears no more codes, though the scanner may not be dark yet.
            if self._lit is not None and self._lit == self._wanted:
                self._on_code(CodeScanned(code))

    def _open_line(self) -> SerialLine:
        if self._line is None:
            raise DeviceUnavailable("CODE_SCANNER_NOT_CONNECTED")
        return self._line
