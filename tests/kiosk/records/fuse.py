"""A fuse that ends the program at a chosen moment, and a database that burns it at every write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiosk.records.database import Database, Value


class Killed(BaseException):
    """The power went. Not an ``Exception``: nothing in the program may catch it."""


class Fuse:
    """Counts moments and kills at the one with this number; never when there is none."""

    def __init__(self, kill_at: int | None = None) -> None:
        self._left = kill_at
        self.burnt = False

    def moment(self) -> None:
        """Something could be interrupted here."""
        if self.burnt:
            raise Killed
        if self._left is None:
            return
        if self._left == 0:
            self.burnt = True
            raise Killed
        self._left -= 1


class FusedDatabase(Database):
    """Can be killed before, within and after every transaction."""

    def __init__(self, folder: Path, fuse: Fuse) -> None:
        self._fuse = fuse
        super().__init__(folder)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._fuse.moment()
        with super().transaction():
            yield
        self._fuse.moment()

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        self._fuse.moment()
        return super().execute(sql, values)
