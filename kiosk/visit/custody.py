"""Whose visit it is: once the resident is known, the visit belongs to them and to one stay of their one card.

Whatever is laid on a reader from then on is read. Another card ends the visit at once, wherever it stands; only the
resident's own, laid down again after it was lifted, leads on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from devices.cards.contents import CardContents
from devices.cards.events import CardLifted, CardLocked, CardNotRead, CardPlaced, CardRead, Insertion
from kiosk.visit.coming_back import ask_back, ask_for_key, unlock_again
from kiosk.visit.effects import Effect, ReadCard, StopTimer
from kiosk.visit.ending import begin_ending, end_unsettled
from kiosk.visit.events import Event, Timer, TimerFired, Touched
from kiosk.visit.identity import Way
from kiosk.visit.person import Person
from kiosk.visit.state import PAPER_MOVING, EndReason, Serving, SlipFailed, Stopped, Visit

Moved = tuple[Visit, tuple[Effect, ...]]

READ_ALL_THE_SAME: Final = frozenset(
    {"CARD_EXPIRED", "CARD_NOT_YET_VALID", "CARD_CONTRADICTS_ITSELF", "CARD_NUMBER_INVALID"}
)
"""Refusals of cards that were read: whoever judged them has seen that they are somebody's."""
NEEDS_NO_CARD: Final = (*PAPER_MOVING, Stopped, SlipFailed)
"""Steps in which the card may be taken."""


def keep(visit: Visit, serving: Serving, event: Event) -> Moved | None:
    """Return what an event about cards means to a visit whose resident is known; none when the step shall decide."""
    person, own = serving.dossier.person, serving.dossier.insertion
    if person is None:
        return None
    if serving.unlocking is not None and not _tells_of_the_day(event):
        again = unlock_again(visit, serving, serving.unlocking, event)
        if again is not None:
            return again
    match event:
        case CardPlaced(insertion) if insertion != own:
            return visit, (ReadCard(insertion),)
        case CardRead(insertion, contents) if insertion != own:
            return _another_read(visit, serving, person, insertion, contents)
        case CardLocked(insertion) if insertion != own:
            return _locked(visit, serving, person, insertion)
        case CardNotRead(insertion, _) if insertion != own and _tells_of_the_day(event):
            return end_unsettled(visit, serving.dossier, EndReason.CARD_SWAPPED)
        case CardLifted(insertion) if insertion == own and not isinstance(serving.step, NEEDS_NO_CARD):
            return ask_back(visit, serving)
        case TimerFired(Timer.CARD_BACK, ticket) if ticket == serving.card_back:
            return begin_ending(visit, serving.dossier, EndReason.CARD_LIFTED)
        case Touched() if serving.card_back is not None:
            return visit, ()
        case _:
            return None


def _another_read(
    visit: Visit, serving: Serving, person: Person, insertion: Insertion, contents: CardContents
) -> Moved:
    """Only the very card that the visit began with leads on, and only after it was lifted.

    Whoever came without a card may lay one of their own down; it changes nothing.
    """
    own = serving.dossier.insertion
    if own is None and person.holds(contents):
        return visit, ()
    if own is None or not _comes_back(visit, own, person, contents):
        return end_unsettled(visit, serving.dossier, EndReason.CARD_SWAPPED)
    if insertion not in visit.cards:
        # Lifted again, and what had been read of it came late.
        return visit, ()
    calm = (StopTimer(Timer.CARD_BACK),) if serving.card_back is not None else ()
    dossier = replace(serving.dossier, insertion=insertion)
    return replace(visit, phase=replace(serving, card_back=None, unlocking=None, dossier=dossier)), calm


def _comes_back(visit: Visit, own: Insertion, person: Person, contents: CardContents) -> bool:
    return own not in visit.cards and contents.kind is person.card and person.holds(contents)


def _locked(visit: Visit, serving: Serving, person: Person, insertion: Insertion) -> Moved:
    """A document that tells nothing without its key is somebody's; one that is waited for is asked for its key."""
    waited_for = serving.card_back is not None and serving.unlocking is None
    if waited_for and person.way is Way.TRAVEL_DOCUMENT:
        return ask_for_key(visit, serving, insertion)
    return end_unsettled(visit, serving.dossier, EndReason.CARD_SWAPPED)


def _tells_of_the_day(event: Event) -> bool:
    return isinstance(event, CardNotRead) and event.code in READ_ALL_THE_SAME
