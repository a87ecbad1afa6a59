"""Whole visits through the pure function."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest

from devices.cards.events import CardNotRead, CardPlaced, CardRead, Insertion
from devices.status import DeviceKind, Outlet
from kiosk.visit.actions import (
    Back,
    EndVisit,
    Forward,
    NotMe,
    Open,
    Rate,
    RatingLevel,
    SkipRating,
    SkipSlip,
    Start,
    Stay,
    Toggle,
)
from kiosk.visit.effects import (
    AskPortal,
    CallStaff,
    NoteResume,
    PrintCertificate,
    PrintProof,
    PrintSlip,
    ReadCard,
    SendRating,
    Wipe,
)
from kiosk.visit.events import (
    HandlerFailed,
    PaperPresented,
    PortalAnswered,
    PortalFailed,
    PrintFailed,
    PrintUncertain,
    Timer,
    TimerFired,
)
from kiosk.visit.screens import (
    AnswerScreen,
    AttractScreen,
    CardBackScreen,
    ConfirmScreen,
    CountdownScreen,
    FaultScreen,
    HomeScreen,
    IdentifyScreen,
    NoSlipScreen,
    PrintingScreen,
    RateScreen,
    ReviewScreen,
    StoppedScreen,
    TakeScreen,
    WipingScreen,
)
from kiosk.visit.state import Ending, EndReason, Serving
from tests.kiosk.visit.playing import HOUSE, OTHER, PLACE, ZHANG, Play, proof

PROOF, CARD, PROGRESS = "property-count-proof", "senior-card", "case-progress"


def test_a_resident_takes_a_proof_and_is_forgotten() -> None:
    play = Play().identify(PROOF)
    assert play.showing(ConfirmScreen).masked_name == "张＊＊"
    play.touch(Forward())
    play.answer()
    play.touch(Toggle("p1"))
    play.touch(Forward())
    assert play.showing(ReviewScreen).count == 1
    play.touch(Forward())
    play.answer()
    assert play.only(PrintProof).copies == 1
    play.print_out()
    slip = play.only(PrintSlip)
    assert "张桂兰" not in repr(slip)
    play.print_out()
    assert play.only(Wipe).number == 1
    assert {thing.outlet for thing in play.showing(TakeScreen).things} == {Outlet.CERTIFICATE, Outlet.RECEIPT, None}
    play.take()
    play.lift()
    assert play.showing(WipingScreen)
    play.wiped()
    assert play.showing(RateScreen)
    play.touch(Rate(RatingLevel.SATISFIED))
    assert play.only(SendRating).level is RatingLevel.SATISFIED
    assert play.showing(AttractScreen).frame.masked_name is None
    assert play.visit.number == 2


def test_a_certificate_is_granted_and_printed_for_its_holder() -> None:
    play = Play().print_sheet(CARD)
    order = play.only(PrintCertificate)
    assert order.holder_hash == order.grant.holder_hash
    assert play.showing(PrintingScreen).certificate


def test_progress_is_shown_and_the_slip_may_be_left_out() -> None:
    play = Play().review(PROGRESS)
    assert play.showing(AnswerScreen).case.number == "C1"
    play.touch(SkipSlip())
    assert isinstance(play.visit.phase, Ending)
    assert play.none(PrintSlip)


def test_nothing_of_the_resident_is_in_the_state_once_the_visit_ends() -> None:
    play = Play().end(PROOF)
    held = str(vars_of(play.visit))
    assert ZHANG.name not in held
    assert ZHANG.id_number not in held


def test_the_wrong_holder_of_a_proof_stops_before_paper() -> None:
    play = Play().review(PROOF)
    play.touch(Forward())
    play.happen(PortalAnswered(play.only(AskPortal).ticket, proof(OTHER.id_number)))
    assert play.none(PrintProof)
    assert play.showing(StoppedScreen).failure.code in ("PRINT_HOLDER_MISMATCH", "TERMINAL_UNFORESEEN")
    assert play.only(CallStaff).reason == "PRINT_HOLDER_MISMATCH"


def test_a_card_lifted_before_the_portal_answers_prints_nothing() -> None:
    play = Play().review(PROOF)
    asked = play.touch(Forward())
    play.lift()
    play.effects = asked
    play.answer()
    assert play.none(PrintProof)
    assert play.showing(StoppedScreen)


def test_a_card_lifted_early_may_come_back() -> None:
    play = Play().review(PROOF)
    play.lift()
    assert play.showing(CardBackScreen)
    play.place(ZHANG, insertion=PLACE.__class__(PLACE.reader, 2))
    assert play.showing(ReviewScreen)


def test_another_card_after_identification_ends_the_visit() -> None:
    play = Play().review(PROOF)
    play.lift()
    play.place(OTHER, insertion=PLACE.__class__(PLACE.reader, 2))
    assert isinstance(play.visit.phase, Ending)
    assert play.visit.phase.reason is EndReason.CARD_SWAPPED


def test_a_card_that_does_not_come_back_ends_the_visit() -> None:
    play = Play().review(PROOF)
    play.lift()
    assert isinstance(play.visit.phase, Serving)
    ticket = play.visit.phase.card_back
    assert ticket is not None
    play.happen(TimerFired(Timer.CARD_BACK, ticket))
    assert isinstance(play.visit.phase, Ending)
    assert play.visit.phase.reason is EndReason.CARD_LIFTED


def test_not_me_leads_nowhere() -> None:
    play = Play().identify(PROOF)
    play.touch(NotMe())
    assert isinstance(play.visit.phase, Ending)
    assert play.visit.phase.rating_token is None


def test_a_portal_that_fails_midway_stops_with_a_resume_code() -> None:
    play = Play().identify(PROOF)
    play.touch(Forward())
    play.happen(PortalFailed(play.only(AskPortal).ticket, "PORTAL_UNREACHABLE"))
    screen = play.showing(StoppedScreen)
    assert play.only(NoteResume).resume_code == screen.resume_code
    assert len(screen.resume_code) == 8


def test_a_jam_stops_and_an_uncertain_sheet_is_said_to_be_uncertain() -> None:
    play = Play().print_sheet(CARD)
    play.happen(PrintUncertain(play.only(PrintCertificate).ticket, "CERTIFICATE_PRINTER_JAM"))
    assert play.showing(StoppedScreen).uncertain
    play = Play().print_sheet(CARD)
    play.happen(PrintFailed(play.only(PrintCertificate).ticket, "CERTIFICATE_PRINTER_JAM"))
    assert not play.showing(StoppedScreen).uncertain


def test_a_slip_that_fails_does_not_undo_what_is_done() -> None:
    play = Play().print_sheet(PROOF)
    play.print_out()
    play.happen(PrintFailed(play.only(PrintSlip).ticket, "RECEIPT_PRINTER_PAPER_OUT"))
    assert play.showing(NoSlipScreen).case_number
    play.touch(Forward())
    assert isinstance(play.visit.phase, Ending)
    assert play.visit.phase.rating_token is not None


def test_walking_away_is_asked_about_and_then_wiped() -> None:
    play = Play().identify(PROOF)
    play.fire(Timer.IDLE)
    assert play.showing(CountdownScreen).left == 20
    for _ in range(20):
        play.fire(Timer.COUNTDOWN)
    assert isinstance(play.visit.phase, Ending)
    assert play.visit.phase.reason is EndReason.WALKED_AWAY
    assert play.only(Wipe)


def test_any_touch_stops_the_countdown() -> None:
    play = Play().identify(PROOF)
    play.fire(Timer.IDLE)
    play.fire(Timer.COUNTDOWN)
    play.touch(Stay())
    assert play.showing(ConfirmScreen)


def test_the_visit_cannot_be_ended_or_idle_while_paper_is_moving() -> None:
    play = Play().print_sheet(PROOF)
    assert play.visit.idle_ticket == 0
    assert not play.showing(PrintingScreen).frame.may_end


def test_papers_that_stay_are_reminded_of_and_then_staff_are_called() -> None:
    play = Play().end(PROOF)
    for expected in (True, False):
        assert isinstance(play.visit.phase, Ending)
        play.happen(TimerFired(Timer.REMIND, play.visit.phase.remind_ticket))
        assert play.none(CallStaff) is expected
    assert play.only(CallStaff).reason == "PAPER_LEFT_IN_OUTLET"
    assert play.showing(TakeScreen).reminded


def test_paper_that_nobody_can_see_taken_is_not_waited_for_once_staff_have_been_called() -> None:
    """Also when it comes out only after that: the card was left lying, and the sheet was still on its way."""
    house = replace(HOUSE, policy=replace(HOUSE.policy, sensed=frozenset()))
    play = Play(house).print_sheet(PROOF)
    ordered = play.effects
    play.happen(HandlerFailed("A1B2C3"))
    play.wiped()
    remind(play, times=2)
    play.effects = ordered
    play.print_out()
    remind(play, times=1)
    assert play.visit.papers == frozenset()
    play.lift()
    assert play.showing(AttractScreen)


def test_wiping_that_failed_is_tried_again_and_nobody_is_let_in_before() -> None:
    play = Play().identify(PROOF)
    play.touch(EndVisit())
    play.lift()
    for _ in range(3):
        play.happen(HandlerFailed("A1B2C3"))
        assert play.showing(WipingScreen)
        remind(play, times=1)
        assert play.only(Wipe).number == play.visit.number
    play.wiped()
    assert play.showing(AttractScreen)


def test_paper_that_comes_out_when_its_visit_is_over_is_nothing_of_the_next_one() -> None:
    play = Play()
    play.happen(PaperPresented(7, Outlet.CERTIFICATE))
    assert play.showing(TakeScreen)
    play.wiped()
    assert play.showing(TakeScreen)
    play.take(Outlet.CERTIFICATE)
    assert play.showing(AttractScreen)


def test_of_two_cards_the_other_is_read_once_the_refused_one_is_gone() -> None:
    play = Play().open(PROOF)
    play.touch(Forward())
    play.touch(Forward())
    other = Insertion(DeviceKind.CARD_READER, 1)
    play.happen(CardPlaced(PLACE))
    play.happen(CardPlaced(other))
    play.happen(CardNotRead(PLACE, "CARD_WRONG_KIND"))
    assert play.none(ReadCard)
    play.lift()
    assert play.only(ReadCard).insertion == other
    play.happen(CardRead(other, ZHANG))
    assert play.showing(ConfirmScreen)


def remind(play: Play, *, times: int) -> None:
    for _ in range(times):
        assert isinstance(play.visit.phase, Ending)
        play.happen(TimerFired(Timer.REMIND, play.visit.phase.remind_ticket))


def test_a_failure_that_nobody_foresaw_ends_safely_and_tells_its_code() -> None:
    play = Play().identify(PROOF)
    play.happen(HandlerFailed("A1B2C3"))
    assert play.only(Wipe)
    play.lift()
    play.wiped()
    assert play.showing(FaultScreen).support_code == "A1B2C3"
    assert isinstance(play.visit.phase, Ending)
    play.happen(TimerFired(Timer.REMIND, play.visit.phase.remind_ticket))
    assert play.showing(AttractScreen)


def test_a_print_that_has_not_settled_when_the_visit_fails_is_waited_for() -> None:
    play = Play().print_sheet(PROOF)
    ordered = play.effects
    play.happen(HandlerFailed("A1B2C3"))
    play.lift()
    play.wiped()
    assert isinstance(play.visit.phase, Ending)
    play.effects = ordered
    play.print_out()
    assert play.showing(TakeScreen)


def test_the_rating_may_be_skipped() -> None:
    play = Play().end(PROOF)
    play.take()
    play.lift()
    play.wiped()
    play.touch(SkipRating())
    assert play.none(SendRating)
    assert play.showing(AttractScreen)


def test_a_resident_ends_at_the_home_screen_by_walking_away() -> None:
    play = Play()
    play.touch(Start())
    play.fire(Timer.IDLE)
    play.touch(EndVisit())
    play.wiped()
    assert play.showing(AttractScreen)


def test_a_card_on_the_reader_when_identify_opens_is_read_at_once() -> None:
    play = Play()
    play.happen(CardPlaced(PLACE))
    assert play.showing(HomeScreen)
    play.touch(Open(PROOF))
    play.touch(Forward())
    play.touch(Forward())
    assert play.showing(IdentifyScreen).reading


@pytest.mark.parametrize("service", [PROOF, CARD, PROGRESS])
def test_going_back_to_the_service_page_forgets_the_person(service: str) -> None:
    play = Play().open(service)
    play.touch(Forward())
    play.touch(Forward())
    play.touch(Back())
    play.touch(Back())
    assert isinstance(play.visit.phase, Serving)
    assert play.visit.phase.dossier.person is None


def vars_of(value: object) -> object:
    """Everything that a value holds, without its masks."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: vars_of(getattr(value, field.name)) for field in fields(value) if field.name != "house"}
    if isinstance(value, tuple | frozenset):
        return [vars_of(part) for part in value]
    return value
