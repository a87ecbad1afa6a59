"""What can be said of an identity number while it is being typed."""

from __future__ import annotations

from enum import Enum
from typing import Final

from devices.cards.citizen_number import InvalidNumber
from devices.cards.numbers import parse_number
from ui.views.typed_day import is_day

LENGTH: Final = 18
"""Characters (GB 11643-1999); residents from elsewhere have numbers of the same length and check character."""
BIRTH: Final = slice(6, 14)
"""Where the day of birth stands in it, as YYYYMMDD."""


class Typed(Enum):
    """How a number stands that somebody is typing."""

    UNFINISHED = "unfinished"
    WRONG = "wrong"
    RIGHT = "right"


def judge(number: str) -> Typed:
    """Judge what has been typed so far: a day that no calendar has is told before the number is complete."""
    if len(number) < LENGTH:
        return Typed.WRONG if len(number) >= BIRTH.stop and not is_day(number[BIRTH]) else Typed.UNFINISHED
    try:
        parse_number(number)
    except InvalidNumber:
        return Typed.WRONG
    return Typed.RIGHT
