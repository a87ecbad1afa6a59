"""Choose: the portal is asked what there is, and the resident picks."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalogue.service import Choice
from kiosk.visit.actions import Back, Forward, Toggle, ToggleAll, Turn
from kiosk.visit.effects import StopTimer
from kiosk.visit.events import Event, PortalAnswered, PortalFailed, Timer, TimerFired, Touched
from kiosk.visit.outcome import Context, Halt, Ignore, Outcome, Proceed, Remain, Return
from kiosk.visit.register import (
    Answer,
    Case,
    CasesFound,
    FindCases,
    FindLicences,
    FindProperties,
    Licence,
    LicencesFound,
    LicenceState,
    PropertiesFound,
    Question,
)
from kiosk.visit.screens import CHOICE_ROWS_A_PAGE
from kiosk.visit.state import AskingFor, ChooseCase, ChooseLicence, ChooseProperties


def enter_choose(context: Context) -> Outcome:
    """Ask the portal, unless this visit already knows."""
    dossier = context.dossier
    if dossier.properties is not None:
        return Remain(ChooseProperties(dossier.properties, dossier.chosen), dossier)
    if dossier.licences:
        return Remain(ChooseLicence(dossier.licences, dossier.licence.key if dossier.licence else None), dossier)
    if dossier.cases:
        return Remain(ChooseCase(dossier.cases, dossier.case.number if dossier.case else None), dossier)
    return Remain(AskingFor(context.ticket), dossier, (context.ask(_question(context)), context.patience()))


def _question(context: Context) -> Question:
    match context.service.choice:
        case Choice.LICENCES:
            return FindLicences(context.person, context.service.form or "")
        case Choice.CASES:
            return FindCases(context.person)
        case _:
            return FindProperties(context.person)


def handle_asking(context: Context, step: AskingFor, event: Event) -> Outcome:
    """Wait for the portal."""
    match event:
        case PortalAnswered(ticket, answer) if ticket == step.ticket:
            return _show(context, answer)
        case PortalFailed(ticket, code) if ticket == step.ticket:
            return Halt(code, context.dossier)
        case TimerFired(Timer.PATIENCE, ticket) if ticket == step.ticket:
            return Remain(AskingFor(step.ticket, long=True), context.dossier)
        case _:
            return Ignore()


def _show(context: Context, answer: Answer) -> Outcome:
    """Lay out what was found; the only one of its kind is chosen already."""
    calm = (StopTimer(Timer.PATIENCE),)
    match answer:
        case PropertiesFound(properties=properties):
            provable = frozenset(p.key for p in properties if p.obstacle is None)
            chosen = provable if len(provable) == 1 else frozenset()
            dossier = replace(context.dossier, properties=answer, chosen=chosen)
            return Remain(ChooseProperties(answer, chosen), dossier, calm)
        case LicencesFound(licences=()):
            return Halt("LICENCE_NONE_FOUND", context.dossier)
        case LicencesFound(licences=licences):
            valid = [licence for licence in licences if licence.state is LicenceState.VALID]
            if not valid:
                return Halt("LICENCE_NOT_VALID", context.dossier)
            only = valid[0].key if len(valid) == 1 else None
            return Remain(ChooseLicence(licences, only), replace(context.dossier, licences=licences), calm)
        case CasesFound(cases=()):
            return Halt("CASE_NONE_FOUND", context.dossier)
        case CasesFound(cases=cases):
            only = cases[0].number if len(cases) == 1 else None
            return Remain(ChooseCase(cases, only), replace(context.dossier, cases=cases), calm)
        case _:
            return Halt("PORTAL_ANSWER_UNUSABLE", context.dossier)


def handle_properties(context: Context, step: ChooseProperties, event: Event) -> Outcome:
    """Several may be chosen; none only when there is none at all."""
    found = step.found.properties
    provable = frozenset(p.key for p in found if p.obstacle is None)
    match event:
        case Touched(Toggle(key)) if key in provable:
            return Remain(replace(step, chosen=step.chosen ^ {key}), context.dossier)
        case Touched(ToggleAll()):
            everything = frozenset() if step.chosen == provable else provable
            return Remain(replace(step, chosen=everything), context.dossier)
        case Touched(Turn(by)):
            return Remain(replace(step, page=_turned(step.page, by, len(found))), context.dossier)
        case Touched(Forward()) if step.chosen or not found:
            return Proceed(replace(context.dossier, chosen=step.chosen))
        case Touched(Back()):
            return Return(replace(context.dossier, chosen=step.chosen))
        case _:
            return Ignore()


def handle_licence(context: Context, step: ChooseLicence, event: Event) -> Outcome:
    """Exactly one valid licence."""
    match event:
        case Touched(Toggle(key)) if _valid(step.licences, key):
            return Remain(replace(step, chosen=key), context.dossier)
        case Touched(Turn(by)):
            return Remain(replace(step, page=_turned(step.page, by, len(step.licences))), context.dossier)
        case Touched(Forward()) if licence := _valid(step.licences, step.chosen):
            return Proceed(replace(context.dossier, licence=licence))
        case Touched(Back()):
            return Return(context.dossier)
        case _:
            return Ignore()


def handle_case(context: Context, step: ChooseCase, event: Event) -> Outcome:
    """Exactly one case."""
    match event:
        case Touched(Toggle(key)) if _case(step.cases, key):
            return Remain(replace(step, chosen=key), context.dossier)
        case Touched(Turn(by)):
            return Remain(replace(step, page=_turned(step.page, by, len(step.cases))), context.dossier)
        case Touched(Forward()) if case := _case(step.cases, step.chosen):
            return Proceed(replace(context.dossier, case=case))
        case Touched(Back()):
            return Return(context.dossier)
        case _:
            return Ignore()


def _valid(licences: tuple[Licence, ...], key: str | None) -> Licence | None:
    return next((x for x in licences if x.key == key and x.state is LicenceState.VALID), None)


def _case(cases: tuple[Case, ...], number: str | None) -> Case | None:
    return next((case for case in cases if case.number == number), None)


def _turned(page: int, by: int, rows: int) -> int:
    last = max(0, (rows - 1) // CHOICE_ROWS_A_PAGE)
    return min(max(page + by, 0), last)
