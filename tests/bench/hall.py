"""The whole real stack for measuring: the journeys' stage on a glass that can be read."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kiosk.health import read_health
from tests.bench.glass import Glass
from tests.bench.programs import Starter
from tests.journeys.processes import Program, ProgramFailed, kiosk_command
from tests.journeys.stage import Pace, Stage
from tests.journeys.window import Window

AT_ONCE: Final = Pace(motor_s=0.0)
"""The printer's motor costs no time here."""
STANDS_WELL: Final = frozenset({"online", "up", "found"})
DEVICES: Final = 8
"""Two card readers, scanner, two matchers, two printers, input board; a line is told of only when it has changed."""
LOOK_EVERY_S: Final = 0.05
SETTLED_S: Final = 2.0
"""After the last device has answered; the second stage is over by then."""


class Hall:
    """One stage with its glass.

    Attributes:
        stage: the world, the sandbox portal and a terminal with hands.
        glass: on which it is painted.
    """

    def __init__(self, *, stage: Stage, glass: Glass) -> None:
        self.stage = stage
        self.glass = glass

    @contextmanager
    def window(self) -> Iterator[Window]:
        """Touch the terminal, once it is fully alive."""
        with Window(path=self.stage.folders.hands, alive=lambda: self.stage.terminal.runs) as window:
            self.await_alive(self.stage.terminal)
            yield window

    def environment(self) -> dict[str, str]:
        """Return what every program finds in its environment; all draw with the terminal's own renderer."""
        return {**self.stage.environment(), "QT_QUICK_BACKEND": "software"}

    def starter(self) -> Starter:
        """End the terminal with hands, and start others in its place."""
        self.stage.terminal.stop()
        return Starter(glass=self.glass, environment=self.environment(), folder=self.stage.folders.logs)

    def production_command(self) -> list[str]:
        """Return the command of a terminal as it stands in a hall: without hands, looking at its lines every 15 s."""
        folders = self.stage.folders
        config = folders.config.with_name("production.toml")
        text = folders.config.read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if not line.startswith("hands_socket")]
        config.write_text("\n".join(kept).replace("probe_every_s = 1.0", "probe_every_s = 15.0"), encoding="utf-8")
        return kiosk_command("run", "--config", str(config))

    def await_alive(self, terminal: Program) -> None:
        """Wait until every device of the terminal stands well, and everything has settled."""
        while not self._all_well():
            if not terminal.runs:
                raise ProgramFailed(f"the terminal ended:\n{terminal.last_words()}")
            time.sleep(LOOK_EVERY_S)
        time.sleep(SETTLED_S)

    def _all_well(self) -> bool:
        parts = read_health(self.stage.folders.terminal) or ()
        return len(parts) >= DEVICES and all(part.state in STANDS_WELL for part in parts)


@contextmanager
def open_hall() -> Iterator[Hall]:
    """Start everything in a folder of its own, and end it."""
    with tempfile.TemporaryDirectory(prefix="bench-") as root:
        picture = Path(root) / "glass"
        picture.mkdir()
        with (
            Glass(folder=picture) as glass,
            Stage(root=Path(root) / "hall", pace=AT_ONCE, display=glass.display) as stage,
        ):
            yield Hall(stage=stage, glass=glass)
