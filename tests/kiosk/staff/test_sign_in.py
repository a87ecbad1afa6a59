"""Signing in: who is let in, who is not, and how long one who guesses has to wait."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher

from kiosk.records.audit import Disposition, Happening
from kiosk.records.errors import RecordsError
from kiosk.staff.errors import LockedOut, NotRecognised, StaffBookUnusable
from kiosk.staff.lockout import FREE, PAUSES
from kiosk.staff.pins import Pins
from kiosk.staff.sign_in import StaffDesk
from kiosk.visit.identity import Clerk
from tests.kiosk.staff.conftest import BADGE, PIN, Hall

RESIDENT = "430922195001010025"


def sign_in(hall: Hall, number: str = BADGE, pin: str = PIN) -> Clerk:
    return hall.desk.sign_in(number, pin, visit="visit-1")


def guess(hall: Hall, times: int, number: str = BADGE) -> None:
    for _ in range(times):
        with pytest.raises(NotRecognised):
            sign_in(hall, number, "000000")


def is_locked(hall: Hall, number: str = BADGE, pin: str = PIN) -> bool:
    try:
        sign_in(hall, number, pin)
    except LockedOut:
        return True
    return False


def audited(hall: Hall) -> list[tuple[Happening, Disposition, str, str, str]]:
    return [(one.what, one.disposition, one.code, one.who, one.about) for one in hall.audit.since(0)]


def test_a_clerk_signs_in_and_the_audit_says_who_and_in_which_visit(hall: Hall) -> None:
    assert sign_in(hall) == Clerk(BADGE, "周敏")
    assert audited(hall) == [(Happening.STAFF_SIGNED_IN, Disposition.DONE, "", BADGE, "visit-1")]


@pytest.mark.parametrize(("number", "pin"), [(BADGE, "604173"), ("1002", PIN), ("", ""), (RESIDENT, PIN)])
def test_a_wrong_badge_and_a_wrong_pin_are_refused_alike(hall: Hall, number: str, pin: str) -> None:
    with pytest.raises(NotRecognised) as caught:
        sign_in(hall, number, pin)
    assert str(caught.value) == "STAFF_NOT_RECOGNISED"


def test_the_audit_names_a_badge_only_when_a_clerk_has_it(hall: Hall) -> None:
    for number in (BADGE, RESIDENT):
        with pytest.raises(NotRecognised):
            sign_in(hall, number, "000000")
    refused = (Happening.STAFF_SIGNED_IN, Disposition.REFUSED, "STAFF_NOT_RECOGNISED")
    assert audited(hall) == [(*refused, BADGE, "visit-1"), (*refused, "", "visit-1")]


def test_a_badge_that_nobody_has_costs_as_much_work_as_a_wrong_pin(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []

    class Counting(PasswordHasher):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            worked.append("argon2")
            return super().hash(password, salt=salt)

        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - the library's word
            worked.append("argon2")
            return super().verify(hash, password)

    pins = Pins(Counting(time_cost=1, memory_cost=8, parallelism=1))
    desk = StaffDesk(book=hall.book, pins=pins, lockout=hall.lockout, audit=hall.audit)
    for number in (BADGE, "1002"):
        with pytest.raises(NotRecognised):
            desk.sign_in(number, "000000", visit="visit-1")
    assert worked == ["argon2", "argon2"]


def test_after_five_wrong_ones_the_right_one_has_to_wait_too(hall: Hall) -> None:
    guess(hall, FREE + 1)
    assert is_locked(hall)
    hall.clock.pass_by(seconds=59)
    assert is_locked(hall)
    hall.clock.pass_by(seconds=2)
    assert sign_in(hall) == Clerk(BADGE, "周敏")


def test_four_wrong_ones_and_a_right_one_begin_anew(hall: Hall) -> None:
    for _ in range(3):
        guess(hall, FREE)
        assert sign_in(hall) == Clerk(BADGE, "周敏")


def test_pauses_grow_with_each_further_wrong_one_up_to_an_hour(hall: Hall) -> None:
    guess(hall, FREE)
    for pause in (*PAUSES, PAUSES[-1]):
        guess(hall, 1)
        hall.clock.pass_by(seconds=pause.total_seconds() - 1)
        assert is_locked(hall)
        hall.clock.pass_by(seconds=1)
    assert PAUSES[-1] == timedelta(hours=1)
    assert sign_in(hall) == Clerk(BADGE, "周敏")


def test_a_restart_does_not_clear_a_pause(hall: Hall) -> None:
    guess(hall, FREE + 1)
    hall.restart()
    assert is_locked(hall)


def test_a_try_counts_even_when_the_power_goes_while_pins_are_compared(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as cutting:
        cutting.setattr(Pins, "match", cut)
        for _ in range(FREE + 1):
            with pytest.raises(KeyboardInterrupt):
                sign_in(hall)
            hall.restart()
    assert is_locked(hall)


def test_guessing_badges_locks_the_whole_terminal(hall: Hall) -> None:
    for number in range(2001, 2001 + FREE + 1):
        guess(hall, 1, str(number))
    assert is_locked(hall)
    assert is_locked(hall, "3000")


def test_a_badge_that_nobody_has_is_locked_like_any_other(hall: Hall) -> None:
    guess(hall, FREE, "2002")
    sign_in(hall)
    guess(hall, 1, "2002")
    assert is_locked(hall, "2002")
    assert not is_locked(hall)


def test_while_a_pause_runs_nothing_is_compared_and_the_audit_says_so(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    guess(hall, FREE + 1)
    monkeypatch.setattr(Pins, "match", lambda *_: pytest.fail("compared"))
    assert is_locked(hall)
    assert audited(hall)[-1][1:4] == (Disposition.REFUSED, "STAFF_LOCKED_OUT", "")


def test_a_clock_that_was_set_back_does_not_stretch_a_pause(hall: Hall) -> None:
    guess(hall, FREE + 1)
    hall.clock.pass_by(days=-300)
    assert is_locked(hall)
    hall.clock.pass_by(minutes=1)
    assert not is_locked(hall)


def test_wrong_ones_of_yesterday_count_no_more(hall: Hall) -> None:
    guess(hall, FREE)
    hall.clock.pass_by(days=1, seconds=1)
    guess(hall, FREE)
    assert not is_locked(hall)


def test_what_was_typed_as_a_badge_stands_nowhere_in_the_records(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        guess(hall, 1, RESIDENT)
    hall.database.close()
    for path in hall.folder.iterdir():
        assert RESIDENT.encode() not in path.read_bytes(), path.name
    assert RESIDENT not in caplog.text


def test_a_book_that_cannot_be_used_lets_nobody_in_and_has_no_clerks(hall: Hall) -> None:
    (hall.folder / "staff.toml").write_text("[[clerk", encoding="utf-8")
    with pytest.raises(StaffBookUnusable):
        sign_in(hall)
    with pytest.raises(StaffBookUnusable):
        hall.desk.has_clerks()


def test_a_terminal_without_a_book_has_no_clerks(hall: Hall) -> None:
    desk = StaffDesk(book=None, pins=hall.pins, lockout=hall.lockout, audit=hall.audit)
    assert not desk.has_clerks()
    with pytest.raises(StaffBookUnusable):
        desk.sign_in(BADGE, PIN, visit="visit-1")


def test_a_clerk_who_was_struck_out_is_out_at_once(hall: Hall) -> None:
    assert hall.desk.has_clerks()
    hall.book.remove(BADGE)
    assert not hall.desk.has_clerks()
    with pytest.raises(NotRecognised):
        sign_in(hall)


def test_a_try_that_cannot_be_counted_is_not_right_either(hall: Hall) -> None:
    hall.database.close()
    with pytest.raises(RecordsError):
        sign_in(hall)
    hall.start()
