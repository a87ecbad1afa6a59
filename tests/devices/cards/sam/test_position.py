"""Telling a card at the edge of the field from one that is lifted, with a clock in the test's hand."""

from __future__ import annotations

import pytest

from devices.cards.sam.position import WINDOW_S, Position


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def position(clock: Clock) -> Position:
    return Position(clock=clock)


def test_a_card_that_vanished_once_was_lifted(position: Position) -> None:
    assert not position.is_bad
    position.note_vanished()
    assert not position.is_bad


def test_a_card_that_vanished_twice_within_the_window_lies_badly(position: Position, clock: Clock) -> None:
    position.note_vanished()
    clock.now += WINDOW_S
    position.note_vanished()
    assert position.is_bad


def test_vanishings_far_apart_are_people_coming_and_going(position: Position, clock: Clock) -> None:
    for _ in range(5):
        position.note_vanished()
        clock.now += WINDOW_S + 0.1
        position.note_vanished()
        assert not position.is_bad
        clock.now += WINDOW_S + 0.1


def test_a_card_that_was_read_lies_well(position: Position) -> None:
    position.note_vanished()
    position.note_vanished()
    position.note_read()
    assert not position.is_bad
