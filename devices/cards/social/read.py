"""Reading a social security card (LD/T 32-2015): the freely readable files, record by record, by tag.

Reading by tag works on every generation; reading by number would take one field for another, because the generations
order their records differently. The bank application on the same chip is never selected, and no PIN is ever sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from unicodedata import category

from devices.cards.apdu import Response, Transmit, exchange
from devices.cards.bcd import NotDigits, decode_bcd_day
from devices.cards.contents import CardContents, CardKind, Sex
from devices.cards.gb18030 import PADDING, NotText, decode_gb18030, without_padding
from devices.cards.identity.block import NOT_WRITING
from devices.cards.nations import NATIONS
from devices.cards.numbers import PersonNumber, agreed_number
from devices.cards.social.records import (
    BY_FILE_ID,
    SELECT_ENVIRONMENT,
    UNDER_CURRENT_DIRECTORY,
    File,
    Record,
)
from devices.cards.social.tlv import record_value
from devices.errors import CardUnreadable

NOT_THERE: Final = frozenset({0x6A82, 0x6A83, 0x6A88})
PERMISSION_NEEDED: Final = frozenset({0x6982, 0x6983, 0x6985})
ANOTHER_WAY_WANTED: Final = frozenset({0x6A86, 0x6B00})
"""The card does not know the P1 that it was asked with."""
GENERATIONS: Final = frozenset("123")

Values = Mapping[Record, bytes]


def read_social_card(transmit: Transmit) -> CardContents | None:
    """Read the holder of the card that ``transmit`` reaches; nothing when it is no social security card.

    What a card leaves out of sex and birth comes from the number.

    Raises:
        CardUnreadable: ``CARD_PERMISSION_NEEDED`` when the card wants a PIN first, ``CARD_RECORD_MISSING``,
            ``CARD_TEXT_MALFORMED``, ``CARD_ANSWERS_WRONGLY``, ``CARD_NUMBER_INVALID`` or ``CARD_CONTRADICTS_ITSELF``.
        CardGone: by ``transmit``, when the card is pulled.
    """
    if not exchange(transmit, SELECT_ENVIRONMENT).succeeded:
        return None
    values: dict[Record, bytes] = {}
    for file in File:
        _select(transmit, file)
        values |= {record: _read(transmit, record) for record in Record if record.file is file}
    return _contents(values)


def _select(transmit: Transmit, file: File) -> None:
    answer = exchange(transmit, file.select(UNDER_CURRENT_DIRECTORY))
    if answer.status in ANOTHER_WAY_WANTED:
        answer = exchange(transmit, file.select(BY_FILE_ID))
    if answer.status in NOT_THERE:
        raise CardUnreadable("CARD_RECORD_MISSING", f"file {file.name.lower()}: {answer.status:04X}")
    _demand(answer, f"file {file.name.lower()}")


def _read(transmit: Transmit, record: Record) -> bytes:
    """Return a record's value; empty when the card does not carry it."""
    answer = exchange(transmit, record.read)
    if answer.status in NOT_THERE:
        return b""
    _demand(answer, record.name.lower())
    return record_value(answer.data, record.tag)


def _demand(answer: Response, what: str) -> None:
    if answer.status in PERMISSION_NEEDED:
        raise CardUnreadable("CARD_PERMISSION_NEEDED", f"{what}: {answer.status:04X}")
    if not answer.succeeded:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", f"{what}: {answer.status:04X}")


def _contents(values: Values) -> CardContents:
    number = _text(values, Record.NUMBER).upper()
    name = _text(values, Record.NAME, Record.NAME_EXTENSION)
    if not number or not name:
        raise CardUnreadable("CARD_RECORD_MISSING", "number or name")
    sex, birth = _sex(values[Record.SEX]), _day(values, Record.BIRTH)
    said = agreed_number(number, birth=birth, sex=sex)
    return CardContents(
        kind=CardKind.SOCIAL_SECURITY_CARD,
        edition=_generation(values[Record.VERSION]),
        name=name,
        id_number=number,
        numbering=said.numbering,
        sex=sex or said.sex or Sex.UNKNOWN,
        birth=birth or _birth_of(said),
        nation=_nation(values[Record.NATION]),
        nationality=said.nationality,
        valid_from=_day(values, Record.ISSUED),
        valid_until=_day(values, Record.VALID_UNTIL),
    )


def _birth_of(said: PersonNumber) -> date:
    if said.birth is None:
        raise CardUnreadable("CARD_RECORD_MISSING", "birth, and the number leaves the century open")
    return said.birth


def _text(values: Values, *records: Record) -> str:
    """Join values and decode them once: a character may be cut in two by the end of the first record."""
    raw = b"".join(without_padding(values[record]) for record in records)
    try:
        text = decode_gb18030(raw)
    except NotText as error:
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{records[0].name.lower()}: {error}") from None
    if any(category(character) in NOT_WRITING for character in text):
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{records[0].name.lower()}: control characters")
    return text


def _generation(version: bytes) -> str:
    """Read the first character of ``3.00``; a card that says something else is read all the same."""
    first = version[:1].decode("latin-1")
    return first if first in GENERATIONS else ""


def _sex(value: bytes) -> Sex | None:
    if not value.strip(PADDING):
        return None
    try:
        return Sex(value.decode("ascii"))
    except ValueError:
        raise CardUnreadable("CARD_TEXT_MALFORMED", "sex code") from None


def _nation(value: bytes) -> str:
    """Read one BCD byte; regions that code it otherwise are treated as if the card said nothing."""
    return value.hex() if value.hex() in NATIONS else ""


def _day(values: Values, record: Record) -> date | None:
    try:
        return decode_bcd_day(values[record])
    except NotDigits as error:
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{record.name.lower()}: {error}") from None
