"""The identity ladder: by which ways residents can say who they are, and how far each way reaches.

none < code < card < card and second factor < vouched for by a signed-in clerk
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from kiosk.catalogue.service import IdentityLevel


class Way(Enum):
    """The first question: who is it?"""

    IDENTITY_CARD = "identity-card"
    """Any card that the SAM reads: citizens', residence permits, foreigners' cards."""
    SOCIAL_CARD = "social-card"
    TRAVEL_DOCUMENT = "travel-document"
    PHONE_CODE = "phone-code"
    """The code of an electronic identity or social security card on a phone."""
    CLERK = "clerk"
    """A clerk who has signed in names the resident."""


class Factor(Enum):
    """The second question, where a service asks one: is it really you?"""

    ONE_TIME_CODE = "one-time-code"
    """Six digits that the portal sends to the registered phone."""
    FINGERPRINT = "fingerprint"
    FACE = "face"
    CLERK = "clerk"


CARD_WAYS: Final = (Way.IDENTITY_CARD, Way.SOCIAL_CARD, Way.TRAVEL_DOCUMENT)
"""The ways that begin with laying something on a reader."""
BIOMETRIC: Final = frozenset({Factor.FINGERPRINT, Factor.FACE})
"""Never the only way (domain.md section 11: identity without one biometric)."""

LEVEL_OF_WAY: Final = {
    Way.IDENTITY_CARD: IdentityLevel.CARD,
    Way.SOCIAL_CARD: IdentityLevel.CARD,
    Way.TRAVEL_DOCUMENT: IdentityLevel.CARD,
    Way.PHONE_CODE: IdentityLevel.CODE,
    Way.CLERK: IdentityLevel.VOUCHED,
}
LEVEL_OF_FACTOR: Final = {
    Factor.ONE_TIME_CODE: IdentityLevel.CARD_AND_FACTOR,
    Factor.FINGERPRINT: IdentityLevel.CARD_AND_FACTOR,
    Factor.FACE: IdentityLevel.CARD_AND_FACTOR,
    Factor.CLERK: IdentityLevel.VOUCHED,
}


@dataclass(frozen=True)
class Clerk:
    """A clerk who has signed in.

    Attributes:
        number: as on their badge; stands in the audit beside everything they vouch for.
        name: for the screen while they are signed in.
    """

    number: str
    name: str = field(repr=False)
