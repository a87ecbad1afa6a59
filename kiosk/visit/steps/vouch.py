"""Vouch: a clerk signs in, and names the resident or confirms the one who is known."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalogue.service import IdentityLevel
from kiosk.visit.actions import Back, NameResident, SignIn
from kiosk.visit.codes import fingerprint
from kiosk.visit.effects import CheckClerk, HideInLog, NoteVouching
from kiosk.visit.events import Event, Touched
from kiosk.visit.identity import Clerk, Way
from kiosk.visit.outcome import Context, Outcome, Proceed, Remain
from kiosk.visit.person import Person
from kiosk.visit.register import FindPerson
from kiosk.visit.state import Checking, NamePerson, SignInClerk
from kiosk.visit.steps.identify import back_to_cards, laid_meanwhile
from kiosk.visit.steps.prove import back_to_proofs


def handle_sign_in(context: Context, step: SignInClerk, event: Event) -> Outcome:
    """Have badge number and PIN compared; they go to the staff book and stay nowhere here."""
    match event:
        case Touched(SignIn(number, pin)):
            before = replace(step, notice=None)
            return Remain(Checking(context.ticket, before), context.dossier, (CheckClerk(context.ticket, number, pin),))
        case Touched(Back()):
            return back_to_proofs(context, step.proving) if step.proving else back_to_cards(context)
        case _:
            return laid_meanwhile(context, event)


def clerk_known(context: Context, before: SignInClerk, clerk: Clerk) -> Outcome:
    """The clerk has signed in: vouch for the person who is known, or name one."""
    if before.proving is None:
        return Remain(NamePerson(clerk), context.dossier)
    person = context.person.proved(IdentityLevel.VOUCHED, clerk=clerk.number)
    return Proceed(replace(context.dossier, person=person), (NoteVouching(clerk.number),))


def handle_name_person(context: Context, step: NamePerson, event: Event) -> Outcome:
    """Ask the portal who has the number that the clerk types."""
    match event:
        case Touched(NameResident(id_number)):
            number = id_number.strip().upper()
            ask = context.ask(FindPerson(number, step.clerk.number))
            before = replace(step, notice=None, asked=fingerprint(number))
            return Remain(Checking(context.ticket, before), context.dossier, (ask, context.patience()))
        case Touched(Back()):
            return back_to_cards(context)
        case _:
            return laid_meanwhile(context, event)


def person_named(context: Context, before: NamePerson, found: Person) -> Outcome:
    """The portal knows the person whom the clerk vouches for; whoever has another number is not that person."""
    if fingerprint(found.id_number) != before.asked:
        return Remain(replace(before, notice="PORTAL_ANSWER_UNUSABLE"), context.dossier)
    clerk = before.clerk.number
    person = replace(found, way=Way.CLERK, level=IdentityLevel.VOUCHED, card=None, clerk=clerk)
    effects = (HideInLog((person.name, person.id_number)), NoteVouching(clerk))
    return Proceed(replace(context.dossier, person=person), effects)
