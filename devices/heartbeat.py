"""Notices from outside that a thread no longer goes on: one that hangs in a foreign library cannot say so itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

LOOKS: Final = 4
"""How often within the longest silence somebody looks."""


class Heartbeat:
    """Tells of a silence, and goes on telling as long as it lasts.

    Args of the constructor:
        longest_s: seconds between two beats that are still no silence.
        on_silence: called on a thread of its own, again and again until the next beat; it must return at once.
        clock: seconds, monotonic.
    """

    def __init__(
        self, *, longest_s: float, on_silence: Callable[[], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._longest_s = longest_s
        self._on_silence = on_silence
        self._clock = clock
        self._last = clock()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="heartbeat", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self.beat()
        self._thread.start()

    def beat(self) -> None:
        """Take note that the thread goes on."""
        self._last = self._clock()

    def stop(self) -> None:
        """Listen no longer."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _listen(self) -> None:
        while not self._stopped.wait(self._longest_s / LOOKS):
            if self._clock() - self._last > self._longest_s:
                self._on_silence()
