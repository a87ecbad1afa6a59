"""The session belongs to one insertion: what every other card means to a visit whose resident is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from devices.cards.contents import CardContents, CardKind
from devices.cards.events import CardLocked, CardNotRead, CardPlaced, CardRead, Insertion
from devices.ports import CodeScanned
from devices.status import DeviceKind
from kiosk.visit import screens as s
from kiosk.visit.actions import ChooseWay, EndVisit, EnterMrz, Forward, NameResident, SignIn
from kiosk.visit.effects import (
    CallAttention,
    CallStaff,
    CheckClerk,
    Cue,
    PrintProof,
    PrintSlip,
    ReadCard,
    StopTimer,
    Wipe,
)
from kiosk.visit.events import ClerkKnown, PortalFailed, Timer, TimerFired, Touched
from kiosk.visit.identity import Way
from kiosk.visit.state import PAPER_MOVING, AskingFor, Ending, EndReason, Serving, Stopped
from tests.kiosk.visit.playing import (
    CLERK,
    OTHER,
    OTHER_PASSPORT,
    SLOT,
    STAFFED,
    ZHANG,
    ZHANG_PASSPORT,
    ZHANG_SOCIAL,
    Play,
)
from tests.kiosk.visit.test_identity import KEY

PROOF, PROGRESS = "property-count-proof", "case-progress"
AGAIN = Insertion(DeviceKind.IDENTITY_READER, 2)
Given = Callable[[], Play]


def confirming() -> Play:
    return Play(now=STAFFED).identify(PROOF)


def asking() -> Play:
    play = confirming()
    play.touch(Forward())
    return play


def reviewing() -> Play:
    return Play(now=STAFFED).review(PROOF)


def issuing() -> Play:
    play = reviewing()
    play.touch(Forward())
    return play


def printing() -> Play:
    return Play(now=STAFFED).print_sheet(PROOF)


def slip() -> Play:
    play = printing()
    play.print_out()
    return play


def stopped() -> Play:
    play = asking()
    play.happen(PortalFailed(play.step(AskingFor).ticket, "PORTAL_TIMEOUT"))
    assert play.step(Stopped)
    return play


def by_phone() -> Play:
    play = Play(now=STAFFED).asked_who(PROGRESS)
    play.touch(ChooseWay(Way.PHONE_CODE))
    play.happen(CodeScanned("code-1"))
    play.answer()
    return play


def by_clerk() -> Play:
    play = Play(now=STAFFED).asked_who(PROGRESS)
    play.touch(ChooseWay(Way.CLERK))
    play.touch(SignIn(CLERK.number, "1234"))
    play.happen(ClerkKnown(play.only(CheckClerk).ticket, CLERK))
    play.touch(NameResident(ZHANG.id_number))
    play.answer()
    return play


def by_document() -> Play:
    play = Play(now=STAFFED).asked_who(PROOF)
    play.happen(CardPlaced(SLOT))
    play.happen(CardLocked(SLOT))
    play.touch(EnterMrz(KEY))
    play.happen(CardRead(SLOT, ZHANG_PASSPORT))
    return play


EVERYWHERE = (confirming, asking, reviewing, issuing, printing, slip, stopped)
NO_CARD = (by_phone, by_clerk)


def still_served(play: Play) -> bool:
    return isinstance(play.visit.phase, Serving)


@pytest.mark.parametrize("given", (*EVERYWHERE, *NO_CARD, by_document))
def test_a_card_laid_down_later_is_read(given: Given) -> None:
    play = given()
    later = Insertion(DeviceKind.CARD_READER, 9)
    play.happen(CardPlaced(later))
    assert play.only(ReadCard) == ReadCard(later)
    assert still_served(play)


@pytest.mark.parametrize("given", EVERYWHERE)
@pytest.mark.parametrize("card", [OTHER, ZHANG_SOCIAL, OTHER_PASSPORT])
def test_another_card_ends_the_visit_wherever_it_stands(given: Given, card: CardContents) -> None:
    play = given()
    play.place(card, SLOT)
    assert play.ended().reason is EndReason.CARD_SWAPPED
    assert play.only(Wipe)


@pytest.mark.parametrize("given", (*EVERYWHERE, *NO_CARD))
@pytest.mark.parametrize(
    "event",
    [
        CardLocked(SLOT),
        CardNotRead(SLOT, "CARD_EXPIRED"),
        CardNotRead(SLOT, "CARD_NOT_YET_VALID"),
        CardNotRead(SLOT, "CARD_NUMBER_INVALID"),
    ],
)
def test_a_document_that_tells_nothing_yet_and_a_card_refused_for_the_day_end_it_too(
    given: Given, event: CardLocked | CardNotRead
) -> None:
    play = given()
    play.happen(CardPlaced(SLOT))
    play.happen(event)
    assert play.ended().reason is EndReason.CARD_SWAPPED


@pytest.mark.parametrize("given", (*EVERYWHERE, *NO_CARD))
def test_a_card_that_cannot_be_read_does_not_end_it(given: Given) -> None:
    play = given()
    screen = play.screen
    play.happen(CardPlaced(SLOT))
    play.happen(CardNotRead(SLOT, "CARD_WRONG_KIND"))
    assert still_served(play)
    assert play.screen == screen


@pytest.mark.parametrize("given", [printing, slip])
def test_while_paper_is_moving_the_ending_waits_for_it(given: Given) -> None:
    play = given()
    ordered = play.effects
    play.place(OTHER, SLOT)
    play.lift(SLOT)
    play.lift()
    play.wiped()
    assert play.ended().printing is not None
    play.effects = ordered
    play.print_out()
    assert play.ended().printing is None
    assert play.showing(s.TakeScreen).reason is EndReason.CARD_SWAPPED


def test_leave_to_print_that_comes_after_another_card_prints_nothing() -> None:
    play = issuing()
    asked = play.effects
    play.place(OTHER, SLOT)
    play.effects = asked
    play.answer()
    assert play.none(PrintProof)
    assert play.ended().printing is None


# The resident's own card.


def test_the_same_card_may_come_back_on_another_insertion() -> None:
    play = reviewing()
    play.lift()
    play.place(ZHANG, AGAIN)
    assert play.showing(s.ReviewScreen)
    assert StopTimer(Timer.CARD_BACK) in play.effects
    play.lift(AGAIN)
    assert play.showing(s.CardBackScreen)


@pytest.mark.parametrize("card", [OTHER, ZHANG_SOCIAL, replace(ZHANG, kind=CardKind.RESIDENCE_PERMIT)])
def test_no_other_card_comes_back_for_it(card: CardContents) -> None:
    play = reviewing()
    play.lift()
    play.place(card, AGAIN)
    assert play.ended().reason is EndReason.CARD_SWAPPED


@pytest.mark.parametrize("event", [CardLocked(AGAIN), CardNotRead(AGAIN, "CARD_EXPIRED")])
def test_nor_does_a_card_that_says_nothing(event: CardLocked | CardNotRead) -> None:
    play = reviewing()
    play.lift()
    play.happen(CardPlaced(AGAIN))
    play.happen(event)
    assert play.ended().reason is EndReason.CARD_SWAPPED


def test_a_card_that_was_lifted_again_before_it_was_read_through_has_not_come_back() -> None:
    play = reviewing()
    play.lift()
    play.happen(CardPlaced(AGAIN))
    play.lift(AGAIN)
    play.happen(CardRead(AGAIN, ZHANG))
    assert play.showing(s.CardBackScreen)


def test_a_card_that_could_not_be_read_is_waited_for_further() -> None:
    play = reviewing()
    play.lift()
    play.happen(CardPlaced(AGAIN))
    play.happen(CardNotRead(AGAIN, "CARD_NOT_READABLE"))
    assert play.showing(s.CardBackScreen)


@pytest.mark.parametrize("given", [issuing, printing, slip, stopped])
def test_where_the_card_may_be_taken_it_may_also_come_back(given: Given) -> None:
    play = given()
    play.lift()
    play.place(ZHANG, AGAIN)
    assert still_served(play)


def test_a_card_that_came_back_before_leave_to_print_is_as_good_as_one_that_stayed() -> None:
    play = issuing()
    asked = play.effects
    play.lift()
    play.place(ZHANG, AGAIN)
    play.effects = asked
    play.answer()
    assert play.only(PrintProof)


def test_the_same_person_beside_their_own_card_is_another_card() -> None:
    play = reviewing()
    play.place(ZHANG, Insertion(DeviceKind.CARD_READER, 3))
    assert play.ended().reason is EndReason.CARD_SWAPPED


# Residents without a card.


@pytest.mark.parametrize("given", NO_CARD)
@pytest.mark.parametrize("card", [ZHANG, ZHANG_SOCIAL])
def test_who_came_without_a_card_may_lay_one_of_theirs_down_and_lift_it(given: Given, card: CardContents) -> None:
    play = given()
    screen = play.screen
    play.place(card, SLOT)
    assert play.screen == screen
    play.lift(SLOT)
    assert play.screen == screen


@pytest.mark.parametrize("given", NO_CARD)
@pytest.mark.parametrize("card", [OTHER, ZHANG_PASSPORT, OTHER_PASSPORT])
def test_another_persons_card_ends_their_visit(given: Given, card: CardContents) -> None:
    play = given()
    play.place(card, SLOT)
    assert play.ended().reason is EndReason.CARD_SWAPPED


# A card left lying.


def test_a_card_left_on_the_reader_is_announced_until_it_is_lifted() -> None:
    play = confirming()
    play.touch(EndVisit())
    assert play.only(CallAttention).cue is Cue.TAKE_YOUR_THINGS
    play.wiped()
    for reminder in range(1, 6):
        play.happen(TimerFired(Timer.REMIND, play.ended().remind_ticket))
        assert play.only(CallAttention).cue is Cue.TAKE_YOUR_THINGS
        staff = [effect.reason for effect in play.effects if isinstance(effect, CallStaff)]
        assert staff == (["CARD_LEFT_ON_READER"] if reminder == 2 else [])
        assert play.showing(s.TakeScreen).reminded
    play.lift()
    assert play.showing(s.AttractScreen)


def test_a_card_laid_down_while_the_visit_ends_keeps_the_terminal_until_it_is_lifted() -> None:
    play = confirming()
    play.touch(EndVisit())
    play.happen(CardPlaced(SLOT))
    play.lift()
    play.wiped()
    assert isinstance(play.visit.phase, Ending)
    play.lift(SLOT)
    assert play.showing(s.AttractScreen)


def test_of_two_cards_on_readers_of_one_kind_none_is_forgotten() -> None:
    """A contact slot and a contactless field are one device to the visit, and hold a card each."""
    contact, contactless = Insertion(DeviceKind.CARD_READER, 1), Insertion(DeviceKind.CARD_READER, 2)
    play = Play().asked_who(PROOF)
    play.place(ZHANG_SOCIAL, contact)
    play.place(OTHER_PASSPORT, contactless)
    assert play.ended().reason is EndReason.CARD_SWAPPED
    play.wiped()
    play.lift(contactless)
    assert play.showing(s.TakeScreen)
    play.lift(contact)
    assert play.showing(s.AttractScreen)


def test_a_card_laid_down_when_nothing_was_left_to_take_is_announced_too() -> None:
    play = by_clerk()
    play.touch(EndVisit())
    assert play.none(CallAttention)
    play.happen(CardPlaced(SLOT))
    assert play.only(CallAttention).cue is Cue.TAKE_YOUR_THINGS
    play.wiped()
    play.happen(TimerFired(Timer.REMIND, play.ended().remind_ticket))
    assert play.only(CallAttention).cue is Cue.TAKE_YOUR_THINGS


def test_a_card_laid_down_beside_the_rating_begins_the_next_visit() -> None:
    play = Play().end(PROOF)
    play.take()
    play.lift()
    play.wiped()
    assert play.showing(s.RateScreen)
    play.happen(CardPlaced(AGAIN))
    assert play.showing(s.HomeScreen)
    assert play.visit.number == 2


def test_paper_moves_only_in_steps_that_no_touch_ends() -> None:
    for given in (issuing, printing, slip):
        play = given()
        assert isinstance(play.visit.phase, Serving)
        assert isinstance(play.visit.phase.step, PAPER_MOVING)
        play.happen(Touched(EndVisit()))
        assert still_served(play)
    assert play.none(PrintSlip)
