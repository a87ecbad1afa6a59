"""A survey of the visit: every state is met with everything that can happen, and what follows is noted.

Nothing here says how a visit goes. The survey starts at the attract screen, asks ``advance`` what each happening does,
and goes on from every visit that is new to it, until there is none. ``kiosk transitions`` draws what it found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, get_args

from devices.status import DeviceKind
from kiosk.visit.advance import advance
from kiosk.visit.effects import Effect, StartTimer
from kiosk.visit.events import Timer
from kiosk.visit.identity import Way
from kiosk.visit.samples import resident_of
from kiosk.visit.sampling import Happening, halls, happenings
from kiosk.visit.state import (
    AskingFor,
    Attract,
    Checking,
    ChooseCase,
    ChooseLicence,
    ChooseProperties,
    CodeLookup,
    ConfirmPerson,
    Consent,
    Ending,
    Home,
    House,
    Identify,
    IdentityStep,
    LookedUp,
    Matching,
    NamePerson,
    PrintingSlip,
    ProveIt,
    Rating,
    ScanCode,
    Serving,
    SignInClerk,
    StepState,
    Stopped,
    TypeOneTimeCode,
    UnlockDocument,
    Visit,
)
from kiosk.visit.surroundings import Surroundings

WHERE_IT_WAS: Final = "where it was"
"""The target of what ends an interruption: the state that was interrupted."""
INTERRUPTIONS: Final = ("Help", "Countdown", "CardBack")
ENOUGH_REMINDERS: Final = 2
"""From the second reminder on, nothing new follows."""


@dataclass(frozen=True, order=True)
class Transition:
    """In ``state``, ``event`` leads to ``target``; ``service`` is empty outside a service."""

    state: str
    event: str
    target: str
    service: str


def survey(house: House) -> frozenset[Transition]:
    """Return every transition that a visit of this house can make, and what a state takes without being left."""
    policy = replace(house.policy, countdown_s=2)
    start = Visit(house=replace(house, policy=policy), number=1, key="survey")
    found: set[Transition] = set()
    seen = {_signature(start)}
    waiting = deque([start])
    around = halls(house)
    while waiting:
        visit = waiting.popleft()
        for now, happening in _everything(visit, around):
            after, effects = advance(visit, happening.event, now)
            if _noteworthy(visit, after, effects):
                found.add(_transition(visit, happening.name, after))
            if (signature := _signature(after)) not in seen:
                seen.add(signature)
                waiting.append(after)
    return frozenset(found)


def _everything(visit: Visit, around: tuple[Surroundings, ...]) -> Iterator[tuple[Surroundings, Happening]]:
    """Yield what can happen in each of the halls; they differ only where somebody is being identified."""
    for now in around if _asks_who(visit) else around[:1]:
        for happening in happenings(visit, now):
            yield now, happening


def _asks_who(visit: Visit) -> bool:
    return isinstance(visit.phase, Serving) and isinstance(visit.phase.step, (Consent, *get_args(IdentityStep)))


def _noteworthy(visit: Visit, after: Visit, effects: tuple[Effect, ...]) -> bool:
    """Whether more happened than that the idle time began anew, or that things were noted to lie where they are."""
    if (visit.phase, visit.countdown, visit.help_called) != (after.phase, after.countdown, after.help_called):
        return True
    return any(not (isinstance(effect, StartTimer) and effect.timer is Timer.IDLE) for effect in effects)


def _transition(visit: Visit, event: str, after: Visit) -> Transition:
    state, target = state_name(visit), state_name(after)
    if state != target == _interrupted_name(visit):
        target = WHERE_IT_WAS
    return Transition(state, event, target, _service_of(visit) or _service_of(after))


def state_name(visit: Visit) -> str:
    """Name the state of a visit: an interruption first, then the step, then the phase."""
    phase = visit.phase
    if isinstance(phase, Ending):
        return type(phase).__name__
    if visit.help_called:
        return "Help"
    if visit.countdown is not None:
        return "Countdown"
    if isinstance(phase, Serving):
        return type(phase.step).__name__ if phase.card_back is None else "CardBack"
    return type(phase).__name__


def _interrupted_name(visit: Visit) -> str | None:
    """Name the state that goes on once the interruption is over; none when the visit is not interrupted."""
    if visit.help_called or visit.countdown is not None:
        return state_name(replace(visit, help_called=False, countdown=None))
    if isinstance(visit.phase, Serving) and visit.phase.card_back is not None:
        return type(visit.phase.step).__name__
    return None


def _service_of(visit: Visit) -> str:
    return visit.phase.service.id if isinstance(visit.phase, Serving) else ""


def _signature(visit: Visit) -> tuple[object, ...]:
    """What a visit's future hangs on; tickets and numbers only count up."""
    name = (state_name(visit), visit.countdown, visit.help_called)
    if visit.help_called or visit.countdown is not None:
        return (*name, *_interrupted_signature(visit))
    return (
        *name,
        bool(visit.idle_ticket),
        visit.papers,
        _cards(visit) if isinstance(visit.phase, Serving) else bool(visit.cards),
        *_phase_signature(visit),
    )


