"""Where a process dies: at a named moment, by SIGKILL, with nothing tidied up.

Moments are the statements and the two ends of every transaction of the records, and both sides of every call to CUPS.
A moment has a name and an ordinal, as the driver asks the spooler again and again while it waits.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

from devices.printers import cups_queue
from kiosk.records.database import Database, Value


@dataclass(frozen=True, order=True)
class Moment:
    """The n-th time, from 1, that a process comes by a place."""

    place: str
    ordinal: int


class Reaper:
    """Counts moments, notes each, and kills the process at its moment; of a process without one it only notes."""

    def __init__(self, *, at: Moment | None, note: Callable[[Moment], None]) -> None:
        self._at = at
        self._note = note
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()

    def moment(self, place: str) -> None:
        """Come by a place."""
        with self._lock:
            self._seen[place] += 1
            moment = Moment(place, self._seen[place])
            self._note(moment)
            if moment == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


class MortalDatabase(Database):
    """Can be killed before, within and after every transaction. Says when something has been written."""

    def __init__(self, folder: Path, reaper: Reaper) -> None:
        self._reaper = reaper
        self._written = threading.Event()
        super().__init__(folder)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do as the database does, with a moment at both ends."""
        self._reaper.moment("record")
        with super().transaction():
            yield
        self._reaper.moment("record")
        self._written.set()

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Do as the database does, with a moment before it."""
        self._reaper.moment("record")
        return super().execute(sql, values)

    def wait_until(self, holds: Callable[[], bool], *, patience_s: float) -> bool:
        """Wait until something holds, looking again after every write."""
        # An event, not a condition: whoever looks takes the database's lock, and whoever writes holds it.
        ends = time.monotonic() + patience_s
        while not holds():
            if not self._written.wait(ends - time.monotonic()):
                return False
            self._written.clear()
        return True


class _MortalConnection:
    """A connection of pycups with a moment on both sides of every call."""

    def __init__(self, connection: object, reaper: Reaper) -> None:
        self._connection = connection
        self._reaper = reaper

    def __getattr__(self, name: str) -> object:
        real = getattr(self._connection, name)

        def call(*args: object, **more: object) -> object:
            self._reaper.moment(f"before {name}")
            result = real(*args, **more)
            self._reaper.moment(f"after {name}")
            return result

        return call if callable(real) else real


def make_cups_mortal(reaper: Reaper) -> None:
    """Put moments around every call that the driver of this process makes to CUPS."""
    real = cups_queue._library()

    def connect(**where: object) -> object:
        return _MortalConnection(real.Connection(**where), reaper)

    mortal = SimpleNamespace(**{name: getattr(real, name) for name in dir(real) if not name.startswith("__")})
    mortal.Connection = connect
    cups_queue._library = lambda: cast("ModuleType", mortal)
