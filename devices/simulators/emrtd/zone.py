"""Writes the machine-readable zone of an invented document, as its printer would (ICAO Doc 9303, parts 4 and 5)."""

from __future__ import annotations

import re
from typing import Final

from devices.simulators.wallet import TravelDocumentImage

PASSPORT: Final = "P"
SHORT_NUMBER: Final = 9
ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def write_zone(image: TravelDocumentImage) -> str:
    """Return the zone in one run: two lines of 44 for passports, three of 30 for everything else."""
    return _booklet(image) if image.document_code.startswith(PASSPORT) else _card(image)


def zone_password(image: TravelDocumentImage) -> bytes:
    """Return what the chip derives its keys from: number, birth and expiry, each with its check digit."""
    number = image.number.ljust(SHORT_NUMBER, "<")
    return "".join(_checked(text) for text in (number, image.birth[2:], image.valid_until[2:])).encode("ascii")


def _booklet(image: TravelDocumentImage) -> str:
    first = f"{image.document_code:<<2}{image.issuing_state:<<3}{_names(image):<<39}"[:44]
    number = _checked(f"{image.number:<<9}")
    birth, expiry = _checked(image.birth[2:]), _checked(image.valid_until[2:])
    optional = _checked(f"{image.personal_number:<<14}")
    second = f"{number}{image.nationality:<<3}{birth}{image.sex:<<1}{expiry}{optional}"
    return first + second + _digit(number + birth + expiry + optional)


def _card(image: TravelDocumentImage) -> str:
    first = f"{image.document_code:<<2}{image.issuing_state:<<3}" + f"{_card_number(image):<<25}"[:25]
    birth, expiry = _checked(image.birth[2:]), _checked(image.valid_until[2:])
    optional = "<" * 11
    second = f"{birth}{image.sex:<<1}{expiry}{image.nationality:<<3}{optional}"
    second += _digit(first[5:] + birth + expiry + optional)
    return first + second + f"{_names(image):<<30}"[:30]


def _card_number(image: TravelDocumentImage) -> str:
    """The number with its check digit, then the holder's; long numbers go on behind a filler."""
    if len(image.number) <= SHORT_NUMBER:
        return _checked(f"{image.number:<<9}") + image.personal_number
    head, rest = image.number[:SHORT_NUMBER], image.number[SHORT_NUMBER:]
    return f"{head}<{rest}{_digit(image.number)}<{image.personal_number}"


def _names(image: TravelDocumentImage) -> str:
    return "<<".join(filter(None, (_name(image.surname), _name(image.given_names))))


def _name(name: str) -> str:
    """Apostrophes are left out, hyphens and blanks become filling (ICAO Doc 9303-3, 4.6)."""
    return re.sub(r"[^A-Z]+", "<", name.upper().replace("'", ""))


def _checked(text: str) -> str:
    return text + _digit(text)


def _digit(text: str) -> str:
    total = 0
    for at, character in enumerate(text):
        total += (7, 3, 1)[at % 3] * max(0, ALPHABET.find(character))
    return str(total % 10)
