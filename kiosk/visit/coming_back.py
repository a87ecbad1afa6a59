"""A card lifted early may come back; a travel document must then be opened once more, as its key was not kept."""

from __future__ import annotations

from dataclasses import replace

from devices.cards.access import AccessKey
from devices.cards.events import CardLifted, CardLocked, CardNotRead, Insertion
from devices.ports import CodeScanned
from kiosk.visit.actions import Back, EnterCan, EnterMrz
from kiosk.visit.codes import access_key_in
from kiosk.visit.effects import Effect, ReadCard, StartTimer, StopTimer
from kiosk.visit.ending import begin_ending
from kiosk.visit.events import Event, Timer, Touched
from kiosk.visit.state import EndReason, Serving, UnlockDocument, Visit
from kiosk.visit.steps.unlock import MOST_TRIES, NO_LINES

Moved = tuple[Visit, tuple[Effect, ...]]


def ask_back(visit: Visit, serving: Serving) -> Moved:
    """Wait a while for the card that was lifted."""
    ticket = visit.tickets + 1
    wait = StartTimer(Timer.CARD_BACK, ticket, visit.house.policy.card_back_s)
    serving = replace(serving, card_back=ticket, unlocking=None)
    return replace(visit, tickets=ticket, phase=serving), (wait,)


def ask_for_key(visit: Visit, serving: Serving, insertion: Insertion) -> Moved:
    """Ask for what stands printed in the document that came back; that takes longer than laying a card down."""
    ticket = visit.tickets + 1
    serving = replace(serving, card_back=ticket, unlocking=UnlockDocument(insertion))
    return replace(visit, tickets=ticket, phase=serving), (StopTimer(Timer.CARD_BACK),)


def unlock_again(visit: Visit, serving: Serving, document: UnlockDocument, event: Event) -> Moved | None:
    """Return what an event means to the document that came back; none where that has nothing to do with it."""
    match event:
        case Touched(EnterMrz(key)) | Touched(EnterCan(key)) if not document.reading:
            return _try(visit, serving, document, key)
        case CodeScanned(text) if not document.reading:
            scanned = access_key_in(text)
            if scanned is None:
                return _show(visit, serving, replace(document, notice=NO_LINES))
            return _try(visit, serving, document, scanned)
        case CardNotRead(insertion, code) if insertion == document.insertion:
            return _refused(visit, serving, document, code)
        case CardLocked(insertion) if insertion == document.insertion:
            return _show(visit, serving, replace(document, reading=False))
        case CardLifted(insertion) if insertion == document.insertion:
            return ask_back(visit, serving)
        case Touched(Back()):
            return begin_ending(visit, serving.dossier, EndReason.CARD_LIFTED)
        case _:
            return None


def _try(visit: Visit, serving: Serving, document: UnlockDocument, key: AccessKey) -> Moved:
    moved, _ = _show(visit, serving, replace(document, reading=True, notice=None))
    return moved, (ReadCard(document.insertion, key),)


def _refused(visit: Visit, serving: Serving, document: UnlockDocument, code: str) -> Moved:
    tries = document.tries + 1
    if tries >= MOST_TRIES:
        return begin_ending(visit, serving.dossier, EndReason.CARD_LIFTED)
    return _show(visit, serving, replace(document, reading=False, notice=code, tries=tries))


def _show(visit: Visit, serving: Serving, document: UnlockDocument) -> Moved:
    return replace(visit, phase=replace(serving, unlocking=document)), ()
