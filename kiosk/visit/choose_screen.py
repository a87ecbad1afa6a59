"""``choose_screen``: one ladder from the worst blocker down to the step of the flow."""

from __future__ import annotations

from typing import assert_never

from devices.cards.contents import CardKind
from devices.status import DeviceKind, Outlet
from kiosk.catalogue.service import Service, StepKind
from kiosk.failures import Failure
from kiosk.visit.availability import cautions_of, pause_of, readers_that_work, tile_of
from kiosk.visit.events import PrintStage
from kiosk.visit.register import Case, CaseStage, Licence, LicenceState
from kiosk.visit.screens import (
    CHOICE_ROWS_A_PAGE,
    LIST_ROWS_A_PAGE,
    AnswerScreen,
    AttractScreen,
    CardBackScreen,
    ChoiceFact,
    ChoiceRow,
    ChooseOneScreen,
    ChoosePropertiesScreen,
    ConfirmScreen,
    ConsentScreen,
    CountdownScreen,
    FaultScreen,
    Frame,
    GuideScreen,
    HelpScreen,
    HomeScreen,
    IdentifyScreen,
    ListScreen,
    NoSlipScreen,
    OutOfServiceScreen,
    PrintingScreen,
    PrintingSlipScreen,
    PropertyRow,
    RateScreen,
    Revealed,
    ReviewScreen,
    Screen,
    Segment,
    StageRow,
    StageState,
    StepHeader,
    StoppedScreen,
    TakeScreen,
    Taking,
    WaitingScreen,
    WipingScreen,
)
from kiosk.visit.state import (
    PAPER_MOVING,
    AskingFor,
    Attract,
    ChooseCase,
    ChooseLicence,
    ChooseProperties,
    ConfirmPerson,
    Consent,
    Ending,
    EndReason,
    Guide,
    Home,
    HomeList,
    Identify,
    Issuing,
    Printing,
    PrintingSlip,
    Rating,
    Review,
    Serving,
    ShowAnswer,
    SlipFailed,
    Stopped,
    Visit,
)
from kiosk.visit.surroundings import Surroundings

FREQUENT_ON_HOME = 6
SEGMENT_OF = {
    StepKind.CONSENT: Segment.CONSENT,
    StepKind.IDENTIFY: Segment.IDENTIFY,
    StepKind.CONFIRM_PERSON: Segment.CONFIRM,
    StepKind.CHOOSE: Segment.CHOOSE,
    StepKind.REVIEW: Segment.PRINT,
    StepKind.PROOF: Segment.PRINT,
    StepKind.CERTIFICATE: Segment.PRINT,
    StepKind.ANSWER: Segment.ANSWER,
}
CARD_OF_READER = {
    DeviceKind.IDENTITY_READER: CardKind.IDENTITY_CARD,
    DeviceKind.CARD_READER: CardKind.SOCIAL_SECURITY_CARD,
}
PROOF_STAGES = (PrintStage.CHECKED, PrintStage.PRINTING, PrintStage.SHEET_OUT)
CERTIFICATE_STAGES = (PrintStage.CHECKED, PrintStage.BLANK_TAKEN, PrintStage.PRINTING, PrintStage.SHEET_OUT)


def choose_screen(visit: Visit, now: Surroundings) -> Screen:
    """Return the one screen to show. Pure; the first rung that applies wins."""
    failures = visit.house.failures
    if now.alarm is not None and not isinstance(visit.phase, Ending):
        return OutOfServiceScreen(_frame(visit), failures.find(now.alarm))
    if isinstance(visit.phase, Ending):
        return _ending(visit, visit.phase, now)
    if visit.help_called:
        return HelpScreen(_frame(visit))
    if visit.countdown is not None:
        of = visit.house.policy.countdown_s
        return CountdownScreen(frame=_frame(visit), left=visit.countdown.left, of=of, card_on_reader=bool(visit.cards))
    match visit.phase:
        case Attract():
            return _attract(visit, now)
        case Home(listing):
            return _home(visit, now) if listing is None else _list(visit, listing, now)
        case Serving(card_back=int()):
            return CardBackScreen(_frame(visit), int(visit.house.policy.card_back_s))
        case Serving() as serving:
            return _step(visit, serving, now)
        case Rating():
            return RateScreen(_frame(visit))
        case unreachable:
            assert_never(unreachable)


def segments_of(service: Service) -> tuple[Segment, ...]:
    """Return the counted parts of a service; steps that share a part count once."""
    parts = [SEGMENT_OF[kind] for kind in service.steps if kind in SEGMENT_OF]
    return tuple(dict.fromkeys(parts))


# Frame and first pages.


