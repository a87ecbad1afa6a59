"""The invented county: the same every time, valid in every number, and with the people whom journeys tell of."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from stdnum.cn import uscc
from stdnum.iso7064 import mod_37_36

from devices.simulators.wallet import load_wallet
from kiosk.sandbox.county import CHEN, WANG, XIE, ZHANG, build_county
from kiosk.sandbox.numbers import COUNTY, is_citizen_number
from kiosk.sandbox.places import TOWNS
from kiosk.sandbox.records import County, Resident
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


def test_every_citizen_number_is_valid_unique_and_says_birth_and_sex(county: County) -> None:
    numbers = [person.id_number for person in county.residents]
    assert len(set(numbers)) == len(numbers)
    for person in county.residents:
        assert is_citizen_number(person.id_number)
        assert person.id_number.startswith((COUNTY, "810000", "830000", "9"))
        assert person.id_number[6:14] == f"{person.birth:%Y%m%d}"
        assert int(person.id_number[16]) % 2 == int(person.sex.value) % 2


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
    seniors = {person.id_number for person in county.residents if person.age_on(TODAY) >= 65}
    assert {held.holder for held in county.licences} == seniors
    assert all(held.granted <= TODAY for held in county.licences)
    assert len({held.number for held in county.licences}) == len(county.licences)


def test_everything_registered_belongs_to_somebody(county: County) -> None:
    known = {person.id_number for person in county.residents}
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
    cards = [holder.identity_card for holder in load_wallet() if holder.identity_card is not None]
    registered = 0
    for card in cards:
        person = county.resident(card.number)
        if person is not None:
            registered += 1
            assert (person.name, person.sex.value) == (card.name or card.latin_name, card.sex)
            assert person.address == card.address or not card.address
    assert registered > 20


def test_the_people_of_the_journeys_have_what_their_stories_need(county: County) -> None:
    zhang, wang = named(county, ZHANG), named(county, WANG)
    assert [unit.registered for unit in county.units_of(zhang.id_number)] == [2014, 2009, 2014]
    assert [held.state for held in county.licences_of(zhang.id_number, "senior-card")] == [LicenceState.VALID]
    assert [case.systems_agree for case in county.cases_of(zhang.id_number)] == [True, False, True]
    assert [held.state for held in county.licences_of(wang.id_number, "senior-card")] == [LicenceState.CANCELLED]
    assert [unit.obstacle is None for unit in county.units_of(named(county, XIE).id_number)] == [False]
    assert county.units_of(named(county, CHEN).id_number) == ()
