"""A code scanner that types like a keyboard (a keyboard wedge)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

from devices.owner import StatusListener
from devices.ports import CodeListener, CodeScanned
from devices.scanner.code_text import LONGEST_CODE, LineJoiner, is_code
from devices.status import DeviceKind, DeviceState, DeviceStatus

GAP_S: Final = 0.1
"""Scanners type some hundred characters a second, people at most ten."""
SHORTEST_CODE: Final = 4
"""Characters; what is shorter may be a person's hasty keys."""
ABOUT: Final = "types like a keyboard: whether it is plugged in cannot be told"


class Later(Protocol):
    """Does something later."""

    def __call__(self, seconds: float, task: Callable[[], None]) -> None:
        """Do it once, on any thread, after so many seconds."""


def later(seconds: float, task: Callable[[], None]) -> None:
    """Do it on a thread of its own."""
    timer = threading.Timer(seconds, task)
    timer.daemon = True
    timer.start()


class WedgeCodeScanner:
    """Makes codes of keystrokes. Always ``ONLINE``: an absent keyboard cannot be told from a quiet one.

    Whoever sees the keys calls ``typed`` and ``entered``. Characters that come further apart than ``GAP_S`` are a
    person's: with each of them a code would begin anew.

    Args of the constructor:
        on_code: told each code while armed, on the thread of the keys or of ``later``; it must return at once.
        on_status: told once, at ``open``, that the scanner is online.
        now: the wall clock in UTC.
        clock: monotonic seconds.
        later: see :class:`Later`.
    """

    def __init__(
        self,
        *,
        on_code: CodeListener,
        on_status: StatusListener,
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
        later: Later = later,
    ) -> None:
        self._on_code = on_code
        self._on_status = on_status
        self._clock = clock
        self._later = later
        self._lock = threading.Lock()
        self._armed = False
        self._typed: list[str] = []
        self._last_at = 0.0
        self._joiner = LineJoiner()
        self._burst = 0
        self._status = DeviceStatus(kind=DeviceKind.CODE_SCANNER, state=DeviceState.ONLINE, about=ABOUT, since=now())

    def open(self) -> None:
        """Tell that it is there."""
        self._on_status(self._status)

    def close(self) -> None:
        """Take no more keys."""
        self.disarm()

    def status(self) -> DeviceStatus:
        """Return that it is online."""
        return self._status

    def arm(self) -> None:
        """Take keys from now on; what was typed before is dropped."""
        with self._lock:
            self._forget()
            self._armed = True

    def disarm(self) -> None:
        """Take no more keys."""
        with self._lock:
            self._forget()
            self._armed = False

    def typed(self, character: str) -> None:
        """Take one character."""
        with self._lock:
            if not self._armed:
                return
            self._begin_anew_after_a_gap()
            # One more than the longest shows that it is overlong, and is not exceeded.
            if len(self._typed) <= LONGEST_CODE:
                self._typed.append(character)

    def entered(self) -> None:
        """Take the key that ends a code: Enter or Return."""
        with self._lock:
            if not self._armed:
                return
            self._begin_anew_after_a_gap()
            line = "".join(self._typed)
            self._typed.clear()
            codes = self._joiner.take(line) if len(line) >= SHORTEST_CODE and is_code(line) else []
            self._burst += 1
            burst = self._burst
            holds = self._joiner.holds
        self._tell(codes)
        if holds:
            self._later(GAP_S, lambda: self._settle(burst))

    def _begin_anew_after_a_gap(self) -> None:
        at = self._clock()
        if at - self._last_at > GAP_S:
            self._typed.clear()
        self._last_at = at

    def _settle(self, burst: int) -> None:
        """Tell what was held back, unless more lines have come since."""
        with self._lock:
            codes = self._joiner.settle() if burst == self._burst and self._armed else []
        self._tell(codes)

    def _tell(self, codes: list[str]) -> None:
        for code in codes:
            self._on_code(CodeScanned(code))

    def _forget(self) -> None:
        self._typed.clear()
        self._joiner.forget()
        self._burst += 1
