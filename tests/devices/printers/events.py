"""What a listener was told, kept for a test to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Generic, TypeVar

Told = TypeVar("Told")

PATIENCE_S = 30.0
"""How long a test waits before it gives up; no claim about speed."""


def noon() -> datetime:
    """A wall clock that stands still."""
    return datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Listener(Generic[Told]):
    """Collects what it is told."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.told: list[Told] = []

    def __call__(self, what: Told) -> None:
        with self._changed:
            self.told.append(what)
            self._changed.notify_all()

    def wait_for(self, wanted: Callable[[Told], bool], *, after: int = 0) -> Told:
        """Return the first thing told, from the given one on, that is wanted."""

        def found() -> list[Told]:
            return [one for one in self.told[after:] if wanted(one)]

        with self._changed:
            if not self._changed.wait_for(lambda: bool(found()), PATIENCE_S):
                raise AssertionError(f"never told; only {self.told}")
            return found()[0]
