"""The foreigner's permanent residence card of 2023 (GA 2102-2023), built after the citizen's card.

One source gives this layout. So what only it says, the continued name and the nationality, is taken where it looks like
one and left out where it does not; what the citizen's card has at the same place must be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from devices.cards.contents import CardContents, CardKind, Numbering
from devices.cards.identity.block import ENCODING, BlockField, TextBlock
from devices.cards.nations import is_nationality
from devices.errors import CardUnreadable

FLAG: Final = "Y"
_LATIN_NAME: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ſ .,'’/-]*")


class Foreigner2023Field(BlockField):
    """Fields as offset and length in bytes; a link to an earlier version fills 250/6 and is never read."""

    NAME = (0, 30)
    SEX = (30, 2)
    ISSUE_COUNT = (32, 4)
    BIRTH = (36, 16)
    LATIN_NAME = (52, 70)
    NUMBER = (122, 36)
    VALID_FROM = (188, 16)
    VALID_UNTIL = (204, 16)
    LATIN_NAME_REST = (220, 22)
    NATIONALITY = (242, 6)


def decode_foreigner_2023(block: TextBlock) -> CardContents:
    """Read the fields. Raises as :class:`TextBlock` does."""
    latin_name = _latin_name(block)
    return CardContents(
        kind=CardKind.PERMANENT_RESIDENT_CARD,
        edition="2023",
        name=block.text(Foreigner2023Field.NAME) or latin_name,
        latin_name=latin_name,
        id_number=block.text(Foreigner2023Field.NUMBER).upper(),
        numbering=Numbering.PERMANENT_RESIDENT,
        sex=block.sex(Foreigner2023Field.SEX),
        birth=block.day(Foreigner2023Field.BIRTH),
        nationality=_if_like(is_nationality, block, Foreigner2023Field.NATIONALITY),
        valid_from=block.day(Foreigner2023Field.VALID_FROM),
        valid_until=block.last_day(Foreigner2023Field.VALID_UNTIL),
    )


def _latin_name(block: TextBlock) -> str:
    """Join the name, which goes on in a second field without a space where the first is full to its end."""
    name = block.text(Foreigner2023Field.LATIN_NAME)
    rest = _if_like(_is_latin_name, block, Foreigner2023Field.LATIN_NAME_REST)
    if not rest:
        return name
    cut_inside_a_word = len(name.encode(ENCODING)) == Foreigner2023Field.LATIN_NAME.size
    return name + rest if cut_inside_a_word else f"{name} {rest.lstrip()}"


def _is_latin_name(text: str) -> bool:
    return _LATIN_NAME.fullmatch(text) is not None


def _if_like(fits: Callable[[str], bool], block: TextBlock, place: Foreigner2023Field) -> str:
    """Read a field that may turn out to be something else; empty when it does."""
    try:
        text = block.text(place)
    except CardUnreadable:
        return ""
    return text if fits(text) else ""
