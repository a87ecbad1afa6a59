"""Thousands of visits that go wrong in every way at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import get_args

import pytest

from devices.cards.access import CanKey, MrzKey
from devices.cards.events import CardRead
from kiosk.visit.effects import AskPortal, PrintProof
from kiosk.visit.events import HandlerFailed, PersonMatched
from kiosk.visit.identity import Way
from kiosk.visit.person import Person
from kiosk.visit.register import (
    FindCases,
    FindLicences,
    FindProperties,
    GrantCertificate,
    IssueProof,
    VerifyCredential,
)
from kiosk.visit.state import (
    Attract,
    CodeLookup,
    Dossier,
    Ending,
    EndReason,
    Home,
    ScanCode,
    Serving,
    StepState,
    UnlockDocument,
    Visit,
)
from tests.kiosk.visit.playing import OTHER, OTHER_PASSPORT, RIGHT_CODE, ZHANG, ZHANG_PASSPORT
from tests.kiosk.visit.simulated import CAN, PIN, Hall

SEEDS = range(40)
STEPS = 1500
CARDS = (ZHANG, OTHER, ZHANG_PASSPORT, OTHER_PASSPORT)
PERSONAL = tuple(word for card in CARDS for word in (card.name, card.id_number))
TYPED = (PIN, CAN, RIGHT_CODE, "credential-")
OF_A_REGISTER = (FindProperties, FindLicences, FindCases, IssueProof, GrantCertificate)


def parts_of(value: object) -> Iterator[object]:
    """Everything that a value holds, whatever its ``repr`` shows."""
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name != "house":
                yield from parts_of(getattr(value, field.name))
    elif isinstance(value, tuple | frozenset):
        for part in value:
            yield from parts_of(part)


def words_in(value: object) -> list[str]:
    return [part for part in parts_of(value) if isinstance(part, str)]


def dossier_of(visit: Visit) -> Dossier:
    return visit.phase.dossier if isinstance(visit.phase, Serving) else Dossier()


def wants_a_code(visit: Visit) -> bool:
    match visit.phase:
        case Attract() | Home() | CodeLookup() | Serving(step=ScanCode()):
            return True
        case Serving(step=UnlockDocument(reading=reading)) | Serving(unlocking=UnlockDocument(reading=reading)):
            return not reading
        case _:
            return False


def person_proved(visit: Visit) -> Person:
    """Return the resident, who must have shown who they are as surely as the service asks."""
    assert isinstance(visit.phase, Serving)
    person = visit.phase.dossier.person
    assert person is not None
    assert person.level.reaches(visit.phase.service.identity)
    return person


@cache
def played(seed: int) -> Hall:
    """A hall after many happenings; what happened stands in its ``moments``."""
    hall = Hall(seed)
    for _ in range(STEPS):
        hall.step()
    return hall


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_personal_is_held_outside_a_service_and_a_visit_is_one_persons(seed: int) -> None:
    holders: dict[int, set[str]] = defaultdict(set)
    for moment in played(seed).moments:
        if not isinstance(moment.after.phase, Serving):
            assert set(words_in(moment.after)).isdisjoint(PERSONAL)
        person = dossier_of(moment.after).person
        if person is not None:
            holders[moment.after.number].add(person.holder_hash)
    assert all(len(visit) == 1 for visit in holders.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_typed_or_scanned_is_held_anywhere_or_shown_by_a_repr(seed: int) -> None:
    for moment in played(seed).moments:
        if moment.after.phase is moment.before.phase:
            continue
        for part in parts_of(moment.after):
            assert not isinstance(part, MrzKey | CanKey)
            assert not isinstance(part, str) or not any(word in part for word in TYPED)
        shown = f"{moment.after.phase!r} {moment.effects!r} {moment.event!r}"
        assert not any(word in shown for word in (*PERSONAL, *TYPED))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_other_card_continues_a_visit(seed: int) -> None:
    for moment in played(seed).moments:
        before = dossier_of(moment.before)
        if before.person is None or not isinstance(moment.event, CardRead):
            continue
        contents = moment.event.contents
        if isinstance(moment.after.phase, Serving):
            assert before.person.holds(contents)
            assert before.insertion is None or contents.kind is before.person.card
        else:
            assert isinstance(moment.after.phase, Ending)
            assert moment.after.phase.reason is EndReason.CARD_SWAPPED


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_gets_paper_or_a_record_of_somebody_else_or_without_the_proof_it_asks(seed: int) -> None:
    hall = played(seed)
    for visit, order in hall.printed:
        issued = order.proof if isinstance(order, PrintProof) else order.grant
        assert issued.holder_hash == order.holder_hash == person_proved(visit).holder_hash
    for visit, asked in hall.asked:
        if isinstance(asked.question, OF_A_REGISTER):
            assert asked.question.person == person_proved(visit)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_scanner_is_armed_where_a_code_is_wanted_and_nowhere_else(seed: int) -> None:
    assert Hall(seed).armed
    for moment in played(seed).moments:
        assert moment.armed == wants_a_code(moment.after)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_phones_code_is_sent_only_where_one_was_asked_for_and_once_in_a_visit_to_a_service(seed: int) -> None:
    sent: dict[int, list[str]] = defaultdict(list)
    for moment in played(seed).moments:
        if isinstance(moment.before.phase, Serving) and not isinstance(moment.after.phase, Serving):
            sent.clear()
        for effect in moment.effects:
            if isinstance(effect, AskPortal) and isinstance(effect.question, VerifyCredential):
                assert isinstance(moment.before.phase, Serving)
                assert isinstance(moment.before.phase.step, ScanCode)
                sent[moment.after.number].append(effect.question.code)
        assert all(len(codes) == len(set(codes)) for codes in sent.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_terminal_that_everybody_leaves_is_at_rest_again(seed: int) -> None:
    hall = Hall(seed)
    for _ in range(STEPS):
        hall.step()
    hall.everybody_leaves()
    assert hall.visit == hall.fresh()
    assert hall.armed


def test_each_visit_is_wiped_in_order_and_twice_only_where_the_wiping_itself_may_have_failed() -> None:
    hall = Hall(7)
    for _ in range(20 * STEPS):
        hall.step()
    failed = {m.before.number for m in hall.moments if isinstance(m.event, HandlerFailed)}
    assert hall.wiped == sorted(hall.wiped)
    assert set(hall.wiped) == set(range(1, hall.wiped[-1] + 1))
    assert {number for number, times in Counter(hall.wiped).items() if times > 1} <= failed


def test_every_way_every_proof_and_every_ending_is_played() -> None:
    halls = [played(seed) for seed in SEEDS]
    moments = [moment for hall in halls for moment in hall.moments]
    served = [moment.after.phase for moment in moments if isinstance(moment.after.phase, Serving)]
    ended = [moment.after.phase for moment in moments if isinstance(moment.after.phase, Ending)]
    assert {phase.dossier.person.way for phase in served if phase.dossier.person} == set(Way)
    assert {type(phase.step) for phase in served} == set(get_args(StepState))
    assert {phase.reason for phase in ended} == set(EndReason)
    printed = {
        visit.phase.service.id for hall in halls for visit, _ in hall.printed if isinstance(visit.phase, Serving)
    }
    assert printed == {"property-detail-proof", "property-count-proof", "senior-card"}
    assert any(isinstance(moment.event, PersonMatched) for moment in moments)
