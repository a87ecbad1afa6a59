"""Scan: the code of an electronic card on a phone. It goes to the portal at once, and stays nowhere here."""

from __future__ import annotations

from dataclasses import replace

from devices.ports import CodeScanned
from kiosk.catalogue.service import IdentityLevel
from kiosk.visit.actions import Back, ChooseWay
from kiosk.visit.codes import access_key_in, fingerprint, recognise
from kiosk.visit.effects import CallAttention, Cue, HideInLog
from kiosk.visit.events import Event, Touched
from kiosk.visit.identity import Way
from kiosk.visit.outcome import Context, Outcome, Proceed, Remain
from kiosk.visit.person import Person
from kiosk.visit.register import VerifyCredential
from kiosk.visit.state import Checking, ScanCode
from kiosk.visit.steps.identify import back_to_cards, choose_way, laid_meanwhile

NOT_A_CARD = "CREDENTIAL_NOT_ACCEPTED"


def handle_scan_code(context: Context, step: ScanCode, event: Event) -> Outcome:
    """Ask about the code that is shown; one that was asked about before is spent and means nothing more."""
    match event:
        case CodeScanned(text) if recognise(text) is not None or access_key_in(text) is not None:
            # A slip's code or a document's lines: nobody's electronic card, and nothing that the portal should be sent.
            return Remain(ScanCode(NOT_A_CARD), context.dossier)
        case CodeScanned(text) if fingerprint(text) not in context.dossier.shown_codes:
            return _ask(context, text)
        case Touched(ChooseWay(way)):
            return choose_way(context, way)
        case Touched(Back()):
            return back_to_cards(context)
        case _:
            return laid_meanwhile(context, event)


def _ask(context: Context, text: str) -> Outcome:
    dossier = replace(context.dossier, shown_codes=context.dossier.shown_codes | {fingerprint(text)})
    ask = context.ask(VerifyCredential(text))
    effects = (ask, context.patience(), CallAttention(Cue.CARD_READ))
    return Remain(Checking(context.ticket, ScanCode()), dossier, effects)


def code_verified(context: Context, known: Person) -> Outcome:
    """The portal says whose electronic card it is."""
    person = replace(known, way=Way.PHONE_CODE, level=IdentityLevel.CODE, card=None, clerk=None)
    return Proceed(replace(context.dossier, person=person), (HideInLog((person.name, person.id_number)),))
