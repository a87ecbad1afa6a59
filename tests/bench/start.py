"""From the start of the process to the first picture, and the memory of a terminal at rest, beside their floors.

Terminal and floors take turns within a round, so that what the machine does meanwhile hits all alike. All are timed
from outside: from before the process is made until something other than an empty window stands on the glass.
"""

from __future__ import annotations

import time
from collections import defaultdict
from typing import Final

from tests.bench.figure import Figure, Floor, Measured
from tests.bench.hall import SETTLED_S, Hall
from tests.bench.proc import proportional_mb
from tests.bench.programs import CHROMIUM, MINIMAL, Starter, chromium, minimal_window

TERMINAL: Final = "terminal"
START_AIM_MS: Final = 600.0
MEMORY_AIM_MB: Final = 160.0


def measure_start(hall: Hall, *, runs: int) -> Measured:
    """Start each program ``runs`` times, after one round that only warms the caches."""
    starter = hall.starter()
    painted: dict[str, list[float]] = defaultdict(list)
    memory: dict[str, list[float]] = defaultdict(list)
    for number in range(runs + 1):
        for name, painted_ms, memory_mb in _round(hall, starter):
            if number > 0:
                painted[name].append(painted_ms)
                memory[name].append(memory_mb)
    return Measured(
        (
            Figure(
                name="process start to first painted attract screen, warm",
                unit="ms",
                aim=START_AIM_MS,
                values=tuple(painted.pop(TERMINAL)),
                floors=_floors(painted),
            ),
            Figure(
                name="proportional memory at rest on attract",
                unit="MB",
                aim=MEMORY_AIM_MB,
                values=tuple(memory.pop(TERMINAL)),
                floors=_floors(memory),
            ),
        )
    )


def _round(hall: Hall, starter: Starter) -> list[tuple[str, float, float]]:
    """Start each program once; returns names, ms to the first picture, and MB once all has settled."""
    found = []
    with starter.started(MINIMAL, minimal_window()) as floor:
        time.sleep(SETTLED_S)
        found.append((MINIMAL, floor.painted_ms, proportional_mb(floor.program.pid)))
    with starter.started(TERMINAL, hall.production_command()) as terminal:
        hall.await_alive(terminal.program)
        found.append((TERMINAL, terminal.painted_ms, proportional_mb(terminal.program.pid)))
    browser = chromium(hall.stage.folders.home)
    if browser is not None:
        with starter.started(CHROMIUM, browser) as page:
            time.sleep(SETTLED_S)
            found.append((CHROMIUM, page.painted_ms, proportional_mb(page.program.pid)))
    return found


def _floors(values: dict[str, list[float]]) -> tuple[Floor, ...]:
    return tuple(Floor(name, tuple(each)) for name, each in values.items())
