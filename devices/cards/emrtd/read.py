"""Reading a travel document: opening its chip with what is printed on it, and believing only what a state signed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Final

from devices.cards.access import AccessKey
from devices.cards.apdu import Transmit, exchange
from devices.cards.contents import CardContents
from devices.cards.emrtd.trust import TrustStore
from devices.errors import CardUnreadable

APPLICATION: Final = bytes.fromhex("A0000002471001")
"""Name of the application of electronic travel documents (ICAO Doc 9303-10, 4.2)."""
SELECT_APPLICATION: Final = bytes([0x00, 0xA4, 0x04, 0x0C, len(APPLICATION)]) + APPLICATION


def has_travel_application(transmit: Transmit) -> bool:
    """Tell whether the card is a travel document: it lets the application be selected. Needs no key."""
    return exchange(transmit, SELECT_APPLICATION).succeeded


def read_travel_document(
    transmit: Transmit,
    *,
    key: AccessKey,
    trust: TrustStore,
    today: date,
    with_photo: bool = False,
    random_bytes: Callable[[int], bytes] = secrets.token_bytes,
) -> CardContents:
    """Open the chip, read its holder, and make sure that a state vouches for every byte of it.

    Args:
        key: what was typed or scanned from the document.
        trust: the signing authorities that are believed.
        today: resolves two-digit years, and is the day on which the certificates must be valid.
        with_photo: read the face image too; it takes several times as long as everything else.
        random_bytes: where nonces and ephemeral keys come from.

    Raises:
        CardUnsupported: ``CARD_WRONG_KIND`` when the card is no travel document, or none of a kind used here.
        CardUnreadable: ``TRAVEL_DOCUMENT_KEY_WRONG``, ``TRAVEL_DOCUMENT_WANTS_MRZ``,
            ``TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED``, ``TRAVEL_DOCUMENT_NOT_GENUINE``,
            ``TRAVEL_DOCUMENT_ISSUER_UNKNOWN``, ``TRAVEL_DOCUMENT_MRZ_MALFORMED``, ``CARD_RECORD_MISSING``,
            or ``CARD_ANSWERS_WRONGLY``.
        CardGone: by ``transmit``, when the document is lifted.
    """
    raise CardUnreadable("TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED")
