"""Codes shown before a service is chosen: what they can be, and what they lead to."""

from __future__ import annotations

import pytest

from devices.ports import CodeScanned
from kiosk.visit import screens as s
from kiosk.visit.actions import Back, Forward, Start
from kiosk.visit.codes import PickupCode, ResumeCode, recognise
from kiosk.visit.effects import AskPortal
from kiosk.visit.events import PortalAnswered, PortalFailed, Timer, Touched
from kiosk.visit.permits import permits
from kiosk.visit.register import LookUpCode, MatterFound, OneTimeCodeChecked
from kiosk.visit.state import EndReason
from kiosk.visit.steps.slip import resume_code
from tests.kiosk.visit.playing import Play, case

SLIP = "https://zwfw.taojiang.example/resume/ABCDEFGH"
PICKUP = "https://zwfw.taojiang.example/pickup/AB-12345678"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        (SLIP, ResumeCode("ABCDEFGH")),
        ("http://127.0.0.1:8443/resume/23456789", ResumeCode("23456789")),
        (f" {SLIP}/\r\n", ResumeCode("ABCDEFGH")),
        (PICKUP, PickupCode("AB-12345678")),
        ("12345678", PickupCode("12345678")),
        ("https://zwfw.taojiang.example/resume/ABCDEFG", None),
        ("https://zwfw.taojiang.example/resume/ABCDEFGI", None),
        ("https://zwfw.taojiang.example/resume/abcdefgh", None),
        ("https://zwfw.taojiang.example/resume/ABCDEFGH?next=1", None),
        ("https://zwfw.taojiang.example/verify/ABCDEFGH", None),
        ("ABCDEFGH", None),
        ("1234567", None),
        ("123456789", None),
        ("", None),
        ("0142TAOJIANG9F3C4D5E6F708192A3B4C5D6E7F8", None),
    ],
)
def test_what_a_scanned_text_can_be_looked_up_as(text: str, meaning: ResumeCode | PickupCode | None) -> None:
    assert recognise(text) == meaning


@pytest.mark.parametrize("ticket", range(50))
def test_every_code_that_a_slip_can_carry_is_recognised(ticket: int) -> None:
    code = resume_code("any-key", ticket)
    assert recognise(f"https://county.example/resume/{code}") == ResumeCode(code)


def shown(text: str = SLIP, *, home: bool = False) -> Play:
    play = Play()
    if home:
        play.touch(Start())
    play.happen(CodeScanned(text))
    return play


@pytest.mark.parametrize("home", [False, True])
def test_a_slips_code_leads_to_its_service(home: bool) -> None:
    play = shown(home=home)
    asked = play.only(AskPortal)
    assert (asked.question, asked.line) == (LookUpCode("ABCDEFGH"), "extranet")
    assert play.showing(s.CodeLookupScreen).found is None
    play.answer()
    page = play.showing(s.CodeLookupScreen)
    assert isinstance(page.found, MatterFound)
    play.touch(Forward())
    assert play.showing(s.GuideScreen).service.id == "senior-card"


def test_a_pick_up_code_tells_where_it_lies_and_leads_home() -> None:
    play = shown("12345678")
    play.answer()
    page = play.showing(s.CodeLookupScreen)
    assert page.found is not None
    assert not permits(page, Forward())
    play.happen(Touched(Forward()))
    assert play.showing(s.CodeLookupScreen) == page
    play.touch(Back())
    assert play.showing(s.HomeScreen)


@pytest.mark.parametrize("home", [False, True])
def test_a_phones_electronic_card_is_sent_nowhere(home: bool) -> None:
    play = shown("0142TAOJIANG9F3C", home=home)
    assert play.none(AskPortal)
    notice = play.showing(s.CodeLookupScreen).notice
    assert notice is not None
    assert notice.code == "CODE_WANTS_SERVICE_FIRST"
    assert "0142TAOJIANG9F3C" not in repr(play.visit)


def test_a_code_that_the_portal_does_not_know_is_told() -> None:
    play = shown()
    play.happen(PortalFailed(play.only(AskPortal).ticket, "PORTAL_NOTHING_FOUND"))
    notice = play.showing(s.CodeLookupScreen).notice
    assert notice is not None
    assert notice.code == "PORTAL_NOTHING_FOUND"


def test_an_answer_that_means_nothing_is_told() -> None:
    for answer, code in (
        (OneTimeCodeChecked(True, 1), "PORTAL_ANSWER_UNUSABLE"),
        (MatterFound("no-such-service", case("C1").title, case("C1").promised), "SERVICE_NOT_OFFERED"),
    ):
        play = shown()
        play.happen(PortalAnswered(play.only(AskPortal).ticket, answer))
        notice = play.showing(s.CodeLookupScreen).notice
        assert notice is not None
        assert notice.code == code


def test_a_slip_that_lies_before_the_scanner_is_looked_up_once_and_another_one_anew() -> None:
    play = shown()
    play.happen(CodeScanned(PICKUP))
    assert play.none(AskPortal)
    play = shown()
    play.answer()
    play.happen(CodeScanned(SLIP))
    assert play.none(AskPortal)
    play.happen(CodeScanned(PICKUP))
    assert play.only(AskPortal).question == LookUpCode("AB-12345678")


def test_an_answer_that_comes_after_going_home_is_dropped() -> None:
    play = shown()
    asked = play.effects
    play.touch(Back())
    play.effects = asked
    play.answer()
    assert play.showing(s.HomeScreen)


def test_a_resident_who_walks_away_from_a_code_is_asked_after_and_the_visit_ends() -> None:
    play = shown()
    play.answer()
    play.fire(Timer.IDLE)
    for _ in range(20):
        assert play.showing(s.CountdownScreen)
        play.fire(Timer.COUNTDOWN)
    assert play.ended().reason is EndReason.WALKED_AWAY


def test_a_code_scanned_during_the_countdown_is_a_sign_of_life() -> None:
    play = Play()
    play.touch(Start())
    play.fire(Timer.IDLE)
    play.happen(CodeScanned(SLIP))
    assert play.showing(s.CodeLookupScreen)
