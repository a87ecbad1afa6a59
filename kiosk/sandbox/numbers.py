"""Numbers with check digits for invented people, enterprises, licences and cases (domain.md section 4)."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2, mod_37_36

from devices.cards.contents import Numbering

COUNTY: Final = "430922"
"""桃江县 (GB/T 2260)."""
LICENCE_ROOT: Final = "1.2.156.3005.2"
"""Root of electronic licence numbers (GB/T 36904-2018)."""
_SUBJECT_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_SUBJECT_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def citizen_number(birth: date, order: int, county: str = COUNTY) -> str:
    """Return the number of GB 11643-1999; ``order`` has three digits, odd for men and even for women."""
    body = f"{county}{birth:%Y%m%d}{order:03d}"
    return body + str(mod_11_2.calc_check_digit(body))


def register_key(number: str, numbering: Numbering = Numbering.CITIZEN, issuing_state: str = "") -> str:
    """Return what one person stands under in every register: a citizen's number, or a number with its register."""
    return number if numbering is Numbering.CITIZEN else f"{numbering.value}:{issuing_state}:{number}"


def holder_hash(key: str) -> str:
    """Return the holder as papers carry them, from what they stand under in the registers (``kiosk.visit.person``)."""
    return hashlib.sha256(key.encode("ascii")).hexdigest()


def subject_code(body: str) -> str:
    """Return the nine characters of a subject code from its first eight (GB 11714)."""
    total = sum(weight * _SUBJECT_ALPHABET.index(sign) for weight, sign in zip(_SUBJECT_WEIGHTS, body, strict=True))
    rest = 11 - total % 11
    return body + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(kind: str, subject: str, county: str = COUNTY) -> str:
    """Return a unified social credit code (GB 32100-2015); ``kind`` is its first two characters."""
    body = f"{kind}{county}{subject_code(subject)}"
    return body + str(uscc.calc_check_digit(body))


def licence_id(kind: str, issuer: str, serial: str, version: int = 1) -> str:
    """Return the electronic licence number of GB/T 36904-2018, its check by ISO 7064 MOD 37,36."""
    parts = (kind, issuer, serial, f"{version:03d}")
    return ".".join((LICENCE_ROOT, *parts, str(mod_37_36.calc_check_digit("".join(parts)))))


def case_number(accepted: date, serial: int) -> str:
    """Return the sandbox's number of a case: county, day, number of the day, check (ISO 7064 MOD 37,36)."""
    day, count = f"{accepted:%y%m%d}", f"{serial:04d}"
    check = str(mod_37_36.calc_check_digit(COUNTY + day + count))
    return f"{COUNTY}-{day}-{count}-{check}"
