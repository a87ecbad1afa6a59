"""Prove it: the second proof that some services ask for, chosen among those that are left."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from devices.ports import MatchOutcome
from kiosk.catalogue.service import IdentityLevel
from kiosk.visit.actions import ChooseFactor
from kiosk.visit.effects import MatchPerson
from kiosk.visit.events import Event, MatchFailed, PersonMatched, Touched
from kiosk.visit.identity import Factor
from kiosk.visit.ladder import factors_for
from kiosk.visit.outcome import Context, Halt, Ignore, Outcome, Proceed, Remain
from kiosk.visit.register import SendOneTimeCode
from kiosk.visit.state import Checking, ConfirmPerson, Matching, ProveIt, SignInClerk

NO_PROOF_LEFT: Final = "SECOND_PROOF_NOT_POSSIBLE"
MOST_MISSES: Final = 3
"""So often a finger or face may not be caught before another proof is asked for."""


def prove(context: Context) -> Outcome:
    """Let the resident choose; where there is only one proof, begin with it."""
    left = _left(context, ProveIt())
    if len(left) == 1:
        return _begin(context, left[0], ProveIt())
    return choose_again(context, ProveIt())


def choose_again(context: Context, proving: ProveIt) -> Outcome:
    """Offer the proofs that are left; without any the matter cannot go on here."""
    if not _left(context, proving):
        return Halt(NO_PROOF_LEFT, context.dossier)
    return Remain(proving, context.dossier)


def back_to_proofs(context: Context, proving: ProveIt) -> Outcome:
    """Go back from a proof that is not wanted: to the others, or to the person where it is the only one."""
    if proving.failed or len(_left(context, proving)) > 1:
        return choose_again(context, proving)
    return Remain(ConfirmPerson(), context.dossier)


def handle_prove_it(context: Context, step: ProveIt, event: Event) -> Outcome:
    """Begin with the proof that is chosen."""
    match event:
        case Touched(ChooseFactor(factor)):
            return choose_factor(context, factor, step)
        case _:
            return Ignore()


def choose_factor(context: Context, factor: Factor, proving: ProveIt) -> Outcome:
    """Begin with this proof, if it is one of those that are left."""
    return _begin(context, factor, proving) if factor in _left(context, proving) else Ignore()


def given_up(context: Context, proving: ProveIt, factor: Factor, notice: str) -> Outcome:
    """This proof is done with."""
    return choose_again(context, replace(proving, notice=notice, failed=proving.failed | {factor}))


def missed(context: Context, proving: ProveIt, factor: Factor, notice: str) -> Outcome:
    """This proof was not given properly; it may be tried again a few times."""
    proving = replace(proving, notice=notice, missed=(*proving.missed, factor))
    if proving.missed.count(factor) >= MOST_MISSES:
        return given_up(context, proving, factor, notice)
    return choose_again(context, proving)


def proved(context: Context) -> Outcome:
    """The person is who they say."""
    person = context.person.proved(IdentityLevel.CARD_AND_FACTOR)
    return Proceed(replace(context.dossier, person=person))


def _left(context: Context, proving: ProveIt) -> tuple[Factor, ...]:
    return factors_for(context.person, context.service, context.now, proving.failed)


def _begin(context: Context, factor: Factor, proving: ProveIt) -> Outcome:
    proving = replace(proving, notice=None)
    match factor:
        case Factor.ONE_TIME_CODE:
            ask = context.ask(SendOneTimeCode(context.person))
            return Remain(Checking(context.ticket, proving), context.dossier, (ask, context.patience()))
        case Factor.CLERK:
            return Remain(SignInClerk(proving=proving), context.dossier)
        case Factor.FINGERPRINT | Factor.FACE:
            return _match(context, factor, proving)


def _match(context: Context, factor: Factor, proving: ProveIt) -> Outcome:
    insertion = context.dossier.insertion
    if insertion is None:
        return given_up(context, proving, factor, "MATCH_NOTHING_TO_COMPARE")
    effect = MatchPerson(context.ticket, factor, insertion)
    return Remain(Matching(context.ticket, factor, proving), context.dossier, (effect,))


def handle_matching(context: Context, step: Matching, event: Event) -> Outcome:
    """Wait for the device, unless the resident would rather give another proof."""
    match event:
        case PersonMatched(ticket, outcome) if ticket == step.ticket:
            return _matched(context, step, outcome)
        case MatchFailed(ticket, code) if ticket == step.ticket:
            return missed(context, step.proving, step.factor, code)
        case Touched(ChooseFactor(factor)) if factor is not step.factor:
            return choose_factor(context, factor, step.proving)
        case _:
            return Ignore()


def _matched(context: Context, step: Matching, outcome: MatchOutcome) -> Outcome:
    match outcome:
        case MatchOutcome.SAME_PERSON:
            return proved(context)
        case MatchOutcome.OTHER_PERSON:
            return given_up(context, step.proving, step.factor, "MATCH_OTHER_PERSON")
        case MatchOutcome.NOTHING_TO_COMPARE:
            return given_up(context, step.proving, step.factor, "MATCH_NOTHING_TO_COMPARE")
        case MatchOutcome.NOT_CAPTURED:
            return missed(context, step.proving, step.factor, "MATCH_NOT_CAPTURED")
