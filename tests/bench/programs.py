"""The programs that are compared: the terminal, and the least that could stand in its place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.glass import HEIGHT, WIDTH, Glass
from tests.journeys.processes import Program

FLOOR: Final = Path(__file__).parent / "floor"
MINIMAL: Final = "minimal QML window"
CHROMIUM: Final = "Chromium kiosk"
CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Started:
    """A program that has painted: itself, and the ms from its start to its first picture."""

    program: Program
    painted_ms: float


class Starter:
    """Starts programs on one glass, one after another.

    Args of the constructor:
        glass: where they paint.
        environment: of all of them.
        folder: for their logs.
    """

    def __init__(self, *, glass: Glass, environment: Mapping[str, str], folder: Path) -> None:
        self._glass = glass
        self._environment = environment
        self._folder = folder

    @contextmanager
    def started(self, name: str, arguments: Sequence[str], **more: str) -> Iterator[Started]:
        """Start a program, wait for its first picture, and end it afterwards."""
        self._glass.await_blank()
        before = time.monotonic()
        program = Program(
            name=name,
            arguments=arguments,
            log=self._folder / f"{name.replace(' ', '-')}.log",
            environment={**self._environment, **more},
        )
        try:
            painted = self._glass.await_picture(alive=lambda: program.runs)
            yield Started(program, (painted - before) * 1000)
        finally:
            program.stop()
            self._glass.await_blank()


def minimal_window() -> list[str]:
    """Return the command of the minimal window."""
    return [sys.executable, str(FLOOR / "minimal_window.py")]


def minimal_turns(count: int, environment: Mapping[str, str]) -> tuple[float, ...]:
    """Turn a page of the minimal window so many times; returns the ms from each touch to the next page's picture."""
    command = [sys.executable, str(FLOOR / "minimal_turns.py"), str(count)]
    said = subprocess.run(command, env=dict(environment), stdout=subprocess.PIPE, check=True, text=True).stdout
    return tuple(float(ms) for ms in json.loads(said))


def chromium(folder: Path) -> list[str] | None:
    """Return the command of Chromium in kiosk mode on a static page; none when it is not installed."""
    program = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if program is None:
        return None
    # Chromium refuses its sandbox to root, and then says so above the page unless it is told that this is a test.
    as_root = ["--no-sandbox", "--test-type"] if os.getuid() == 0 else []
    return [
        program,
        "--kiosk",
        "--no-first-run",
        "--no-default-browser-check",
        f"--user-data-dir={folder / 'chromium'}",
        f"--window-size={WIDTH},{HEIGHT}",
        "--window-position=0,0",
        *as_root,
        (FLOOR / "page.html").as_uri(),
    ]
