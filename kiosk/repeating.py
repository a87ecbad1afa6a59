"""A task that is done again and again on its own thread."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Repeating:
    """Does a task at once and then every ``every_s`` seconds, until closed."""

    def __init__(self, *, name: str, every_s: float, task: Callable[[], None]) -> None:
        self._every_s = every_s
        self._task = task
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def open(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End; returns when a task under way is done."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        self._task()
        while not self._closing.wait(self._every_s):
            self._task()
