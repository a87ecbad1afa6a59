"""Invented documents and chips for the tests, read in process."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from devices.cards.access import MrzKey
from devices.cards.apdu import Transmit
from devices.errors import CardGone
from devices.simulators.emrtd.chip import EmrtdChip
from devices.simulators.wallet import TravelDocumentImage

TODAY: Final = date(2026, 11, 22)

PASSPORT: Final = TravelDocumentImage(
    document_code="P",
    issuing_state="NZL",
    number="LZ307156",
    surname="Wharepapa-O'Neil",
    given_names="Aroha Mere",
    nationality="NZL",
    birth="19950130",
    sex="F",
    valid_until="20330712",
    can="430922",
)
PERMIT: Final = TravelDocumentImage(
    document_code="CR",
    issuing_state="CHN",
    number="H05713007",
    surname="Lam",
    given_names="Ka Yan",
    nationality="CHN",
    birth="19820605",
    sex="F",
    valid_until="20320219",
)


def with_pace(image: TravelDocumentImage) -> TravelDocumentImage:
    return replace(image, pace=True)


def key_of(image: TravelDocumentImage) -> MrzKey:
    return MrzKey(number=image.number, birth=image.birth[2:], expiry=image.valid_until[2:])


def transmit_to(chip: EmrtdChip, *, commands: list[bytes] | None = None) -> Transmit:
    """Reach a chip without a reader; what leaves the field is gone, as it is with a reader."""

    def transmit(apdu: bytes) -> bytes:
        if commands is not None:
            commands.append(apdu)
        try:
            return chip.process(apdu)
        except ConnectionError:
            raise CardGone("CARD_GONE", "out of the field") from None

    return transmit
