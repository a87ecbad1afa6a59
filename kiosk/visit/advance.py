"""``advance``: the one function through which a visit changes."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from devices.cards.events import CardLifted, CardLocked, CardPlaced, CardRead
from devices.ports import CodeScanned
from kiosk.visit.actions import Back as BackTouched
from kiosk.visit.actions import (
    CallHelp,
    ChooseLanguage,
    EndVisit,
    LeaveHelp,
    NextContrast,
    NextTextSize,
    Open,
    ShowAll,
    ShowTheme,
    ShowVerb,
    Start,
    ToggleLowReach,
    ToggleVoice,
    Turn,
)
from kiosk.visit.effects import ArmScanner, CallAttention, CallStaff, Cue, Effect, StartTimer, StopTimer
from kiosk.visit.ending import begin_ending, fail, handle_ending, handle_rating, wipe_again_later
from kiosk.visit.events import (
    ClerkKnown,
    Event,
    HandlerFailed,
    PaperPresented,
    PaperTaken,
    PersonMatched,
    PortalAnswered,
    PrintAdvanced,
    Timer,
    TimerFired,
    Touched,
)
from kiosk.visit.flow import open_service, serve
from kiosk.visit.lookup import handle_lookup, look_up
from kiosk.visit.preferences import Preferences, TextSize
from kiosk.visit.scanning import mind_scanner, wants_code
from kiosk.visit.state import (
    PAPER_MOVING,
    Attract,
    CodeLookup,
    Countdown,
    Dossier,
    Ending,
    EndReason,
    Home,
    HomeList,
    Rating,
    Serving,
    Visit,
)
from kiosk.visit.surroundings import Surroundings

Moved = tuple[Visit, tuple[Effect, ...]]

SIGNS_OF_LIFE = (
    Touched,
    CardPlaced,
    CardRead,
    CardLocked,
    CodeScanned,
    PersonMatched,
    ClerkKnown,
    PortalAnswered,
    PrintAdvanced,
)
"""Events after which the resident has the whole idle time again: their own, and the machine's that they waited for."""
WATCHED = (Home, CodeLookup, Serving)
"""Phases in which the terminal asks, after a while, whether somebody is still there."""
HELP_WANTED = "HELP_WANTED"


def advance(visit: Visit, event: Event, now: Surroundings) -> Moved:
    """Return the visit after an event, and what the world shall do. Pure: no clock, no chance, no I/O.

    Args:
        now: devices and lines as the event happens; which ways and proofs are left hangs on them.
    """
    before = visit
    visit = _note_things(visit, event)
    if isinstance(event, HandlerFailed):
        visit, effects = _fail(visit, event)
        return visit, (*effects, *mind_scanner(before, visit))
    aided = _aid(visit, event)
    if aided is not None:
        visit, effects = _stop_counting(*aided)
    elif visit.countdown is not None:
        visit, effects = _count_down(visit, visit.countdown, event, now)
    elif isinstance(event, TimerFired) and _is_idle_timer(visit, event):
        visit, effects = _ask_whether_there(visit)
    else:
        visit, effects = _in_phase(visit, event, now)
    visit, idle = _mind_idleness(before, visit, event)
    return visit, (*effects, *mind_scanner(before, visit), *idle)


def begin(visit: Visit) -> tuple[Effect, ...]:
    """Return what the world shall do for a visit that no event has led to: the first one, and one begun anew."""
    return (ArmScanner(),) if wants_code(visit) else ()


def _note_things(visit: Visit, event: Event) -> Visit:
    """Cards and papers are where they are, whatever the visit thinks of it."""
    match event:
        case CardPlaced(insertion):
            return replace(visit, cards=visit.cards | {insertion})
        case CardLifted(insertion):
            return replace(visit, cards=visit.cards - {insertion})
        case PaperPresented(_, outlet):
            return replace(visit, papers=visit.papers | {outlet})
        case PaperTaken(outlet):
            return replace(visit, papers=visit.papers - {outlet})
        case _:
            return visit


def _in_phase(visit: Visit, event: Event, now: Surroundings) -> Moved:
    match visit.phase:
        case Attract():
            return _at_attract(visit, event)
        case Home() as home:
            return _at_home(visit, home, event)
        case CodeLookup() as lookup:
            return handle_lookup(visit, lookup, event)
        case Serving() as serving:
            return serve(visit, serving, event, now)
        case Ending() as ending:
            return handle_ending(visit, ending, event)
        case Rating() as rating:
            return handle_rating(visit, rating, event)
        case unreachable:
            assert_never(unreachable)


def _at_attract(visit: Visit, event: Event) -> Moved:
    match event:
        case Touched(Start()) | CardPlaced():
            return replace(visit, phase=Home()), ()
        case Touched(Open(service_id)) if service := visit.house.catalogue.find(service_id):
            return open_service(visit, service)
        case CodeScanned(text):
            return look_up(visit, text)
        case PaperPresented():
            # It came out after its visit had ended, and the next resident must not be told to take it.
            return begin_ending(visit, Dossier(), EndReason.STOPPED)
        case _:
            return visit, ()


