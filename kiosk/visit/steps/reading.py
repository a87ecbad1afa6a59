"""Steps that are only read: the service's page, and the consent."""

from __future__ import annotations

from kiosk.visit.actions import Back, Forward
from kiosk.visit.events import Event, Touched
from kiosk.visit.outcome import Context, Ignore, Outcome, Proceed, Remain, Return
from kiosk.visit.state import Consent, Guide


def enter_guide(context: Context) -> Outcome:
    """Show the service's page."""
    return Remain(Guide(), context.dossier)


def enter_consent(context: Context) -> Outcome:
    """Ask for consent before anything is read."""
    return Remain(Consent(), context.dossier)


def handle_reading(context: Context, event: Event) -> Outcome:
    """Forward and back; nothing else."""
    match event:
        case Touched(Forward()):
            return Proceed(context.dossier)
        case Touched(Back()):
            return Return(context.dossier)
        case _:
            return Ignore()
