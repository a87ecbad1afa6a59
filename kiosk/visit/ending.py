"""How every visit ends: wipe, wait until papers and card are taken, let the resident rate, fall back to attract."""

from __future__ import annotations

from dataclasses import replace

from devices.cards.events import CardPlaced
from devices.status import Outlet
from kiosk.catalogue.service import StepKind
from kiosk.visit.actions import Rate, SkipRating, TookPapers
from kiosk.visit.effects import (
    CallAttention,
    CallStaff,
    CountTaken,
    Cue,
    Effect,
    SendRating,
    StartTimer,
    StopTimer,
    Wipe,
)
from kiosk.visit.events import (
    Event,
    PaperPresented,
    PrintFailed,
    PrintUncertain,
    Timer,
    TimerFired,
    Touched,
    Wiped,
)
from kiosk.visit.state import (
    Attract,
    Dossier,
    Ending,
    EndReason,
    Home,
    Printing,
    PrintingSlip,
    Rating,
    Serving,
    Visit,
)

Moved = tuple[Visit, tuple[Effect, ...]]

STAFF_AT_REMINDER = 2
"""The first reminder is the bell, the second calls staff too (ui.md part D: 30 s warn, 60 s alarm)."""
RATED = (EndReason.DONE,)
"""Only a finished matter is rated (GB/T 39735: each case once)."""


def begin_ending(visit: Visit, dossier: Dossier, reason: EndReason) -> Moved:
    """End the visit. From here on nothing personal but the masked name is held."""
    return _begin(visit, dossier, Ending(reason=reason))


def end_unsettled(visit: Visit, dossier: Dossier, reason: EndReason) -> Moved:
    """End the visit wherever it stands; a sheet on its way is waited for."""
    return _begin(visit, dossier, Ending(reason=reason, printing=_unsettled(visit)))


def fail(visit: Visit, support_code: str) -> Moved:
    """End the visit because of something unforeseen; a sheet on its way is waited for."""
    dossier = visit.phase.dossier if isinstance(visit.phase, Serving) else Dossier()
    return _begin(visit, dossier, Ending(reason=EndReason.FAULT, printing=_unsettled(visit), support_code=support_code))


def _begin(visit: Visit, dossier: Dossier, ending: Ending) -> Moved:
    ending = replace(
        ending,
        presented=visit.papers,
        sheet=_sheet(dossier),
        had_card=bool(visit.cards),
        masked_name=dossier.person.masked_name if dossier.person else None,
        rating_token=_token(dossier) if ending.reason in RATED else None,
    )
    visit = replace(visit, phase=ending, countdown=None, idle_ticket=0, help_called=False)
    forget = tuple(StopTimer(timer) for timer in Timer)
    visit, reminder = _remind_if_needed(visit, ending)
    return visit, (*forget, Wipe(visit.number), *reminder)


def _sheet(dossier: Dossier) -> StepKind | None:
    if dossier.grant is not None:
        return StepKind.CERTIFICATE
    return StepKind.PROOF if dossier.proof is not None else None


def _token(dossier: Dossier) -> str | None:
    if dossier.acceptance is not None:
        return dossier.acceptance.rating_token
    return dossier.case.rating_token if dossier.case else None


def _unsettled(visit: Visit) -> int | None:
    """The ticket of a print that is still on its way when the visit has to end."""
    match visit.phase:
        case Serving(step=Printing(ticket=ticket) | PrintingSlip(ticket=ticket)):
            return ticket
        case _:
            return None


def handle_ending(visit: Visit, ending: Ending, event: Event) -> Moved:
    """Follow wiping, taking and reminding; let go when nothing is left."""
    match event:
        case Wiped(number, next_key) if number == visit.number:
            return _let_go(replace(visit, key=next_key, phase=replace(ending, wiped=True)))
        case PaperPresented(ticket, outlet):
            settled = None if ticket == ending.printing else ending.printing
            ending = replace(ending, printing=settled, presented=ending.presented | {outlet})
            return _remind_if_needed(visit, ending)
        case PrintFailed(ticket, _) if ticket == ending.printing:
            return _let_go(replace(visit, phase=replace(ending, printing=None)))
        case PrintUncertain(ticket, code) if ticket == ending.printing:
            moved, effects = _let_go(replace(visit, phase=replace(ending, printing=None)))
            return moved, (*effects, CallStaff(code))
        case Touched(TookPapers()):
            return _count_taken(visit, visit.papers)
        case TimerFired(Timer.REMIND, ticket) if ticket == ending.remind_ticket:
            return _remind_again(visit, ending)
        case CardPlaced() if not ending.remind_ticket:
            return _remind_if_needed(visit, ending)
        case _:
            return _let_go(visit)


