"""What a journey leaves behind: its steps with their times, and a picture of every screen."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

JOURNEY_FILE: Final = "journey.json"
SCREENS: Final = "screens"


@dataclass(frozen=True)
class Step:
    """One screen of a journey; ``ms`` from the act before it until it was on the glass."""

    screen: str
    ms: float


@dataclass(frozen=True)
class Entry:
    """A whole journey; ``machine_ms`` is what a resident waited for the machine, the printer's motor left out."""

    journey: str
    outcome: str
    machine_ms: float
    steps: tuple[Step, ...]


class Diary:
    """Writes down one journey.

    Args of the constructor:
        journey: its name.
        folder: where everything goes; made when missing.
        clock: monotonic seconds.
    """

    def __init__(self, *, journey: str, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._journey = journey
        self._folder = folder
        self._clock = clock
        self._steps: list[Step] = []
        self._acted_at = clock()
        (folder / SCREENS).mkdir(parents=True, exist_ok=True)

    @property
    def folder(self) -> Path:
        """Where everything goes."""
        return self._folder

    def act(self, *, at_s: float | None = None) -> None:
        """Note that somebody did something, now or at a moment: what follows is the machine's time."""
        self._acted_at = self._clock() if at_s is None else at_s

    def see(self, screen: str) -> Path:
        """Note that a screen is on the glass now; returns where its picture belongs."""
        now = self._clock()
        self._steps.append(Step(screen, round((now - self._acted_at) * 1000, 1)))
        self._acted_at = now
        return self._folder / SCREENS / f"{len(self._steps):02}-{screen}.png"

    def pictured(self) -> None:
        """Note that the picture has been taken; the time it took is nobody's."""
        self._acted_at = self._clock()

    def close(self, outcome: str, *, motor_s: float) -> Entry:
        """Write the journey's file and return what it says; ``motor_s`` is how long the motor ran."""
        total = round(sum(step.ms for step in self._steps) - motor_s * 1000, 1)
        entry = Entry(self._journey, outcome, total, tuple(self._steps))
        text = json.dumps(asdict(entry), ensure_ascii=False, indent=2)
        (self._folder / JOURNEY_FILE).write_text(text + "\n", encoding="utf-8")
        return entry
