"""The flow of one service: hands events to the present step and carries its decision out."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.catalogue.service import Service, StepKind
from kiosk.visit.actions import EndVisit
from kiosk.visit.custody import keep
from kiosk.visit.effects import CallStaff, Effect, NoteResume, StopTerminal, StopTimer
from kiosk.visit.ending import begin_ending
from kiosk.visit.events import Event, Timer, Touched
from kiosk.visit.outcome import (
    Context,
    Halt,
    Ignore,
    Leave,
    Outcome,
    Proceed,
    ProceedPast,
    Remain,
    Return,
)
from kiosk.visit.state import (
    PAPER_MOVING,
    AskingFor,
    Checking,
    ChooseCase,
    ChooseLicence,
    ChooseProperties,
    ConfirmPerson,
    Consent,
    Dossier,
    EndReason,
    Guide,
    Home,
    Identify,
    IdentityStep,
    Issuing,
    Matching,
    NamePerson,
    Printing,
    PrintingSlip,
    ProveIt,
    Review,
    ScanCode,
    Serving,
    ShowAnswer,
    SignInClerk,
    SlipFailed,
    Stopped,
    TypeOneTimeCode,
    UnlockDocument,
    Visit,
)
from kiosk.visit.steps import (
    checking,
    choose,
    confirm,
    identify,
    issue,
    one_time_code,
    phone_code,
    prove,
    reading,
    review,
    slip,
    unlock,
    vouch,
)
from kiosk.visit.surroundings import Surroundings

Moved = tuple[Visit, tuple[Effect, ...]]


def open_service(visit: Visit, service: Service) -> Moved:
    """Open a service at its page."""
    serving = Serving(service=service, position=0, step=Guide())
    return replace(visit, phase=serving), ()


def serve(visit: Visit, serving: Serving, event: Event, now: Surroundings) -> Moved:
    """Let the present step decide about an event, unless it touches on whose visit it is."""
    if event == Touched(EndVisit()) and not isinstance(serving.step, Stopped):
        return _end_by_touch(visit, serving)
    kept = keep(visit, serving, event)
    if kept is not None:
        return kept
    return _carry_out(visit, serving, _decide(_context(visit, serving, now), serving, event), now)


def _end_by_touch(visit: Visit, serving: Serving) -> Moved:
    if isinstance(serving.step, PAPER_MOVING):
        return visit, ()
    return begin_ending(visit, serving.dossier, EndReason.ENDED_BY_RESIDENT)


# The steps.


def _context(visit: Visit, serving: Serving, now: Surroundings) -> Context:
    return Context(
        house=visit.house,
        service=serving.service,
        dossier=serving.dossier,
        kind=serving.service.steps[serving.position],
        cards=visit.cards,
        now=now,
        ticket=visit.tickets + 1,
        key=visit.key,
    )


def _decide(context: Context, serving: Serving, event: Event) -> Outcome:
    match serving.step:
        case Guide() | Consent():
            return reading.handle_reading(context, event)
        case (
            Identify()
            | UnlockDocument()
            | ScanCode()
            | SignInClerk()
            | NamePerson()
            | ConfirmPerson()
            | ProveIt()
            | TypeOneTimeCode()
            | Matching()
            | Checking()
        ) as step:
            return _decide_who(context, step, event)
        case AskingFor() as step:
            return choose.handle_asking(context, step, event)
        case ChooseProperties() as step:
            return choose.handle_properties(context, step, event)
        case ChooseLicence() as step:
            return choose.handle_licence(context, step, event)
        case ChooseCase() as step:
            return choose.handle_case(context, step, event)
        case Review() as step:
            return review.handle_review(context, step, event)
        case ShowAnswer():
            return review.handle_answer(context, event)
        case Issuing() as step:
            return issue.handle_issuing(context, step, event)
        case Printing() as step:
            return issue.handle_printing(context, step, event)
        case PrintingSlip() as step:
            return slip.handle_printing_slip(context, step, event)
        case SlipFailed():
            return slip.handle_slip_failed(context, event)
        case Stopped() as step:
            return slip.handle_stopped(context, step, event)
        case unreachable:
            assert_never(unreachable)


def _decide_who(context: Context, step: IdentityStep, event: Event) -> Outcome:
    match step:
        case Identify():
            return identify.handle_identify(context, step, event)
        case UnlockDocument():
            return unlock.handle_unlock(context, step, event)
        case ScanCode():
            return phone_code.handle_scan_code(context, step, event)
        case SignInClerk():
            return vouch.handle_sign_in(context, step, event)
        case NamePerson():
            return vouch.handle_name_person(context, step, event)
        case Checking():
            return checking.handle_checking(context, step, event)
        case ConfirmPerson():
            return confirm.handle_confirm(context, event)
        case ProveIt():
            return prove.handle_prove_it(context, step, event)
        case TypeOneTimeCode():
            return one_time_code.handle_one_time_code(context, step, event)
        case Matching():
            return prove.handle_matching(context, step, event)
        case unreachable:
            assert_never(unreachable)


def _enter(context: Context) -> Outcome:
    match context.kind:
        case StepKind.GUIDE:
            return reading.enter_guide(context)
        case StepKind.CONSENT:
            return reading.enter_consent(context)
        case StepKind.IDENTIFY:
            return identify.enter_identify(context)
        case StepKind.CONFIRM_PERSON:
            return confirm.enter_confirm(context)
        case StepKind.CHOOSE:
            return choose.enter_choose(context)
        case StepKind.REVIEW:
            return review.enter_review(context)
        case StepKind.ANSWER:
            return review.enter_answer(context)
        case StepKind.PROOF | StepKind.CERTIFICATE:
            return issue.enter_issue(context)
        case StepKind.RECEIPT:
            return slip.enter_receipt(context)
        case StepKind.RATE:
            return Leave(EndReason.DONE, context.dossier)
        case unreachable:
            assert_never(unreachable)


def _carry_out(visit: Visit, serving: Serving, outcome: Outcome, now: Surroundings) -> Moved:
    """Carry a step's decision out. Every decision but ``Ignore`` uses up the ticket that the step was offered."""
    if isinstance(outcome, Ignore):
        return visit, ()
    visit = replace(visit, tickets=visit.tickets + 1)
    match outcome:
        case Remain(step, dossier, effects):
            return replace(visit, phase=replace(serving, step=step, dossier=dossier)), effects
        case Proceed(dossier, effects):
            moved, more = _go_to(visit, serving, serving.position + 1, dossier, now)
            return moved, (*effects, *more)
        case ProceedPast(kind, dossier):
            return _go_to(visit, serving, serving.service.steps.index(kind) + 1, dossier, now)
        case Return(dossier):
            return _go_to(visit, serving, serving.position - 1, dossier, now)
        case Halt(code, dossier, uncertain):
            return _stop(visit, serving, dossier, code, uncertain)
        case Leave(reason, dossier):
            return begin_ending(visit, dossier, reason)
        case unreachable:
            assert_never(unreachable)


