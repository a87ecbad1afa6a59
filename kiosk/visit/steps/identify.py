"""Identify: a card is laid down and read; then the resident says whether it is theirs."""

from __future__ import annotations

from dataclasses import replace

from devices.cards.events import CardLifted, CardNotRead, CardPlaced, CardRead, Insertion
from kiosk.visit.actions import Back, Forward, NotMe
from kiosk.visit.effects import CallAttention, Cue, HideInLog, ReadCard
from kiosk.visit.events import Event, Touched
from kiosk.visit.outcome import Context, Ignore, Leave, Outcome, Proceed, Remain, Return, without_person
from kiosk.visit.person import Person
from kiosk.visit.state import ConfirmPerson, EndReason, Identify


def enter_identify(context: Context) -> Outcome:
    """Ask for the card, and read it at once when one already lies there."""
    dossier = without_person(context.dossier)
    lying = sorted(context.cards, key=lambda insertion: (insertion.reader.value, insertion.number))
    if not lying:
        return Remain(Identify(), dossier)
    return Remain(Identify(reading=lying[0]), dossier, (ReadCard(lying[0]),))


def handle_identify(context: Context, step: Identify, event: Event) -> Outcome:
    """Follow the card until it has been read."""
    match event:
        case CardPlaced(insertion) if step.reading is None:
            return Remain(Identify(reading=insertion), context.dossier, (ReadCard(insertion),))
        case CardRead(insertion, contents) if insertion == step.reading:
            dossier = replace(context.dossier, person=Person.from_card(contents), insertion=insertion)
            hide = HideInLog((contents.name, contents.id_number))
            return Proceed(dossier, (hide, CallAttention(Cue.CARD_READ)))
        case CardNotRead(insertion, code) if insertion == step.reading:
            return Remain(Identify(notice=code), context.dossier)
        case CardLifted(insertion):
            return _lifted(context, step, insertion)
        case Touched(Back()):
            return Return(context.dossier)
        case _:
            return Ignore()


def _lifted(context: Context, step: Identify, insertion: Insertion) -> Outcome:
    """A card lifted while it was read asks for it again; one that was refused makes room for one on another reader."""
    if step.reading not in (None, insertion):
        return Ignore()
    if context.cards:
        return enter_identify(context)
    if step.reading is None:
        return Ignore()
    return Remain(Identify(notice="CARD_LIFTED_TOO_EARLY"), context.dossier)


def enter_confirm(context: Context) -> Outcome:
    """Show the masked person."""
    return Remain(ConfirmPerson(), context.dossier)


def handle_confirm(context: Context, event: Event) -> Outcome:
    """Go on as this person, or end: somebody else's card never leads anywhere."""
    match event:
        case Touched(Forward()):
            return Proceed(context.dossier)
        case Touched(NotMe()):
            return Leave(EndReason.NOT_ME, context.dossier)
        case _:
            return Ignore()
