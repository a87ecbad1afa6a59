"""The journeys on which something goes wrong, each in the words of the person who makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from devices.simulators.world_messages import (
    ClearCertificate,
    CutLine,
    JamCertificate,
    LoadReceipt,
    MendLine,
    PaperLevel,
    Place,
)
from tests.journeys.books import Tally
from tests.journeys.journeys import (
    PROGRESS,
    PROOF_PRINTED,
    PROPERTY,
    SENIOR,
    ZHANG,
    Journey,
    begin,
    choose_first,
    choose_properties,
    open_service,
    print_it,
    rate,
    stop_half_way,
    take_everything,
)
from tests.journeys.stage import HURRIED
from tests.journeys.visitor import Visitor

WALKED_AWAY_S: Final = 40.0
"""Longer than the hurried terminal takes to ask, count down and wipe."""


def card_pulled_while_reading(me: Visitor) -> None:
    """I draw my card back too soon, am told so, lay it down again and go on."""
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.CARD, pulled=True)
    me.reads("再放一次")
    me.lifts_card()
    me.lays(ZHANG, Place.CARD)
    choose_properties(me)
    print_it(me)
    take_everything(me)
    rate(me)


def wrong_card(me: Visitor) -> None:
    """I lay down my bank card, am told which cards will do, and take the right one."""
    begin(me, PROPERTY)
    me.lays("bank-card", Place.CARD)
    me.reads("身份证或社保卡")
    me.lifts_card()
    me.lays(ZHANG, Place.CARD)
    choose_properties(me)
    print_it(me)
    take_everything(me)
    rate(me)


def portal_down_before_start(me: Visitor) -> None:
    """The line is down before I start: the page tells me so, and lets me go on once it is back."""
    me.sees("attract")
    me.plays(CutLine("registry"))
    me.touches("start")
    me.sees("home")
    me.reads("线路断了")
    me.touches(PROPERTY)
    me.sees("guide")
    me.reads("线路断了")
    me.plays(MendLine("registry"))
    me.waits_for_key("primary")
    me.goes_on(["guide", "consent"])
    me.sees("identify")
    me.lays(ZHANG, Place.CARD)
    choose_properties(me)
    print_it(me)
    take_everything(me)
    rate(me)


def portal_down_in_the_middle(me: Visitor) -> None:
    """The line breaks while I am at it: I get a slip with which I go on elsewhere."""
    stop_half_way(me)
    me.tears_slip()
    me.lifts_card()
    me.sees("attract")
    me.plays(MendLine("registry"))


def receipt_paper_out(me: Visitor) -> None:
    """There is no paper for slips: I am told before I start, get my proof, and note the case number."""
    me.plays(LoadReceipt(PaperLevel.OUT))
    open_service(me, PROPERTY)
    me.sees("guide")
    me.reads("凭条")
    me.goes_on(["guide", "consent"])
    me.sees("identify")
    me.lays(ZHANG, Place.CARD)
    choose_properties(me)
    print_it(me)
    me.goes_on(["no-slip"])
    me.sees("take")
    me.takes_sheet()
    me.lifts_card()
    rate(me)
    me.plays(LoadReceipt(PaperLevel.FULL))


def papers_snatched(me: Visitor) -> None:
    """I pull sheet and slip out as soon as they show; the terminal does not wait for them for ever."""
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.CARD)
    choose_properties(me)
    me.goes_on(["review"])
    me.takes_sheet(at_once=True)
    me.tears_slip(at_once=True)
    me.sees("take")
    me.lifts_card()
    rate(me)


def certificate_jam(me: Visitor) -> None:
    """My senior card gets stuck: nobody prints a second one, and a slip takes me to the counter."""
    begin(me, SENIOR)
    me.lays(ZHANG, Place.IDENTITY)
    choose_first(me)
    me.plays(JamCertificate(at_page=1))
    print_it(me)
    me.goes_on(["stopped"])
    me.sees("take")
    me.tears_slip()
    me.lifts_card()
    me.sees("attract")
    me.plays(ClearCertificate())


def countdown_stopped(me: Visitor) -> None:
    """I am slow, the terminal asks whether I am still there, and a touch brings me back to where I was."""
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.CARD)
    me.sees("confirm")
    me.goes_on(["countdown"])
    me.sees("confirm")
    me.touches("secondary")
    me.sees("take")
    me.lifts_card()
    me.sees("attract")


# Walking away: the terminal asks, counts down, forgets, and is ready for the next resident.


def _to_home(me: Visitor) -> None:
    me.sees("attract")
    me.touches("start")
    me.sees("home")


def _to_guide(me: Visitor) -> None:
    open_service(me, PROPERTY)
    me.sees("guide")


def _to_consent(me: Visitor) -> None:
    open_service(me, PROPERTY)
    me.goes_on(["guide"])
    me.sees("consent")


def _to_identify(me: Visitor) -> None:
    begin(me, PROPERTY)


def _to_confirm(me: Visitor) -> None:
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.CARD)
    me.sees("confirm")


def _to_choose(me: Visitor) -> None:
    _to_confirm(me)
    me.touches("primary")
    me.sees("choose-properties")


def _to_review(me: Visitor) -> None:
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.CARD)
    choose_properties(me)
    me.sees("review")


def _to_answer(me: Visitor) -> None:
    begin(me, PROGRESS)
    me.lays(ZHANG, Place.CARD)
    choose_first(me)
    me.sees("answer")


def _walk_away_from(reach: Callable[[Visitor], None]) -> Callable[[Visitor], None]:
    def play(me: Visitor) -> None:
        reach(me)
        me.sees("countdown", within_s=WALKED_AWAY_S)
        if me.sees("take", "attract", within_s=WALKED_AWAY_S) == "take":
            me.lifts_card()
            me.sees("attract")

    return play


def walk_away_at_take(me: Visitor) -> None:
    """I leave card and papers behind: the bell rings, staff come and take them, nothing of me is left."""
    _to_review(me)
    me.touches("primary")
    me.sees("take")
    me.reads("东西还在", within_s=WALKED_AWAY_S)
    me.takes_sheet()
    me.tears_slip()
    me.lifts_card()
    me.sees("rate")
    me.sees("attract", within_s=WALKED_AWAY_S)


STEPS: Final = {
    "home": _to_home,
    "guide": _to_guide,
    "consent": _to_consent,
    "identify": _to_identify,
    "confirm": _to_confirm,
    "choose": _to_choose,
    "review": _to_review,
    "answer": _to_answer,
}

UNHAPPY: Final = (
    Journey(name="card-pulled-while-reading", play=card_pulled_while_reading, adds=PROOF_PRINTED),
    Journey(name="wrong-card", play=wrong_card, adds=PROOF_PRINTED),
    Journey(name="portal-down-before-start", play=portal_down_before_start, adds=PROOF_PRINTED),
    Journey(name="portal-down-in-the-middle", play=portal_down_in_the_middle, adds=Tally(slips=1, resumes=1)),
    Journey(
        name="receipt-paper-out",
        play=receipt_paper_out,
        adds=Tally(sheets=1, matters=1, proofs=1, taken=1, ratings=1),
    ),
    Journey(name="papers-snatched", play=papers_snatched, adds=PROOF_PRINTED),
    Journey(
        name="certificate-jam",
        play=certificate_jam,
        adds=Tally(slips=1, matters=1, resumes=1, uncertain=1, unknown=1, blanks_used=0),
    ),
)
HURRIED_JOURNEYS: Final = (
    Journey(name="countdown-stopped", play=countdown_stopped, pace=HURRIED),
    *(Journey(name=f"walk-away-at-{step}", play=_walk_away_from(reach), pace=HURRIED) for step, reach in STEPS.items()),
    Journey(
        name="walk-away-at-take",
        play=walk_away_at_take,
        adds=Tally(sheets=1, slips=1, matters=1, proofs=1, taken=1),
        pace=HURRIED,
    ),
)
