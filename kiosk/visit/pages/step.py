"""The pages of a service's steps."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from kiosk.catalogue.service import Service, StepKind
from kiosk.failures import Failure
from kiosk.visit.availability import cautions_of, pause_of
from kiosk.visit.events import PrintStage
from kiosk.visit.pages.frame import frame_of
from kiosk.visit.pages.identity import identity_page
from kiosk.visit.register import Case, CaseStage, Licence, LicenceState
from kiosk.visit.screens import (
    CHOICE_ROWS_A_PAGE,
    AnswerScreen,
    ChoiceFact,
    ChoiceRow,
    ChooseOneScreen,
    ChoosePropertiesScreen,
    ConsentScreen,
    Frame,
    GuideScreen,
    NoSlipScreen,
    PrintingScreen,
    PrintingSlipScreen,
    PropertyRow,
    ReviewScreen,
    Screen,
    StageRow,
    StageState,
    StoppedScreen,
    WaitingScreen,
)
from kiosk.visit.state import (
    AskingFor,
    Checking,
    ChooseCase,
    ChooseLicence,
    ChooseProperties,
    ConfirmPerson,
    Consent,
    Guide,
    Identify,
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
from kiosk.visit.surroundings import Surroundings

PROOF_STAGES = (PrintStage.CHECKED, PrintStage.PRINTING, PrintStage.SHEET_OUT)
CERTIFICATE_STAGES = (PrintStage.CHECKED, PrintStage.BLANK_TAKEN, PrintStage.PRINTING, PrintStage.SHEET_OUT)


def step_page(visit: Visit, serving: Serving, now: Surroundings) -> Screen:
    """Return the page of the present step."""
    frame, service, house = frame_of(visit, now), serving.service, visit.house
    match serving.step:
        case Guide():
            return GuideScreen(frame, service, pause_of(service, house, now), cautions_of(service, house, now))
        case Consent():
            return ConsentScreen(frame, service)
        case (
            Identify()
            | UnlockDocument()
            | ScanCode()
            | SignInClerk()
            | NamePerson()
            | Checking()
            | ConfirmPerson()
            | ProveIt()
            | TypeOneTimeCode()
            | Matching()
        ) as step:
            page = identity_page(frame, serving, step, house.failures, now)
            return replace(page, card_lies=bool(visit.cards)) if isinstance(page, WaitingScreen) else page
        case AskingFor(_, long):
            return WaitingScreen(frame, service, long, card_lies=bool(visit.cards))
        case ChooseProperties() as step:
            return _properties(frame, step)
        case ChooseLicence() as step:
            return _licences(visit, frame, step)
        case ChooseCase() as step:
            return _cases(frame, step)
        case Review():
            return _review(frame, serving)
        case ShowAnswer():
            return _answer(frame, serving, now)
        case Issuing(_, kind):
            return _printing(frame, service, kind, ())
        case Printing(_, kind, reached):
            return _printing(frame, service, kind, reached)
        case PrintingSlip():
            return PrintingSlipScreen(frame, service)
        case SlipFailed(code):
            return NoSlipScreen(frame, service, house.failures.find(code), _case_number(serving))
        case Stopped() as step:
            return _stopped(visit, frame, service, step, now)
        case unreachable:
            assert_never(unreachable)


def _page(rows: int, page: int) -> tuple[int, slice]:
    pages = max(1, -(-rows // CHOICE_ROWS_A_PAGE))
    return pages, slice(page * CHOICE_ROWS_A_PAGE, (page + 1) * CHOICE_ROWS_A_PAGE)


def _properties(frame: Frame, step: ChooseProperties) -> Screen:
    found = step.found.properties
    pages, shown = _page(len(found), step.page)
    rows = tuple(
        PropertyRow(
            key=unit.key,
            use=unit.use,
            area_m2=unit.area_m2,
            masked_address=unit.masked_address,
            co_owners=unit.co_owners,
            registered=unit.registered,
            obstacle=unit.obstacle,
            chosen=unit.key in step.chosen,
        )
        for unit in found[shown]
    )
    return ChoosePropertiesScreen(
        frame=frame,
        rows=rows,
        total=len(found),
        chosen=len(step.chosen),
        choosable=sum(unit.obstacle is None for unit in found),
        data_as_of=step.found.data_as_of,
        page=step.page,
        pages=pages,
    )


def _licences(visit: Visit, frame: Frame, step: ChooseLicence) -> Screen:
    def obstacle(licence: Licence) -> Failure | None:
        return None if licence.state is LicenceState.VALID else visit.house.failures.find("LICENCE_NOT_VALID")

    pages, shown = _page(len(step.licences), step.page)
    rows = tuple(
        ChoiceRow(
            key=licence.key,
            title=licence.title,
            fact=ChoiceFact.GRANTED,
            on=licence.granted,
            chosen=licence.key == step.chosen,
            obstacle=obstacle(licence),
        )
        for licence in step.licences[shown]
    )
    return ChooseOneScreen(
        frame=frame,
        cases=False,
        rows=rows,
        total=len(step.licences),
        ready=step.chosen is not None,
        page=step.page,
        pages=pages,
    )


FACT_OF_STAGE = {
    CaseStage.ACCEPTED: ChoiceFact.ACCEPTED,
    CaseStage.IN_REVIEW: ChoiceFact.IN_REVIEW,
    CaseStage.CONCLUDED: ChoiceFact.CONCLUDED,
}


def _cases(frame: Frame, step: ChooseCase) -> Screen:
    pages, shown = _page(len(step.cases), step.page)
    rows = tuple(_case_row(case, step.chosen) for case in step.cases[shown])
    return ChooseOneScreen(
        frame=frame,
        cases=True,
        rows=rows,
        total=len(step.cases),
        ready=step.chosen is not None,
        page=step.page,
        pages=pages,
    )


def _case_row(case: Case, chosen: str | None) -> ChoiceRow:
    reached = [stage for stage in case.stages if stage.on is not None]
    last = reached[-1] if reached else case.stages[0]
    return ChoiceRow(
        key=case.number,
        title=case.title,
        fact=FACT_OF_STAGE[last.stage],
        on=last.on or case.promised,
        chosen=case.number == chosen,
    )


def _review(frame: Frame, serving: Serving) -> Screen:
    dossier, service = serving.dossier, serving.service
    certificate = service.has(StepKind.CERTIFICATE)
    return ReviewScreen(
        frame=frame,
        service=service,
        certificate=certificate,
        masked_name=dossier.person.masked_name if dossier.person else "",
        copies=dossier.copies,
        most_copies=service.most_copies,
        count=None if certificate else len(dossier.chosen),
        data_as_of=dossier.properties.data_as_of if dossier.properties else None,
        granted=dossier.licence.granted if dossier.licence else None,
    )


def _answer(frame: Frame, serving: Serving, now: Surroundings) -> Screen:
    if serving.dossier.case is None:
        raise LookupError("answer without a case")
    return AnswerScreen(frame, serving.dossier.case, now.slips_possible)


def _printing(
    frame: Frame, service: Service, kind: StepKind, reached: tuple[tuple[PrintStage, str], ...]
) -> PrintingScreen:
    """A stage is done once it was reported and the first other is going on; ``PRINTING`` is reported when it begins."""
    facts = dict(reached)
    stages = CERTIFICATE_STAGES if kind is StepKind.CERTIFICATE else PROOF_STAGES
    current = next((stage for stage in stages if stage not in facts), None)
    if PrintStage.PRINTING in facts and PrintStage.SHEET_OUT not in facts:
        current = PrintStage.PRINTING
    rows = []
    passed = True
    for stage in stages:
        if stage is current:
            passed = False
            rows.append(StageRow(stage, StageState.NOW, facts.get(stage, "")))
        else:
            rows.append(StageRow(stage, StageState.DONE if passed else StageState.TO_COME, facts.get(stage, "")))
    return PrintingScreen(frame, service, kind is StepKind.CERTIFICATE, tuple(rows))


def _case_number(serving: Serving) -> str:
    dossier = serving.dossier
    if dossier.acceptance is not None:
        return dossier.acceptance.case_number
    return dossier.case.number if dossier.case else ""


def _stopped(visit: Visit, frame: Frame, service: Service, step: Stopped, now: Surroundings) -> Screen:
    failures = visit.house.failures
    return StoppedScreen(
        frame=frame,
        service=service,
        failure=failures.find(step.code),
        uncertain=step.uncertain,
        resume_code=step.resume_code,
        slip_possible=now.slips_possible and step.slip_code is None,
        slip_failure=failures.find(step.slip_code) if step.slip_code else None,
    )
