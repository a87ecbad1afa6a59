"""The scanner is armed exactly where a code is wanted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from devices.cards.events import CardLocked, CardPlaced
from devices.ports import CodeScanned
from kiosk.visit.actions import Back, ChooseWay, EndVisit, EnterMrz, Forward, Open, SkipRating, Start
from kiosk.visit.advance import begin
from kiosk.visit.effects import ArmScanner, DisarmScanner
from kiosk.visit.events import HandlerFailed
from kiosk.visit.identity import Way
from kiosk.visit.scanning import wants_code
from kiosk.visit.state import Attract, Visit
from tests.kiosk.visit.playing import HOUSE, SLOT, STAFFED, Play
from tests.kiosk.visit.test_identity import KEY

PROGRESS = "case-progress"


def at_rest() -> Play:
    return Play(now=STAFFED)


def home() -> Play:
    play = at_rest()
    play.touch(Start())
    return play


def lookup() -> Play:
    play = home()
    play.happen(CodeScanned("anything"))
    return play


def guide() -> Play:
    return at_rest().open(PROGRESS)


def cards() -> Play:
    return at_rest().asked_who(PROGRESS)


def phone() -> Play:
    play = cards()
    play.touch(ChooseWay(Way.PHONE_CODE))
    return play


def checking() -> Play:
    play = phone()
    play.happen(CodeScanned("code-1"))
    return play


def document() -> Play:
    play = cards()
    play.happen(CardPlaced(SLOT))
    play.happen(CardLocked(SLOT))
    return play


def unlocking() -> Play:
    play = document()
    play.touch(EnterMrz(KEY))
    return play


def confirming() -> Play:
    return at_rest().identify(PROGRESS)


def ending() -> Play:
    play = confirming()
    play.touch(EndVisit())
    return play


def rating() -> Play:
    play = at_rest().end("property-count-proof")
    play.take()
    play.lift()
    play.wiped()
    return play


@pytest.mark.parametrize("given", [at_rest, home, lookup, phone, document])
def test_a_code_is_wanted(given: Callable[[], Play]) -> None:
    assert wants_code(given().visit)


@pytest.mark.parametrize("given", [guide, cards, checking, unlocking, confirming, ending, rating])
def test_no_code_is_wanted(given: Callable[[], Play]) -> None:
    play = given()
    assert not wants_code(play.visit)
    before = play.visit.phase
    play.happen(CodeScanned("code-9"))
    assert play.visit.phase == before
    assert "code-9" not in repr(play.effects)


def test_the_first_visit_begins_armed() -> None:
    assert begin(Visit(house=HOUSE)) == (ArmScanner(),)
    assert begin(confirming().visit) == ()


def test_it_is_armed_and_disarmed_only_where_the_wish_changes() -> None:
    play = at_rest()
    play.touch(Start())
    assert play.none(ArmScanner)
    play.touch(Open(PROGRESS))
    assert play.only(DisarmScanner)
    play.touch(Forward())
    assert play.none(DisarmScanner)
    play.touch(Back())
    play.touch(Back())
    assert play.only(ArmScanner)


def test_the_next_resident_finds_it_armed() -> None:
    play = rating()
    play.touch(SkipRating())
    assert isinstance(play.visit.phase, Attract)
    assert play.only(ArmScanner)


def test_a_visit_that_fails_lets_it_rest() -> None:
    play = home()
    play.happen(HandlerFailed("A1B2C3"))
    assert play.only(DisarmScanner)
