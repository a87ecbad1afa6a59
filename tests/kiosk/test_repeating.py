"""A task that is done again and again."""

from __future__ import annotations

import threading

from kiosk.repeating import Repeating


def test_it_is_done_at_once_and_again() -> None:
    times = threading.Semaphore(0)
    repeating = Repeating(name="again", every_s=0.001, task=times.release)
    repeating.open()
    for _ in range(3):
        assert times.acquire(timeout=30)
    repeating.close()


def test_closing_does_not_wait_for_the_next_time() -> None:
    times = threading.Semaphore(0)
    repeating = Repeating(name="rare", every_s=3600, task=times.release)
    repeating.open()
    assert times.acquire(timeout=30)
    repeating.close()
    assert not times.acquire(blocking=False)
    assert not any(thread.name == "rare" and thread.is_alive() for thread in threading.enumerate())


def test_one_that_is_woken_does_it_soon_also_when_woken_before_it_began() -> None:
    times = threading.Semaphore(0)
    repeating = Repeating(name="woken", every_s=3600, task=times.release)
    repeating.wake()
    repeating.open()
    for _ in range(2):
        assert times.acquire(timeout=30)
    repeating.wake()
    assert times.acquire(timeout=30)
    repeating.close()


def test_one_that_never_began_closes() -> None:
    Repeating(name="never", every_s=1, task=lambda: None).close()
