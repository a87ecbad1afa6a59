"""A hall in virtual time: residents, cards, printers and a portal that all misbehave, from one seed."""

from __future__ import annotations

import heapq
import random
from dataclasses import replace
from itertools import count
from typing import assert_never

from devices.cards.contents import CardContents
from devices.cards.events import CardLifted, CardNotRead, CardPlaced, CardRead, Insertion
from devices.status import DeviceKind, Outlet
from kiosk.bilingual import Language
from kiosk.catalogue.service import Theme, Verb
from kiosk.visit import actions as a
from kiosk.visit.advance import advance
from kiosk.visit.choose_screen import choose_screen
from kiosk.visit.effects import (
    AskPortal,
    CallAttention,
    CallStaff,
    CountTaken,
    Effect,
    HideInLog,
    NoteResume,
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
    Event,
    HandlerFailed,
    PaperPresented,
    PaperTaken,
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
from kiosk.visit.permits import permits
from kiosk.visit.state import Visit
from tests.kiosk.visit.playing import ALL_WELL, HOUSE, OTHER, ZHANG, answer_to

KEYS = ("p1", "p2", "l1", "C1", "C2", "no-such-key")
ACTIONS: tuple[a.Action, ...] = (
    *(a.Open(service.id) for service in HOUSE.catalogue.services),
    *(a.Toggle(key) for key in KEYS),
    *(a.ShowVerb(verb) for verb in Verb),
    *(a.ShowTheme(theme) for theme in Theme),
    *(a.Rate(level) for level in a.RatingLevel),
    *(a.ChooseLanguage(language) for language in Language),
    *(a.Forward() for _ in range(30)),
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
    a.NextTextSize(),
    a.NextContrast(),
    a.ToggleVoice(),
    a.ToggleLowReach(),
    a.CallHelp(),
    a.LeaveHelp(),
)


class Hall:
    """One terminal and whoever comes by."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.visit = Visit(house=HOUSE, number=1, key="key-1")
        self.now = 0.0
        self.queue: list[tuple[float, int, Event]] = []
        self.order = count()
        self.timers: dict[Timer, int] = {}
        self.insertions = count(1)
        self.lying: dict[Insertion, CardContents] = {}
        self.printed: list[PrintProof | PrintCertificate] = []
        self.wiped: list[int] = []

    def step(self) -> None:
        """Let the next thing happen: something due, or something a person does."""
        if self.queue and self.chance.random() < 0.6:
            self.now, _, event = heapq.heappop(self.queue)
            if isinstance(event, TimerFired) and self.timers.get(event.timer) != event.ticket:
                return
            self.happen(event)
        else:
            self.person()

    def person(self) -> None:
        """Touch something, lay a card down, lift it, take paper."""
        roll = self.chance.random()
        if roll < 0.7:
            action = self.chance.choice(ACTIONS)
            if permits(choose_screen(self.visit, ALL_WELL), action):
                self.happen(Touched(action))
        elif roll < 0.8 and not self.lying:
            insertion = Insertion(DeviceKind.IDENTITY_READER, next(self.insertions))
            self.lying[insertion] = self.chance.choice((ZHANG, ZHANG, OTHER))
            self.happen(CardPlaced(insertion))
        elif roll < 0.85 and self.lying:
            insertion = next(iter(self.lying))
            del self.lying[insertion]
            self.happen(CardLifted(insertion))
        elif self.visit.papers:
            self.happen(PaperTaken(self.chance.choice(sorted(self.visit.papers, key=lambda outlet: outlet.value))))
        elif self.chance.random() < 0.01:
            self.happen(HandlerFailed("A1B2C3"))

    def happen(self, event: Event) -> None:
        self.visit, effects = advance(self.visit, event)
        choose_screen(self.visit, ALL_WELL)
        for effect in effects:
            self.carry_out(effect)

    def soon(self, event: Event) -> None:
        heapq.heappush(self.queue, (self.now + self.chance.uniform(0.01, 40), next(self.order), event))

    def carry_out(self, effect: Effect) -> None:
        match effect:
            case ReadCard(insertion):
                self.read(insertion)
            case AskPortal(ticket=ticket):
                fails = self.chance.random() < 0.15
                self.soon(
                    PortalFailed(ticket, "PORTAL_TIMEOUT") if fails else PortalAnswered(ticket, answer_to(effect))
                )
            case PrintProof() | PrintCertificate():
                self.printed.append(effect)
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
            ):
                pass
            case never:
                assert_never(never)

    def read(self, insertion: Insertion) -> None:
        contents = self.lying.get(insertion)
        if contents is None:
            self.soon(CardNotRead(insertion, "CARD_GONE"))
        elif self.chance.random() < 0.1:
            self.soon(CardNotRead(insertion, "CARD_UNREADABLE"))
        else:
            self.soon(CardRead(insertion, contents))

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
                del self.lying[insertion]
                self.happen(CardLifted(insertion))
            for outlet in self.visit.papers:
                self.happen(PaperTaken(outlet))
            if not self.queue:
                return
            self.now, _, event = heapq.heappop(self.queue)
            if not isinstance(event, TimerFired) or self.timers.get(event.timer) == event.ticket:
                self.happen(event)

    def fresh(self) -> Visit:
        """The visit as a terminal at rest has it."""
        return replace(Visit(house=HOUSE), number=self.visit.number, key=self.visit.key, tickets=self.visit.tickets)
