"""Timers: each name once, the latest start counts, and nothing fires that was stopped."""

from __future__ import annotations

import queue
import threading

import pytest

from kiosk.timers import Timers


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Fired:
    """Timers with a clock of their own, and what they fired. A timer that is due already wakes the thread to look."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.queue: queue.SimpleQueue[tuple[str, int]] = queue.SimpleQueue()
        self.timers: Timers[str] = Timers(fire=lambda name, ticket: self.queue.put((name, ticket)), clock=self.clock)
        self.timers.open()

    def after(self, seconds: float) -> list[tuple[str, int]]:
        """Let time pass and return what fires; a mark that is due at once shows when all else has fired."""
        self.clock.now += seconds
        self.timers.start("mark", 0, 0)
        found = []
        while (one := self.queue.get()) != ("mark", 0):
            found.append(one)
        return found


@pytest.fixture
def fired() -> Fired:
    return Fired()


def test_a_timer_fires_once_with_its_ticket(fired: Fired) -> None:
    fired.timers.start("idle", 7, 60)
    assert fired.after(59.9) == []
    assert fired.after(0.1) == [("idle", 7)]
    assert fired.after(1000) == []
    fired.timers.close()


def test_a_timer_started_again_forgets_its_first_start(fired: Fired) -> None:
    fired.timers.start("idle", 1, 60)
    assert fired.after(30) == []
    fired.timers.start("idle", 2, 60)
    assert fired.after(59) == []
    assert fired.after(1) == [("idle", 2)]
    fired.timers.close()


def test_a_stopped_timer_never_fires(fired: Fired) -> None:
    fired.timers.start("idle", 1, 60)
    fired.timers.stop("idle")
    fired.timers.stop("never-started")
    assert fired.after(1000) == []
    fired.timers.close()


def test_timers_of_other_names_run_beside_each_other(fired: Fired) -> None:
    fired.timers.start("idle", 1, 60)
    fired.timers.start("remind", 2, 30)
    assert fired.after(30) == [("remind", 2)]
    assert fired.after(30) == [("idle", 1)]
    fired.timers.close()


def test_real_time_fires_too() -> None:
    heard = threading.Event()
    timers: Timers[str] = Timers(fire=lambda name, ticket: heard.set())
    timers.open()
    timers.start("idle", 1, 0.01)
    assert heard.wait(30)
    timers.close()


def test_closing_ends_the_thread_with_timers_still_running() -> None:
    heard: list[str] = []
    timers: Timers[str] = Timers(fire=lambda name, ticket: heard.append(name))
    timers.open()
    timers.start("idle", 1, 3600)
    timers.close()
    assert heard == []
    assert not any(thread.name == "timers" and thread.is_alive() for thread in threading.enumerate())


def test_timers_that_never_began_close() -> None:
    Timers[str](fire=lambda name, ticket: None).close()
