"""Checking: what was shown or typed is with the portal or the staff book, whose word leads on or back."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.visit.effects import StopTimer
from kiosk.visit.events import ClerkKnown, ClerkRefused, Event, PortalAnswered, PortalFailed, Timer, TimerFired
from kiosk.visit.outcome import Context, Outcome, Proceed, Remain
from kiosk.visit.register import Answer, OneTimeCodeChecked, OneTimeCodeSent, PersonKnown
from kiosk.visit.state import Checkable, Checking, NamePerson, ProveIt, ScanCode, SignInClerk, TypeOneTimeCode
from kiosk.visit.steps import one_time_code, phone_code, vouch
from kiosk.visit.steps.identify import laid_meanwhile


def handle_checking(context: Context, step: Checking, event: Event) -> Outcome:
    """Wait for the word; a card laid down before the person is known is read instead."""
    match event, step.before:
        case PortalAnswered(ticket, answer), before if ticket == step.ticket:
            return _calm(_answered(context, before, answer))
        case PortalFailed(ticket, code), before if ticket == step.ticket:
            return _calm(_refused(context, before, code))
        case ClerkKnown(ticket, clerk), SignInClerk() as before if ticket == step.ticket:
            return vouch.clerk_known(context, before, clerk)
        case ClerkRefused(ticket, code), SignInClerk() as before if ticket == step.ticket:
            return _refused(context, before, code)
        case TimerFired(Timer.PATIENCE, ticket), _ if ticket == step.ticket:
            return Remain(replace(step, long=True), context.dossier)
        case _:
            return laid_meanwhile(context, event)


def _answered(context: Context, before: Checkable, answer: Answer) -> Outcome:
    match before, answer:
        case ScanCode(), PersonKnown(person):
            return phone_code.code_verified(context, person)
        case NamePerson(), PersonKnown(person):
            return vouch.person_named(context, before, person)
        case ProveIt() | TypeOneTimeCode(), OneTimeCodeSent():
            return one_time_code.code_sent(context, before, answer)
        case TypeOneTimeCode(), OneTimeCodeChecked():
            return one_time_code.code_checked(context, before, answer)
        case _:
            return _refused(context, before, "PORTAL_ANSWER_UNUSABLE")


def _refused(context: Context, before: Checkable, code: str) -> Outcome:
    """Lead back to where it was shown or typed, and say why."""
    match before:
        case ScanCode() | SignInClerk() | NamePerson():
            return Remain(replace(before, notice=code), context.dossier)
        case ProveIt():
            return one_time_code.not_sent(context, before, code)
        case TypeOneTimeCode():
            return one_time_code.not_checked(context, before, code)
        case unreachable:
            assert_never(unreachable)


def _calm(outcome: Outcome) -> Outcome:
    """The portal has answered: patience is not tried any longer."""
    if isinstance(outcome, Remain | Proceed):
        return replace(outcome, effects=(StopTimer(Timer.PATIENCE), *outcome.effects))
    return outcome
