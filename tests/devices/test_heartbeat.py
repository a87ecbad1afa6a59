"""A thread that hangs is noticed, for as long as it hangs."""

from __future__ import annotations

import queue
import threading

from devices.heartbeat import Heartbeat

PATIENCE_S = 20.0
LONGEST_S = 0.02


def test_a_silence_is_told_again_and_again_until_the_next_beat() -> None:
    time = [100.0]
    silences: queue.SimpleQueue[float] = queue.SimpleQueue()
    heartbeat = Heartbeat(longest_s=LONGEST_S, on_silence=lambda: silences.put(time[0]), clock=lambda: time[0])
    heartbeat.start()
    time[0] = 101.0
    assert [silences.get(timeout=PATIENCE_S) for _ in range(3)] == [101.0] * 3
    heartbeat.stop()


def test_a_thread_that_goes_on_is_not_silent() -> None:
    looks = threading.Semaphore(0)
    time = [100.0]

    def clock() -> float:
        looks.release()
        return time[0]

    silences: list[float] = []
    heartbeat = Heartbeat(longest_s=LONGEST_S, on_silence=lambda: silences.append(time[0]), clock=clock)
    heartbeat.start()
    for _ in range(5):
        assert looks.acquire(timeout=PATIENCE_S)
        heartbeat.beat()
    heartbeat.stop()
    assert silences == []


def test_a_heartbeat_that_was_never_started_can_be_stopped() -> None:
    Heartbeat(longest_s=LONGEST_S, on_silence=lambda: None).stop()
