"""A visit played by hand: touches and happenings in, effects kept, the screen to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar

from devices.cards.contents import CardContents, CardKind, Numbering, Sex
from devices.cards.events import CardLifted, CardPlaced, CardRead, Insertion
from devices.status import DeviceKind, DeviceState, DeviceStatus, Outlet, Supply
from kiosk.bilingual import Bilingual
from kiosk.catalogue.loader import load_catalogue
from kiosk.failures import load_failures
from kiosk.visit.actions import Action, Forward, Open, Start, Toggle
from kiosk.visit.advance import advance
from kiosk.visit.choose_screen import choose_screen
from kiosk.visit.effects import AskPortal, Effect, PrintCertificate, PrintProof, PrintSlip
from kiosk.visit.events import (
    Event,
    PaperPresented,
    PaperTaken,
    PortalAnswered,
    PrintAdvanced,
    PrintStage,
    Timer,
    TimerFired,
    Touched,
    Wiped,
)
from kiosk.visit.identity import Clerk
from kiosk.visit.permits import permits
from kiosk.visit.person import Person, hash_holder
from kiosk.visit.register import (
    Acceptance,
    Answer,
    Case,
    CasesFound,
    CaseStage,
    CertificateGrant,
    CheckOneTimeCode,
    FindCases,
    FindLicences,
    FindPerson,
    FindProperties,
    GrantCertificate,
    IssuedProof,
    IssueProof,
    Licence,
    LicencesFound,
    LicenceState,
    LookUpCode,
    MatterFound,
    OneTimeCodeChecked,
    OneTimeCodeSent,
    PersonKnown,
    PickupFound,
    PropertiesFound,
    Property,
    SendOneTimeCode,
    StageReached,
    VerifyCredential,
)
from kiosk.visit.screens import Screen
from kiosk.visit.state import Ending, House, Policy, Serving, StepState, Visit
from kiosk.visit.surroundings import PLAIN, FormNow, LineNow, Surroundings

EffectT = TypeVar("EffectT", bound=Effect)
ScreenT = TypeVar("ScreenT", bound=Screen)
StepT = TypeVar("StepT", bound=StepState)

LONG_AGO = datetime(2026, 11, 21, tzinfo=UTC)
ZHANG = CardContents(
    kind=CardKind.IDENTITY_CARD,
    name="张桂兰",
    id_number="430922195001010025",
    sex=Sex.FEMALE,
    birth=date(1950, 1, 1),
)
OTHER = CardContents(
    kind=CardKind.IDENTITY_CARD,
    name="李文斌",
    id_number="430922198503151235",
    sex=Sex.MALE,
    birth=date(1985, 3, 15),
)
ZHANG_SOCIAL = replace(ZHANG, kind=CardKind.SOCIAL_SECURITY_CARD, edition="3")
ZHANG_PASSPORT = replace(
    ZHANG,
    kind=CardKind.PASSPORT,
    edition="bac",
    name="ZHANG GUILAN",
    id_number="E00000017",
    numbering=Numbering.DOCUMENT,
    issuing_state="CHN",
)
OTHER_PASSPORT = replace(ZHANG_PASSPORT, name="LI WENBIN", id_number="E00000025", sex=Sex.MALE, birth=date(1985, 3, 15))
PLACE = Insertion(DeviceKind.IDENTITY_READER, 1)
SLOT = Insertion(DeviceKind.CARD_READER, 1)
RIGHT_CODE = "246810"
CLERK = Clerk(number="0007", name="王秀英")
MRZ = "P<CHNZHANG<<GUILAN".ljust(44, "<") + "\nE000000178CHN5001013F3501014<<<<<<<<<<<<<<04"
HOUSE = House(catalogue=load_catalogue(), policy=Policy(), failures=load_failures())
ALL_WELL = Surroundings(
    devices=tuple(
        DeviceStatus(kind=kind, state=DeviceState.ONLINE, paper=Supply.FULL, since=LONG_AGO) for kind in DeviceKind
    ),
    lines=tuple(LineNow(name=name, up=True, since=LONG_AGO) for name in ("extranet", "registry")),
    forms=(FormNow(PLAIN), *(FormNow(each.form) for each in HOUSE.catalogue.services if each.form)),
)
STAFFED = replace(ALL_WELL, clerks=True)
"""All is well, and clerks can sign in."""
ACCEPTANCE = Acceptance(case_number="K430922-0001-261121-0001-A", rating_token="rate-me-once")


def answer_to(effect: AskPortal) -> Answer:
    """What a well-meaning portal answers."""
    match effect.question:
        case FindProperties():
            return PropertiesFound((unit("p1"), unit("p2")), date(2026, 11, 20))
        case FindLicences(form=form):
            return LicencesFound((licence(form),))
        case FindCases():
            return CasesFound((case("C1"), case("C2")))
        case IssueProof(person=person):
            return replace(proof(person.id_number), holder_hash=person.holder_hash)
        case GrantCertificate(person=person):
            return replace(grant(person.id_number), holder_hash=person.holder_hash)
        case VerifyCredential():
            return PersonKnown(Person.from_card(ZHANG))
        case FindPerson(id_number=id_number):
            return PersonKnown(Person.from_card(OTHER if id_number == OTHER.id_number else ZHANG))
        case SendOneTimeCode():
            return OneTimeCodeSent(challenge="challenge-1", masked_phone="139＊＊＊＊0001")
        case CheckOneTimeCode(code=code):
            return OneTimeCodeChecked(right=code == RIGHT_CODE, tries_left=2)
        case LookUpCode(code=code) if code.isdigit():
            place = Bilingual("桃花江镇便民服务中心", "Taohuajiang service centre")
            return PickupFound(Bilingual("老年人优待证", "Senior citizen card"), True, place, date(2026, 12, 1))
        case LookUpCode():
            return MatterFound("senior-card", Bilingual("老年人优待证", "Senior citizen card"), date(2026, 11, 20))


def unit(key: str) -> Property:
    return Property(
        key=key,
        use=Bilingual("住宅", "Home"),
        area_m2=Decimal("112.40"),
        masked_address="桃花江镇芙蓉路＊＊号",
        co_owners=0,
        registered=2014,
    )


def licence(form: str) -> Licence:
    return Licence(
        key="l1",
        form=form,
        title=Bilingual("老年人优待证", "Senior citizen card"),
        granted=date(2025, 1, 2),
        state=LicenceState.VALID,
    )


def case(number: str) -> Case:
    stages = tuple(StageReached(stage=stage, on=date(2026, 11, 1)) for stage in CaseStage)
    return Case(
        number=number,
        title=Bilingual("残疾人证换发", "Disability card renewal"),
        stages=stages,
        promised=date(2026, 12, 1),
        portal_state=Bilingual("已办结", "Concluded"),
        department=Bilingual("县残联", "Disabled Persons' Federation"),
        department_state=None,
        systems_agree=True,
        rating_token="rate-this-case",
    )


def proof(id_number: str) -> IssuedProof:
    return IssuedProof(
        acceptance=ACCEPTANCE,
        title="房产套数证明",
        paragraphs=("兹证明",),
        columns=(),
        rows=(),
        verification_code="ABCD-EFGH",
        verify_url="https://verify.example/ABCD",
        issuer="桃江县自然资源局",
        issued=date(2026, 11, 21),
        data_as_of=date(2026, 11, 20),
        holder_hash=hash_holder(id_number),
        specimen=True,
    )


def grant(id_number: str) -> CertificateGrant:
    return CertificateGrant(
        acceptance=ACCEPTANCE,
        grant="g1",
        licence="l1",
        form="senior-card",
        title=Bilingual("老年人优待证", "Senior citizen card"),
        values=(("name", "张桂兰"),),
        holder_hash=hash_holder(id_number),
        specimen=True,
    )


class Play:
    """One terminal with one visit after another."""

    def __init__(self, house: House = HOUSE, now: Surroundings = ALL_WELL) -> None:
        self.visit = Visit(house=house, number=1, key="key-1")
        self.now = now
        self.effects: list[Effect] = []

    @property
    def screen(self) -> Screen:
        return choose_screen(self.visit, self.now)

    def showing(self, kind: type[ScreenT]) -> ScreenT:
        """Return the screen, which must be of this kind."""
        screen = self.screen
        assert isinstance(screen, kind), screen
        return screen

    def happen(self, event: Event) -> list[Effect]:
        self.visit, effects = advance(self.visit, event, self.now)
        self.effects = list(effects)
        choose_screen(self.visit, self.now)
        return self.effects

    def touch(self, action: Action) -> list[Effect]:
        assert permits(self.screen, action), (self.screen, action)
        return self.happen(Touched(action))

    def only(self, kind: type[EffectT]) -> EffectT:
        """Return the one effect of this kind among the last."""
        found = [effect for effect in self.effects if isinstance(effect, kind)]
        assert len(found) == 1, self.effects
        return found[0]

    def none(self, kind: type[Effect]) -> bool:
        return not any(isinstance(effect, kind) for effect in self.effects)

    def fire(self, timer: Timer) -> list[Effect]:
        """Let the running timer of this name run out."""
        ticket = {Timer.IDLE: self.visit.idle_ticket, Timer.COUNTDOWN: self.visit.idle_ticket}[timer]
        return self.happen(TimerFired(timer, ticket))

    def place(self, contents: CardContents = ZHANG, insertion: Insertion = PLACE) -> None:
        self.happen(CardPlaced(insertion))
        self.happen(CardRead(insertion, contents))

    def lift(self, insertion: Insertion = PLACE) -> list[Effect]:
        return self.happen(CardLifted(insertion))

    def answer(self) -> list[Effect]:
        """Let the portal answer the question just asked."""
        asked = self.only(AskPortal)
        return self.happen(PortalAnswered(asked.ticket, answer_to(asked)))

    def print_out(self) -> list[Effect]:
        """Let the sheet or slip just ordered come out."""
        ordered = next(e for e in self.effects if isinstance(e, PrintProof | PrintCertificate | PrintSlip))
        if isinstance(ordered, PrintSlip):
            return self.happen(PaperPresented(ordered.ticket, Outlet.RECEIPT))
        for stage in (PrintStage.CHECKED, PrintStage.PRINTING, PrintStage.SHEET_OUT):
            self.happen(PrintAdvanced(ordered.ticket, stage))
        return self.happen(PaperPresented(ordered.ticket, Outlet.CERTIFICATE))

    def take(self, *outlets: Outlet) -> None:
        for outlet in outlets or tuple(Outlet):
            self.happen(PaperTaken(outlet))

    def wiped(self) -> list[Effect]:
        return self.happen(Wiped(self.visit.number, f"key-{self.visit.number + 1}"))

    # Stretches of a visit.

    def open(self, service: str) -> Play:
        self.touch(Start())
        self.touch(Open(service))
        return self

    def asked_who(self, service: str) -> Play:
        """Go to where the service asks who it is."""
        self.open(service)
        self.touch(Forward())
        self.touch(Forward())
        return self

    def identify(self, service: str) -> Play:
        self.asked_who(service)
        self.place()
        return self

    def step(self, kind: type[StepT]) -> StepT:
        """Return the step of the service, which must be of this kind."""
        assert isinstance(self.visit.phase, Serving), self.visit.phase
        step = self.visit.phase.step
        assert isinstance(step, kind), step
        return step

    def ended(self) -> Ending:
        """Return the ending, which the visit must have come to."""
        assert isinstance(self.visit.phase, Ending), self.visit.phase
        return self.visit.phase

    def choose(self, service: str) -> Play:
        self.identify(service)
        self.touch(Forward())
        self.answer()
        return self

    def review(self, service: str) -> Play:
        self.choose(service)
        if service == "property-count-proof":
            self.touch(Toggle("p1"))
        if service == "case-progress":
            self.touch(Toggle("C1"))
        self.touch(Forward())
        return self

    def print_sheet(self, service: str) -> Play:
        self.review(service)
        self.touch(Forward())
        self.answer()
        return self

    def end(self, service: str) -> Play:
        self.print_sheet(service)
        self.print_out()
        self.print_out()
        return self
