"""Unlock: a travel document lies on the reader and wants what stands printed in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from devices.cards.access import AccessKey
from devices.cards.events import CardLifted, CardLocked, CardNotRead, CardRead
from devices.ports import CodeScanned
from kiosk.visit.actions import Back, EnterCan, EnterMrz
from kiosk.visit.codes import access_key_in
from kiosk.visit.effects import ReadCard
from kiosk.visit.events import Event, Touched
from kiosk.visit.outcome import Context, Outcome, Remain
from kiosk.visit.state import Identify, UnlockDocument
from kiosk.visit.steps.identify import back_to_cards, card_read, enter_identify, laid_meanwhile

MOST_TRIES: Final = 3
"""So often a document may refuse what was typed; chips answer ever more slowly (ICAO Doc 9303-11, 4.3.1)."""
NO_LINES: Final = "CODE_WITHOUT_DOCUMENT_LINES"


def handle_unlock(context: Context, step: UnlockDocument, event: Event) -> Outcome:
    """Try what is typed or scanned until the document opens."""
    if isinstance(event, CardLifted) and event.insertion == step.insertion:
        return _lifted(context, step)
    if step.reading:
        return _reading(context, step, event)
    match event:
        case Touched(EnterMrz(key)) | Touched(EnterCan(key)):
            return _try(context, step, key)
        case CodeScanned(text):
            scanned = access_key_in(text)
            if scanned is None:
                return Remain(replace(step, notice=NO_LINES), context.dossier)
            return _try(context, step, scanned)
        case Touched(Back()):
            return back_to_cards(context)
        case _:
            return laid_meanwhile(context, event)


def _reading(context: Context, step: UnlockDocument, event: Event) -> Outcome:
    match event:
        case CardRead(insertion, _) if insertion == step.insertion:
            return card_read(context, event)
        case CardNotRead(insertion, code) if insertion == step.insertion:
            return _refused(context, step, code)
        case CardLocked(insertion) if insertion == step.insertion:
            return Remain(replace(step, reading=False), context.dossier)
        case Touched(Back()):
            # The reader may be held by another program; what it still tells of this stay is then no longer heard.
            return back_to_cards(context)
        case _:
            return laid_meanwhile(context, event)


def _try(context: Context, step: UnlockDocument, key: AccessKey) -> Outcome:
    """The key goes to the reader and stays nowhere here."""
    return Remain(replace(step, reading=True, notice=None), context.dossier, (ReadCard(step.insertion, key),))


def _refused(context: Context, step: UnlockDocument, code: str) -> Outcome:
    tries = step.tries + 1
    if tries >= MOST_TRIES or not context.house.failures.find(code).retriable:
        return Remain(Identify(notice=code), context.dossier)
    return Remain(replace(step, reading=False, notice=code, tries=tries), context.dossier)


def _lifted(context: Context, step: UnlockDocument) -> Outcome:
    """Whoever takes the document away begins anew; what lies on another reader is read instead."""
    if context.cards:
        return enter_identify(context)
    notice = "CARD_LIFTED_TOO_EARLY" if step.reading else None
    return Remain(Identify(notice=notice), context.dossier)
