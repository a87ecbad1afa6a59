"""Sample screens of the steps after the card has been laid down; residents, properties and cases are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from devices.status import Outlet
from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import StepKind
from kiosk.failures import load_failures
from kiosk.visit.events import PrintStage
from kiosk.visit.preferences import Preferences
from kiosk.visit.register import Case, CaseStage, StageReached
from kiosk.visit.screens import (
    AnswerScreen,
    ChoiceFact,
    ChoiceRow,
    ChooseOneScreen,
    ChoosePropertiesScreen,
    Frame,
    NoSlipScreen,
    PrintingScreen,
    PrintingSlipScreen,
    PropertyRow,
    RateScreen,
    ReviewScreen,
    Screen,
    StageRow,
    StageState,
    StoppedScreen,
    TakeScreen,
    Taking,
    WaitingScreen,
)
from kiosk.visit.state import EndReason
from tests.ui.world import CASE_PROGRESS, COUNT_PROOF, SENIOR_CARD, a_frame

FAILURES = load_failures()
NAME = "张＊＊"
HOME = Bilingual("住宅", "Home")
PARKING = Bilingual("车位", "Parking")
ROWS = (
    PropertyRow(
        key="a",
        use=HOME,
        area_m2=Decimal("112.40"),
        masked_address="桃花江镇芙蓉路 ＊＊ 号 2 栋 ＊01 室",
        co_owners=0,
        registered=2014,
        obstacle=None,
        chosen=True,
    ),
    PropertyRow(
        key="b",
        use=HOME,
        area_m2=Decimal("98.00"),
        masked_address="灰山港镇向阳街 ＊＊ 号",
        co_owners=1,
        registered=2009,
        obstacle=None,
        chosen=False,
    ),
    PropertyRow(
        key="c",
        use=PARKING,
        area_m2=Decimal("13.20"),
        masked_address="桃花江镇芙蓉路 ＊＊ 号地下 ＊＊ 号",
        co_owners=0,
        registered=2014,
        obstacle=Bilingual("登记中，暂不能证明", "Registration not finished"),
        chosen=False,
    ),
)
LICENCES = (
    ChoiceRow(key="l1", title=SENIOR_CARD.name, fact=ChoiceFact.GRANTED, on=date(2021, 5, 6), chosen=True),
    ChoiceRow(
        key="l2",
        title=SENIOR_CARD.name,
        fact=ChoiceFact.GRANTED,
        on=date(2015, 11, 20),
        chosen=False,
        obstacle=FAILURES.find("LICENCE_NOT_VALID"),
    ),
)
DISABILITY = Bilingual("残疾人证换发", "Disability certificate renewal")
RETIREMENT = Bilingual("企业职工退休审批", "Retirement approval for company staff")
CASES = (
    ChoiceRow(key="430922-01", title=DISABILITY, fact=ChoiceFact.IN_REVIEW, on=date(2026, 3, 12), chosen=False),
    ChoiceRow(key="430922-02", title=RETIREMENT, fact=ChoiceFact.ACCEPTED, on=date(2026, 3, 9), chosen=False),
    ChoiceRow(
        key="430922-03",
        title=Bilingual("林木采伐许可", "Tree felling permit"),
        fact=ChoiceFact.CONCLUDED,
        on=date(2026, 2, 27),
        chosen=False,
    ),
)


def a_case(
    *,
    reached: tuple[date | None, date | None, date | None],
    department_state: Bilingual | None = None,
    agree: bool = True,
) -> Case:
    """Make a case that reached its stages on these days."""
    return Case(
        number="430922-24-260312-0087",
        title=DISABILITY,
        stages=tuple(StageReached(stage=stage, on=on) for stage, on in zip(CaseStage, reached, strict=True)),
        promised=date(2026, 3, 25),
        portal_state=Bilingual("审核中", "In review"),
        department=Bilingual("县残疾人联合会", "County Disabled Persons' Federation"),
        department_state=department_state,
        systems_agree=agree,
        rating_token=None,
    )


IN_REVIEW = (date(2026, 3, 11), date(2026, 3, 12), None)
CONCLUDED = (date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 17))


def stages(now: PrintStage, *, certificate: bool) -> tuple[StageRow, ...]:
    """Put the stages of a sheet that is just at ``now``."""
    order = [stage for stage in PrintStage if certificate or stage is not PrintStage.BLANK_TAKEN]
    at = order.index(now)
    rows = []
    for index, stage in enumerate(order):
        state = StageState.DONE if index < at else StageState.NOW if index == at else StageState.TO_COME
        fact = "0123" if stage is PrintStage.BLANK_TAKEN and index < at else ""
        rows.append(StageRow(stage, state, fact))
    return tuple(rows)


def samples(preferences: Preferences) -> dict[str, Screen]:
    """Return each sample by its name."""
    return (
        _waiting(preferences)
        | _choices(preferences)
        | _paper(preferences)
        | _answers(preferences)
        | _stopped(preferences)
        | _at_the_end(preferences)
    )


def _step(preferences: Preferences, current: int, *, may_end: bool = True) -> Frame:
    return a_frame(
        preferences,
        service=COUNT_PROOF,
        current=current,
        masked_name=NAME,
        in_visit=True,
        may_end=may_end,
    )


def _waiting(preferences: Preferences) -> dict[str, Screen]:
    return {
        "waiting": WaitingScreen(_step(preferences, 3), COUNT_PROOF, long=False),
        "waiting-no-card": WaitingScreen(_step(preferences, 3), COUNT_PROOF, long=False, card_lies=False),
        "waiting-long": WaitingScreen(_step(preferences, 3), COUNT_PROOF, long=True),
    }


def _choices(preferences: Preferences) -> dict[str, Screen]:
    step = _step(preferences, 3)
    properties = ChoosePropertiesScreen(
        frame=step,
        rows=ROWS,
        total=3,
        chosen=1,
        choosable=2,
        data_as_of=date(2026, 3, 17),
        page=0,
        pages=1,
    )
    one = ChooseOneScreen(frame=step, cases=False, rows=LICENCES, total=2, ready=True, page=0, pages=1)
    return {
        "choose-properties": properties,
        "choose-properties-many": replace(properties, rows=(*ROWS[:2], ROWS[1]), total=7, choosable=6, page=1, pages=3),
        "choose-properties-unready": replace(
            properties, rows=tuple(replace(row, chosen=False) for row in ROWS), chosen=0
        ),
        "choose-properties-none": replace(properties, rows=(), total=0, chosen=0, choosable=0),
        "choose-licence": one,
        "choose-case": replace(one, cases=True, rows=CASES, total=3, ready=False),
    }


def _paper(preferences: Preferences) -> dict[str, Screen]:
    step = _step(preferences, 4)
    moving = _step(preferences, 4, may_end=False)
    review = ReviewScreen(
        frame=step,
        service=COUNT_PROOF,
        certificate=False,
        masked_name=NAME,
        copies=1,
        most_copies=3,
        count=2,
        data_as_of=date(2026, 3, 17),
        granted=None,
    )
    proof = stages(PrintStage.PRINTING, certificate=False)
    certificate = stages(PrintStage.PRINTING, certificate=True)
    return {
        "review": review,
        "review-none": replace(review, count=0, copies=3),
        "review-certificate": replace(
            review,
            service=SENIOR_CARD,
            certificate=True,
            most_copies=1,
            count=None,
            data_as_of=None,
            granted=date(2021, 5, 6),
        ),
        "printing": PrintingScreen(moving, COUNT_PROOF, False, proof),
        "printing-certificate": PrintingScreen(moving, SENIOR_CARD, True, certificate),
        "printing-slip": PrintingSlipScreen(moving, COUNT_PROOF),
        "no-slip": NoSlipScreen(
            a_frame(preferences, masked_name=NAME, in_visit=True),
            COUNT_PROOF,
            FAILURES.find("RECEIPT_PRINTER_PAPER_OUT"),
            "430922-24-260318-0091",
        ),
    }


def _answers(preferences: Preferences) -> dict[str, Screen]:
    frame = a_frame(preferences, service=CASE_PROGRESS, current=4, masked_name=NAME, in_visit=True)
    done = Bilingual("已办结", "Concluded")
    same = Bilingual("审核中", "In review")
    return {
        "answer": AnswerScreen(frame, a_case(reached=IN_REVIEW), slip_possible=True),
        "answer-two": AnswerScreen(frame, a_case(reached=IN_REVIEW, department_state=same), slip_possible=True),
        "answer-disagree": AnswerScreen(
            frame, a_case(reached=CONCLUDED, department_state=done, agree=False), slip_possible=True
        ),
        "answer-concluded": AnswerScreen(frame, a_case(reached=CONCLUDED), slip_possible=False),
    }


def _stopped(preferences: Preferences) -> dict[str, Screen]:
    stopped = StoppedScreen(
        frame=a_frame(preferences, masked_name=NAME, in_visit=True),
        service=COUNT_PROOF,
        failure=FAILURES.find("PORTAL_UNREACHABLE"),
        uncertain=False,
        resume_code="7Q4K29MX",
        slip_possible=True,
        slip_failure=None,
    )
    jam = FAILURES.find("CERTIFICATE_PRINTER_JAM")
    return {
        "stopped": stopped,
        "stopped-uncertain": replace(stopped, failure=jam, uncertain=True),
        "stopped-no-slip": replace(
            stopped, slip_possible=False, slip_failure=FAILURES.find("RECEIPT_PRINTER_PAPER_OUT")
        ),
    }


def _at_the_end(preferences: Preferences) -> dict[str, Screen]:
    frame = a_frame(preferences, masked_name=NAME, in_visit=True, may_end=False)
    sheet, slip, card = Taking(Outlet.CERTIFICATE, False), Taking(Outlet.RECEIPT, False), Taking(None, False)
    take = TakeScreen(
        frame=frame,
        reason=EndReason.DONE,
        things=(sheet, card),
        sheet=StepKind.PROOF,
        bell_s=30,
        by_word=False,
        reminded=False,
    )
    return {
        "take": take,
        "take-three": replace(take, things=(sheet, slip, card)),
        "take-card-left": replace(take, things=(replace(sheet, taken=True), card), reminded=True),
        "take-by-word": replace(take, things=(sheet, slip, card), by_word=True),
        "take-card": replace(take, reason=EndReason.NOT_ME, things=(card,)),
        "rate": RateScreen(a_frame(preferences, in_visit=True)),
    }
