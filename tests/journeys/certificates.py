"""The journeys on which certificates are printed, each onto its own kind of blank: a table, a turned sheet, a card."""

from __future__ import annotations

from typing import Final

from devices.simulators.world_messages import Place
from tests.journeys.books import Tally
from tests.journeys.journeys import CERTIFICATE_PRINTED, Journey, choose_first, print_it, rate, take_everything
from tests.journeys.visitor import Visitor

FELLING: Final = "service-timber-harvest-permit"
STALL: Final = "service-food-stall-card"
DISABILITY: Final = "service-disability-card"
PERFORMER: Final = "service-solo-performer-filing"


def felling_permit(me: Visitor) -> None:
    """I fell timber on my plots, and my name has a character that few fonts have."""
    begin_taking(me, FELLING)
    me.lays("xie-yan", Place.IDENTITY)
    take_it_home(me)


def food_stall_card(me: Visitor) -> None:
    """I sell roast lamb; my name has 25 characters, of which my social security card keeps ten apart."""
    begin_taking(me, STALL)
    me.lays("zulpiya", Place.CARD)
    take_it_home(me)


def disability_card(me: Visitor) -> None:
    """I take my disability card home: a small card with my photo, from a tray of its own."""
    begin_taking(me, DISABILITY)
    me.lays("wei-liu", Place.IDENTITY)
    take_it_home(me)


def licence_expired(me: Visitor) -> None:
    """My disability card has expired: the terminal says so and prints none, and a slip takes me to the counter."""
    begin_taking(me, DISABILITY)
    me.lays("chen-hao", Place.IDENTITY)
    me.goes_on(["confirm"])
    me.reads("这张证现在不能打印")
    me.goes_on(["stopped"])
    me.sees("take")
    me.tears_slip()
    me.lifts_card()
    me.sees("attract")


def last_blank(me: Visitor) -> None:
    """I get the last blank of my kind; whoever comes after me is told before they begin that there is none."""
    begin_taking(me, PERFORMER)
    me.lays("dilnur", Place.IDENTITY)
    take_it_home(me)
    me.touches("start")
    me.sees("home")
    me.touches("verb-take")
    me.sees("list")
    me.reads("空白证用完了")
    me.touches(PERFORMER)
    me.sees("guide")
    me.reads("空白证用完了")
    me.touches("secondary")
    me.sees("home")
    me.touches("verb-take")
    me.sees("list")
    me.touches(FELLING)
    me.goes_on(["guide"])
    me.sees("consent")
    me.touches("aid-end")
    me.sees("attract")


def begin_taking(me: Visitor, service: str) -> None:
    """Find a certificate among those that can be taken, read about it, and agree to what it reads."""
    me.sees("attract")
    me.touches("start")
    me.sees("home")
    me.touches("verb-take")
    me.sees("list")
    me.touches(service)
    me.goes_on(["guide", "consent"])
    me.sees("identify")


def take_it_home(me: Visitor) -> None:
    """Choose it, look it over, have it printed, take everything, and say how it went."""
    choose_first(me)
    print_it(me)
    take_everything(me)
    rate(me)


CERTIFICATES: Final = (
    Journey(name="felling-permit", play=felling_permit, adds=CERTIFICATE_PRINTED),
    Journey(name="food-stall-card", play=food_stall_card, adds=CERTIFICATE_PRINTED),
    Journey(name="disability-card", play=disability_card, adds=CERTIFICATE_PRINTED),
    Journey(name="licence-expired", play=licence_expired, adds=Tally(slips=1, resumes=1)),
    Journey(name="last-blank", play=last_blank, adds=CERTIFICATE_PRINTED),
)
