"""The courier: order, patience, and what it does with a parcel that the portal cannot or will not take."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.portal.courier import BackOff, Courier
from kiosk.portal.errors import (
    LineDown,
    PortalAnswerUnusable,
    PortalBroken,
    PortalError,
    PortalRefused,
    PortalTimeout,
    RefusalReason,
)
from kiosk.portal.outbox import Outbox
from kiosk.portal.parcels import Parcel, RatingParcel, ResumeNoted
from kiosk.portal.port import GrantCheck
from kiosk.visit.actions import RatingLevel
from kiosk.visit.register import Answer, Question
from tests.kiosk.portal.memory_outbox import MemoryOutbox
from tests.kiosk.portal.running import Sandbox, Terminal


def rating(name: str, visit: str = "visit-one") -> RatingParcel:
    return RatingParcel(idempotency_key=name, visit=visit, token=f"token-{name}", level=RatingLevel.SATISFIED)


class ScriptedPortal:
    """Fails as the script says, parcel by parcel, and takes everything else."""

    def __init__(self, *failures: PortalError | None) -> None:
        self._failures: Iterator[PortalError | None] = iter(failures)
        self.taken: list[str] = []
        self.tried: list[str] = []

    def deliver(self, parcel: Parcel) -> None:
        self.tried.append(parcel.idempotency_key)
        failure = next(self._failures, None)
        if failure is not None:
            raise failure
        self.taken.append(parcel.idempotency_key)

    def ask(self, question: Question, *, line: str, idempotency_key: str) -> Answer:
        raise AssertionError("the courier asks nothing")

    def check_grant(self, grant: str, *, line: str) -> GrantCheck:
        raise AssertionError("the courier checks nothing")

    def health(self, line: str) -> None:
        raise AssertionError("the courier probes nothing")


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def courier(outbox: Outbox, portal: ScriptedPortal, clock: Clock | None = None) -> Courier:
    return Courier(
        outbox=outbox,
        portal=portal,
        monotonic=clock or Clock(),
        chance=random.Random(1),
        back_off=BackOff(first_s=2.0, most_s=60.0),
    )


def filled(*parcels: Parcel) -> MemoryOutbox:
    outbox = MemoryOutbox()
    for parcel in parcels:
        outbox.put(parcel)
    return outbox


def test_an_empty_outbox_lets_the_courier_sleep() -> None:
    assert courier(MemoryOutbox(), ScriptedPortal()).deliver_next() is None


def test_parcels_arrive_in_the_order_in_which_they_were_put() -> None:
    outbox, portal = filled(rating("a"), rating("b"), rating("c", "visit-two")), ScriptedPortal()
    works = courier(outbox, portal)
    while works.deliver_next() is not None:
        pass
    assert portal.taken == ["a", "b", "c"]
    assert outbox.waiting == []


@pytest.mark.parametrize("error", [LineDown("extranet"), PortalTimeout("extranet")])
def test_everything_waits_while_the_line_is_down(error: PortalError) -> None:
    outbox, portal = filled(rating("a"), rating("b", "visit-two")), ScriptedPortal(error, error)
    works = courier(outbox, portal)
    first, second = works.deliver_next(), works.deliver_next()
    assert first is not None
    assert second is not None
    assert 0 < first <= 2.0 < 2 * second <= 8.0
    assert portal.tried == ["a", "a"]
    assert [stored.attempts for stored in outbox.waiting] == [2, 0]


@pytest.mark.parametrize("error", [PortalBroken("extranet"), PortalAnswerUnusable("extranet")])
def test_a_parcel_over_which_the_portal_fails_holds_up_only_its_own_visit(error: PortalError) -> None:
    outbox = filled(rating("a"), rating("b"), rating("c", "visit-two"))
    portal, clock = ScriptedPortal(error), Clock()
    works = courier(outbox, portal, clock)
    works.deliver_next()
    works.deliver_next()
    assert portal.taken == ["c"]
    rest = works.deliver_next()
    assert rest is not None
    clock.seconds += rest
    while works.deliver_next() is not None:
        pass
    assert portal.taken == ["c", "a", "b"]


def test_what_the_portal_refuses_is_set_aside_with_its_reason() -> None:
    outbox = filled(rating("a"), rating("b"))
    portal = ScriptedPortal(PortalRefused("extranet", RefusalReason.RATING_ALREADY_GIVEN))
    works = courier(outbox, portal)
    while works.deliver_next() is not None:
        pass
    assert portal.taken == ["b"]
    assert outbox.set_aside == [(rating("a"), "RATING_ALREADY_GIVEN")]


def test_the_courier_outlives_an_outbox_that_fails() -> None:
    class Failing(MemoryOutbox):
        def delivered(self, parcel_id: int) -> None:
            raise KioskError("RECORDS_UNWRITABLE")

    rest = courier(Failing(), ScriptedPortal()).deliver_next()
    assert rest is None
    outbox = Failing()
    outbox.put(rating("a"))
    rest = courier(outbox, ScriptedPortal()).deliver_next()
    assert rest is not None
    assert rest > 0


def test_the_thread_delivers_to_the_sandbox_and_ends(terminal: Terminal, sandbox: Sandbox) -> None:
    before = sandbox.remote.reported().counts["resumes"]
    outbox = MemoryOutbox()
    works = Courier(outbox=outbox, portal=terminal.portal, monotonic=lambda: 0.0, chance=random.Random(1))
    works.start()
    for number in range(3):
        outbox.put(
            ResumeNoted(
                idempotency_key=f"resume-key-{number}",
                visit="visit-one",
                resume_code=f"AB{number}D-EFGH",
                service="senior-card",
                step="certificate",
                failure="SHEET_PRINTER_JAMMED",
                case_number=None,
            )
        )
        works.wake()
    assert outbox.emptied.wait(60)
    works.stop()
    assert "courier" not in {thread.name for thread in threading.enumerate()}
    assert sandbox.remote.reported().counts["resumes"] - before == 3


@given(attempts=st.integers(0, 10_000), chance=st.floats(0, 1))
def test_a_rest_is_never_longer_than_the_cap_nor_shorter_than_half_the_first(attempts: int, chance: float) -> None:
    rest = BackOff(first_s=2.0, most_s=300.0).after(attempts, chance)
    assert 1.0 <= rest <= 300.0
