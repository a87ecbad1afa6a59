"""Timers on one thread: each name runs at most once at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Name = TypeVar("Name")


class Timers(Generic[Name]):
    """Named single-shot timers.

    Args of the constructor:
        fire: told name and ticket when a timer runs out, on the timer thread; it must return at once.
        clock: monotonic seconds.
    """

    def __init__(self, *, fire: Callable[[Name, int], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._fire = fire
        self._clock = clock
        self._due: dict[Name, tuple[float, int]] = {}
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="timers", daemon=True)

    def open(self) -> None:
        """Begin to keep time."""
        self._thread.start()

    def close(self) -> None:
        """Forget all timers and end the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def start(self, name: Name, ticket: int, seconds: float) -> None:
        """Run a timer; one of the same name that is running is forgotten."""
        with self._changed:
            self._due[name] = (self._clock() + seconds, ticket)
            self._changed.notify()

    def stop(self, name: Name) -> None:
        """Forget a timer."""
        with self._changed:
            self._due.pop(name, None)

    def _run(self) -> None:
        while (due := self._await_next()) is not None:
            for name, ticket in due:
                self._fire(name, ticket)

    def _await_next(self) -> list[tuple[Name, int]] | None:
        """Sleep until at least one timer is due and take it out; none when closing."""
        with self._changed:
            while not self._closing:
                now = self._clock()
                due = [name for name, (moment, _) in self._due.items() if moment <= now]
                if due:
                    return [(name, self._due.pop(name)[1]) for name in due]
                next_moment = min((moment for moment, _ in self._due.values()), default=None)
                self._changed.wait(None if next_moment is None else next_moment - now)
        return None