def _at_home(visit: Visit, home: Home, event: Event) -> Moved:
    match event:
        case Touched(ShowVerb(verb)):
            return replace(visit, phase=Home(HomeList(verb=verb))), ()
        case Touched(ShowTheme(theme)):
            return replace(visit, phase=Home(HomeList(theme=theme))), ()
        case Touched(ShowAll()):
            return replace(visit, phase=Home(HomeList())), ()
        case Touched(Turn(by)) if home.listing is not None:
            turned = replace(home.listing, page=max(0, home.listing.page + by))
            return replace(visit, phase=Home(turned)), ()
        case Touched(BackTouched()):
            return replace(visit, phase=Home()), ()
        case Touched(Open(service_id)) if service := visit.house.catalogue.find(service_id):
            return open_service(visit, service)
        case CodeScanned(text):
            return look_up(visit, text)
        case Touched(EndVisit()):
            return begin_ending(visit, Dossier(), EndReason.ENDED_BY_RESIDENT)
        case _:
            return visit, ()


def _fail(visit: Visit, event: HandlerFailed) -> Moved:
    """Whatever went wrong, the visit goes to the same ending; an ending that is under way stays."""
    if isinstance(visit.phase, Ending):
        moved, effects = wipe_again_later(visit, visit.phase)
        return moved, (*effects, CallStaff("TERMINAL_UNFORESEEN"))
    moved, effects = fail(visit, event.support_code)
    return moved, (*effects, CallStaff("TERMINAL_UNFORESEEN"))


def _aid(visit: Visit, event: Event) -> Moved | None:
    """The aid bar works everywhere and changes no step."""
    if not isinstance(event, Touched):
        return None
    prefer = visit.preferences
    match event.action:
        case ChooseLanguage(language):
            prefer = replace(prefer, language=language)
        case NextTextSize():
            prefer = replace(prefer, text_size=prefer.text_size.next())
        case NextContrast():
            prefer = replace(prefer, contrast=prefer.contrast.next())
        case ToggleVoice():
            prefer = replace(prefer, voice=not prefer.voice)
        case ToggleLowReach():
            prefer = replace(prefer, low_reach=not prefer.low_reach)
        case CallHelp():
            return replace(visit, help_called=True), (CallStaff(HELP_WANTED), CallAttention(Cue.HELP_WANTED))
        case LeaveHelp():
            return replace(visit, help_called=False), ()
        case _:
            return None
    return replace(visit, preferences=prefer), ()


# Idleness.


def _is_idle_timer(visit: Visit, event: TimerFired) -> bool:
    return event.timer is Timer.IDLE and event.ticket == visit.idle_ticket and isinstance(visit.phase, WATCHED)


def _ask_whether_there(visit: Visit) -> Moved:
    ticket = visit.tickets + 1
    visit = replace(
        visit,
        tickets=ticket,
        idle_ticket=ticket,
        help_called=False,
        countdown=Countdown(visit.house.policy.countdown_s),
    )
    return visit, (CallAttention(Cue.STILL_THERE), StartTimer(Timer.COUNTDOWN, ticket, 1.0))


def _count_down(visit: Visit, countdown: Countdown, event: Event, now: Surroundings) -> Moved:
    """Any touch goes on, except the one that ends, and so does a card or code; what else happens is still heard."""
    match event:
        case TimerFired(Timer.COUNTDOWN, ticket) if ticket == visit.idle_ticket:
            return _tick(visit, countdown)
        case Touched(EndVisit()):
            return begin_ending(visit, _dossier(visit), EndReason.ENDED_BY_RESIDENT)
        case Touched():
            return _stop_counting(visit, ())
        case CardPlaced() | CodeScanned():
            return _stop_counting(*_in_phase(visit, event, now))
        case _:
            return _in_phase(visit, event, now)


def _stop_counting(visit: Visit, effects: tuple[Effect, ...]) -> Moved:
    """Somebody is there; the idle time begins anew."""
    if visit.countdown is None:
        return visit, effects
    return replace(visit, countdown=None), (*effects, StopTimer(Timer.COUNTDOWN))


def _tick(visit: Visit, countdown: Countdown) -> Moved:
    left = countdown.left - 1
    if left <= 0:
        return begin_ending(visit, _dossier(visit), EndReason.WALKED_AWAY)
    ticket = visit.tickets + 1
    visit = replace(visit, tickets=ticket, idle_ticket=ticket, countdown=Countdown(left))
    return visit, (StartTimer(Timer.COUNTDOWN, ticket, 1.0),)


def _dossier(visit: Visit) -> Dossier:
    return visit.phase.dossier if isinstance(visit.phase, Serving) else Dossier()


def _mind_idleness(before: Visit, visit: Visit, event: Event) -> Moved:
    """Run the idle time anew after each sign of life, and not at all while paper is moving."""
    if isinstance(visit.phase, Serving) and isinstance(visit.phase.step, PAPER_MOVING):
        return _rest(visit)
    if not isinstance(visit.phase, WATCHED) or visit.countdown is not None:
        return visit, ()
    if visit.idle_ticket and not isinstance(event, SIGNS_OF_LIFE) and _same_step(before, visit):
        return visit, ()
    ticket = visit.tickets + 1
    policy = visit.house.policy
    seconds = policy.idle_aided_s if _aided(visit.preferences) else policy.idle_s
    return replace(visit, tickets=ticket, idle_ticket=ticket), (StartTimer(Timer.IDLE, ticket, seconds),)


def _rest(visit: Visit) -> Moved:
    if not visit.idle_ticket:
        return visit, ()
    return replace(visit, idle_ticket=0), (StopTimer(Timer.IDLE),)


def _same_step(before: Visit, after: Visit) -> bool:
    match before.phase, after.phase:
        case Serving(step=old), Serving(step=new):
            return old == new
        case old_phase, new_phase:
            return old_phase == new_phase


def _aided(preferences: Preferences) -> bool:
    """Whether the resident has asked for more time by asking for voice or large text."""
    return preferences.voice or preferences.text_size in (TextSize.LARGER, TextSize.LARGEST)
