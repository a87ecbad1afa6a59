"""Confirm: the resident says whether they are the person shown, and proves it where the service asks that."""

from __future__ import annotations

from kiosk.visit.actions import Forward, NotMe
from kiosk.visit.events import Event, Touched
from kiosk.visit.outcome import Context, Ignore, Leave, Outcome, Proceed, Remain
from kiosk.visit.state import ConfirmPerson, EndReason
from kiosk.visit.steps.prove import prove


def enter_confirm(context: Context) -> Outcome:
    """Show the masked person."""
    return Remain(ConfirmPerson(), context.dossier)


def handle_confirm(context: Context, event: Event) -> Outcome:
    """Go on as this person, or end: somebody else's card never leads anywhere."""
    match event:
        case Touched(Forward()) if context.person.level.reaches(context.service.identity):
            return Proceed(context.dossier)
        case Touched(Forward()):
            return prove(context)
        case Touched(NotMe()):
            return Leave(EndReason.NOT_ME, context.dossier)
        case _:
            return Ignore()
