"""Building the invented county 桃江县 from a seed: the same seed and day give the same county."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from devices.cards.contents import Numbering
from devices.simulators.wallet import load_wallet
from kiosk.sandbox.cases import CaseBook, Progress
from kiosk.sandbox.licences import LicenceBook
from kiosk.sandbox.matters import INSURANCE_CARE, SENIOR, SENIOR_CARD, SUBSIDY
from kiosk.sandbox.people import give_phones, invent_enterprises, invent_residents
from kiosk.sandbox.places import MASK, Place
from kiosk.sandbox.records import CaseRecord, County, Resident, Unit
from kiosk.sandbox.registers import (
    HOME,
    PARKING,
    SEIZED,
    deed_number,
    invent_bills,
    invent_envelopes,
    invent_fines,
    invent_units,
    senior_cards,
    unit,
)
from kiosk.sandbox.wallet_people import residents_of_wallet
from kiosk.visit.register import LicenceState

SEED: Final = 430922
"""The county of demonstration and tests."""
RESIDENTS: Final = 500
ENTERPRISES: Final = 120
_CASES: Final = 180
_FINES: Final = 90
_BILLS: Final = 400
_CELLS: Final = 24
_NAMED_DEEDS: Final = 5
ZHANG, WANG, XIE, CHEN, WU = "张桂兰", "王秀英", "谢䶮", "陈浩", "吴桂芳"
"""Residents of the wallet whom demonstration and tests tell a story about; 吴桂芳 has no phone."""


def build_county(*, seed: int = SEED, today: date) -> County:
    """Build the county. ``today`` moves the days of cases, fines and bills; people and units come of the seed only."""
    named = residents_of_wallet(load_wallet(), _chance(seed, "wallet"))
    story = {person.name: person for person in named}
    everybody = invent_residents(RESIDENTS, named, _chance(seed, "residents"))
    residents = tuple(give_phones(everybody, {story[WU].key}, _chance(seed, "phones")))
    others = residents[len(named) :]
    book = LicenceBook()
    kinds = book.kinds()
    return County(
        seed=seed,
        today=today,
        residents=residents,
        enterprises=invent_enterprises(ENTERPRISES, others, _chance(seed, "enterprises")),
        units=(*_named_units(story, others), *invent_units(others, _NAMED_DEEDS, _chance(seed, "units"))),
        licence_kinds=kinds,
        licences=(
            *senior_cards(residents, kinds[SENIOR_CARD], today, {story[WANG].id_number: LicenceState.CANCELLED}),
            *book.held(story, today),
        ),
        cases=_cases(named, story, others, today, _chance(seed, "cases")),
        fines=tuple(invent_fines(others, today, _FINES, _chance(seed, "fines"))),
        bills=tuple(invent_bills(others, today, _BILLS, _chance(seed, "bills"))),
        envelopes=tuple(invent_envelopes(others, today, _CELLS, _chance(seed, "envelopes"))),
    )


def _chance(seed: int, what: str) -> random.Random:
    """Return a stream of its own for each register, so that a change of one leaves the others as they are."""
    return random.Random(f"{seed}/{what}")  # noqa: S311 - invents people, keeps no secret


def _named_units(story: dict[str, Resident], others: Sequence[Resident]) -> Iterator[Unit]:
    """张桂兰 owns the three units of the visual design, 谢䶮 one that cannot be proved, 陈浩 none."""
    zhang, xie = story[ZHANG].id_number, story[XIE].id_number
    hidden = MASK * 2
    home = Place("桃花江镇芙蓉路16号2栋301室", f"桃花江镇芙蓉路 {hidden} 号 2 栋 {MASK}01 室")
    old_home = Place("灰山港镇向阳街48号", f"灰山港镇向阳街 {hidden} 号")
    parking = Place("桃花江镇芙蓉路16号地下25号", f"桃花江镇芙蓉路 {hidden} 号地下 {hidden} 号")
    seized = Place("武潭镇莲盆嘴村3组7号", f"武潭镇莲盆嘴村 {hidden} 组 {hidden} 号")
    yield unit(deed_number(2014, 1), HOME, Decimal("112.40"), home, (zhang,), 2014)
    yield unit(deed_number(2009, 2), HOME, Decimal("98.00"), old_home, (zhang, others[0].id_number), 2009)
    yield unit(deed_number(2014, 3), PARKING, Decimal("13.20"), parking, (zhang,), 2014)
    yield unit(deed_number(2018, 4), HOME, Decimal("126.75"), seized, (xie,), 2018, SEIZED)


def _cases(
    named: Sequence[Resident],
    story: dict[str, Resident],
    others: Sequence[Resident],
    today: date,
    chance: random.Random,
) -> tuple[CaseRecord, ...]:
    book = CaseBook(today=today, chance=chance)
    zhang = story[ZHANG]
    elsewhere = {person.key for person in named if person.numbering is not Numbering.CITIZEN}
    return (
        book.make(zhang, SUBSIDY, Progress.ACCEPTED, 1),
        book.make(zhang, INSURANCE_CARE, Progress.DEPARTMENT_BEHIND, 2),
        book.make(zhang, SENIOR, Progress.CONCLUDED, 20),
        *book.some(others, _CASES),
        *(book.make(person, INSURANCE_CARE, Progress.IN_REVIEW, 3) for person in named if person.key in elsewhere),
    )
