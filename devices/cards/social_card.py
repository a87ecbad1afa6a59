"""Reading a social security card (LD/T 32-2015): the freely readable files, record by record, by tag.

Reading by tag works on every generation; reading by number would take one field for another, because the generations
order their records differently. The bank application on the same chip is never selected, and no PIN is ever sent.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from devices.cards.apdu import Transmit, exchange
from devices.cards.citizen_number import parse_citizen_number
from devices.cards.contents import CardContents, CardKind, Sex
from devices.cards.nations import NATIONS
from devices.cards.numbers import contradiction
from devices.errors import CardUnreadable, CardUnsupported

ENVIRONMENT: Final = b"sx1.sh." + "社会保障".encode("gbk")
"""Name of the social security environment (LD/T 32-2015)."""
SELECT_ENVIRONMENT: Final = bytes([0x00, 0xA4, 0x04, 0x00, len(ENVIRONMENT)]) + ENVIRONMENT

NOT_THERE: Final = frozenset({0x6A82, 0x6A83, 0x6A88})
PERMISSION_NEEDED: Final = frozenset({0x6982, 0x6985, 0x6983})

MOVED_OUT_OF_PRIVATE_USE: Final = str.maketrans(
    {0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7}
    | {0xE832: 0x9FB8, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE864: 0x9FBB}
)
"""Characters that GB 18030-2022 maps to Unicode and Python's codec, of 2000, still to private use."""


class File(Enum):
    """Elementary files with free read access."""

    CARD = 0xEF05
    HOLDER = 0xEF06


class Record(Enum):
    """Records that are read, as file, tag and length of the value in bytes (LD/T 32-2015)."""

    ISSUED = (File.CARD, 0x05, 4)
    VALID_UNTIL = (File.CARD, 0x06, 4)
    NUMBER = (File.HOLDER, 0x08, 18)
    NAME = (File.HOLDER, 0x09, 30)
    NAME_EXTENSION = (File.HOLDER, 0x4E, 20)
    SEX = (File.HOLDER, 0x0A, 1)
    NATION = (File.HOLDER, 0x0B, 1)
    BIRTH = (File.HOLDER, 0x0D, 4)

    @property
    def file(self) -> File:
        """The file that holds it."""
        return self.value[0]

    @property
    def tag(self) -> int:
        """The tag that it is read by."""
        return self.value[1]

    @property
    def size(self) -> int:
        """Bytes of its value."""
        return self.value[2]


def read_social_card(transmit: Transmit) -> CardContents:
    """Read the holder of the card that ``transmit`` reaches.

    Raises:
        CardUnsupported: ``CARD_WRONG_KIND`` when the card has no social security application,
            ``CARD_LAYOUT_UNSUPPORTED`` when its holder's number is no citizen number.
        CardUnreadable: ``CARD_PERMISSION_NEEDED`` when the card wants a PIN first, ``CARD_RECORD_MISSING``,
            ``CARD_TEXT_MALFORMED``, ``CARD_ANSWERS_WRONGLY`` or ``CARD_CONTRADICTS_ITSELF``.
        CardGone: by ``transmit``, when the card is pulled.
    """
    if not exchange(transmit, SELECT_ENVIRONMENT).succeeded:
        raise CardUnsupported("CARD_WRONG_KIND", "no social security application")
    values: dict[Record, bytes] = {}
    for file in File:
        _select(transmit, file)
        for record in Record:
            if record.file is file:
                values[record] = _read(transmit, record)
    return _contents(values)


def _select(transmit: Transmit, file: File) -> None:
    answer = exchange(transmit, bytes.fromhex("00A4020002") + file.value.to_bytes(2, "big"))
    if not answer.succeeded:
        raise CardUnreadable("CARD_RECORD_MISSING", f"file {file.name.lower()}: {answer.status:04X}")


def _read(transmit: Transmit, record: Record) -> bytes:
    """Return a record's value; empty when the card does not carry it."""
    answer = exchange(transmit, bytes([0x00, 0xB2, record.tag, 0x00, record.size + 2]))
    if answer.status in NOT_THERE:
        return b""
    if answer.status in PERMISSION_NEEDED:
        raise CardUnreadable("CARD_PERMISSION_NEEDED", f"{record.name.lower()}: {answer.status:04X}")
    if not answer.succeeded:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", f"{record.name.lower()}: {answer.status:04X}")
    return _value(answer.data, record)


def _value(data: bytes, record: Record) -> bytes:
    """Unwrap tag, length, value; the length inside counts, whatever length was asked for."""
    if len(data) < 2 or data[0] != record.tag or len(data) < 2 + data[1]:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", f"{record.name.lower()}: no such record inside")
    return data[2 : 2 + data[1]]


def _contents(values: dict[Record, bytes]) -> CardContents:
    number = _text(values, Record.NUMBER).upper()
    name = _text(values, Record.NAME, Record.NAME_EXTENSION)
    if not number or not name:
        raise CardUnreadable("CARD_RECORD_MISSING", "number or name")
    if number[0] in "89":
        raise CardUnsupported("CARD_LAYOUT_UNSUPPORTED", "not a citizen's number")
    # The number alone knows them where a card leaves them out.
    sex = _sex(values[Record.SEX]) or _said(number)[1]
    birth = _day(values[Record.BIRTH], Record.BIRTH) or _said(number)[0]
    against = contradiction(number, birth=birth, sex=sex)
    if against:
        raise CardUnreadable("CARD_CONTRADICTS_ITSELF", against)
    return CardContents(
        kind=CardKind.SOCIAL_SECURITY_CARD,
        name=name,
        id_number=number,
        sex=sex,
        birth=birth,
        nation=_nation(values[Record.NATION]),
        valid_from=_day(values[Record.ISSUED], Record.ISSUED),
        valid_until=_day(values[Record.VALID_UNTIL], Record.VALID_UNTIL),
    )


def _said(number: str) -> tuple[date, Sex]:
    try:
        said = parse_citizen_number(number)
    except ValueError as error:
        raise CardUnreadable("CARD_CONTRADICTS_ITSELF", str(error)) from None
    return said.birth, said.sex


def _text(values: dict[Record, bytes], *records: Record) -> str:
    """Join values and decode them once: a character may be cut in two by the end of the first record."""
    raw = b"".join(values[record].rstrip(b"\x00\xff ") for record in records)
    try:
        return raw.decode("gb18030").translate(MOVED_OUT_OF_PRIVATE_USE)
    except UnicodeDecodeError:
        raise CardUnreadable("CARD_TEXT_MALFORMED", records[0].name.lower()) from None


def _sex(value: bytes) -> Sex | None:
    if not value.strip(b"\x00\xff "):
        return None
    try:
        return Sex(value.decode("ascii"))
    except ValueError:
        raise CardUnreadable("CARD_TEXT_MALFORMED", "sex code") from None


def _nation(value: bytes) -> str:
    """Read one BCD byte; regions that code it otherwise are treated as if the card said nothing."""
    return value.hex() if value.hex() in NATIONS else ""


def _day(value: bytes, record: Record) -> date | None:
    """Read four BCD bytes YYYYMMDD; a field of padding stands for none."""
    if not value.strip(b"\x00\xff"):
        return None
    digits = value.hex()
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{record.name.lower()}: no such day") from None
