"""One terminal process a state folder."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from kiosk.errors import AlreadyRunning, ConfigError


class StateFolder:
    """The folder that a terminal process holds for itself while it runs; the lock goes with the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[str] | None = None

    def take(self) -> None:
        """Make the folder when it is missing and hold it.

        Raises:
            AlreadyRunning: another process holds it; the detail names that process.
            ConfigError: it cannot be made or written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = (self.path / "terminal.lock").open("a+", encoding="ascii")
        except OSError as error:
            raise ConfigError(
                f"terminal.state_dir: {self.path} cannot be used: {error.strerror}; wanted a folder to write in"
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            other = lock.read().strip() or "?"
            lock.close()
            raise AlreadyRunning(f"process {other} already works on {self.path}") from error
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    def release(self) -> None:
        """Let the folder go."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
