"""A travel document that was lifted and laid down again: its key was kept nowhere, so it is asked for once more."""

from __future__ import annotations

import pytest

from devices.cards.contents import CardContents
from devices.cards.events import CardLocked, CardNotRead, CardPlaced, CardRead, Insertion
from devices.ports import CodeScanned
from devices.status import DeviceKind
from kiosk.visit import screens as s
from kiosk.visit.actions import Back, EnterMrz
from kiosk.visit.effects import ArmScanner, DisarmScanner, ReadCard, StartTimer, StopTimer
from kiosk.visit.events import Timer, TimerFired
from kiosk.visit.state import EndReason
from tests.kiosk.visit.playing import MRZ, OTHER, OTHER_PASSPORT, PLACE, SLOT, ZHANG, ZHANG_PASSPORT, Play
from tests.kiosk.visit.test_custody import by_document, reviewing
from tests.kiosk.visit.test_identity import KEY

BACK = Insertion(DeviceKind.CARD_READER, 2)


def document_back() -> Play:
    """A travel document was lifted and laid down again, and wants its key once more."""
    play = by_document()
    play.lift(SLOT)
    assert play.showing(s.CardBackScreen)
    play.happen(CardPlaced(BACK))
    play.happen(CardLocked(BACK))
    return play


def test_a_document_that_comes_back_is_asked_for_its_key_once_more_and_leads_on() -> None:
    play = document_back()
    assert play.showing(s.UnlockScreen)
    assert play.only(ArmScanner)
    assert StopTimer(Timer.CARD_BACK) in play.effects
    play.touch(EnterMrz(KEY))
    assert play.only(ReadCard) == ReadCard(BACK, KEY)
    assert play.showing(s.UnlockScreen).reading
    play.happen(CardRead(BACK, ZHANG_PASSPORT))
    assert play.showing(s.ConfirmScreen)
    play.lift(BACK)
    assert play.showing(s.CardBackScreen)


def test_its_printed_lines_can_be_scanned() -> None:
    play = document_back()
    play.happen(CodeScanned("anything"))
    assert play.showing(s.UnlockScreen).notice is not None
    play.happen(CodeScanned(MRZ))
    assert play.only(ReadCard) == ReadCard(BACK, KEY)


@pytest.mark.parametrize("card", [OTHER_PASSPORT, ZHANG, OTHER])
def test_another_document_that_opens_ends_the_visit(card: CardContents) -> None:
    play = document_back()
    play.touch(EnterMrz(KEY))
    play.happen(CardRead(BACK, card))
    assert play.ended().reason is EndReason.CARD_SWAPPED


def test_a_second_document_or_an_expired_one_ends_it_too() -> None:
    for event in (CardLocked(PLACE), CardNotRead(BACK, "CARD_EXPIRED")):
        play = document_back()
        play.touch(EnterMrz(KEY))
        play.happen(event)
        assert play.ended().reason is EndReason.CARD_SWAPPED


def test_after_three_wrong_keys_or_back_the_document_counts_as_lifted() -> None:
    play = document_back()
    for tries in range(3):
        assert play.showing(s.UnlockScreen).notice is None or tries
        play.touch(EnterMrz(KEY))
        play.happen(CardNotRead(BACK, "CARD_NOT_READABLE"))
    assert play.ended().reason is EndReason.CARD_LIFTED
    play = document_back()
    play.touch(Back())
    assert play.ended().reason is EndReason.CARD_LIFTED


def test_a_document_that_is_lifted_again_is_waited_for_anew() -> None:
    play = document_back()
    play.lift(BACK)
    assert play.showing(s.CardBackScreen)
    assert play.only(StartTimer).timer is Timer.CARD_BACK
    assert play.only(DisarmScanner)


def test_the_old_wait_does_not_end_a_visit_whose_document_is_being_opened() -> None:
    play = by_document()
    play.lift(SLOT)
    ticket = play.only(StartTimer).ticket
    play.happen(CardPlaced(BACK))
    play.happen(CardLocked(BACK))
    play.happen(TimerFired(Timer.CARD_BACK, ticket))
    assert play.showing(s.UnlockScreen)


def test_a_document_that_wants_a_key_again_gets_one() -> None:
    play = document_back()
    play.touch(EnterMrz(KEY))
    play.happen(CardLocked(BACK))
    assert not play.showing(s.UnlockScreen).reading


def test_who_came_by_a_card_is_not_led_on_by_a_document() -> None:
    play = reviewing()
    play.lift()
    play.happen(CardPlaced(BACK))
    play.happen(CardLocked(BACK))
    assert play.ended().reason is EndReason.CARD_SWAPPED
