"""The text block of a simulated identity card, right or wrong, as its image says."""

from __future__ import annotations

from typing import Final

from devices.cards.identity import citizen, foreigner_2017, foreigner_2023, residence_permit
from devices.cards.identity.block import ENCODING, BlockField, encode_block
from devices.cards.identity.citizen import CitizenField
from devices.cards.identity.foreigner_2017 import Foreigner2017Field
from devices.cards.identity.foreigner_2023 import Foreigner2023Field
from devices.cards.identity.residence_permit import ResidencePermitField
from devices.simulators.wallet import IdentityCardImage

CITIZEN: Final = "citizen"
LAYOUTS: Final[dict[str, type[BlockField]]] = {
    CITIZEN: CitizenField,
    residence_permit.FLAG: ResidencePermitField,
    foreigner_2017.FLAG: Foreigner2017Field,
    foreigner_2023.FLAG: Foreigner2023Field,
}
"""Fields of each layout; a field takes the text that bears its name in the image."""


def text_block(card: IdentityCardImage) -> bytes:
    """Write the 256 bytes of a card image; one of an unknown layout is written as a citizen's.

    Raises:
        ValueError: a field is longer than its place.
    """
    texts: dict[str, object] = vars(card) | _continued(card)
    places = LAYOUTS.get(card.layout, CitizenField)
    flag = citizen.FLAG if card.layout == CITIZEN else card.layout
    return encode_block({place: str(texts[place.name.lower()]) for place in places}, flag=flag)


def _continued(card: IdentityCardImage) -> dict[str, str]:
    """Cut a Latin name where the layout of 2023 goes on with it elsewhere."""
    if card.layout != foreigner_2023.FLAG:
        return {}
    characters = Foreigner2023Field.LATIN_NAME.size // len(" ".encode(ENCODING))
    return {"latin_name": card.latin_name[:characters], "latin_name_rest": card.latin_name[characters:]}
