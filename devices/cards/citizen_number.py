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


class InvalidNumber(ValueError):
    """A number that breaks the rules of its register. The message names the rule, never the number."""


@dataclass(frozen=True)
class CitizenNumber:
    """What a valid number says of its holder."""

    birth: date
    sex: Sex


def parse_citizen_number(number: str) -> CitizenNumber:
    """Check a number and take out what it says.

    Raises:
        InvalidNumber: shape, province, birth date or check character (ISO 7064 MOD 11-2) is wrong.
    """
    if has_shape(number) and number[:2] not in PROVINCES:
        raise InvalidNumber("province")
    return parse_like_citizen_number(number)


def parse_like_citizen_number(number: str) -> CitizenNumber:
    """Check a number that is built like a citizen's and counts other regions.

    Raises:
        InvalidNumber: shape, birth date or check character (ISO 7064 MOD 11-2) is wrong.
    """
    if not has_shape(number):
        raise InvalidNumber("shape")
    try:
        mod_11_2.validate(number)
    except ValidationError:
        raise InvalidNumber("check character") from None
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise InvalidNumber("birth date") from None
    if birth < EARLIEST_BIRTH:
        raise InvalidNumber("birth date")
    return CitizenNumber(birth=birth, sex=Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def has_shape(number: str) -> bool:
    """Whether these are 17 digits and a digit or X."""
    return _SHAPE.fullmatch(number) is not None
