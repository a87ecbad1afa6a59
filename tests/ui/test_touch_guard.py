"""The second strike of a double tap does not press the next page's key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.visit.actions import Forward
from tests.ui.finger import STANDARD, Finger
from tests.ui.looking import Onlooker
from tests.ui.samples import samples
from ui.touch_guard import DOUBLE_TAP_S, TouchGuard

SAMPLES = samples(STANDARD)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def finger(clock: Clock) -> Iterator[Finger]:
    onlooker = Onlooker(width=1080, height=1920, clock=clock)
    window = onlooker.window
    TouchGuard(window=window.window, stage=window.stage, theme=window.theme, clock=clock)
    yield Finger(onlooker)
    onlooker.close()


def test_a_strike_right_after_the_page_turned_is_dropped(finger: Finger, clock: Clock) -> None:
    finger.show(SAMPLES["guide"])
    assert finger.touch("primary") == [Forward()]
    clock.now += 0.1
    finger.show(SAMPLES["consent"])
    clock.now += 0.1
    assert finger.touch("primary") == []


def test_a_strike_somewhat_later_counts(finger: Finger, clock: Clock) -> None:
    finger.show(SAMPLES["guide"])
    finger.touch("primary")
    clock.now += 0.1
    finger.show(SAMPLES["consent"])
    clock.now += DOUBLE_TAP_S
    assert finger.touch("primary") == [Forward()]


def test_a_strike_elsewhere_counts_at_once(finger: Finger, clock: Clock) -> None:
    finger.show(SAMPLES["home"])
    finger.touch("service-property-count-proof")
    clock.now += 0.1
    finger.show(SAMPLES["guide"])
    assert finger.touch("primary") == [Forward()]


def test_quick_strikes_on_the_same_page_all_count(finger: Finger, clock: Clock) -> None:
    finger.show(SAMPLES["guide"])
    clock.now += 1.0
    finger.touch("primary")
    clock.now += 0.1
    assert finger.touch("primary") == [Forward(), Forward()]
