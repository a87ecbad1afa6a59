"""The citizen's identity card (GA/T 490)."""

from __future__ import annotations

from typing import Final

from devices.cards.contents import CardContents, CardKind, Numbering
from devices.cards.identity.block import BlockField, TextBlock
from devices.cards.nations import NATIONS
from devices.errors import CardUnreadable

FLAG: Final = " "


class CitizenField(BlockField):
    """Fields as offset and length in bytes (GA/T 490)."""

    NAME = (0, 30)
    SEX = (30, 2)
    NATION = (32, 4)
    BIRTH = (36, 16)
    ADDRESS = (52, 70)
    NUMBER = (122, 36)
    ISSUER = (158, 30)
    VALID_FROM = (188, 16)
    VALID_UNTIL = (204, 16)


def decode_citizen(block: TextBlock) -> CardContents:
    """Read the fields. Raises as :class:`TextBlock` does."""
    return CardContents(
        kind=CardKind.IDENTITY_CARD,
        name=block.text(CitizenField.NAME),
        id_number=block.text(CitizenField.NUMBER).upper(),
        numbering=Numbering.CITIZEN,
        sex=block.sex(CitizenField.SEX),
        birth=block.day(CitizenField.BIRTH),
        address=block.text(CitizenField.ADDRESS),
        nation=_nation(block.text(CitizenField.NATION)),
        valid_from=block.day(CitizenField.VALID_FROM),
        valid_until=block.last_day(CitizenField.VALID_UNTIL),
    )


def _nation(text: str) -> str:
    if text not in NATIONS:
        raise CardUnreadable("CARD_TEXT_MALFORMED", "nation code")
    return text
