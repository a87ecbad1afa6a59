"""A hall in virtual time: residents, cards, codes, clerks, printers and a portal that all misbehave, from one seed."""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, assert_never

from devices.cards.access import AccessKey, CanKey, MrzKey
from devices.cards.contents import CardContents, CardKind
from devices.cards.events import CardLifted, CardLocked, CardNotRead, CardPlaced, CardRead, Insertion
from devices.ports import CodeScanned, MatchOutcome
from devices.status import DeviceKind, DeviceState, Outlet
from kiosk.bilingual import Language
from kiosk.catalogue.service import Theme, Verb
from kiosk.visit import actions as a
from kiosk.visit.advance import advance, begin
from kiosk.visit.choose_screen import choose_screen
from kiosk.visit.effects import (
    ArmScanner,
    AskPortal,
    CallAttention,
    CallStaff,
    CheckClerk,
    CountTaken,
    DisarmScanner,
    Effect,
    HideInLog,
    MatchPerson,
    NoteResume,
    NoteVouching,
    PrintCertificate,
    PrintProof,
    PrintSlip,
    ReadCard,
    SendRating,
    StartTimer,
    StopTerminal,
    StopTimer,
    Wipe,
)
from kiosk.visit.events import (
    ClerkKnown,
    ClerkRefused,
    Event,
    HandlerFailed,
    MatchFailed,
    PaperPresented,
    PaperTaken,
    PersonMatched,
    PortalAnswered,
    PortalFailed,
    PrintAdvanced,
    PrintFailed,
    PrintStage,
    PrintUncertain,
    Timer,
    TimerFired,
    Touched,
    Wiped,
)
from kiosk.visit.identity import Factor, Way
from kiosk.visit.permits import permits
from kiosk.visit.person import Person
from kiosk.visit.register import Answer, OneTimeCodeChecked, PersonKnown, VerifyCredential
from kiosk.visit.state import Ending, Identify, Serving, Visit
from tests.kiosk.visit.playing import (
    CLERK,
    HOUSE,
    MRZ,
    OTHER,
    OTHER_PASSPORT,
    RIGHT_CODE,
    STAFFED,
    ZHANG,
    ZHANG_PASSPORT,
    ZHANG_SOCIAL,
    answer_to,
)

CARDS: Final = (ZHANG, ZHANG, ZHANG_SOCIAL, ZHANG_PASSPORT, OTHER, OTHER_PASSPORT)
READERS: Final = (DeviceKind.IDENTITY_READER, DeviceKind.CARD_READER)
FRAIL: Final = (
    *READERS,
    DeviceKind.CODE_SCANNER,
    DeviceKind.FINGERPRINT_READER,
    DeviceKind.FACE_CAMERA,
)
KEYS: Final = ("p1", "p2", "l1", "C1", "C2", "no-such-key")
PIN: Final = "975318"
CAN: Final = "654321"
SLIP: Final = "https://county.example/resume/ABCDEFGH"
ACTIONS: tuple[a.Action, ...] = (
    *(a.Open(service.id) for service in HOUSE.catalogue.services for _ in range(10)),
    *(a.Toggle(key) for key in KEYS),
    *(a.ShowVerb(verb) for verb in Verb),
    *(a.ShowTheme(theme) for theme in Theme),
    *(a.Rate(level) for level in a.RatingLevel),
    *(a.ChooseWay(way) for way in Way),
    *(a.ChooseFactor(factor) for factor in Factor),
    *(a.Forward() for _ in range(30)),
    *(a.EnterMrz(MrzKey(number=number, birth="500101", expiry="350101")) for number in ("E00000017", "E00000025")),
    *(a.EnterOneTimeCode(RIGHT_CODE) for _ in range(5)),
    *(a.SignIn(CLERK.number, PIN) for _ in range(5)),
    *(a.NameResident(person.id_number) for person in (ZHANG, OTHER) for _ in range(3)),
    a.EnterCan(CanKey(CAN)),
    a.EnterOneTimeCode("000000"),
    a.SendAgain(),
    a.Type(),
    a.Start(),
    a.Back(),
    a.ShowAll(),
    a.Turn(1),
    a.Turn(-1),
    a.NotMe(),
    a.ToggleAll(),
    a.ChangeCopies(1),
    a.ChangeCopies(-1),
    a.SkipSlip(),
    a.PrintSlip(),
    a.TookPapers(),
    a.Stay(),
    a.EndVisit(),
    a.SkipRating(),
)
AIDS: tuple[a.Action, ...] = (
    *(a.ChooseLanguage(language) for language in Language),
    *(a.LeaveHelp() for _ in range(10)),
    a.NextTextSize(),
    a.NextContrast(),
    a.ToggleVoice(),
    a.ToggleLowReach(),
    a.CallHelp(),
)


