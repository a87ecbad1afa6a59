"""The numbers of people: whose register one comes from, what it says, and whether a card agrees with it.

No rule here looks at a clock: what depends on the day is judged in :mod:`devices.cards.validity`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never

from devices.cards.citizen_number import (
    PROVINCES,
    InvalidNumber,
    has_shape,
    parse_citizen_number,
    parse_like_citizen_number,
)
from devices.cards.contents import Numbering, Sex
from devices.errors import CardUnreadable

RESIDENCE_PERMIT_REGIONS: Final = frozenset({"810000", "820000", "830000"})
"""Hong Kong, Macao, Taiwan (State Council, 港澳台居民居住证申领发放办法, 2018, article 3)."""
_SHAPE_2017: Final = re.compile(r"[A-Z]{3}[0-9]{12}")


@dataclass(frozen=True)
class PersonNumber:
    """What a valid number says of its holder.

    Attributes:
        numbering: whose register it comes from.
        birth_digits: ``YYYYMMDD``; ``YYMMDD`` in the foreigners' numbers of 2017.
        sex: absent where the number does not tell.
        nationality: three letters; empty where the number does not tell.
    """

    numbering: Numbering
    birth_digits: str
    sex: Sex | None = None
    nationality: str = ""

    @property
    def birth(self) -> date | None:
        """The day of birth; absent where the number leaves the century open."""
        return date.fromisoformat(self.birth_digits) if len(self.birth_digits) == 8 else None


def numbering_of(number: str) -> Numbering | None:
    """Tell from its first characters whose register a number comes from; None for what no register gives out.

    Only :func:`parse_number` says whether it is valid.
    """
    if _SHAPE_2017.fullmatch(number):
        return Numbering.PERMANENT_RESIDENT_2017
    if not has_shape(number):
        return None
    if number.startswith("9"):
        return Numbering.PERMANENT_RESIDENT
    if number[:6] in RESIDENCE_PERMIT_REGIONS:
        return Numbering.RESIDENCE_PERMIT
    return Numbering.CITIZEN if number[:2] in PROVINCES else None


def parse_number(number: str) -> PersonNumber:
    """Check the number of any register and take out what it says.

    Raises:
        InvalidNumber: it breaks a rule, which the message names.
    """
    numbering = numbering_of(number)
    match numbering:
        case None:
            raise InvalidNumber("province" if has_shape(number) else "shape")
        case Numbering.CITIZEN:
            citizen = parse_citizen_number(number)
            return PersonNumber(numbering, number[6:14], citizen.sex)
        case Numbering.RESIDENCE_PERMIT:
            resident = parse_like_citizen_number(number)
            return PersonNumber(numbering, number[6:14], resident.sex)
        case Numbering.PERMANENT_RESIDENT:
            return _parse_permanent_resident(number)
        case Numbering.PERMANENT_RESIDENT_2017:
            return _parse_2017(number)
        case Numbering.DOCUMENT:
            raise InvalidNumber("no person's number")
        case _:
            assert_never(numbering)


def agreed_number(number: str, *, birth: date | None, sex: Sex | None, nationality: str = "") -> PersonNumber:
    """Parse the number of a card and compare it with the card's other fields.

    What the card does not say is not compared, nor is a sex other than male or female (GB/T 2261.1 also knows unknown
    and unspecified).

    Raises:
        CardUnreadable: ``CARD_NUMBER_INVALID`` for a number that breaks its own rules, ``CARD_CONTRADICTS_ITSELF`` when
            a field says otherwise.
    """
    try:
        said = parse_number(number)
    except InvalidNumber as error:
        raise CardUnreadable("CARD_NUMBER_INVALID", str(error)) from None
    against = _disagreement(said, birth=birth, sex=sex, nationality=nationality)
    if against:
        raise CardUnreadable("CARD_CONTRADICTS_ITSELF", against)
    return said


def _disagreement(said: PersonNumber, *, birth: date | None, sex: Sex | None, nationality: str) -> str:
    if birth is not None and not birth.isoformat().replace("-", "").endswith(said.birth_digits):
        return "birth differs from the number's"
    if said.sex is not None and sex in (Sex.MALE, Sex.FEMALE) and sex is not said.sex:
        return "sex differs from the number's"
    if said.nationality and nationality and nationality != said.nationality:
        return "nationality differs from the number's"
    return ""


def _parse_permanent_resident(number: str) -> PersonNumber:
    """Read 9, province, three digits of a country, birth, serial, check character (GA 2102-2023).

    That the serial's last digit tells the sex is not confirmed, so it is not read.
    """
    if number[1:3] not in PROVINCES:
        raise InvalidNumber("province")
    parse_like_citizen_number(number)
    return PersonNumber(Numbering.PERMANENT_RESIDENT, number[6:14])


def _parse_2017(number: str) -> PersonNumber:
    """Read country, four digits, birth without its century, two digits; no check character is documented."""
    month, day = int(number[9:11]), int(number[11:13])
    try:
        date(2000, month, day)
    except ValueError:
        raise InvalidNumber("birth date") from None
    return PersonNumber(Numbering.PERMANENT_RESIDENT_2017, number[7:13], nationality=number[:3])
