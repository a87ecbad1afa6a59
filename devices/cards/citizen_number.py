"""The 18-character citizen number (GB 11643-1999): region, birth, serial and check character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

from devices.cards.contents import Sex

PROVINCES: Final = frozenset(
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66), [71])
    for code in codes
)
"""Leading digits of the provinces (GB/T 2260). Counties are not checked: numbers keep the codes of dissolved ones."""
EARLIEST_BIRTH: Final = date(1850, 1, 1)
_SHAPE: Final = re.compile(r"[0-9]{17}[0-9X]")


class NotACitizenNumber(ValueError):
    """A number that breaks the standard. The message names the rule, never the number."""


@dataclass(frozen=True)
class CitizenNumber:
    """What a valid number says of its holder."""

    birth: date
    sex: Sex


def parse_citizen_number(number: str) -> CitizenNumber:
    """Check a number and take out what it says.

    Raises:
        NotACitizenNumber: shape, province, birth date or check character (ISO 7064 MOD 11-2) is wrong.
    """
    if _SHAPE.fullmatch(number) is None:
        raise NotACitizenNumber("shape")
    if number[:2] not in PROVINCES:
        raise NotACitizenNumber("province")
    try:
        mod_11_2.validate(number)
    except ValidationError:
        raise NotACitizenNumber("check character") from None
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise NotACitizenNumber("birth date") from None
    if birth < EARLIEST_BIRTH:
        raise NotACitizenNumber("birth date")
    return CitizenNumber(birth=birth, sex=Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def contradiction(number: str, *, birth: date, sex: Sex) -> str:
    """Tell in which way a card's number contradicts its other fields; empty when it does not.

    Sex is compared only where the card says male or female (GB/T 2261.1 also knows unknown and unspecified).
    """
    try:
        said = parse_citizen_number(number)
    except NotACitizenNumber as error:
        return str(error)
    if said.birth != birth:
        return "birth differs from the number's"
    if sex in (Sex.MALE, Sex.FEMALE) and sex is not said.sex:
        return "sex differs from the number's"
    return ""
