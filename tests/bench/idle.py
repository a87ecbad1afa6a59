"""What the terminal uses while nobody is there."""

from __future__ import annotations

import time
from typing import Final

from tests.bench.figure import Breakdown, Figure, Floor, Measured, Share
from tests.bench.hall import SETTLED_S, Hall
from tests.bench.proc import ThreadUse, cpu_s, threads
from tests.bench.programs import MINIMAL, minimal_window

WATCHED_S: Final = 20.0
AIM_PERCENT: Final = 1.0


def measure_idle(hall: Hall, *, runs: int) -> Measured:
    """Watch the attract screen for ``runs`` times 20 s."""
    starter = hall.starter()
    with starter.started(MINIMAL, minimal_window()) as floor:
        time.sleep(SETTLED_S)
        least = _percent(floor.program.pid)
    with starter.started("terminal", hall.production_command()) as terminal:
        hall.await_alive(terminal.program)
        pid = terminal.program.pid
        before = threads(pid)
        values = tuple(_percent(pid) for _ in range(runs))
        after = threads(pid)
    figure = Figure(
        name="processor time at rest on attract",
        unit="%",
        aim=AIM_PERCENT,
        values=values,
        floors=(Floor(MINIMAL, (least,)),),
    )
    return Measured((figure,), (_by_thread(before, after, seconds=WATCHED_S * runs),))


def _percent(pid: int) -> float:
    """Return the share of one core that a process uses within the next 20 s."""
    began, used = time.monotonic(), cpu_s(pid)
    time.sleep(WATCHED_S)
    return (cpu_s(pid) - used) / (time.monotonic() - began) * 100


def _by_thread(before: dict[int, ThreadUse], after: dict[int, ThreadUse], *, seconds: float) -> Breakdown:
    shares = []
    for tid, now in after.items():
        then = before.get(tid, ThreadUse(tid, now.name, 0.0, 0))
        busy_ms, wakeups = now.busy_ms - then.busy_ms, now.wakeups - then.wakeups
        if wakeups:
            shares.append(Share(f"{now.name} {tid}", busy_ms / seconds / 10, f"{wakeups / seconds:.1f} wake-ups/s"))
    shares.sort(key=lambda share: -share.value)
    return Breakdown(name="Processor time at rest, by thread", unit="%", shares=tuple(shares))
