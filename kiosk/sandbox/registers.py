"""What is registered of the invented residents: units, licences, fines, bills and envelopes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from devices.cards.contents import Numbering
from kiosk.bilingual import Bilingual
from kiosk.sandbox.licences import ISSUER_CODE
from kiosk.sandbox.matters import SENIOR_AGE
from kiosk.sandbox.numbers import COUNTY, licence_id
from kiosk.sandbox.places import TOWNS, Place, some_place
from kiosk.sandbox.records import Bill, Envelope, Fine, HeldLicence, LicenceKind, Resident, Unit
from kiosk.visit.register import LicenceState

HOME: Final = Bilingual("住宅", "Home")
PARKING: Final = Bilingual("车位", "Parking space")
SHOP: Final = Bilingual("商铺", "Shop")
SEIZED: Final = Bilingual("已被查封，现在不能出具证明", "Seized by a court; no proof can be given now")
CORRECTING: Final = Bilingual("登记正在更正，办完后再来", "Registration is being corrected, please come later")
_OFFENCES: Final = (
    ("机动车违反禁止标线指示", 20_000),
    ("未按规定停放机动车", 15_000),
    ("驾驶时拨打接听手持电话", 5_000),
    ("超过规定时速百分之十未达百分之二十", 5_000),
)
_BILLS: Final = (
    Bilingual("水费", "Water"),
    Bilingual("电费", "Electricity"),
    Bilingual("燃气费", "Gas"),
)
_DOCUMENTS: Final = (
    Bilingual("不动产权证书", "Title deed"),
    Bilingual("营业执照", "Business licence"),
    Bilingual("残疾人证", "Disability card"),
)


def deed_number(year: int, serial: int) -> str:
    """Return the number of a title deed (domain.md section 4.5)."""
    return f"湘({year})桃江县不动产权第{serial:07d}号"


def invent_units(residents: Sequence[Resident], first_serial: int, chance: random.Random) -> Iterator[Unit]:
    """Give about two of three grown residents a home, some of them more."""
    serial = first_serial
    for owner in residents:
        for _ in range(chance.choice((0, 0, 1, 1, 1, 2))):
            use = chance.choice((HOME, HOME, HOME, PARKING, SHOP))
            area = Decimal(chance.randint(1_200, 1_600) if use is PARKING else chance.randint(4_500, 18_000)) / 100
            year = chance.randint(2001, 2025)
            others = {chance.choice(residents).id_number} - {owner.id_number} if chance.random() < 0.3 else set()
            place = some_place(chance)
            yield unit(
                deed_number(year, serial),
                use,
                area,
                place,
                (owner.id_number, *sorted(others)),
                year,
                chance.choice((SEIZED, CORRECTING)) if chance.random() < 0.04 else None,
            )
            serial += 1


def unit(
    number: str,
    use: Bilingual,
    area: Decimal,
    place: Place,
    owners: tuple[str, ...],
    year: int,
    obstacle: Bilingual | None = None,
) -> Unit:
    """Register a unit at a place."""
    return Unit(
        number=number,
        use=use,
        area_m2=area,
        address=place.text,
        masked_address=place.masked,
        owners=owners,
        registered=year,
        obstacle=obstacle,
    )


def senior_cards(
    residents: Sequence[Resident], kind: LicenceKind, today: date, exceptions: dict[str, LicenceState]
) -> Iterator[HeldLicence]:
    """Give every citizen of 65 years or more a senior card; ``exceptions`` says, by number, whose is not valid.

    The card is issued on the day on which it is printed.
    """
    citizens = (person for person in residents if person.numbering is Numbering.CITIZEN)
    seniors = [person for person in citizens if person.age_on(today) >= SENIOR_AGE]
    for serial, person in enumerate(seniors, start=1):
        granted = min(_birthday(person.birth, person.birth.year + SENIOR_AGE) + timedelta(days=20), today)
        number = f"湘优{COUNTY}{granted.year}{serial:05d}"
        yield HeldLicence(
            kind=kind,
            number=number,
            id=licence_id(kind.type_code, ISSUER_CODE, f"{granted.year}{serial:09d}"),
            holder=person.id_number,
            granted=granted,
            state=exceptions.get(person.id_number, LicenceState.VALID),
            values=(("issued_on", today.isoformat()),),
        )


def invent_fines(residents: Sequence[Resident], today: date, count: int, chance: random.Random) -> Iterator[Fine]:
    """Fine some residents."""
    for serial in range(1, count + 1):
        offence, amount = chance.choice(_OFFENCES)
        on = today - timedelta(days=chance.randint(3, 200))
        yield Fine(
            number=f"{COUNTY}{on:%y%m%d}{serial:05d}",
            driver=chance.choice(residents).id_number,
            offence=offence,
            place=f"{chance.choice(TOWNS)}路段",
            on=on,
            amount_fen=amount,
            paid=chance.random() < 0.4,
        )


def invent_bills(residents: Sequence[Resident], today: date, count: int, chance: random.Random) -> Iterator[Bill]:
    """Bill some households for last month."""
    month = f"{today.replace(day=1) - timedelta(days=1):%Y-%m}"
    for serial in range(1, count + 1):
        yield Bill(
            account=f"{serial:08d}",
            holder=chance.choice(residents).id_number,
            kind=chance.choice(_BILLS),
            month=month,
            amount_fen=chance.randint(800, 26_000),
            paid=chance.random() < 0.5,
        )


def invent_envelopes(
    residents: Sequence[Resident], today: date, cells: int, chance: random.Random
) -> Iterator[Envelope]:
    """Lay a finished document into each of the first cells of the locker; some of them come in the next days."""
    for cell in range(1, cells + 1):
        yield Envelope(
            code=f"{chance.randrange(10**8):08d}",
            holder=chance.choice(residents).key,
            contents=chance.choice(_DOCUMENTS),
            cell=cell,
            since=today - timedelta(days=chance.randint(-4, 14)),
        )


def _birthday(birth: date, year: int) -> date:
    """Return the birthday in a year; who was born on 29 February has it on 28 February in common years."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return birth.replace(year=year, day=28 if (birth.month, birth.day) == (2, 29) and not leap else birth.day)
