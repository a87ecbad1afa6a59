"""The terminal's log as a stopwatch: what it wrote, on the monotonic clock that all other times are on."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

LINE: Final = re.compile(
    r"(?P<at>[0-9-]+ [0-9:]+,[0-9]{3}) [A-Z]+ (?P<topic>[\w.]+) \[(?P<thread>[^]]*)\] (?P<said>.*)"
)


@dataclass(frozen=True)
class Said:
    """One line of the log; in milliseconds of the monotonic clock, to the millisecond."""

    at_ms: float
    topic: str
    said: str


class TerminalLog:
    """Reads what has been added since it was made.

    Args of the constructor:
        file: the log.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read = file.stat().st_size
        self._wall_s = time.time() - time.monotonic()

    def news(self) -> list[Said]:
        """Return the lines since the last call."""
        with self._file.open(encoding="utf-8") as log:
            log.seek(self._read)
            text = log.read()
            self._read = log.tell()
        return [self._line(found) for line in text.splitlines() if (found := LINE.match(line))]

    def _line(self, found: re.Match[str]) -> Said:
        wall = datetime.strptime(found["at"], "%Y-%m-%d %H:%M:%S,%f").astimezone().timestamp()
        return Said((wall - self._wall_s) * 1000, found["topic"], found["said"])
