"""Do sample numbers keep the rules by which such numbers are built?

A sample with a wrong check digit would teach every reader of the form a number that the portal refuses.
"""

from __future__ import annotations

import re
from datetime import date
from types import ModuleType
from typing import Final

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2, mod_11_10, mod_37_36

from printing.form.keys import Numbering

LICENCE_ROOT: Final = "1.2.156.3005.2."
"""Root of electronic licence identifiers (GB/T 36904-2018)."""

_RESIDENT: Final = re.compile(r"\d{6}(\d{8})\d{3}[\dX]", re.ASCII)
_FOOD: Final = re.compile(r"(?:JY|SC)(\d{14})", re.ASCII)
_LICENCE: Final = re.compile(r"[0-9A-Z]{21}\.[0-9A-Z]+\.[0-9A-Z]+\.\d{3}\.[0-9A-Z]", re.ASCII)


def number_problem(number: str, numbering: Numbering) -> str:
    """Return what is wrong with a number as the end of a sentence; empty when nothing is."""
    match numbering:
        case Numbering.NONE:
            return ""
        case Numbering.RESIDENT:
            return _resident(number)
        case Numbering.CREDIT_CODE:
            return "" if len(number) == 18 and _fits(uscc, number) else "is no unified social credit code (GB 32100)"
        case Numbering.FOOD_LICENCE:
            found = _FOOD.fullmatch(number)
            return "" if found and _fits(mod_11_10, found[1]) else "is no food licence number (JY or SC, MOD 11,10)"
        case Numbering.DISABILITY:
            if not re.fullmatch(r"[1-7][1-4]", number[18:], re.ASCII):
                return "does not end in a kind 1 to 7 and a grade 1 to 4"
            return _resident(number[:18])
        case Numbering.LICENCE_ID:
            body = number.removeprefix(LICENCE_ROOT)
            sound = body != number and _LICENCE.fullmatch(body) and _fits(mod_37_36, body.replace(".", ""))
            return "" if sound else "is no electronic licence identifier (GB/T 36904, MOD 37,36)"


def _resident(number: str) -> str:
    found = _RESIDENT.fullmatch(number)
    if not found:
        return "is no resident number (GB 11643)"
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return "has a birth that is no date (GB 11643)"
    return "" if _fits(mod_11_2, number) else "has a wrong check digit (GB 11643)"


def _fits(rule: ModuleType, number: str) -> bool:
    try:
        rule.validate(number)
    except ValidationError:
        return False
    return True
