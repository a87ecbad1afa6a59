"""Samples of everything that can happen to a visit, made for the visit as it stands: with the tickets it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from devices.cards.access import CanKey
from devices.cards.contents import CardContents, CardKind
from devices.cards.events import CardLifted, CardLocked, CardNotRead, CardPlaced, CardRead, Insertion
from devices.ports import CodeScanned, MatchOutcome
from devices.status import Outlet
from kiosk.catalogue.service import Theme, Verb
from kiosk.visit import actions as a
from kiosk.visit.choose_screen import choose_screen
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
from kiosk.visit.register import (
    Answer,
    MatterFound,
    OneTimeCodeChecked,
    PersonKnown,
    PickupFound,
)
from kiosk.visit.samples import (
    ANOTHER,
    ANY,
    BARE,
    CARDLESS,
    CLERK,
    CODE_SENT,
    DEVICES,
    DOCUMENT,
    MRZ_KEY,
    OTHER_READER,
    PRINTED_LINES,
    READER,
    RESIDENT,
    SOME_DAY,
    SOMEBODY_ELSE,
    found,
    issued,
    resident_of,
)
from kiosk.visit.scanning import wants_code
from kiosk.visit.screens import Screen
from kiosk.visit.state import (
    AskingFor,
    Checkable,
    Checking,
    CodeLookup,
    Dossier,
    Ending,
    House,
    Issuing,
    LookingUp,
    Matching,
    NamePerson,
    Printing,
    PrintingSlip,
    ProveIt,
    ScanCode,
    Serving,
    SignInClerk,
    TypeOneTimeCode,
    UnlockDocument,
    Visit,
)
from kiosk.visit.surroundings import PLAIN, FormNow, Surroundings


@dataclass(frozen=True)
class Happening:
    """An event and what people call it."""

    name: str
    event: Event


def halls(house: House) -> tuple[Surroundings, ...]:
    """Return the halls that are surveyed: one with everything, one with cards alone, and one where none is read."""
    forms = sorted({service.form for service in house.catalogue.services if service.form} | {PLAIN})
    everything = Surroundings(devices=DEVICES, forms=tuple(map(FormNow, forms)), clerks=True)
    bare = replace(everything, devices=tuple(d for d in DEVICES if d.kind in BARE), clerks=False)
    cardless = replace(everything, devices=tuple(d for d in DEVICES if d.kind in CARDLESS))
    return everything, bare, cardless


def happenings(visit: Visit, now: Surroundings) -> Iterator[Happening]:
    """Yield everything that can happen to a visit in a hall; touches only where the screen offers them."""
    yield from _touches(visit, choose_screen(visit, now))
    yield from _cards(visit)
    yield from _codes(visit)
    yield from _answers(visit)
    yield from _prints(visit)
    yield from _timers(visit)
    yield from (Happening(f"{outlet.value} outlet emptied", PaperTaken(outlet)) for outlet in sorted_outlets(visit))
    yield Happening("everything is wiped", Wiped(visit.number, visit.key))
    yield Happening("something unforeseen", HandlerFailed("A1B2C3"))


def sorted_outlets(visit: Visit) -> list[Outlet]:
    """The outlets with paper in them, in a fixed order."""
    return sorted(visit.papers, key=lambda outlet: outlet.value)


# Touches.


def _touches(visit: Visit, screen: Screen) -> Iterator[Happening]:
    for action in _actions(visit):
        if permits(screen, action):
            yield Happening(f"touch {type(action).__name__}", Touched(action))


def _actions(visit: Visit) -> tuple[a.Action, ...]:
    """One of each kind that can move a visit, several where their values matter; the other aids move nothing."""
    return (
        *(a.Open(service.id) for service in visit.house.catalogue.services),
        *(a.Toggle(key) for key in ("first", "second")),
        a.Start(),
        a.ShowVerb(Verb.ASK),
        a.ShowTheme(Theme.HOUSING),
        a.ShowAll(),
        a.Turn(1),
        a.Turn(-1),
        a.Forward(),
        a.Back(),
        a.NotMe(),
        *(a.ChooseWay(way) for way in Way),
        *(a.ChooseFactor(factor) for factor in Factor),
        a.EnterMrz(MRZ_KEY),
        a.EnterCan(CanKey("123456")),
        a.EnterOneTimeCode("123456"),
        a.SendAgain(),
        a.SignIn("0001", "1234"),
        a.NameResident(RESIDENT.id_number),
        a.ToggleAll(),
        a.ChangeCopies(1),
        a.SkipSlip(),
        a.PrintSlip(),
        a.TookPapers(),
        a.Stay(),
        a.EndVisit(),
        a.Rate(a.RatingLevel.SATISFIED),
        a.SkipRating(),
        a.CallHelp(),
        a.LeaveHelp(),
    )


# Cards.


def _cards(visit: Visit) -> Iterator[Happening]:
    own = visit.phase.dossier.insertion if isinstance(visit.phase, Serving) else None
    known = isinstance(visit.phase, Serving) and visit.phase.dossier.person is not None
    if not visit.cards:
        yield Happening("card placed", CardPlaced(Insertion(READER, visit.tickets + 1)))
    elif own in visit.cards and len(visit.cards) == 1:
        yield Happening("second card placed", CardPlaced(Insertion(OTHER_READER, visit.tickets + 1)))
    for insertion in visit.cards:
        which = "second card" if own in visit.cards and insertion != own else "card"
        yield Happening(f"{which} lifted", CardLifted(insertion))
        yield Happening(f"{which} read", CardRead(insertion, _card_of(visit)))
        if known and insertion != own:
            yield Happening("another person's card read", CardRead(insertion, SOMEBODY_ELSE))
        yield Happening(f"{which} not read", CardNotRead(insertion, "CARD_NOT_READABLE"))
        yield Happening(f"{which} is a locked document", CardLocked(insertion))


def _card_of(visit: Visit) -> CardContents:
    """Return what the card that lies there says: it is the one that the visit began with, or about to begin with."""
    match visit.phase:
        case Serving(dossier=Dossier(person=Person(card=CardKind.PASSPORT))) | Serving(step=UnlockDocument()):
            return DOCUMENT
        case _:
            return RESIDENT


# Codes.


def _codes(visit: Visit) -> Iterator[Happening]:
    if not wants_code(visit):
        return
    match visit.phase:
        case Serving(step=ScanCode()):
            yield Happening("phone code scanned", CodeScanned(f"phone {visit.tickets}"))
        case Serving(step=UnlockDocument()) | Serving(unlocking=UnlockDocument()):
            yield Happening("printed lines scanned", CodeScanned(PRINTED_LINES))
            yield Happening("another code scanned", CodeScanned("anything"))
        case _:
            yield Happening("slip code scanned", CodeScanned("https://county.example/resume/ABCDEFGH"))
            yield Happening("another code scanned", CodeScanned("anything"))


# The portal.


def _answers(visit: Visit) -> Iterator[Happening]:
    match visit.phase:
        case Serving(step=AskingFor(ticket=ticket), service=service):
            for name, answer in found(service):
                yield Happening(f"portal answers: {name}", PortalAnswered(ticket, answer))
        case Serving(step=Issuing(ticket=ticket, kind=kind), service=service):
            for name, holder in (("issued", resident_of(visit)), ("issued to another holder", ANOTHER)):
                yield Happening(f"portal answers: {name}", PortalAnswered(ticket, issued(kind, service, holder)))
        case CodeLookup(stage=LookingUp(ticket=ticket)):
            for name, answer in _meanings(visit):
                yield Happening(f"portal answers: {name}", PortalAnswered(ticket, answer))
        case Serving(step=Checking(ticket=ticket, before=before)):
            yield from _words(ticket, before)
        case Serving(step=Matching(ticket=ticket)):
            yield from (Happening(f"device says {o.value}", PersonMatched(ticket, o)) for o in MatchOutcome)
            yield Happening("device fails", MatchFailed(ticket, "FINGERPRINT_READER_LOST"))
            return
        case _:
            return
    yield Happening("portal fails", PortalFailed(ticket, "PORTAL_TIMEOUT"))


def _meanings(visit: Visit) -> Iterator[tuple[str, Answer]]:
    yield "a matter", MatterFound(visit.house.catalogue.services[0].id, ANY, SOME_DAY)
    yield "a paper to pick up", PickupFound(ANY, ready=True, place=ANY, until=SOME_DAY)


def _words(ticket: int, before: Checkable) -> Iterator[Happening]:
    """What the portal or the staff book can say to what is being checked."""
    match before:
        case SignInClerk():
            yield Happening("clerk is known", ClerkKnown(ticket, CLERK))
            yield Happening("clerk is refused", ClerkRefused(ticket, "STAFF_NOT_RECOGNISED"))
            return
        case ScanCode() | NamePerson():
            yield Happening("portal answers: person", PortalAnswered(ticket, PersonKnown(Person.from_card(RESIDENT))))
        case ProveIt():
            yield Happening("portal answers: sent", PortalAnswered(ticket, CODE_SENT))
        case TypeOneTimeCode():
            yield Happening("portal answers: sent", PortalAnswered(ticket, CODE_SENT))
            yield Happening("portal answers: right", PortalAnswered(ticket, OneTimeCodeChecked(True, 2)))
            yield Happening("portal answers: wrong", PortalAnswered(ticket, OneTimeCodeChecked(False, 2)))
            yield Happening("portal answers: wrong again", PortalAnswered(ticket, OneTimeCodeChecked(False, 0)))
    refusal = "PERSON_NOT_FOUND" if isinstance(before, ScanCode | NamePerson) else "NO_PHONE_REGISTERED"
    yield Happening("portal refuses", PortalFailed(ticket, refusal))


# Printers.


def _prints(visit: Visit) -> Iterator[Happening]:
    match visit.phase:
        case Serving(step=Printing(ticket=ticket)):
            yield Happening("sheet advances", PrintAdvanced(ticket, PrintStage.CHECKED))
            yield from _print_ends("sheet", ticket, Outlet.CERTIFICATE)
        case Serving(step=PrintingSlip(ticket=ticket)):
            yield from _print_ends("slip", ticket, Outlet.RECEIPT)
        case Ending(printing=int() as ticket):
            yield from _print_ends("late paper", ticket, Outlet.CERTIFICATE)
        case _:
            return


def _print_ends(what: str, ticket: int, outlet: Outlet) -> Iterator[Happening]:
    yield Happening(f"{what} is out", PaperPresented(ticket, outlet))
    yield Happening(f"{what} fails", PrintFailed(ticket, "CERTIFICATE_PRINTER_JAM"))
    yield Happening(f"{what} is uncertain", PrintUncertain(ticket, "CERTIFICATE_PRINTER_JAM"))


# Timers.


def _timers(visit: Visit) -> Iterator[Happening]:
    """Only timers that can be running: their tickets stand in the visit."""
    if visit.idle_ticket:
        timer = Timer.COUNTDOWN if visit.countdown else Timer.IDLE
        name = "countdown ticks" if visit.countdown and visit.countdown.left > 1 else f"{timer.value} time is over"
        yield Happening(name, TimerFired(timer, visit.idle_ticket))
    match visit.phase:
        case Serving(card_back=int() as ticket):
            yield Happening("card-back time is over", TimerFired(Timer.CARD_BACK, ticket))
        case Ending(remind_ticket=ticket) if ticket:
            yield Happening("remind time is over", TimerFired(Timer.REMIND, ticket))
        case Serving(step=AskingFor(ticket=ticket) | Checking(ticket=ticket)):
            yield Happening("patience time is over", TimerFired(Timer.PATIENCE, ticket))
        case _:
            return
