"""A task that is done again and again on its own thread."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Repeating:
    """Does a task at once, then every ``every_s`` seconds and whenever it is woken, until closed."""

    def __init__(self, *, name: str, every_s: float, task: Callable[[], None]) -> None:
        self._every_s = every_s
        self._task = task
        self._waking = threading.Event()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def open(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Do the task soon; from any thread, also before it was begun."""
        self._waking.set()

    def close(self) -> None:
        """End; returns when a task under way is done."""
        self._closed = True
        self._waking.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._closed:
            self._task()
            self._waking.wait(self._every_s)
            # Cleared before it is asked whether to end, so that neither a call nor the end can be missed.
            self._waking.clear()
