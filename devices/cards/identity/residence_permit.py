"""The residence permit of people from Hong Kong, Macao and Taiwan (港澳台居民居住证, 2018)."""

from __future__ import annotations

from typing import Final

from devices.cards.contents import CardContents, CardKind, Numbering
from devices.cards.identity.block import BlockField, TextBlock

FLAG: Final = "J"


class ResidencePermitField(BlockField):
    """Fields as offset and length in bytes: the citizen's, without a people and with the travel permit behind it."""

    NAME = (0, 30)
    SEX = (30, 2)
    BIRTH = (36, 16)
    ADDRESS = (52, 70)
    NUMBER = (122, 36)
    ISSUER = (158, 30)
    VALID_FROM = (188, 16)
    VALID_UNTIL = (204, 16)
    PERMIT_NUMBER = (220, 18)
    ISSUE_COUNT = (238, 4)


def decode_residence_permit(block: TextBlock) -> CardContents:
    """Read the fields. Raises as :class:`TextBlock` does."""
    return CardContents(
        kind=CardKind.RESIDENCE_PERMIT,
        name=block.text(ResidencePermitField.NAME),
        id_number=block.text(ResidencePermitField.NUMBER).upper(),
        numbering=Numbering.RESIDENCE_PERMIT,
        sex=block.sex(ResidencePermitField.SEX),
        birth=block.day(ResidencePermitField.BIRTH),
        address=block.text(ResidencePermitField.ADDRESS),
        permit_number=block.text(ResidencePermitField.PERMIT_NUMBER).upper(),
        valid_from=block.day(ResidencePermitField.VALID_FROM),
        valid_until=block.last_day(ResidencePermitField.VALID_UNTIL),
    )
