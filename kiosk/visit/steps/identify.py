"""Identify: who is it? A card is laid down and read; other ways lead off from here and come back here."""

from __future__ import annotations

from dataclasses import replace

from devices.cards.events import CardLifted, CardLocked, CardNotRead, CardPlaced, CardRead, Insertion
from kiosk.visit.actions import Back, ChooseWay
from kiosk.visit.effects import CallAttention, Cue, HideInLog, ReadCard
from kiosk.visit.events import Event, Touched
from kiosk.visit.identity import CARD_WAYS, Way
from kiosk.visit.ladder import ways_to
from kiosk.visit.outcome import Context, Ignore, Outcome, Proceed, Remain, Return, without_person
from kiosk.visit.person import Person
from kiosk.visit.state import Identify, ScanCode, SignInClerk, UnlockDocument


def enter_identify(context: Context) -> Outcome:
    """Ask for the best that can be had here, and read a card at once when one already lies there."""
    context = replace(context, dossier=without_person(context.dossier))
    lying = sorted(context.cards, key=lambda insertion: (insertion.reader.value, insertion.number))
    if lying:
        return read(context, lying[0])
    ways = ways_to(context.service, context.now)
    return _begin(context, ways[0]) if ways and ways[0] not in CARD_WAYS else Remain(Identify(), context.dossier)


def handle_identify(context: Context, step: Identify, event: Event) -> Outcome:
    """Follow the card until it has been read; whatever is laid down is read, whichever card the page asks for."""
    match event:
        case CardPlaced(insertion) if not _in_hand(context, step):
            return read(context, insertion, step.way)
        case CardRead(insertion, _) if insertion == step.reading:
            return card_read(context, event)
        case CardLocked(insertion) if insertion == step.reading:
            return Remain(UnlockDocument(insertion), context.dossier)
        case CardNotRead(insertion, code) if insertion == step.reading:
            return Remain(Identify(notice=code, way=step.way), context.dossier)
        case CardLifted(insertion):
            return _lifted(context, step, insertion)
        case Touched(ChooseWay(way)) if not _in_hand(context, step):
            return choose_way(context, way)
        case Touched(Back()):
            return Return(context.dossier)
        case _:
            return Ignore()


def _in_hand(context: Context, step: Identify) -> bool:
    """Whether a card is being read; one that waits until another program lets go of its reader bars no other way."""
    return step.reading is not None and not context.now.held(step.reading.reader)


def _lifted(context: Context, step: Identify, insertion: Insertion) -> Outcome:
    """A card lifted while it was read asks for it again; one that was refused makes room for one on another reader."""
    if step.reading not in (None, insertion):
        return Ignore()
    if context.cards:
        return enter_identify(context)
    if step.reading is None:
        return Ignore()
    return Remain(Identify(notice="CARD_LIFTED_TOO_EARLY", way=step.way), context.dossier)


def read(context: Context, insertion: Insertion, way: Way | None = None) -> Outcome:
    """Read what was laid down."""
    return Remain(Identify(reading=insertion, way=way), context.dossier, (ReadCard(insertion),))


def card_read(context: Context, event: CardRead) -> Outcome:
    """A card says who it is; from here on the visit belongs to this one stay of it."""
    contents = event.contents
    person = Person.from_card(contents)
    dossier = replace(context.dossier, person=person, insertion=event.insertion)
    hide = HideInLog((contents.name, contents.latin_name, contents.id_number, contents.permit_number, contents.address))
    return Proceed(dossier, (hide, CallAttention(Cue.CARD_READ)))


def choose_way(context: Context, way: Way) -> Outcome:
    """Turn to another way, if it leads far enough here and now."""
    if way not in ways_to(context.service, context.now):
        return Ignore()
    return _begin(context, way)


def _begin(context: Context, way: Way) -> Outcome:
    match way:
        case Way.PHONE_CODE:
            return Remain(ScanCode(), context.dossier)
        case Way.CLERK:
            return Remain(SignInClerk(), context.dossier)
        case Way.IDENTITY_CARD | Way.SOCIAL_CARD | Way.TRAVEL_DOCUMENT:
            return Remain(Identify(way=way), context.dossier)


def back_to_cards(context: Context) -> Outcome:
    """Go back to the page that asks for a card, or past it where no card can be read."""
    if any(way in CARD_WAYS for way in ways_to(context.service, context.now)):
        return Remain(Identify(), context.dossier)
    return Return(context.dossier)


def laid_meanwhile(context: Context, event: Event) -> Outcome:
    """A card laid down while another way is being tried is read: it is the better one."""
    if isinstance(event, CardPlaced) and context.dossier.person is None:
        return read(context, event.insertion)
    return Ignore()
