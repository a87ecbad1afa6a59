"""The journeys, each in the words of the person who makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from tests.journeys.visitor import Visitor

ZHANG: Final = "zhang-guilan"
PROPERTY: Final = "service-property-count-proof"
SENIOR: Final = "service-senior-card"
PROGRESS: Final = "service-case-progress"
HURRIED_S: Final = 60.0


@dataclass(frozen=True, kw_only=True)
class Journey:
    """A journey and what it leaves in the books.

    Attributes:
        name: for the command line.
        play: makes it, from the attract screen back to the attract screen.
        adds: what is in the books afterwards that was not there before.
        hurried: whether the terminal's patience is cut short for it.
    """

    name: str
    play: Callable[[Visitor], None]
    adds: Tally = Tally()
    hurried: bool = False


PROOF_PRINTED: Final = Tally(sheets=1, slips=1, matters=1, proofs=1, taken=1, ratings=1)
CERTIFICATE_PRINTED: Final = Tally(sheets=1, slips=1, matters=1, certificates=1, taken=1, ratings=1, blanks_used=1)


def property_count_proof(me: Visitor) -> None:
    """I prove how many homes I own, with my social security card."""
    begin(me, PROPERTY)
    me.lays(ZHANG)
    me.goes_on(["confirm"])
    me.sees("choose-properties")
    me.touches("choose-all")
    me.touches("primary")
    me.goes_on(["review"])
    take_everything(me)
    rate(me)


def property_count_proof_identity_card(me: Visitor) -> None:
    """I do the same with my identity card."""
    begin(me, PROPERTY)
    me.lays(ZHANG, Place.IDENTITY)
    me.goes_on(["confirm"])
    me.sees("choose-properties")
    me.touches("choose-all")
    me.touches("primary")
    me.goes_on(["review"])
    take_everything(me)
    rate(me)


def senior_card(me: Visitor) -> None:
    """I have my senior card printed onto its form."""
    begin(me, SENIOR)
    me.lays(ZHANG, Place.IDENTITY)
    me.goes_on(["confirm"])
    if me.sees("choose-one", "review") == "choose-one":
        me.touches("choice-0")
        me.goes_on(["choose-one", "review"])
    else:
        me.touches("primary")
    take_everything(me)
    rate(me)


def case_progress(me: Visitor) -> None:
    """I ask how far my case has come, and take a slip along."""
    begin(me, PROGRESS)
    me.lays(ZHANG)
    me.goes_on(["confirm"])
    me.sees("choose-one")
    me.touches("choice-0")
    me.touches("primary")
    me.goes_on(["answer"])
    me.tears_slip()
    me.sees("take")
    me.lifts_card()
    rate(me)


def begin(me: Visitor, service: str) -> None:
    """Touch the glass, find the service, read about it, agree to what it reads."""
    me.sees("attract")
    me.touches("start")
    me.sees("home")
    me.touches(service)
    me.goes_on(["guide", "consent"])
    me.sees("identify")


def take_everything(me: Visitor) -> None:
    """Watch the printing, take sheet and slip, lift the card."""
    me.sees("printing")
    me.sees("take")
    me.takes_sheet()
    me.tears_slip()
    me.lifts_card()


def rate(me: Visitor) -> None:
    """Give one of the five levels, and see the terminal ready for the next resident."""
    me.sees("rate")
    me.touches("rate-5")
    me.sees("attract")
