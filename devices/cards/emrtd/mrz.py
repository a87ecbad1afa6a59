"""The machine-readable zone of travel documents (ICAO Doc 9303-3, 4.2 to 4.9; layouts in parts 4, 5 and 6).

Every check digit is checked; a zone that breaks one is not read at all. Two-digit years get their century only together
with the day on which they are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from devices.cards.access import MrzKey
from devices.errors import CardUnreadable

FILLER: Final = "<"
WEIGHTS: Final = (7, 3, 1)
"""Weights of the check digit, repeated from the left (ICAO Doc 9303-3, 4.9)."""
LONGEST_SCAN: Final = 4096
"""Characters of scanned text that are looked at; a page of a document holds far fewer."""
YEARS_PAST: Final = 50
"""How many years ago a document may have expired and its two-digit year still be understood; 49 years ahead."""

_CHARACTERS: Final = re.compile(r"[A-Z0-9<]+")
_CODE: Final = re.compile(r"[A-Z][A-Z0-9<]")
_STATE: Final = re.compile(r"[A-Z]{1,3}<{0,2}")
_NUMBER: Final = re.compile(r"[A-Z0-9]([A-Z0-9<]*[A-Z0-9])?")
_NAMES: Final = re.compile(r"[A-Z][A-Z<]*")
_BIRTH: Final = re.compile(r"[0-9]{6}|[0-9]{4}<<|[0-9]{2}<{4}|<{6}")
_EXPIRY: Final = re.compile(r"[0-9]{6}|<{6}")


class MrzMalformed(CardUnreadable):
    """Text that is no machine-readable zone; ``TRAVEL_DOCUMENT_MRZ_MALFORMED``. Names the rule, never the text."""

    def __init__(self, what: str) -> None:
        super().__init__("TRAVEL_DOCUMENT_MRZ_MALFORMED", what)


class MrzFormat(Enum):
    """Sizes of documents, as lines and characters a line."""

    TD1 = (3, 30)
    """Cards (ICAO Doc 9303-5, 4.2.2)."""
    TD2 = (2, 36)
    """Larger cards (ICAO Doc 9303-6, 4.2.2)."""
    TD3 = (2, 44)
    """Booklets (ICAO Doc 9303-4, 4.2.2)."""

    @property
    def lines(self) -> int:
        """Lines of the zone."""
        return self.value[0]

    @property
    def width(self) -> int:
        """Characters of a line."""
        return self.value[1]


@dataclass(frozen=True, kw_only=True)
class Mrz:
    """What a machine-readable zone says, without filling and check digits.

    Attributes:
        document_code: one or two letters, ``P`` for passports.
        issuing_state, nationality: up to three letters (ICAO Doc 9303-3, section 5).
        birth: ``YYMMDD`` with ``<`` for digits that are not known.
        sex: ``M``, ``F``, or empty when the document does not say.
        expiry: ``YYMMDD``; six ``<`` for documents that do not expire.
        optional, more_optional: what the issuing state put there; the second on TD1 only.
    """

    format: MrzFormat
    document_code: str
    issuing_state: str
    number: str = field(repr=False)
    surname: str = field(repr=False)
    given_names: str = field(default="", repr=False)
    nationality: str = field(repr=False)
    birth: str = field(repr=False)
    sex: str = field(default="", repr=False)
    expiry: str = field(repr=False)
    optional: str = field(default="", repr=False)
    more_optional: str = field(default="", repr=False)

    @property
    def key(self) -> MrzKey:
        """The key to the chip.

        Raises:
            MrzMalformed: the zone leaves a date open.
        """
        try:
            return MrzKey(number=self.number, birth=self.birth, expiry=self.expiry)
        except ValueError as error:
            raise MrzMalformed(str(error)) from None

    def birth_date(self, today: date) -> date:
        """Return the day of birth, the latest that is not ahead.

        Raises:
            MrzMalformed: it is not known to the day, or there is no such day.
        """
        days = [day for century in (1900, 2000) if (day := _day(self.birth, century)) is not None and day <= today]
        if not days:
            raise MrzMalformed("birth")
        return max(days)

    def expiry_date(self, today: date) -> date | None:
        """Return the last day, in the century that puts it within 50 years before and 49 after; nothing when open.

        Raises:
            MrzMalformed: there is no such day.
        """
        if not self.expiry.isdigit():
            return None
        for century in (1900, 2000, 2100):
            if -YEARS_PAST <= century + int(self.expiry[:2]) - today.year < 100 - YEARS_PAST:
                day = _day(self.expiry, century)
                if day is not None:
                    return day
        raise MrzMalformed("expiry")


def check_digit(text: str) -> str:
    """Compute the check digit of letters, digits and filling (ICAO Doc 9303-3, 4.9)."""
    return str(sum(_value(character) * WEIGHTS[at % 3] for at, character in enumerate(text)) % 10)


def parse_mrz(text: str) -> Mrz:
    """Read a zone: its lines, or its characters in one run as the chip stores them.

    Raises:
        MrzMalformed: wrong size, character, check digit or field.
    """
    run = "".join(text.split())
    if _CHARACTERS.fullmatch(run) is None:
        raise MrzMalformed("character")
    for size in MrzFormat:
        if len(run) == size.lines * size.width:
            lines = [run[at : at + size.width] for at in range(0, len(run), size.width)]
            return _parse_card(lines) if size is MrzFormat.TD1 else _parse_two_lines(lines, size)
    raise MrzMalformed("size")


def find_mrz(text: str) -> Mrz | None:
    """Find a zone among the lines of scanned text; nothing when there is none whose check digits are right.

    Blanks within a line are left out, and letters made capital, as page readers differ in both.
    """
    lines = ["".join(line.split()).upper() for line in text[:LONGEST_SCAN].splitlines()]
    lines = [line for line in lines if line]
    for at in range(len(lines)):
        for count in (1, 2, 3):
            try:
                return parse_mrz("".join(lines[at : at + count]))
            except MrzMalformed:
                continue
    return None


def _parse_two_lines(lines: Sequence[str], size: MrzFormat) -> Mrz:
    """TD2 and TD3 differ in width only, and in that TD3 checks its optional data as well."""
    first, second = lines
    composite = second[:10] + second[13:20] + second[21:-1]
    _demand_digit(composite, second[-1], "composite")
    optional = second[28:-1]
    if size is MrzFormat.TD3:
        optional, digit = optional[:-1], optional[-1]
        _demand_optional_digit(optional, digit)
        number = _number(second[:9], second[9])
    else:
        number, optional = _long_number(second[:9], second[9], optional)
    surname, given_names = _names(first[5:])
    return Mrz(
        format=size,
        document_code=_code(first[:2]),
        issuing_state=_state(first[2:5], "issuing state"),
        number=number,
        surname=surname,
        given_names=given_names,
        nationality=_state(second[10:13], "nationality"),
        birth=_checked_date(second[13:19], second[19], _BIRTH, "birth"),
        sex=_sex(second[20]),
        expiry=_checked_date(second[21:27], second[27], _EXPIRY, "expiry"),
        optional=optional.rstrip(FILLER),
    )


def _parse_card(lines: Sequence[str]) -> Mrz:
    first, second, third = lines
    composite = first[5:30] + second[:7] + second[8:15] + second[18:29]
    _demand_digit(composite, second[29], "composite")
    number, optional = _long_number(first[5:14], first[14], first[15:])
    surname, given_names = _names(third)
    return Mrz(
        format=MrzFormat.TD1,
        document_code=_code(first[:2]),
        issuing_state=_state(first[2:5], "issuing state"),
        number=number,
        surname=surname,
        given_names=given_names,
        nationality=_state(second[15:18], "nationality"),
        birth=_checked_date(second[:6], second[6], _BIRTH, "birth"),
        sex=_sex(second[7]),
        expiry=_checked_date(second[8:14], second[14], _EXPIRY, "expiry"),
        optional=optional.rstrip(FILLER),
        more_optional=second[18:29].rstrip(FILLER),
    )


def _number(text: str, digit: str) -> str:
    _demand_digit(text, digit, "number")
    number = text.rstrip(FILLER)
    if _NUMBER.fullmatch(number) is None:
        raise MrzMalformed("number")
    return number


def _long_number(text: str, digit: str, optional: str) -> tuple[str, str]:
    """Return number and optional data.

    A filler in place of the check digit says that the number goes on in the optional data, up to its check digit and
    a filler (ICAO Doc 9303-5, 4.2.4; Doc 9303-6, 4.2.4).
    """
    if digit != FILLER:
        return _number(text, digit), optional
    rest, _, remaining = optional.partition(FILLER)
    if len(rest) < 2 or FILLER in text:
        raise MrzMalformed("number")
    return _number(text + rest[:-1], rest[-1]), remaining


def _demand_digit(text: str, digit: str, what: str) -> None:
    if check_digit(text) != digit:
        raise MrzMalformed(f"check digit of {what}")


def _demand_optional_digit(optional: str, digit: str) -> None:
    """A filler may stand for the check digit of nothing (ICAO Doc 9303-4, 4.2.2.2)."""
    if digit == FILLER and not optional.rstrip(FILLER):
        return
    _demand_digit(optional, digit, "optional data")


def _checked_date(text: str, digit: str, shape: re.Pattern[str], what: str) -> str:
    if shape.fullmatch(text) is None:
        raise MrzMalformed(what)
    if digit == FILLER and not text.rstrip(FILLER):
        return text
    _demand_digit(text, digit, what)
    return text


def _code(text: str) -> str:
    if _CODE.fullmatch(text) is None:
        raise MrzMalformed("document code")
    return text.rstrip(FILLER)


def _state(text: str, what: str) -> str:
    if _STATE.fullmatch(text) is None:
        raise MrzMalformed(what)
    return text.rstrip(FILLER)


def _sex(character: str) -> str:
    if character not in "MFX<":
        raise MrzMalformed("sex")
    return character if character in "MF" else ""


def _names(text: str) -> tuple[str, str]:
    """Split at the first double filler; a single one stands for a blank, a hyphen or an apostrophe."""
    if _NAMES.fullmatch(text) is None:
        raise MrzMalformed("name")
    surname, _, given_names = text.partition(2 * FILLER)
    return " ".join(surname.split(FILLER)).strip(), " ".join(name for name in given_names.split(FILLER) if name)


def _value(character: str) -> int:
    """Digits count as themselves, letters from 10 for A, the filler nothing."""
    return 0 if character == FILLER else int(character, 36)


def _day(text: str, century: int) -> date | None:
    try:
        return date(century + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None
