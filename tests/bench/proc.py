"""What the kernel tells about a running program: memory, processor time, wake-ups."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

PROC: Final = Path("/proc")
NS_PER_MS: Final = 1e6


def proportional_mb(pid: int) -> float:
    """Return the proportional memory (PSS of smaps_rollup, proc(5)) of a process and its descendants, in 10^6 bytes."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(_pss_kb(process.pid) for process in family) * 1024 / 1e6


def _pss_kb(pid: int) -> int:
    for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name == "Pss":
            return int(rest.split()[0])
    return 0


@dataclass(frozen=True)
class ThreadUse:
    """What one thread has used so far: processor time in ms, and how often it was woken."""

    tid: int
    name: str
    busy_ms: float
    wakeups: int


def threads(pid: int) -> dict[int, ThreadUse]:
    """Return the threads of a process by their numbers (schedstat, and voluntary_ctxt_switches of proc(5))."""
    found = {}
    for task in (PROC / str(pid) / "task").iterdir():
        try:
            busy_ns = int((task / "schedstat").read_text().split()[0])
            status = dict(line.split(":", 1) for line in (task / "status").read_text().splitlines())
        except OSError:
            # The thread ended between the two looks.
            continue
        wakeups = int(status["voluntary_ctxt_switches"])
        tid = int(task.name)
        found[tid] = ThreadUse(tid, status["Name"].strip(), busy_ns / NS_PER_MS, wakeups)
    return found


def cpu_s(pid: int) -> float:
    """Return the processor time of a process so far, in seconds, with that of threads that have ended."""
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system
