"""The journeys that end as they should, each in the words of the person who makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from devices.simulators.world_messages import CutLine, Place
from tests.journeys.books import Tally
from tests.journeys.stage import PATIENT, Pace
from tests.journeys.visitor import Visitor

ZHANG: Final = "zhang-guilan"
PROPERTY: Final = "service-property-count-proof"
SENIOR: Final = "service-senior-card"
PROGRESS: Final = "service-case-progress"

PROOF_PRINTED: Final = Tally(sheets=1, slips=1, matters=1, proofs=1, taken=1, ratings=1)
CERTIFICATE_PRINTED: Final = Tally(sheets=1, slips=1, matters=1, certificates=1, taken=1, ratings=1, blanks_used=1)


@dataclass(frozen=True, kw_only=True)
class Journey:
    """A journey and what it leaves in the books.

    Attributes:
        name: for the command line.
        play: makes it, from the attract screen back to the attract screen.
        adds: what is in the books afterwards that was not there before.
        pace: how patient the terminal is in it.
    """

    name: str
    play: Callable[[Visitor], None]
    adds: Tally = field(default_factory=Tally)
    pace: Pace = PATIENT


def property_count_proof(me: Visitor) -> None:
    """I prove how many homes I own, with my social security card, and take the proof and a slip home."""
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.CARD)
    choose_properties(me)
    print_it(me)
    take_everything(me)
    rate(me)


def property_count_proof_identity_card(me: Visitor) -> None:
    """I do the same with my identity card."""
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.IDENTITY)
    choose_properties(me)
    print_it(me)
    take_everything(me)
    rate(me)


def senior_card(me: Visitor) -> None:
    """I have my senior card printed onto its form."""
    begin(me, SENIOR)
    me.lays(ZHANG, Place.IDENTITY)
    choose_first(me)
    print_it(me)
    take_everything(me)
    rate(me)


def case_progress(me: Visitor) -> None:
    """I ask how far my case has come, in both systems that work on it, and take a slip along."""
    ask_for_case(me, "异地就医备案")
    me.sees("attract")


def case_progress_concluded(me: Visitor) -> None:
    """I ask about a case that is concluded, and may say how it went."""
    ask_for_case(me, "老年人优待证办理")
    rate(me)


def ask_for_case(me: Visitor, title: str) -> None:
    """Look a case up, have its progress printed, and take slip and card."""
    begin(me, PROGRESS)
    me.lays(ZHANG, Place.CARD)
    me.goes_on(["confirm"])
    me.sees("choose-one")
    me.picks(title)
    me.goes_on(["choose-one", "answer"])
    me.sees("take")
    me.tears_slip()
    me.lifts_card()


def open_service(me: Visitor, service: str) -> None:
    """Touch the glass and find the service."""
    me.sees("attract")
    me.touches("start")
    me.sees("home")
    me.touches(service)


def begin(me: Visitor, service: str) -> None:
    """Find the service, read about it, and agree to what it reads."""
    open_service(me, service)
    me.goes_on(["guide", "consent"])
    me.sees("identify")


def stop_half_way(me: Visitor) -> None:
    """Let the line break in the midst of a matter, and wait for the slip with which it goes on elsewhere."""
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.CARD)
    me.sees("confirm")
    me.plays(CutLine("registry"))
    me.touches("primary")
    me.goes_on(["stopped"])
    me.sees("take")


def choose_properties(me: Visitor) -> None:
    """Say that it is me, and take all my properties."""
    me.goes_on(["confirm"])
    me.sees("choose-properties")
    me.touches("all")
    me.goes_on(["choose-properties"])


def choose_first(me: Visitor) -> None:
    """Say that it is me, and take the first of what there is."""
    me.goes_on(["confirm"])
    me.sees("choose-one")
    me.touches("row-0")
    me.goes_on(["choose-one"])


def print_it(me: Visitor) -> None:
    """Look it over, and watch it being printed."""
    me.goes_on(["review"])
    me.sees("printing")


def take_everything(me: Visitor) -> None:
    """Take sheet and slip, and lift the card."""
    me.sees("take")
    me.takes_sheet()
    me.tears_slip()
    me.lifts_card()


def rate(me: Visitor) -> None:
    """Give the best of the five levels, and leave the terminal to the next resident."""
    me.sees("rate")
    me.touches("level-5")
    me.sees("attract")


HAPPY: Final = (
    Journey(name="property-count-proof", play=property_count_proof, adds=PROOF_PRINTED),
    Journey(name="property-count-proof-identity-card", play=property_count_proof_identity_card, adds=PROOF_PRINTED),
    Journey(name="senior-card", play=senior_card, adds=CERTIFICATE_PRINTED),
    Journey(name="case-progress", play=case_progress, adds=Tally(slips=1)),
    Journey(name="case-progress-concluded", play=case_progress_concluded, adds=Tally(slips=1, ratings=1)),
)
