"""The invented county: the same every time, valid in every number, and with the people whom journeys tell of."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from stdnum.cn import uscc
from stdnum.iso7064 import mod_37_36

from devices.cards.contents import Numbering
from devices.cards.identity_text import decode_identity_text
from devices.cards.numbers import parse_number
from devices.errors import DeviceError
from devices.simulators.identity_image import text_block
from devices.simulators.wallet import load_wallet
from kiosk.sandbox.county import CHEN, WANG, WU, XIE, ZHANG, build_county
from kiosk.sandbox.numbers import COUNTY, holder_hash, register_key
from kiosk.sandbox.places import TOWNS
from kiosk.sandbox.records import County, Resident
from kiosk.visit.person import hash_holder
from kiosk.visit.register import LicenceState

TODAY = date(2026, 3, 18)


@pytest.fixture(scope="module")
def county() -> County:
    return build_county(today=TODAY)


def named(county: County, name: str) -> Resident:
    """The wallet's residents come first, so that an invented namesake is never taken for one of them."""
    return next(resident for resident in county.residents if resident.name == name)


def test_the_same_seed_and_day_give_the_same_county(county: County) -> None:
    assert build_county(today=TODAY) == county


def test_another_seed_gives_another_county(county: County) -> None:
    other = build_county(seed=7, today=TODAY)
    assert other.residents[50:] != county.residents[50:]
    assert other.enterprises != county.enterprises


def test_another_day_moves_no_person_and_no_unit(county: County) -> None:
    later = build_county(today=TODAY + timedelta(days=400))
    assert later.residents == county.residents
    assert later.units == county.units
    assert later.cases != county.cases


def test_it_has_the_people_and_registers_of_a_county(county: County) -> None:
    assert (len(county.residents), len(county.enterprises)) == (500, 120)
    empty = [entry.name for entry in fields(county) if not getattr(county, entry.name)]
    assert empty == []


def test_every_number_is_valid_unique_and_says_birth_and_sex(county: County) -> None:
    keys = [person.key for person in county.residents]
    assert len(set(keys)) == len(keys)
    for person in county.residents:
        if person.numbering is not Numbering.DOCUMENT:
            said = parse_number(person.id_number)
            assert said.numbering is person.numbering
            assert said.sex in (None, person.sex)
            assert f"{person.birth:%Y%m%d}".endswith(said.birth_digits)
        if person.numbering is Numbering.CITIZEN:
            assert person.id_number.startswith(COUNTY)


def test_most_residents_have_a_phone_and_some_have_none(county: County) -> None:
    phones = [person.phone for person in county.residents if person.phone]
    assert len(set(phones)) == len(phones)
    assert 0.8 < len(phones) / len(county.residents) < 1
    assert named(county, ZHANG).phone
    assert not named(county, WU).phone


def test_people_from_elsewhere_have_a_case_on_its_way(county: County) -> None:
    elsewhere = [person for person in county.residents if person.numbering is not Numbering.CITIZEN]
    assert {person.numbering for person in elsewhere} == set(Numbering) - {Numbering.CITIZEN}
    for person in elsewhere:
        assert len(county.cases_of(person.key)) == 1
        assert holder_hash(person.key) == hash_holder(
            person.id_number, numbering=person.numbering, issuing_state=person.issuing_state
        )


def test_some_papers_lie_in_the_locker_and_some_come_later(county: County) -> None:
    assert {envelope.since <= TODAY for envelope in county.envelopes} == {True, False}
    assert all(envelope.until > TODAY for envelope in county.envelopes)


def test_every_credit_code_and_licence_id_is_valid(county: County) -> None:
    assert all(uscc.is_valid(one.credit_code) for one in county.enterprises)
    for held in county.licences:
        root, parts = held.id[:15], held.id[15:].split(".")
        assert root == "1.2.156.3005.2."
        assert mod_37_36.is_valid("".join(parts))
        assert uscc.is_valid(parts[0][:18])
        assert uscc.is_valid(parts[1])


def test_everyone_lives_in_one_of_the_countys_towns(county: County) -> None:
    assert all(any(town in person.address for town in TOWNS) for person in county.residents)


def test_masked_addresses_keep_the_street_and_hide_the_number(county: County) -> None:
    for unit in county.units:
        assert "＊" in unit.masked_address
        assert unit.masked_address != unit.address
        assert unit.masked_address[:4] == unit.address[:4]


def test_senior_cards_are_held_by_everyone_of_65_and_nobody_younger(county: County) -> None:
    citizens = [person for person in county.residents if person.numbering is Numbering.CITIZEN]
    seniors = {person.key for person in citizens if person.age_on(TODAY) >= 65}
    cards = [held for held in county.licences if held.kind.form == "senior-card"]
    assert {held.holder for held in cards} == seniors
    assert all(held.granted <= TODAY for held in county.licences)
    assert len({held.number for held in county.licences}) == len(county.licences)


def test_everything_registered_belongs_to_somebody(county: County) -> None:
    known = {person.key for person in county.residents}
    assert {owner for unit in county.units for owner in unit.owners} <= known
    assert {case.applicant for case in county.cases} <= known
    assert {fine.driver for fine in county.fines} <= known
    assert {bill.holder for bill in county.bills} <= known
    assert {envelope.holder for envelope in county.envelopes} <= known
    assert {enterprise.head for enterprise in county.enterprises} <= known


def test_cases_stand_in_all_stages_with_days_in_order(county: County) -> None:
    stages = {(case.reviewed is not None, case.concluded is not None) for case in county.cases}
    assert stages == {(False, False), (True, False), (True, True)}
    for case in county.cases:
        days = [day for day in (case.accepted, case.reviewed, case.concluded) if day is not None]
        assert days == sorted(days)
        assert days[-1] <= TODAY
        assert case.promised > case.accepted
    assert len({case.number for case in county.cases}) == len(county.cases)


def test_a_case_is_concluded_only_when_both_systems_say_so(county: County) -> None:
    disagreeing = [case for case in county.cases if not case.systems_agree]
    agreeing = [case for case in county.cases if case.systems_agree and case.department_state is not None]
    assert disagreeing
    assert agreeing
    for case in disagreeing:
        assert case.concluded is None
        assert case.portal_state.zh == "已办结"


def test_everyone_whose_card_can_be_read_is_registered_as_the_card_says(county: County) -> None:
    read = 0
    for holder in load_wallet():
        if holder.identity_card is None:
            continue
        try:
            card = decode_identity_text(text_block(holder.identity_card))
        except DeviceError:
            continue
        person = county.resident(register_key(card.id_number, card.numbering))
        assert person is not None, holder.slug
        assert (person.name, person.sex, person.birth) == (card.name, card.sex, card.birth)
        assert card.address in ("", person.address)
        read += 1
    assert read > 10


def test_the_people_of_the_journeys_have_what_their_stories_need(county: County) -> None:
    zhang, wang = named(county, ZHANG), named(county, WANG)
    assert [unit.registered for unit in county.units_of(zhang.id_number)] == [2014, 2009, 2014]
    assert [held.state for held in county.licences_of(zhang.id_number, "senior-card")] == [LicenceState.VALID]
    assert [case.systems_agree for case in county.cases_of(zhang.id_number)] == [True, False, True]
    assert [held.state for held in county.licences_of(wang.id_number, "senior-card")] == [LicenceState.CANCELLED]
    assert [unit.obstacle is None for unit in county.units_of(named(county, XIE).id_number)] == [False]
    assert county.units_of(named(county, CHEN).id_number) == ()
