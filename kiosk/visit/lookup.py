"""A code that was scanned before any service was chosen: what does it stand for?"""

from __future__ import annotations

from dataclasses import replace

from devices.ports import CodeScanned
from kiosk.visit.actions import Back, EndVisit, Forward
from kiosk.visit.codes import fingerprint, recognise
from kiosk.visit.effects import AskPortal, Effect
from kiosk.visit.ending import begin_ending
from kiosk.visit.events import Event, PortalAnswered, PortalFailed, Touched
from kiosk.visit.flow import open_service
from kiosk.visit.register import Answer, LookUpCode, MatterFound, PickupFound
from kiosk.visit.state import CodeLookup, Dossier, EndReason, Home, LookedUp, LookingUp, NotLookedUp, Visit

Moved = tuple[Visit, tuple[Effect, ...]]


def look_up(visit: Visit, text: str) -> Moved:
    """Ask the portal what a slip's or pick-up code stands for. Anything else is sent nowhere."""
    shown, known = fingerprint(text), recognise(text)
    if known is None:
        return replace(visit, phase=CodeLookup(NotLookedUp("CODE_WANTS_SERVICE_FIRST"), shown)), ()
    ticket = visit.tickets + 1
    ask = AskPortal(
        ticket=ticket,
        line=visit.house.policy.home_line,
        question=LookUpCode(known.code),
        idempotency_key=f"{visit.key}-{ticket}",
    )
    return replace(visit, tickets=ticket, phase=CodeLookup(LookingUp(ticket), shown)), (ask,)


def handle_lookup(visit: Visit, lookup: CodeLookup, event: Event) -> Moved:
    """Wait for the portal; then open the matter's service, or go home."""
    match event, lookup.stage:
        case PortalAnswered(ticket, answer), LookingUp(awaited) if ticket == awaited:
            return replace(visit, phase=replace(lookup, stage=_meaning(visit, answer))), ()
        case PortalFailed(ticket, code), LookingUp(awaited) if ticket == awaited:
            return replace(visit, phase=replace(lookup, stage=NotLookedUp(code))), ()
        case Touched(Forward()), LookedUp(MatterFound(service=id_)) if service := visit.house.catalogue.find(id_):
            return open_service(visit, service)
        case CodeScanned(text), LookedUp() | NotLookedUp() if fingerprint(text) != lookup.shown:
            return look_up(visit, text)
        case Touched(Back()), _:
            return replace(visit, phase=Home()), ()
        case Touched(EndVisit()), _:
            return begin_ending(visit, Dossier(), EndReason.ENDED_BY_RESIDENT)
        case _:
            return visit, ()


def _meaning(visit: Visit, answer: Answer) -> LookedUp | NotLookedUp:
    match answer:
        case MatterFound(service=service) if visit.house.catalogue.find(service) is None:
            return NotLookedUp("SERVICE_NOT_OFFERED")
        case MatterFound() | PickupFound():
            return LookedUp(answer)
        case _:
            return NotLookedUp("PORTAL_ANSWER_UNUSABLE")