def _frame(visit: Visit) -> Frame:
    phase = visit.phase
    if isinstance(phase, Ending):
        return Frame(preferences=visit.preferences, masked_name=phase.masked_name, in_visit=True)
    if not isinstance(phase, Serving):
        return Frame(preferences=visit.preferences, in_visit=isinstance(phase, Rating))
    person = phase.dossier.person
    kind = phase.service.steps[phase.position]
    return Frame(
        preferences=visit.preferences,
        masked_name=person.masked_name if person else None,
        header=_header(phase.service, kind) if not isinstance(phase.step, Guide | Stopped | SlipFailed) else None,
        in_visit=not isinstance(phase.step, Guide),
        may_end=not isinstance(phase.step, PAPER_MOVING),
    )


def _header(service: Service, kind: StepKind) -> StepHeader | None:
    segments = segments_of(service)
    if not segments:
        return None
    part = SEGMENT_OF.get(kind)
    current = segments.index(part) if part in segments else len(segments) - 1
    return StepHeader(service=service.name, segments=segments, current=current)


def _attract(visit: Visit, now: Surroundings) -> Screen:
    tiles = [tile_of(service, visit.house, now) for service in visit.house.catalogue.services]
    paused = sum(tile.pause is not None for tile in tiles)
    return AttractScreen(_frame(visit), open_services=len(tiles) - paused, paused_services=paused)


def _home(visit: Visit, now: Surroundings) -> Screen:
    services = visit.house.catalogue.services
    ranked = sorted((s for s in services if s.frequent), key=lambda service: service.frequent)
    tiles = tuple(tile_of(service, visit.house, now) for service in ranked[:FREQUENT_ON_HOME])
    return HomeScreen(_frame(visit), frequent=tiles, total=len(services))


def _list(visit: Visit, listing: HomeList, now: Surroundings) -> Screen:
    services = [
        service
        for service in visit.house.catalogue.services
        if listing.verb in (None, service.verb) and listing.theme in (None, service.theme)
    ]
    pages = max(1, -(-len(services) // LIST_ROWS_A_PAGE))
    page = min(listing.page, pages - 1)
    shown = services[page * LIST_ROWS_A_PAGE : (page + 1) * LIST_ROWS_A_PAGE]
    return ListScreen(
        frame=_frame(visit),
        verb=listing.verb,
        theme=listing.theme,
        tiles=tuple(tile_of(service, visit.house, now) for service in shown),
        page=page,
        pages=pages,
    )


# The steps of a service.


def _step(visit: Visit, serving: Serving, now: Surroundings) -> Screen:
    frame, service, house = _frame(visit), serving.service, visit.house
    match serving.step:
        case Guide():
            return GuideScreen(frame, service, pause_of(service, house, now), cautions_of(service, house, now))
        case Consent():
            return ConsentScreen(frame, service)
        case Identify(reading, notice):
            accepts = tuple(CARD_OF_READER[kind] for kind in readers_that_work(now))
            return IdentifyScreen(frame, accepts, reading is not None, house.failures.find(notice) if notice else None)
        case ConfirmPerson():
            return _confirm(frame, serving)
        case AskingFor(_, long):
            return WaitingScreen(frame, service, long)
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


def _confirm(frame: Frame, serving: Serving) -> Screen:
    person = serving.dossier.person
    if person is None:
        raise LookupError("confirm-person without a person")
    return ConfirmScreen(
        frame=frame,
        service=serving.service,
        card=person.card,
        masked_name=person.masked_name,
        birth_year=person.birth.year,
        masked_id_number=person.masked_id_number,
        revealed=Revealed(person.name, person.id_number),
    )


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


# The end.


def _ending(visit: Visit, ending: Ending, now: Surroundings) -> Screen:
    frame = _frame(visit)
    if ending.reason is EndReason.FAULT and not visit.papers and not visit.cards:
        return FaultScreen(frame, ending.support_code or "")
    if not visit.papers and not visit.cards:
        return WipingScreen(frame)
    papers = [outlet for outlet in (Outlet.CERTIFICATE, Outlet.RECEIPT) if outlet in ending.presented]
    things = [Taking(outlet, taken=outlet not in visit.papers) for outlet in papers]
    if ending.had_card or visit.cards:
        things.append(Taking(None, taken=not visit.cards))
    return TakeScreen(
        frame=frame,
        reason=ending.reason,
        things=tuple(things),
        by_word=bool(visit.papers) and not _sees_papers(visit, now),
        reminded=ending.reminders > 0,
    )


def _sees_papers(visit: Visit, now: Surroundings) -> bool:
    """Whether a working sensor watches every outlet with paper in it."""
    board = now.device(DeviceKind.INPUT_BOARD)
    return board is not None and board.works and visit.papers <= visit.house.policy.sensed
