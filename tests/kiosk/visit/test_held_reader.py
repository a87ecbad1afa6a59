"""A reader that another program holds: the resident is told, and need not wait for it."""

from __future__ import annotations

from dataclasses import replace

from devices.cards.events import CardPlaced, CardRead
from devices.status import DeviceFault, DeviceState, DeviceStatus
from kiosk.visit import screens as s
from kiosk.visit.actions import ChooseWay
from kiosk.visit.identity import Way
from kiosk.visit.state import ScanCode
from tests.kiosk.visit.playing import LONG_AGO, SLOT, STAFFED, ZHANG, ZHANG_SOCIAL, Play

OTHERS = tuple(status for status in STAFFED.devices if status.kind is not SLOT.reader)
BUSY = DeviceStatus(
    kind=SLOT.reader, state=DeviceState.BUSY, fault=DeviceFault(code="CARD_READER_BUSY"), since=LONG_AGO
)
HELD = replace(STAFFED, devices=(*OTHERS, BUSY))


def waiting_for_the_reader() -> Play:
    play = Play(now=HELD).asked_who("case-progress")
    play.happen(CardPlaced(SLOT))
    return play


def test_the_page_says_that_the_reader_is_held_and_bars_no_other_way() -> None:
    play = waiting_for_the_reader()
    page = play.showing(s.IdentifyScreen)
    assert not page.reading
    assert page.notice is not None
    assert page.notice.code == "CARD_READER_BUSY"
    play.touch(ChooseWay(Way.PHONE_CODE))
    assert play.step(ScanCode)


def test_a_card_on_another_reader_is_read_meanwhile() -> None:
    play = waiting_for_the_reader()
    play.place(ZHANG)
    assert play.showing(s.ConfirmScreen).way is Way.IDENTITY_CARD


def test_the_reading_goes_on_by_itself_once_the_reader_is_let_go() -> None:
    play = waiting_for_the_reader()
    play.now = STAFFED
    assert play.showing(s.IdentifyScreen).reading
    play.happen(CardRead(SLOT, ZHANG_SOCIAL))
    assert play.showing(s.ConfirmScreen).way is Way.SOCIAL_CARD


def test_a_card_that_is_being_read_is_not_given_up_for_another() -> None:
    play = waiting_for_the_reader()
    play.now = STAFFED
    play.place(ZHANG)
    assert play.showing(s.IdentifyScreen).reading