def things_left(visit: Visit) -> bool:
    """Whether papers or a card still have to be taken."""
    return bool(visit.papers or visit.cards)


def _tells_of_fault(ending: Ending) -> bool:
    """Whether the resident is still being told that something unforeseen happened."""
    return ending.reason is EndReason.FAULT and ending.reminders == 0


def _let_go(visit: Visit) -> Moved:
    """Go on to the rating, or to the next resident, once nothing is left to take, to wipe or to tell."""
    ending = visit.phase
    if not isinstance(ending, Ending) or not ending.wiped or ending.printing is not None or things_left(visit):
        return visit, ()
    if _tells_of_fault(ending):
        return visit, ()
    calm = (StopTimer(Timer.REMIND),)
    if ending.rating_token is None:
        return to_attract(visit, calm)
    ticket = visit.tickets + 1
    wait = StartTimer(Timer.IDLE, ticket, visit.house.policy.rating_s)
    visit = replace(visit, phase=Rating(ending.rating_token), tickets=ticket, idle_ticket=ticket)
    return visit, (*calm, wait)


def _remind_if_needed(visit: Visit, ending: Ending) -> Moved:
    """Begin to remind of what has to be taken."""
    if not things_left(visit) and not _tells_of_fault(ending):
        return replace(visit, phase=replace(ending, remind_ticket=0)), ()
    call = (CallAttention(Cue.TAKE_YOUR_THINGS),) if things_left(visit) else ()
    visit, wait = _wait_to_remind(visit, ending)
    return visit, (*call, *wait)


def _wait_to_remind(visit: Visit, ending: Ending) -> Moved:
    ticket = visit.tickets + 1
    wait = StartTimer(Timer.REMIND, ticket, visit.house.policy.remind_s)
    return replace(visit, tickets=ticket, phase=replace(ending, remind_ticket=ticket)), (wait,)


def wipe_again_later(visit: Visit, ending: Ending) -> Moved:
    """Wipe once more with the next reminder, since the wiping may be what failed; nobody is let in before."""
    if ending.wiped:
        return visit, ()
    ending = replace(ending, wipe_again=True)
    return (replace(visit, phase=ending), ()) if ending.remind_ticket else _wait_to_remind(visit, ending)


def _remind_again(visit: Visit, ending: Ending) -> Moved:
    reminders = ending.reminders + 1
    again = (Wipe(visit.number),) if ending.wipe_again and not ending.wiped else ()
    visit, effects = _remind_if_needed(visit, replace(ending, reminders=reminders, wipe_again=False))
    effects = (*again, *effects)
    if not things_left(visit):
        visit, more = _let_go(visit)
        return visit, (*effects, *more)
    if reminders < STAFF_AT_REMINDER:
        return visit, effects
    if reminders == STAFF_AT_REMINDER:
        effects = (*effects, CallStaff("PAPER_LEFT_IN_OUTLET" if visit.papers else "CARD_LEFT_ON_READER"))
    # An outlet that nobody senses cannot be waited for; staff have been told to look.
    visit, more = _count_taken(visit, visit.papers - visit.house.policy.sensed)
    return visit, (*effects, *more)


def _count_taken(visit: Visit, outlets: frozenset[Outlet]) -> Moved:
    """Count papers as taken that no sensor can tell of."""
    counted = tuple(CountTaken(outlet) for outlet in sorted(outlets, key=lambda outlet: outlet.value))
    visit, more = _let_go(replace(visit, papers=visit.papers - outlets))
    return visit, (*counted, *more)


def handle_rating(visit: Visit, rating: Rating, event: Event) -> Moved:
    """One of five levels, or none; either way the terminal is free again."""
    match event:
        case Touched(Rate(level)):
            return to_attract(visit, (SendRating(rating.token, level),))
        case Touched(SkipRating()):
            return to_attract(visit, ())
        case CardPlaced():
            # Whoever it belongs to begins anew; at the attract screen nobody would be reminded of it.
            fresh, effects = to_attract(visit, ())
            return replace(fresh, phase=Home()), effects
        case TimerFired(Timer.IDLE, ticket) if ticket == visit.idle_ticket:
            return to_attract(visit, ())
        case _:
            return visit, ()


def to_attract(visit: Visit, effects: tuple[Effect, ...]) -> Moved:
    """Wait for the next resident with the default preferences."""
    fresh = Visit(
        house=visit.house,
        number=visit.number + 1,
        key=visit.key,
        cards=visit.cards,
        papers=visit.papers,
        phase=Attract(),
    )
    return replace(fresh, tickets=visit.tickets), (*effects, StopTimer(Timer.IDLE))
