"""Review: the last look before paper. Answer: what the register says, on the screen."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalogue.service import StepKind
from kiosk.visit.actions import Back, ChangeCopies, Forward, SkipSlip
from kiosk.visit.events import Event, Touched
from kiosk.visit.outcome import Context, Ignore, Outcome, Proceed, ProceedPast, Remain, Return
from kiosk.visit.state import Review, ShowAnswer


def enter_review(context: Context) -> Outcome:
    """Show what will be printed."""
    return Remain(Review(), context.dossier)


def handle_review(context: Context, step: Review, event: Event) -> Outcome:
    """Change the number of copies, print, or go back."""
    match event:
        case Touched(ChangeCopies(by)):
            copies = min(max(context.dossier.copies + by, 1), context.service.most_copies)
            return Remain(step, replace(context.dossier, copies=copies))
        case Touched(Forward()):
            return Proceed(context.dossier)
        case Touched(Back()):
            return Return(context.dossier)
        case _:
            return Ignore()


def enter_answer(context: Context) -> Outcome:
    """Show what the register says."""
    return Remain(ShowAnswer(), context.dossier)


def handle_answer(context: Context, event: Event) -> Outcome:
    """Print a slip of it, or go without."""
    match event:
        case Touched(Forward()):
            return Proceed(context.dossier)
        case Touched(SkipSlip()):
            return ProceedPast(StepKind.RECEIPT, context.dossier)
        case Touched(Back()):
            return Return(context.dossier)
        case _:
            return Ignore()