@dataclass(frozen=True)
class Moment:
    """What one event did; ``armed`` is the scanner's state after it."""

    before: Visit
    event: Event
    after: Visit
    effects: tuple[Effect, ...]
    armed: bool


class Hall:
    """One terminal and whoever comes by."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.visit = Visit(house=HOUSE, number=1, key="key-1")
        self.around = STAFFED
        self.now = 0.0
        self.queue: list[tuple[float, int, Event]] = []
        self.order = count()
        self.timers: dict[Timer, int] = {}
        self.insertions = count(1)
        self.lying: dict[Insertion, CardContents] = {}
        self.codes = count(1)
        self.armed = False
        self.last_code = ""
        self.moments: list[Moment] = []
        self.printed: list[tuple[Visit, PrintProof | PrintCertificate]] = []
        self.asked: list[tuple[Visit, AskPortal]] = []
        self.wiped: list[int] = []
        for effect in begin(self.visit):
            self.carry_out(effect)

    def step(self) -> None:
        """Let the next thing happen: something due, or something a person does."""
        if self.chance.random() < 0.01:
            self.something_breaks_or_heals()
        self.forget_stopped_timers()
        if self.queue and self.chance.random() < self.pace():
            self.now, _, event = heapq.heappop(self.queue)
            self.happen(event)
        else:
            self.person()

    def forget_stopped_timers(self) -> None:
        while self.queue and isinstance(event := self.queue[0][2], TimerFired):
            if self.timers.get(event.timer) == event.ticket:
                return
            heapq.heappop(self.queue)

    def pace(self) -> float:
        """How likely time goes on by itself: people are quicker than most timers, but some walk away."""
        if not isinstance(self.queue[0][2], TimerFired):
            return 0.6
        return 0.9 if self.visit.countdown is not None else 0.1

    def something_breaks_or_heals(self) -> None:
        kind = self.chance.choice(FRAIL)
        working = self.around.usable(kind)
        state = DeviceState.OFFLINE if working and self.chance.random() < 0.3 else DeviceState.ONLINE
        devices = tuple(replace(status, state=state) if status.kind is kind else status for status in STAFFED.devices)
        self.around = replace(self.around, devices=devices, clerks=self.chance.random() < 0.8)

    def person(self) -> None:
        """Touch something, lay a card down, lift it, show a code, take paper; mostly what the page asks for."""
        roll = self.chance.random()
        match self.visit.phase:
            case Ending() if roll < 0.5:
                self.take()
            case Serving(step=Identify(reading=None)) if roll < 0.4 and not self.lying:
                self.lay_down()
            case Serving() if self.armed and roll < 0.4:
                self.show_code()
            case _:
                self.anything()

    def anything(self) -> None:
        roll = self.chance.random()
        if roll < 0.86:
            self.touch()
        elif roll < 0.90:
            self.lay_down()
        elif roll < 0.92:
            self.take()
        elif roll < 0.95:
            self.show_code()
        elif roll > 0.9995:
            self.happen(HandlerFailed("A1B2C3"))

    def touch(self) -> None:
        screen = choose_screen(self.visit, self.around)
        offered = [action for action in ACTIONS if permits(screen, action)]
        aids = [action for action in AIDS if permits(screen, action)]
        if aids and (not offered or self.chance.random() < 0.05):
            offered = aids
        if offered:
            self.happen(Touched(self.chance.choice(offered)))

    def take(self) -> None:
        """Take a card or a paper."""
        if self.lying:
            self.lift(self.chance.choice(sorted(self.lying, key=lambda insertion: insertion.number)))
        elif self.visit.papers:
            self.happen(PaperTaken(self.chance.choice(sorted(self.visit.papers, key=lambda outlet: outlet.value))))

    def lay_down(self) -> None:
        """Mostly one card, now and then a second one on the other reader."""
        free = [reader for reader in READERS if all(insertion.reader is not reader for insertion in self.lying)]
        if not free or (self.lying and self.chance.random() < 0.8):
            return
        insertion = Insertion(self.chance.choice(free), next(self.insertions))
        self.lying[insertion] = self.chance.choice(CARDS)
        self.happen(CardPlaced(insertion))

    def lift(self, insertion: Insertion) -> None:
        del self.lying[insertion]
        self.happen(CardLifted(insertion))

    def show_code(self) -> None:
        """What a resting scanner sees is dropped by it, but for what was on its way already."""
        if not self.armed and self.chance.random() < 0.95:
            return
        fresh = f"credential-{next(self.codes)}"
        text = self.chance.choice((fresh, fresh, self.last_code or fresh, SLIP, "12345678", MRZ))
        self.last_code = text
        self.happen(CodeScanned(text))

    def happen(self, event: Event) -> None:
        before = self.visit
        self.visit, effects = advance(before, event, self.around)
        choose_screen(self.visit, self.around)
        for effect in effects:
            self.carry_out(effect)
        self.moments.append(Moment(before, event, self.visit, effects, self.armed))

    def soon(self, event: Event) -> None:
        heapq.heappush(self.queue, (self.now + self.chance.uniform(0.01, 40), next(self.order), event))

    def carry_out(self, effect: Effect) -> None:
        match effect:
            case ReadCard(insertion, key):
                self.read(insertion, key)
            case AskPortal():
                self.asked.append((self.visit, effect))
                self.ask(effect)
            case CheckClerk(ticket=ticket, pin=pin):
                right = pin == PIN and self.chance.random() < 0.8
                self.soon(ClerkKnown(ticket, CLERK) if right else ClerkRefused(ticket, "STAFF_NOT_RECOGNISED"))
            case MatchPerson(ticket=ticket):
                fails = self.chance.random() < 0.2
                outcome = self.chance.choice((MatchOutcome.SAME_PERSON, *MatchOutcome))
                self.soon(MatchFailed(ticket, "IDENTITY_READER_LOST") if fails else PersonMatched(ticket, outcome))
            case ArmScanner():
                self.armed = True
            case DisarmScanner():
                self.armed = False
            case PrintProof() | PrintCertificate():
                self.printed.append((self.visit, effect))
                self.print_out(effect.ticket, Outlet.CERTIFICATE)
            case PrintSlip(ticket=ticket):
                self.print_out(ticket, Outlet.RECEIPT)
            case StartTimer(timer, ticket, seconds):
                self.timers[timer] = ticket
                heapq.heappush(self.queue, (self.now + seconds, next(self.order), TimerFired(timer, ticket)))
            case StopTimer(timer):
                self.timers.pop(timer, None)
            case Wipe(number):
                self.wiped.append(number)
                self.soon(Wiped(number, f"key-{number + 1}"))
            case (
                HideInLog()
                | CallAttention()
                | CallStaff()
                | CountTaken()
                | StopTerminal()
                | SendRating()
                | NoteResume()
                | NoteVouching()
            ):
                pass
            case never:
                assert_never(never)

    def read(self, insertion: Insertion, key: AccessKey | None) -> None:
        contents = self.lying.get(insertion)
        if contents is None:
            self.soon(CardNotRead(insertion, "CARD_GONE"))
        elif self.chance.random() < 0.1:
            self.soon(CardNotRead(insertion, self.chance.choice(("CARD_NOT_READABLE", "CARD_EXPIRED"))))
        elif contents.kind is not CardKind.PASSPORT:
            self.soon(CardRead(insertion, contents))
        elif key is None:
            self.soon(CardLocked(insertion))
        elif isinstance(key, MrzKey) and key.number == contents.id_number:
            self.soon(CardRead(insertion, contents))
        else:
            self.soon(CardNotRead(insertion, "CARD_NOT_READABLE"))

    def ask(self, effect: AskPortal) -> None:
        if self.chance.random() < 0.15:
            code = self.chance.choice(("PORTAL_TIMEOUT", "NO_PHONE_REGISTERED"))
            self.soon(PortalFailed(effect.ticket, code))
        else:
            self.soon(PortalAnswered(effect.ticket, self.answer(effect)))

    def answer(self, effect: AskPortal) -> Answer:
        answer = answer_to(effect)
        if isinstance(effect.question, VerifyCredential):
            return PersonKnown(Person.from_card(self.chance.choice((ZHANG, OTHER))))
        if isinstance(answer, OneTimeCodeChecked):
            return replace(answer, tries_left=self.chance.choice((0, 1, 2)))
        return answer

    def print_out(self, ticket: int, outlet: Outlet) -> None:
        roll = self.chance.random()
        if roll < 0.1:
            self.soon(PrintFailed(ticket, "CERTIFICATE_PRINTER_JAM"))
        elif roll < 0.15:
            self.soon(PrintUncertain(ticket, "CERTIFICATE_PRINTER_JAM"))
        else:
            self.soon(PrintAdvanced(ticket, PrintStage.CHECKED))
            self.soon(PaperPresented(ticket, outlet))

    def everybody_leaves(self) -> None:
        """Nobody touches anything any more; cards and papers are taken, and time goes on."""
        for _ in range(2000):
            for insertion in list(self.lying):
                self.lift(insertion)
            for outlet in self.visit.papers:
                self.happen(PaperTaken(outlet))
            self.forget_stopped_timers()
            if not self.queue:
                return
            self.now, _, event = heapq.heappop(self.queue)
            self.happen(event)

    def fresh(self) -> Visit:
        """The visit as a terminal at rest has it."""
        return replace(Visit(house=HOUSE), number=self.visit.number, key=self.visit.key, tickets=self.visit.tickets)
