"""Which ways and second proofs reach a service, in every hall that can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product

import pytest

from devices.cards.contents import CardContents
from devices.status import DeviceKind, DeviceState
from kiosk.catalogue.service import IdentityLevel, Service
from kiosk.visit.availability import pause_of
from kiosk.visit.identity import BIOMETRIC, LEVEL_OF_FACTOR, LEVEL_OF_WAY, Factor, Way
from kiosk.visit.ladder import factors_for, ways_to
from kiosk.visit.person import Person
from kiosk.visit.surroundings import LineNow, Surroundings
from tests.kiosk.visit.playing import ALL_WELL, HOUSE, LONG_AGO, STAFFED, ZHANG, ZHANG_PASSPORT, ZHANG_SOCIAL

SAM, PCSC, SCANNER = DeviceKind.IDENTITY_READER, DeviceKind.CARD_READER, DeviceKind.CODE_SCANNER
FINGER, FACE = DeviceKind.FINGERPRINT_READER, DeviceKind.FACE_CAMERA
KINDS = (SAM, PCSC, SCANNER, FINGER, FACE)
ID, SOCIAL, DOCUMENT, PHONE, CLERK = Way
SMS, BY_FINGER, BY_FACE, BY_CLERK = Factor
PERSONS = {
    Way.IDENTITY_CARD: Person.from_card(ZHANG),
    Way.SOCIAL_CARD: Person.from_card(ZHANG_SOCIAL),
    Way.TRAVEL_DOCUMENT: Person.from_card(ZHANG_PASSPORT),
    Way.PHONE_CODE: replace(Person.from_card(ZHANG), way=Way.PHONE_CODE, level=IdentityLevel.CODE, card=None),
}
ASKING = tuple(level for level in IdentityLevel if level is not IdentityLevel.NONE)


def service(level: IdentityLevel) -> Service:
    found = HOUSE.catalogue.find("case-progress")
    assert found is not None
    return replace(found, identity=level)


def hall(
    *kinds: DeviceKind, clerks: bool = False, line: bool = True, state: DeviceState = DeviceState.ONLINE
) -> Surroundings:
    """A hall with these of the devices that tell who somebody is, and everything else."""
    others = tuple(status for status in ALL_WELL.devices if status.kind not in KINDS)
    present = tuple(replace(status, state=state) for status in ALL_WELL.devices if status.kind in kinds)
    lines = (LineNow(name="extranet", up=line, since=LONG_AGO, code="" if line else "PORTAL_TIMEOUT"),)
    return replace(ALL_WELL, devices=(*others, *present), lines=lines, clerks=clerks)


def every_hall() -> Iterator[Surroundings]:
    for kinds in chain.from_iterable(combinations(KINDS, size) for size in range(len(KINDS) + 1)):
        for clerks, line in product((False, True), repeat=2):
            yield hall(*kinds, clerks=clerks, line=line)


def test_a_way_that_the_terminal_is_not_equipped_for_is_never_offered() -> None:
    whole = hall(*KINDS, clerks=True)
    barred = replace(whole, barred=frozenset({DOCUMENT}))
    assert set(ways_to(service(IdentityLevel.CODE), whole)) - set(ways_to(service(IdentityLevel.CODE), barred)) == {
        DOCUMENT
    }


def subsets(factors: tuple[Factor, ...]) -> Iterator[frozenset[Factor]]:
    for size in range(len(factors) + 1):
        yield from map(frozenset, combinations(factors, size))


CODE, CARD, TWICE, VOUCHED = ASKING
WAYS = [
    # the hall                                    asks     the ways, best first
    (hall(*KINDS), CODE, (ID, SOCIAL, DOCUMENT, PHONE)),
    (hall(*KINDS, clerks=True), CODE, (ID, SOCIAL, DOCUMENT, PHONE, CLERK)),
    (hall(SCANNER), CODE, (PHONE,)),
    (hall(SCANNER, line=False), CODE, ()),
    (hall(*KINDS), CARD, (ID, SOCIAL, DOCUMENT)),
    (hall(SAM), CARD, (ID,)),
    (hall(PCSC), CARD, (SOCIAL, DOCUMENT)),
    (hall(PCSC, state=DeviceState.STARTING), CARD, (SOCIAL, DOCUMENT)),
    (hall(PCSC, state=DeviceState.OFFLINE), CARD, ()),
    (hall(SCANNER, clerks=True), CARD, (CLERK,)),
    (hall(*KINDS), TWICE, (ID, SOCIAL, DOCUMENT)),
    (hall(*KINDS, line=False), TWICE, ()),
    (hall(*KINDS, line=False, clerks=True), TWICE, (ID, SOCIAL, DOCUMENT, CLERK)),
    (hall(*KINDS), VOUCHED, ()),
    (hall(*KINDS, clerks=True), VOUCHED, (ID, SOCIAL, DOCUMENT, PHONE, CLERK)),
    (hall(clerks=True), VOUCHED, (CLERK,)),
    (hall(*KINDS, clerks=True), IdentityLevel.NONE, ()),
]


@pytest.mark.parametrize(("now", "level", "ways"), WAYS)
def test_the_ways_that_reach_a_service(now: Surroundings, level: IdentityLevel, ways: tuple[Way, ...]) -> None:
    assert ways_to(service(level), now) == ways


FACTORS = [
    # by            the hall                       asks     failed                   the proofs that are left
    (ID, hall(*KINDS, clerks=True), TWICE, (), (SMS, BY_FINGER, BY_FACE, BY_CLERK)),
    (ID, hall(*KINDS), TWICE, (), (SMS, BY_FINGER, BY_FACE)),
    (ID, hall(*KINDS), TWICE, (SMS,), ()),
    (ID, hall(*KINDS, clerks=True), TWICE, (SMS,), (BY_FINGER, BY_FACE, BY_CLERK)),
    (ID, hall(*KINDS, clerks=True), TWICE, (SMS, BY_CLERK), ()),
    (ID, hall(*KINDS, line=False, clerks=True), TWICE, (), (BY_FINGER, BY_FACE, BY_CLERK)),
    (ID, hall(*KINDS, line=False), TWICE, (), ()),
    (ID, hall(SAM, FACE), TWICE, (), (SMS, BY_FACE)),
    (SOCIAL, hall(*KINDS, clerks=True), TWICE, (), (SMS, BY_CLERK)),
    (DOCUMENT, hall(*KINDS), TWICE, (), (SMS,)),
    (PHONE, hall(*KINDS), TWICE, (), ()),
    (PHONE, hall(*KINDS, clerks=True), TWICE, (), (BY_CLERK,)),
    (ID, hall(*KINDS, clerks=True), VOUCHED, (), (BY_CLERK,)),
    (ID, hall(*KINDS), VOUCHED, (), ()),
]


@pytest.mark.parametrize(("way", "now", "level", "failed", "left"), FACTORS)
def test_the_proofs_that_are_left(
    way: Way, now: Surroundings, level: IdentityLevel, failed: tuple[Factor, ...], left: tuple[Factor, ...]
) -> None:
    assert factors_for(PERSONS[way], service(level), now, frozenset(failed)) == left


def test_no_biometric_is_ever_the_only_way() -> None:
    for now, level, person in product(every_hall(), ASKING, PERSONS.values()):
        for failed in subsets(tuple(Factor)):
            left = set(factors_for(person, service(level), now, failed))
            assert not left or left - BIOMETRIC
            assert not left & failed


def test_a_finger_or_a_face_is_compared_only_with_the_card_on_the_sam() -> None:
    for now, level, person in product(every_hall(), ASKING, PERSONS.values()):
        if person.way is not Way.IDENTITY_CARD:
            assert BIOMETRIC.isdisjoint(factors_for(person, service(level), now))


def test_every_way_that_is_offered_leads_there() -> None:
    for now, level in product(every_hall(), ASKING):
        for way in ways_to(service(level), now):
            enough = LEVEL_OF_WAY[way].reaches(level)
            proofs = () if way is Way.CLERK else factors_for(PERSONS[way], service(level), now)
            assert enough or proofs
            assert all(LEVEL_OF_FACTOR[proof].reaches(level) for proof in proofs)


def test_a_service_pauses_exactly_where_no_way_leads_there() -> None:
    for now, level in product(every_hall(), ASKING):
        pause = pause_of(service(level), HOUSE, now)
        lines_up = now.line_up("extranet")
        assert (pause is None) == (lines_up and bool(ways_to(service(level), now)))


@pytest.mark.parametrize(
    ("now", "level", "code"),
    [
        (hall(SCANNER), CARD, "NO_CARD_READER"),
        (hall(SCANNER), TWICE, "NO_CARD_READER"),
        (hall(FINGER, FACE), CODE, "NO_WAY_TO_IDENTIFY"),
        (hall(), VOUCHED, "NO_WAY_TO_IDENTIFY"),
        (hall(SAM, PCSC), VOUCHED, "SECOND_PROOF_NOT_POSSIBLE"),
    ],
)
def test_why_nobody_can_be_identified(now: Surroundings, level: IdentityLevel, code: str) -> None:
    pause = pause_of(service(level), HOUSE, now)
    assert pause is not None
    assert pause.failure.code == code


def test_a_card_of_each_kind_is_its_own_way() -> None:
    def way(card: CardContents) -> Way:
        return Person.from_card(card).way

    assert (way(ZHANG), way(ZHANG_SOCIAL), way(ZHANG_PASSPORT)) == (ID, SOCIAL, DOCUMENT)
    assert ways_to(service(CODE), STAFFED) == tuple(Way)
