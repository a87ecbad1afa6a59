"""``choose_screen``: one ladder from the worst blocker down to the step of the flow."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.visit.pages.before import attract_page, home_page, list_page, lookup_page
from kiosk.visit.pages.end import end_page
from kiosk.visit.pages.frame import frame_of
from kiosk.visit.pages.identity import unlock_page
from kiosk.visit.pages.step import step_page
from kiosk.visit.screens import (
    CardBackScreen,
    CountdownScreen,
    HelpScreen,
    OutOfServiceScreen,
    RateScreen,
    Screen,
)
from kiosk.visit.state import (
    Attract,
    CodeLookup,
    Ending,
    Home,
    Rating,
    Serving,
    UnlockDocument,
    Visit,
)
from kiosk.visit.surroundings import Surroundings


def choose_screen(visit: Visit, now: Surroundings) -> Screen:
    """Return the one screen to show. Pure; the first rung that applies wins."""
    failures = visit.house.failures
    if now.alarm is not None and not isinstance(visit.phase, Ending):
        return OutOfServiceScreen(frame_of(visit, now), failures.find(now.alarm))
    if visit.help_called:
        return HelpScreen(replace(frame_of(visit, now), may_end=False))
    if isinstance(visit.phase, Ending):
        return end_page(visit, visit.phase, now)
    if visit.countdown is not None:
        of = visit.house.policy.countdown_s
        return CountdownScreen(
            frame=frame_of(visit, now), left=visit.countdown.left, of=of, card_on_reader=bool(visit.cards)
        )
    match visit.phase:
        case Attract():
            return attract_page(visit, now)
        case Home(listing):
            return home_page(visit, now) if listing is None else list_page(visit, listing, now)
        case CodeLookup() as lookup:
            return lookup_page(visit, lookup, now)
        case Serving(unlocking=UnlockDocument() as unlocking):
            return unlock_page(frame_of(visit, now), unlocking, failures, now)
        case Serving(card_back=int()):
            return CardBackScreen(frame_of(visit, now), int(visit.house.policy.card_back_s))
        case Serving() as serving:
            return step_page(visit, serving, now)
        case Rating():
            return RateScreen(frame_of(visit, now))
        case unreachable:
            assert_never(unreachable)