def _interrupted_signature(visit: Visit) -> tuple[object, ...]:
    """What goes on below an interruption is met without it too; here it matters what can still happen."""
    match visit.phase:
        case Serving(service=service, step=step, dossier=dossier):
            checked = type(step.before) if isinstance(step, Checking) else None
            return (service.id, type(step), checked, _cards(visit), dossier.insertion in visit.cards)
        case phase:
            return (type(phase), bool(visit.cards), visit.papers, *_phase_signature(visit))


def _cards(visit: Visit) -> frozenset[DeviceKind]:
    return frozenset(insertion.reader for insertion in visit.cards)


def _phase_signature(visit: Visit) -> tuple[object, ...]:
    match visit.phase:
        case Attract() | Rating():
            return ()
        case Home(listing):
            return (listing is None,)
        case CodeLookup(stage, shown):
            return (type(stage), isinstance(stage, LookedUp) and type(stage.meaning), shown)
        case Serving() as serving:
            return _serving_signature(visit, serving)
        case Ending() as ending:
            reminders = min(ending.reminders, ENOUGH_REMINDERS)
            token = ending.rating_token is not None
            return (ending.reason, ending.wiped, ending.wipe_again, token, reminders, ending.printing is not None)


def _serving_signature(visit: Visit, serving: Serving) -> tuple[object, ...]:
    dossier = serving.dossier
    known = (
        dossier.person is not None and dossier.person.level.reaches(serving.service.identity),
        dossier.person is not None,
        isinstance(serving.step, ConfirmPerson) and resident_of(visit).way is Way.TRAVEL_DOCUMENT,
        dossier.insertion is None,
        dossier.insertion in visit.cards,
        dossier.acceptance is not None,
        bool(dossier.chosen or dossier.licence or dossier.case),
        bool(dossier.properties or dossier.licences or dossier.cases),
    )
    waiting = (serving.card_back is not None, serving.unlocking and _identity_signature(serving.unlocking))
    return (serving.service.id, serving.position, type(serving.step), waiting, *known, *_step_signature(serving))


def _step_signature(serving: Serving) -> tuple[object, ...]:
    match serving.step:
        case AskingFor(long=long):
            return (long,)
        case ChooseProperties(chosen=chosen, page=page, found=found):
            return (bool(chosen), page, len(found.properties))
        case ChooseLicence(licences=licences, chosen=licence, page=page):
            return (licence is None, page, len(licences))
        case ChooseCase(cases=cases, chosen=case, page=page):
            return (case is None, page, len(cases))
        case PrintingSlip(stopped=stopped):
            return (stopped is None,)
        case Stopped(uncertain=uncertain, slip_code=slip_code):
            return (uncertain, slip_code is None)
        case step:
            return _identity_signature(step)


def _identity_signature(step: StepState) -> tuple[object, ...]:
    match step:
        case Identify(reading, notice, way):
            return (reading is None, notice is None, way)
        case UnlockDocument(reading=reading, notice=notice, tries=tries):
            return (reading, notice is None, tries)
        case ScanCode(notice) | NamePerson(notice=notice):
            return (notice is None,)
        case SignInClerk(notice, proving):
            return (notice is None, _identity_signature(proving) if proving else None)
        case Checking(before=before, long=long):
            return (type(before), _identity_signature(before), long)
        case ProveIt(notice, failed, missed):
            return (notice is None, bool(failed), bool(missed))
        case TypeOneTimeCode(proving=proving, notice=notice, tries_left=tries_left):
            return (notice is None, tries_left is None, _identity_signature(proving))
        case Matching(factor=factor, proving=proving):
            return (factor, _identity_signature(proving))
        case _:
            return ()
