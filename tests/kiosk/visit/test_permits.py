"""Which touches a screen offers: every screen, every action."""

from __future__ import annotations

from typing import get_args

import pytest

from devices.cards.access import CanKey, MrzKey
from kiosk.bilingual import Language
from kiosk.catalogue.service import Theme, Verb
from kiosk.visit import actions as a
from kiosk.visit.identity import Factor, Way
from kiosk.visit.permits import AID, OFFERED, permits
from kiosk.visit.preferences import Preferences
from kiosk.visit.register import MatterFound, PickupFound
from kiosk.visit.screens import (
    AnswerScreen,
    AttractScreen,
    CodeLookupScreen,
    FaultScreen,
    Frame,
    GuideScreen,
    IdentifyScreen,
    MatchingScreen,
    NamePersonScreen,
    OneTimeCodeScreen,
    OutOfServiceScreen,
    Pause,
    PrintingScreen,
    ProveItScreen,
    ScanCodeScreen,
    Screen,
    SignInScreen,
    StoppedScreen,
    TakeScreen,
    UnlockScreen,
)
from kiosk.visit.state import EndReason
from tests.kiosk.visit.playing import HOUSE, case

ACTIONS: tuple[a.Action, ...] = (
    a.Start(),
    a.ShowVerb(Verb.ASK),
    a.ShowTheme(Theme.HOUSING),
    a.ShowAll(),
    a.Open("senior-card"),
    a.Turn(1),
    a.Forward(),
    a.Back(),
    a.NotMe(),
    a.ChooseWay(Way.PHONE_CODE),
    a.ChooseFactor(Factor.FACE),
    a.EnterMrz(MrzKey(number="E00000017", birth="500101", expiry="350101")),
    a.EnterCan(CanKey("123456")),
    a.EnterOneTimeCode("123456"),
    a.SendAgain(),
    a.SignIn("0007", "1234"),
    a.NameResident("430922195001010025"),
    a.Type(),
    a.Toggle("p1"),
    a.ToggleAll(),
    a.ChangeCopies(1),
    a.SkipSlip(),
    a.PrintSlip(),
    a.TookPapers(),
    a.Stay(),
    a.EndVisit(),
    a.Rate(a.RatingLevel.SATISFIED),
    a.SkipRating(),
    a.ChooseLanguage(Language.ENGLISH),
    a.NextTextSize(),
    a.NextContrast(),
    a.ToggleVoice(),
    a.ToggleLowReach(),
    a.CallHelp(),
    a.LeaveHelp(),
)
FRAME = Frame(preferences=Preferences(), may_speak=True)
SERVICE = HOUSE.catalogue.services[0]
FAILURE = HOUSE.failures.find("LINE_DOWN")


MATTER = MatterFound("senior-card", case("C1").title, case("C1").promised)
PICKUP = PickupFound(case("C1").title, True, case("C1").department, case("C1").promised)


def one_time_code(*others: Factor) -> OneTimeCodeScreen:
    return OneTimeCodeScreen(FRAME, "139＊＊＊＊0001", False, None, others)


def stopped(*, slip_possible: bool) -> StoppedScreen:
    return StoppedScreen(
        frame=FRAME,
        service=SERVICE,
        failure=FAILURE,
        uncertain=False,
        resume_code="ABCDEFGH",
        slip_possible=slip_possible,
        slip_failure=None,
    )


def take(*, by_word: bool) -> TakeScreen:
    return TakeScreen(
        frame=FRAME, reason=EndReason.DONE, things=(), sheet=None, bell_s=None, by_word=by_word, reminded=False
    )


def test_the_actions_of_this_table_are_all_there_are() -> None:
    assert {type(action) for action in ACTIONS} == set(get_args(a.Action))


def test_every_screen_says_what_it_offers() -> None:
    assert set(OFFERED) == set(get_args(Screen))


@pytest.mark.parametrize(
    ("screen", "offered"),
    [
        (AttractScreen(FRAME, 3, 0), {a.Start}),
        (GuideScreen(FRAME, SERVICE, None, ()), {a.Back, a.Forward}),
        (GuideScreen(FRAME, SERVICE, Pause(FAILURE, None), ()), {a.Back}),
        (AnswerScreen(FRAME, case("C1"), True), {a.Back, a.Forward, a.SkipSlip, a.EndVisit}),
        (AnswerScreen(FRAME, case("C1"), False), {a.Back, a.SkipSlip, a.EndVisit}),
        (stopped(slip_possible=True), {a.PrintSlip, a.EndVisit}),
        (stopped(slip_possible=False), {a.EndVisit}),
        (PrintingScreen(FRAME, SERVICE, False, ()), set()),
        (IdentifyScreen(FRAME, Way.IDENTITY_CARD, (Way.PHONE_CODE,), False, None), {a.ChooseWay, a.Back, a.EndVisit}),
        (IdentifyScreen(FRAME, Way.IDENTITY_CARD, (Way.CLERK,), False, None), {a.Back, a.EndVisit}),
        (ScanCodeScreen(FRAME, False, None, (Way.CLERK,)), {a.Back, a.EndVisit}),
        (UnlockScreen(FRAME, False, None, True), {a.EnterMrz, a.EnterCan, a.Type, a.Back, a.EndVisit}),
        (SignInScreen(FRAME, False, None, False), {a.SignIn, a.Type, a.Back, a.EndVisit}),
        (NamePersonScreen(FRAME, "王秀英", False, None), {a.NameResident, a.Type, a.Back, a.EndVisit}),
        (ProveItScreen(FRAME, tuple(Factor), False, None), {a.ChooseFactor, a.EndVisit}),
        (ProveItScreen(FRAME, (Factor.CLERK,), False, None), {a.EndVisit}),
        (one_time_code(Factor.FACE), {a.EnterOneTimeCode, a.SendAgain, a.ChooseFactor, a.Type, a.EndVisit}),
        (one_time_code(), {a.EnterOneTimeCode, a.SendAgain, a.Type, a.EndVisit}),
        (MatchingScreen(FRAME, Factor.FINGERPRINT, (Factor.FACE,)), {a.ChooseFactor, a.EndVisit}),
        (MatchingScreen(FRAME, Factor.FINGERPRINT, ()), {a.EndVisit}),
        (CodeLookupScreen(FRAME, None, None), {a.Back}),
        (CodeLookupScreen(FRAME, MATTER, None), {a.Back, a.Forward}),
        (CodeLookupScreen(FRAME, PICKUP, None), {a.Back}),
        (take(by_word=False), set()),
        (take(by_word=True), {a.TookPapers}),
        (FaultScreen(FRAME, "A1B2C3"), set()),
        (OutOfServiceScreen(FRAME, FAILURE), set()),
    ],
)
def test_what_a_screen_offers_of_its_own(screen: Screen, offered: set[type]) -> None:
    permitted = {type(action) for action in ACTIONS if permits(screen, action)}
    assert permitted - set(AID) == offered


def test_the_aid_bar_works_on_every_residents_screen() -> None:
    for action in ACTIONS:
        if isinstance(action, AID):
            assert permits(PrintingScreen(FRAME, SERVICE, False, ()), action)
            assert not permits(AttractScreen(FRAME, 3, 0), action)
            assert not permits(OutOfServiceScreen(FRAME, FAILURE), action)


def test_nothing_is_read_aloud_where_nothing_can_speak() -> None:
    silent = PrintingScreen(Frame(preferences=Preferences()), SERVICE, False, ())
    assert not permits(silent, a.ToggleVoice())
    assert permits(silent, a.NextContrast())
