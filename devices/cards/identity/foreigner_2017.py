"""The foreigner's permanent residence card of 2017 (外国人永久居留身份证)."""

from __future__ import annotations

from typing import Final

from devices.cards.contents import CardContents, CardKind, Numbering
from devices.cards.identity.block import BlockField, TextBlock
from devices.cards.nations import is_nationality
from devices.errors import CardUnreadable

FLAG: Final = "I"


class Foreigner2017Field(BlockField):
    """Fields as offset and length in bytes."""

    LATIN_NAME = (0, 120)
    SEX = (120, 2)
    NUMBER = (122, 30)
    NATIONALITY = (152, 6)
    NAME = (158, 30)
    VALID_FROM = (188, 16)
    VALID_UNTIL = (204, 16)
    BIRTH = (220, 16)
    VERSION = (236, 4)
    AUTHORITY = (240, 8)


def decode_foreigner_2017(block: TextBlock) -> CardContents:
    """Read the fields. Raises as :class:`TextBlock` does."""
    latin_name = block.text(Foreigner2017Field.LATIN_NAME)
    return CardContents(
        kind=CardKind.PERMANENT_RESIDENT_CARD,
        edition="2017",
        name=block.text(Foreigner2017Field.NAME) or latin_name,
        latin_name=latin_name,
        id_number=block.text(Foreigner2017Field.NUMBER).upper(),
        numbering=Numbering.PERMANENT_RESIDENT_2017,
        sex=block.sex(Foreigner2017Field.SEX),
        birth=block.day(Foreigner2017Field.BIRTH),
        nationality=_nationality(block.text(Foreigner2017Field.NATIONALITY)),
        valid_from=block.day(Foreigner2017Field.VALID_FROM),
        valid_until=block.last_day(Foreigner2017Field.VALID_UNTIL),
    )


def _nationality(text: str) -> str:
    if not is_nationality(text):
        raise CardUnreadable("CARD_TEXT_MALFORMED", "nationality")
    return text
