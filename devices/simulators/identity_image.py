"""The text block of a simulated identity card, right or wrong, as its image says."""

from __future__ import annotations

from devices.cards.identity_text import CitizenField, encode_citizen_fields
from devices.simulators.wallet import IdentityCardImage


def text_block(card: IdentityCardImage) -> bytes:
    """Write the 256 bytes of a card image.

    Raises:
        ValueError: a field is longer than its place.
    """
    return encode_citizen_fields(
        {
            CitizenField.NAME: card.name,
            CitizenField.SEX: card.sex,
            CitizenField.NATION: card.nation,
            CitizenField.BIRTH: card.birth,
            CitizenField.ADDRESS: card.address,
            CitizenField.NUMBER: card.number,
            CitizenField.ISSUER: card.issuer,
            CitizenField.VALID_FROM: card.valid_from,
            CitizenField.VALID_UNTIL: card.valid_until,
        }
    )
