"""Talking to a smart card in APDUs (ISO/IEC 7816-4), with what the T=0 transport leaves to the host."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from devices.errors import CardUnreadable

Transmit = Callable[[bytes], bytes]
"""Sends one command APDU and returns the response with its two status bytes."""

MORE_DATA: Final = 0x61
WRONG_LENGTH: Final = 0x6C
LONGEST_CHAIN: Final = 16
"""GET RESPONSE at most this often: 16 times 256 bytes is more than any record of the cards read here."""
HEADER_BYTES: Final = 4
BEFORE_DATA_BYTES: Final = 5
"""Header and length of the data (ISO/IEC 7816-3, 12.1.3: short length fields)."""


@dataclass(frozen=True)
class Response:
    """Data and status word of a response."""

    data: bytes = field(repr=False)
    status: int

    @property
    def succeeded(self) -> bool:
        """Whether the status word is 9000."""
        return self.status == 0x9000


def exchange(transmit: Transmit, apdu: bytes) -> Response:
    """Send a command with short length fields and gather its whole answer.

    ``6Cxx`` repeats a command once with the length that the card names, ``61xx`` fetches the rest by GET RESPONSE
    (ISO/IEC 7816-4, 5.3.4). A card that names a length and does not keep to it ends with that status word.

    Raises:
        CardUnreadable: ``CARD_ANSWERS_WRONGLY`` when the card answers without a status or never comes to an end.
    """
    data, answer = b"", _ask(transmit, apdu)
    for _ in range(LONGEST_CHAIN):
        data += answer.data
        if answer.status >> 8 != MORE_DATA:
            return Response(data, answer.status)
        answer = _ask(transmit, bytes([0x00, 0xC0, 0x00, 0x00, answer.status & 0xFF]))
    raise CardUnreadable("CARD_ANSWERS_WRONGLY", "answer without end")


def _ask(transmit: Transmit, apdu: bytes) -> Response:
    answer = _split(transmit(apdu))
    if answer.status >> 8 != WRONG_LENGTH:
        return answer
    return _split(transmit(_with_length(apdu, answer.status & 0xFF)))


def _with_length(apdu: bytes, length: int) -> bytes:
    """Ask the same with another length of the answer; the data that a command may carry stays."""
    if len(apdu) <= BEFORE_DATA_BYTES:
        return apdu[:HEADER_BYTES] + bytes([length])
    return apdu[: BEFORE_DATA_BYTES + apdu[HEADER_BYTES]] + bytes([length])


def _split(response: bytes) -> Response:
    if len(response) < 2:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "answer without status")
    return Response(response[:-2], int.from_bytes(response[-2:], "big"))