def _go_to(visit: Visit, serving: Serving, position: int, dossier: Dossier, now: Surroundings) -> Moved:
    """Enter another step; before the first lies the home screen, after the last the end."""
    if position < 0:
        return replace(visit, phase=Home()), ()
    if position >= len(serving.service.steps):
        return begin_ending(visit, dossier, EndReason.DONE)
    serving = replace(serving, position=position, dossier=dossier)
    return _carry_out(visit, serving, _enter(_context(visit, serving, now)), now)


def _stop(visit: Visit, serving: Serving, dossier: Dossier, code: str, uncertain: bool) -> Moved:
    """Stop the matter so that it can go on elsewhere: portal and staff are told. A card that is away is not needed."""
    at = serving.service.steps[serving.position]
    resume = slip.resume_code(visit.key, visit.tickets)
    note = NoteResume(
        resume_code=resume,
        service=serving.service.id,
        step=at.value,
        failure=code,
        case_number=dossier.acceptance.case_number if dossier.acceptance else None,
    )
    stopped = Stopped(code=code, at=at, resume_code=resume, uncertain=uncertain)
    phase = replace(serving, step=stopped, dossier=dossier, card_back=None, unlocking=None)
    calm = (StopTimer(Timer.CARD_BACK),) if serving.card_back is not None else ()
    halt = (StopTerminal(code),) if code == issue.HOLDER_MISMATCH else ()
    return replace(visit, phase=phase), (*calm, note, CallStaff(code), *halt)
