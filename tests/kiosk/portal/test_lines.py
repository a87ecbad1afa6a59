"""The circuit breaker as a table, and the switchboard that tells each change once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.portal.lines import (
    Breaker,
    BreakerRules,
    Closed,
    LineStatus,
    Opened,
    Trying,
    admit,
    after_failure,
    after_success,
)
from kiosk.portal.switchboard import Switchboard

RULES = BreakerRules(failures_to_open=2, rest_s=10.0)
START = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("breaker", "now", "after", "through"),
    [
        (Closed(), 0.0, Closed(), True),
        (Closed(1), 0.0, Closed(1), True),
        (Opened(10.0, "X"), 9.9, Opened(10.0, "X"), False),
        (Opened(10.0, "X"), 10.0, Trying(20.0, "X"), True),
        (Trying(20.0, "X"), 19.9, Trying(20.0, "X"), False),
        (Trying(20.0, "X"), 20.0, Trying(30.0, "X"), True),
    ],
)
def test_a_breaker_admits(breaker: Breaker, now: float, after: Breaker, through: bool) -> None:
    assert admit(breaker, now, RULES) == (after, through)


@pytest.mark.parametrize(
    ("breaker", "certain", "after"),
    [
        (Closed(), False, Closed(1)),
        (Closed(1), False, Opened(15.0, "Y")),
        (Closed(), True, Opened(15.0, "Y")),
        (Trying(7.0, "X"), False, Opened(15.0, "Y")),
        (Opened(7.0, "X"), False, Opened(15.0, "Y")),
    ],
)
def test_a_breaker_after_a_failure(breaker: Breaker, certain: bool, after: Breaker) -> None:
    assert after_failure(breaker, 5.0, "Y", certain=certain, rules=RULES) == after


def test_a_breaker_closes_after_an_answer() -> None:
    assert after_success() == Closed()


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)


def switchboard(clock: Clock, changes: list[LineStatus]) -> Switchboard:
    return Switchboard(
        lines=["extranet", "registry"],
        on_change=changes.append,
        monotonic=clock.monotonic,
        now=clock.now,
        rules=RULES,
    )


def test_a_line_is_up_until_a_call_has_failed() -> None:
    board = switchboard(Clock(), [])
    assert board.statuses() == (LineStatus("extranet", True, START), LineStatus("registry", True, START))


def test_each_change_is_told_once_with_the_moment_it_began() -> None:
    clock, changes = Clock(), list[LineStatus]()
    board = switchboard(clock, changes)
    clock.seconds = 5
    board.failed("extranet", "PORTAL_UNREACHABLE", certain=True)
    clock.seconds = 6
    board.failed("extranet", "PORTAL_UNREACHABLE", certain=True)
    clock.seconds = 7
    board.answered("extranet")
    board.answered("extranet")
    assert changes == [
        LineStatus("extranet", False, START + timedelta(seconds=5), "PORTAL_UNREACHABLE"),
        LineStatus("extranet", True, START + timedelta(seconds=7)),
    ]


def test_a_line_that_stays_down_for_another_reason_has_been_down_since_the_first() -> None:
    clock, changes = Clock(), list[LineStatus]()
    board = switchboard(clock, changes)
    board.failed("extranet", "PORTAL_UNREACHABLE", certain=True)
    clock.seconds = 60
    board.failed("extranet", "PORTAL_TLS_REFUSED", certain=True)
    assert board.status("extranet") == LineStatus("extranet", False, START, "PORTAL_TLS_REFUSED")


def test_one_uncertain_failure_says_nothing_of_a_line() -> None:
    changes = list[LineStatus]()
    board = switchboard(Clock(), changes)
    board.failed("extranet", "PORTAL_TIMEOUT", certain=False)
    board.answered("extranet")
    board.failed("extranet", "PORTAL_TIMEOUT", certain=False)
    assert changes == []


def test_lines_know_nothing_of_each_other() -> None:
    board = switchboard(Clock(), [])
    board.failed("extranet", "PORTAL_UNREACHABLE", certain=True)
    assert (board.admit("extranet"), board.admit("registry")) == (False, True)
