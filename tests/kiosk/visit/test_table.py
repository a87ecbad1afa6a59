"""What an event does to a visit and to the screen, as a table to be read from left to right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from devices.cards.events import CardLifted, CardLocked, CardNotRead, CardPlaced, CardRead, Insertion
from devices.ports import CodeScanned
from devices.status import DeviceKind, Outlet
from kiosk.visit import actions as a
from kiosk.visit import effects as e
from kiosk.visit import screens as s
from kiosk.visit.events import (
    Event,
    HandlerFailed,
    PaperPresented,
    PaperTaken,
    PortalAnswered,
    PortalFailed,
    PrintAdvanced,
    PrintFailed,
    PrintStage,
    PrintUncertain,
    Timer,
    TimerFired,
    Touched,
    Wiped,
)
from kiosk.visit.identity import Factor, Way
from kiosk.visit.person import Person
from kiosk.visit.register import CasesFound, LicencesFound, LicenceState, PersonKnown
from kiosk.visit.state import Ending, Serving
from tests.kiosk.visit.playing import ALL_WELL, MRZ, OTHER, PLACE, SLOT, ZHANG, Play, licence, proof

PROOF, CARD, PROGRESS, DETAIL = "property-count-proof", "senior-card", "case-progress", "property-detail-proof"
SLIP = "https://county.example/resume/ABCDEFGH"
NEXT = Insertion(DeviceKind.IDENTITY_READER, 2)
Given = Callable[[], Play]
Happens = Callable[[Play], Event]


# Given: a visit brought to a state.


def attract() -> Play:
    return Play()


def home() -> Play:
    play = Play()
    play.touch(a.Start())
    return play


def guide(service: str = PROOF) -> Given:
    return lambda: Play().open(service)


def consent() -> Play:
    play = Play().open(PROOF)
    play.touch(a.Forward())
    return play


def identify() -> Play:
    play = consent()
    play.touch(a.Forward())
    return play


def reading() -> Play:
    play = identify()
    play.happen(CardPlaced(PLACE))
    return play


def locked() -> Play:
    play = reading()
    play.happen(CardLocked(PLACE))
    return play


def progress() -> Play:
    return Play().asked_who(PROGRESS)


def phone() -> Play:
    play = progress()
    play.touch(a.ChooseWay(Way.PHONE_CODE))
    return play


def verifying() -> Play:
    play = phone()
    play.happen(CodeScanned("code-1"))
    return play


def detail() -> Play:
    return Play().identify(DETAIL)


def proving() -> Play:
    play = detail()
    play.touch(a.Forward())
    return play


def confirm() -> Play:
    return Play().identify(PROOF)


def asking(service: str) -> Given:
    def given() -> Play:
        play = Play().identify(service)
        play.touch(a.Forward())
        return play

    return given


def asking_while_the_card_is_away() -> Play:
    play = asking(PROOF)()
    play.lift()
    return play


def choosing(service: str) -> Given:
    return lambda: Play().choose(service)


def review(service: str) -> Given:
    return lambda: Play().review(service)


def card_away() -> Play:
    play = Play().review(PROOF)
    play.lift()
    return play


def card_laid_back() -> Play:
    play = card_away()
    play.happen(CardPlaced(NEXT))
    return play


def issuing() -> Play:
    play = Play().review(PROOF)
    play.touch(a.Forward())
    return play


def issuing_without_card() -> Play:
    play = issuing()
    play.lift()
    return play


def printing(service: str = PROOF) -> Given:
    return lambda: Play().print_sheet(service)


def slip() -> Play:
    play = Play().print_sheet(PROOF)
    play.print_out()
    return play


def no_slip() -> Play:
    play = slip()
    play.happen(PrintFailed(play.only(e.PrintSlip).ticket, "RECEIPT_PRINTER_PAPER_OUT"))
    return play


def stopped() -> Play:
    play = asking(PROOF)()
    play.happen(PortalFailed(play.only(e.AskPortal).ticket, "PORTAL_TIMEOUT"))
    return play


def ending() -> Play:
    return Play().end(PROOF)


def ending_all_taken() -> Play:
    play = Play().end(PROOF)
    play.take()
    play.lift()
    return play


def rating() -> Play:
    play = ending_all_taken()
    play.wiped()
    return play


def countdown() -> Play:
    play = Play().identify(PROOF)
    play.fire(Timer.IDLE)
    return play


def countdown_before_a_card() -> Play:
    play = identify()
    play.fire(Timer.IDLE)
    return play


# When: an event made for the visit as it stands.


def touch(action: a.Action) -> Happens:
    return lambda play: Touched(action)


def just(event: Event) -> Happens:
    return lambda play: event


def ticket(play: Play) -> int:
    """The ticket that the present step waits for."""
    assert isinstance(play.visit.phase, Serving)
    found = getattr(play.visit.phase.step, "ticket", None)
    assert isinstance(found, int)
    return found


def no_licences(play: Play) -> Event:
    return PortalAnswered(ticket(play), LicencesFound(()))


def none_valid(play: Play) -> Event:
    expired = replace(licence("senior-card"), state=LicenceState.EXPIRED)
    return PortalAnswered(ticket(play), LicencesFound((expired,)))


def no_cases(play: Play) -> Event:
    return PortalAnswered(ticket(play), CasesFound(()))


def issued(play: Play) -> Event:
    return PortalAnswered(ticket(play), proof(ZHANG.id_number))


def issued_to_another(play: Play) -> Event:
    return PortalAnswered(ticket(play), proof(OTHER.id_number))


def portal_fails(play: Play) -> Event:
    return PortalFailed(ticket(play), "PORTAL_TIMEOUT")


def known(play: Play) -> Event:
    return PortalAnswered(ticket(play), PersonKnown(Person.from_card(ZHANG)))


def an_old_answer(play: Play) -> Event:
    return PortalAnswered(ticket(play) - 1, proof(ZHANG.id_number))


def patience_ends(play: Play) -> Event:
    return TimerFired(Timer.PATIENCE, ticket(play))


def stage(play: Play) -> Event:
    return PrintAdvanced(ticket(play), PrintStage.CHECKED)


def out(outlet: Outlet) -> Happens:
    return lambda play: PaperPresented(ticket(play), outlet)


def print_fails(play: Play) -> Event:
    return PrintFailed(ticket(play), "CERTIFICATE_PRINTER_JAM")


def print_uncertain(play: Play) -> Event:
    return PrintUncertain(ticket(play), "CERTIFICATE_PRINTER_JAM")


def idle(play: Play) -> Event:
    return TimerFired(Timer.IDLE, play.visit.idle_ticket)


def an_old_idle(play: Play) -> Event:
    return TimerFired(Timer.IDLE, play.visit.idle_ticket - 1)


def tick(play: Play) -> Event:
    return TimerFired(Timer.COUNTDOWN, play.visit.idle_ticket)


def card_back_over(play: Play) -> Event:
    assert isinstance(play.visit.phase, Serving)
    assert play.visit.phase.card_back is not None
    return TimerFired(Timer.CARD_BACK, play.visit.phase.card_back)


def remind(play: Play) -> Event:
    assert isinstance(play.visit.phase, Ending)
    return TimerFired(Timer.REMIND, play.visit.phase.remind_ticket)


def wiped(play: Play) -> Event:
    return Wiped(play.visit.number, "key-2")


def an_old_wiped(play: Play) -> Event:
    return Wiped(play.visit.number - 1, "key-0")


@dataclass(frozen=True)
class Row:
    """Given a state, when an event happens, then this screen is shown and these effects are asked for."""

    given: Given
    when: Happens
    then: type[s.Screen]
    effects: tuple[type[e.Effect], ...] = ()


IDLE = e.StartTimer
END = (e.StopTimer,) * len(Timer) + (e.Wipe,)
STOP = (e.NoteResume, e.CallStaff)
CODE_TAKEN = (e.AskPortal, e.StartTimer, e.CallAttention)
REMIND = (e.CallAttention, e.StartTimer)
REST = (e.StopTimer, e.ArmScanner)
UNFORESEEN = just(HandlerFailed("A1B2C3"))
LIFTED = just(CardLifted(PLACE))

TABLE = (
    Row(attract, touch(a.Start()), s.HomeScreen, (IDLE,)),
    Row(attract, just(CardPlaced(PLACE)), s.HomeScreen, (IDLE,)),
    Row(attract, touch(a.Open(CARD)), s.GuideScreen, (e.DisarmScanner, IDLE)),
    Row(attract, just(CodeScanned(SLIP)), s.CodeLookupScreen, (e.AskPortal, IDLE)),
    Row(attract, just(CodeScanned("anything")), s.CodeLookupScreen, (IDLE,)),
    Row(home, just(CodeScanned(SLIP)), s.CodeLookupScreen, (e.AskPortal, IDLE)),
    Row(home, touch(a.Open(PROOF)), s.GuideScreen, (e.DisarmScanner, IDLE)),
    Row(home, touch(a.Open("no-such-service")), s.HomeScreen, (IDLE,)),
    Row(home, touch(a.ShowAll()), s.ListScreen, (IDLE,)),
    Row(home, touch(a.EndVisit()), s.WipingScreen, (*END, e.DisarmScanner)),
    Row(home, idle, s.CountdownScreen, (e.CallAttention, e.StartTimer)),
    Row(home, an_old_idle, s.HomeScreen),
    Row(guide(), touch(a.Back()), s.HomeScreen, (e.ArmScanner, IDLE)),
    Row(guide(), touch(a.Forward()), s.ConsentScreen, (IDLE,)),
    Row(consent, touch(a.Forward()), s.IdentifyScreen, (IDLE,)),
    Row(consent, touch(a.EndVisit()), s.WipingScreen, END),
    Row(identify, just(CardPlaced(PLACE)), s.IdentifyScreen, (e.ReadCard, IDLE)),
    Row(identify, touch(a.Back()), s.ConsentScreen, (IDLE,)),
    Row(reading, just(CardRead(PLACE, ZHANG)), s.ConfirmScreen, (e.HideInLog, e.CallAttention, IDLE)),
    Row(identify, touch(a.ChooseWay(Way.SOCIAL_CARD)), s.IdentifyScreen, (IDLE,)),
    Row(identify, touch(a.ChooseWay(Way.PHONE_CODE)), s.IdentifyScreen, (IDLE,)),
    Row(progress, touch(a.ChooseWay(Way.PHONE_CODE)), s.ScanCodeScreen, (e.ArmScanner, IDLE)),
    Row(phone, just(CodeScanned("code-1")), s.ScanCodeScreen, (*CODE_TAKEN, e.DisarmScanner, IDLE)),
    Row(phone, just(CardPlaced(PLACE)), s.IdentifyScreen, (e.ReadCard, e.DisarmScanner, IDLE)),
    Row(phone, touch(a.Back()), s.IdentifyScreen, (e.DisarmScanner, IDLE)),
    Row(verifying, known, s.ConfirmScreen, (e.StopTimer, e.HideInLog, IDLE)),
    Row(verifying, portal_fails, s.ScanCodeScreen, (e.StopTimer, e.ArmScanner, IDLE)),
    Row(verifying, patience_ends, s.WaitingScreen, (IDLE,)),
    Row(reading, just(CardLocked(PLACE)), s.UnlockScreen, (e.ArmScanner, IDLE)),
    Row(locked, just(CodeScanned(MRZ)), s.UnlockScreen, (e.ReadCard, e.DisarmScanner, IDLE)),
    Row(locked, just(CodeScanned("anything")), s.UnlockScreen, (IDLE,)),
    Row(locked, LIFTED, s.IdentifyScreen, (e.DisarmScanner, IDLE)),
    Row(detail, touch(a.Forward()), s.ProveItScreen, (IDLE,)),
    Row(proving, touch(a.ChooseFactor(Factor.ONE_TIME_CODE)), s.ProveItScreen, (e.AskPortal, e.StartTimer, IDLE)),
    Row(proving, touch(a.ChooseFactor(Factor.FACE)), s.MatchingScreen, (e.MatchPerson, IDLE)),
    Row(proving, LIFTED, s.CardBackScreen, (e.StartTimer,)),
    Row(reading, just(CardRead(NEXT, ZHANG)), s.IdentifyScreen, (IDLE,)),
    Row(reading, just(CardNotRead(PLACE, "CARD_WRONG_KIND")), s.IdentifyScreen, (IDLE,)),
    Row(reading, LIFTED, s.IdentifyScreen, (IDLE,)),
    Row(confirm, touch(a.Forward()), s.WaitingScreen, (e.AskPortal, e.StartTimer, IDLE)),
    Row(confirm, touch(a.NotMe()), s.TakeScreen, (*END, *REMIND)),
    Row(confirm, LIFTED, s.CardBackScreen, (e.StartTimer,)),
    Row(confirm, just(CardPlaced(SLOT)), s.ConfirmScreen, (e.ReadCard, IDLE)),
    Row(confirm, just(CardRead(SLOT, OTHER)), s.TakeScreen, (*END, *REMIND)),
    Row(confirm, just(CardLocked(SLOT)), s.TakeScreen, (*END, *REMIND)),
    Row(confirm, just(CardNotRead(SLOT, "CARD_NOT_READABLE")), s.ConfirmScreen),
    Row(asking(PROOF), portal_fails, s.StoppedScreen, (*STOP, IDLE)),
    Row(asking(PROOF), an_old_answer, s.WaitingScreen, (IDLE,)),
    Row(asking(PROOF), patience_ends, s.WaitingScreen, (IDLE,)),
    Row(asking(PROOF), issued, s.StoppedScreen, (*STOP, IDLE)),
    Row(asking(CARD), no_licences, s.StoppedScreen, (*STOP, IDLE)),
    Row(asking(CARD), none_valid, s.StoppedScreen, (*STOP, IDLE)),
    Row(asking(PROGRESS), no_cases, s.StoppedScreen, (*STOP, IDLE)),
    Row(choosing(PROOF), touch(a.Toggle("p1")), s.ChoosePropertiesScreen, (IDLE,)),
    Row(choosing(PROOF), touch(a.Forward()), s.ChoosePropertiesScreen, (IDLE,)),
    Row(choosing(CARD), touch(a.Forward()), s.ReviewScreen, (IDLE,)),
    Row(choosing(PROGRESS), touch(a.Toggle("C1")), s.ChooseOneScreen, (IDLE,)),
    Row(review(PROOF), touch(a.Forward()), s.PrintingScreen, (e.AskPortal, e.StopTimer)),
    Row(review(PROOF), touch(a.ChangeCopies(1)), s.ReviewScreen, (IDLE,)),
    Row(review(PROOF), touch(a.Back()), s.ChoosePropertiesScreen, (IDLE,)),
    Row(review(CARD), touch(a.Forward()), s.PrintingScreen, (e.AskPortal, e.StopTimer)),
    Row(review(PROGRESS), touch(a.Forward()), s.PrintingSlipScreen, (e.PrintSlip, e.StopTimer)),
    Row(review(PROGRESS), touch(a.SkipSlip()), s.TakeScreen, (*END, *REMIND)),
    Row(card_away, just(CardPlaced(NEXT)), s.CardBackScreen, (e.ReadCard, IDLE)),
    Row(card_laid_back, just(CardRead(NEXT, ZHANG)), s.ReviewScreen, (e.StopTimer, IDLE)),
    Row(card_away, just(CardRead(NEXT, OTHER)), s.WipingScreen, END),
    Row(card_away, card_back_over, s.WipingScreen, END),
    Row(card_away, touch(a.Forward()), s.CardBackScreen, (IDLE,)),
    Row(card_away, touch(a.EndVisit()), s.WipingScreen, END),
    Row(asking_while_the_card_is_away, portal_fails, s.StoppedScreen, (e.StopTimer, *STOP, IDLE)),
    Row(issuing, issued, s.PrintingScreen, (e.PrintProof,)),
    Row(issuing, issued_to_another, s.StoppedScreen, (*STOP, e.StopTerminal, IDLE)),
    Row(issuing, portal_fails, s.StoppedScreen, (*STOP, IDLE)),
    Row(issuing, touch(a.EndVisit()), s.PrintingScreen),
    Row(issuing_without_card, issued, s.StoppedScreen, (*STOP, IDLE)),
    Row(printing(), stage, s.PrintingScreen),
    Row(printing(), touch(a.EndVisit()), s.PrintingScreen),
    Row(printing(), LIFTED, s.PrintingScreen),
    Row(printing(), just(CardRead(SLOT, OTHER)), s.TakeScreen, (*END, *REMIND)),
    Row(printing(), out(Outlet.CERTIFICATE), s.PrintingSlipScreen, (e.PrintSlip,)),
    Row(printing(), print_fails, s.StoppedScreen, (*STOP, IDLE)),
    Row(printing(CARD), print_uncertain, s.StoppedScreen, (*STOP, IDLE)),
    Row(slip, out(Outlet.RECEIPT), s.TakeScreen, (*END, *REMIND)),
    Row(slip, print_fails, s.NoSlipScreen, (IDLE,)),
    Row(no_slip, touch(a.Forward()), s.TakeScreen, (*END, *REMIND)),
    Row(stopped, touch(a.PrintSlip()), s.PrintingSlipScreen, (e.PrintSlip, e.StopTimer)),
    Row(stopped, touch(a.EndVisit()), s.TakeScreen, (*END, *REMIND)),
    Row(stopped, LIFTED, s.StoppedScreen),
    Row(countdown, tick, s.CountdownScreen, (e.StartTimer,)),
    Row(countdown, touch(a.Stay()), s.ConfirmScreen, (e.StopTimer, IDLE)),
    Row(countdown, touch(a.Forward()), s.ConfirmScreen, (e.StopTimer, IDLE)),
    Row(countdown_before_a_card, just(CardPlaced(PLACE)), s.IdentifyScreen, (e.ReadCard, e.StopTimer, IDLE)),
    Row(countdown, touch(a.NextTextSize()), s.ConfirmScreen, (e.StopTimer, IDLE)),
    Row(countdown, touch(a.CallHelp()), s.HelpScreen, (e.CallStaff, e.CallAttention, e.StopTimer, IDLE)),
    Row(countdown, touch(a.EndVisit()), s.TakeScreen, (*END, *REMIND)),
    Row(countdown, LIFTED, s.CountdownScreen, (e.StartTimer,)),
    Row(ending, just(PaperTaken(Outlet.RECEIPT)), s.TakeScreen),
    Row(ending, LIFTED, s.TakeScreen),
    Row(ending, remind, s.TakeScreen, REMIND),
    Row(ending, wiped, s.TakeScreen),
    Row(ending, UNFORESEEN, s.TakeScreen, (e.CallStaff,)),
    Row(ending_all_taken, wiped, s.RateScreen, (e.StopTimer, IDLE)),
    Row(ending_all_taken, an_old_wiped, s.WipingScreen),
    Row(rating, touch(a.Rate(a.RatingLevel.DISSATISFIED)), s.AttractScreen, (e.SendRating, *REST)),
    Row(rating, touch(a.SkipRating()), s.AttractScreen, REST),
    Row(rating, idle, s.AttractScreen, REST),
    Row(rating, just(CardPlaced(PLACE)), s.HomeScreen, (*REST, IDLE)),
    Row(rating, touch(a.Forward()), s.RateScreen),
    Row(attract, UNFORESEEN, s.FaultScreen, (*END, e.StartTimer, e.CallStaff, e.DisarmScanner)),
    Row(identify, UNFORESEEN, s.FaultScreen, (*END, e.StartTimer, e.CallStaff)),
    Row(confirm, UNFORESEEN, s.TakeScreen, (*END, *REMIND, e.CallStaff)),
    Row(printing(), UNFORESEEN, s.TakeScreen, (*END, *REMIND, e.CallStaff)),
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{TABLE.index(row) + 1}-{row.then.__name__}")
def test_an_event_leads_to_its_screen_and_effects(row: Row) -> None:
    play = row.given()
    effects = play.happen(row.when(play))
    assert type(play.screen) is row.then
    assert tuple(type(effect) for effect in effects) == row.effects


def test_an_alarm_stands_before_everything_but_an_ending() -> None:
    for given, screen in ((home, s.OutOfServiceScreen), (countdown, s.OutOfServiceScreen), (ending, s.TakeScreen)):
        play = given()
        play.now = replace(ALL_WELL, alarm="PRINT_HOLDER_MISMATCH")
        assert type(play.screen) is screen


def test_help_stands_before_a_countdown_and_an_ending_and_leads_back() -> None:
    for given, screen in ((countdown, s.ConfirmScreen), (ending, s.TakeScreen)):
        play = given()
        play.touch(a.CallHelp())
        assert not play.showing(s.HelpScreen).frame.may_end
        play.touch(a.LeaveHelp())
        assert type(play.screen) is screen
