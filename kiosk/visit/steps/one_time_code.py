"""One-time code: the portal sends six digits to the registered phone, and the resident types them."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.actions import ChooseFactor, EnterOneTimeCode, SendAgain
from kiosk.visit.events import Event, Touched
from kiosk.visit.identity import Factor
from kiosk.visit.outcome import Context, Ignore, Outcome, Remain
from kiosk.visit.register import CheckOneTimeCode, OneTimeCodeChecked, OneTimeCodeSent, Question, SendOneTimeCode
from kiosk.visit.state import Checking, ProveIt, TypeOneTimeCode
from kiosk.visit.steps.prove import choose_again, choose_factor, given_up, proved


def code_sent(context: Context, before: ProveIt | TypeOneTimeCode, sent: OneTimeCodeSent) -> Outcome:
    """The digits are on their way."""
    proving = before.proving if isinstance(before, TypeOneTimeCode) else before
    return Remain(TypeOneTimeCode(sent, proving), context.dossier)


def not_sent(context: Context, before: ProveIt, code: str) -> Outcome:
    """No digits were sent. Where that will not change, such as without a registered phone, the proof is done with."""
    if context.house.failures.find(code).retriable:
        return choose_again(context, replace(before, notice=code))
    return given_up(context, before, Factor.ONE_TIME_CODE, code)


def handle_one_time_code(context: Context, step: TypeOneTimeCode, event: Event) -> Outcome:
    """Have what is typed checked; it goes to the portal and stays nowhere here."""
    match event:
        case Touched(EnterOneTimeCode(code)):
            return _ask(context, step, CheckOneTimeCode(step.sent.challenge, code))
        case Touched(SendAgain()):
            return _ask(context, step, SendOneTimeCode(context.person))
        case Touched(ChooseFactor(factor)) if factor is not Factor.ONE_TIME_CODE:
            return choose_factor(context, factor, step.proving)
        case _:
            return Ignore()


def _ask(context: Context, step: TypeOneTimeCode, question: Question) -> Outcome:
    checking = Checking(context.ticket, replace(step, notice=None))
    return Remain(checking, context.dossier, (context.ask(question), context.patience()))


def code_checked(context: Context, before: TypeOneTimeCode, checked: OneTimeCodeChecked) -> Outcome:
    """Right, wrong with more tries, or wrong for the last time."""
    if checked.right:
        return proved(context)
    if checked.tries_left <= 0:
        return given_up(context, before.proving, Factor.ONE_TIME_CODE, "ONE_TIME_CODE_NO_TRIES_LEFT")
    step = replace(before, notice="ONE_TIME_CODE_WRONG", tries_left=checked.tries_left)
    return Remain(step, context.dossier)


def not_checked(context: Context, before: TypeOneTimeCode, code: str) -> Outcome:
    """Nobody can say whether it was right; another try may tell, unless the failure stays."""
    if context.house.failures.find(code).retriable:
        return Remain(replace(before, notice=code), context.dossier)
    return given_up(context, before.proving, Factor.ONE_TIME_CODE, code)
