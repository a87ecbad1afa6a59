"""Basic access control (ICAO Doc 9303-11, 4.3): both sides prove that they know what is printed on the document."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Final

from devices.cards.access import MrzKey
from devices.cards.apdu import Transmit
from devices.cards.emrtd.commands import Command, PlainChannel, demand
from devices.cards.emrtd.mrz import FILLER, check_digit
from devices.cards.emrtd.secure_messaging import SecureChannel, SessionKeys
from devices.cards.emrtd.suites import MAC_BYTES, KeyUse, Suite
from devices.errors import CardUnreadable

NONCE_BYTES: Final = 8
KEY_BYTES: Final = 16
SEED_BYTES: Final = 16
SHORTEST_NUMBER: Final = 9
"""Shorter numbers are filled up before they become a key (ICAO Doc 9303-11, 4.3.2)."""
COUNTER_SHARE: Final = 4
"""Bytes of each nonce that make up the send sequence counter (ICAO Doc 9303-11, 9.8.6.3)."""

GET_CHALLENGE: Final = Command(instruction=0x84, expected=NONCE_BYTES)
UNKNOWN_COMMAND: Final = frozenset({0x6D00, 0x6E00, 0x6982, 0x6985})
"""How chips refuse a challenge when they speak PACE only."""

SUITE: Final = Suite.TRIPLE_DES


def mrz_information(key: MrzKey) -> bytes:
    """Return number, birth and expiry, each with its check digit, as both protocols hash them (9303-11, 4.3.2)."""
    number = key.number.rstrip(FILLER).ljust(SHORTEST_NUMBER, FILLER)
    return "".join(text + check_digit(text) for text in (number, key.birth, key.expiry)).encode("ascii")


def basic_access(transmit: Transmit, key: MrzKey, *, random_bytes: Callable[[int], bytes]) -> SecureChannel:
    """Open the selected application and return the protected channel to it.

    Raises:
        CardUnreadable: ``TRAVEL_DOCUMENT_KEY_WRONG``, or ``TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED`` when the chip does not
            know this protocol, or ``CARD_ANSWERS_WRONGLY``.
    """
    channel = PlainChannel(transmit)
    challenge = channel.send(GET_CHALLENGE)
    if challenge.status in UNKNOWN_COMMAND:
        raise CardUnreadable("TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED", f"challenge: {challenge.status:04X}")
    chip_nonce = demand(challenge, "challenge")
    if len(chip_nonce) != NONCE_BYTES:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "length of the challenge")
    handshake = Handshake(key, chip_nonce=chip_nonce, nonce=random_bytes(NONCE_BYTES), share=random_bytes(KEY_BYTES))
    command = handshake.command()
    answer = channel.send(command)
    if not answer.succeeded:
        raise CardUnreadable("TRAVEL_DOCUMENT_KEY_WRONG", f"{answer.status:04X}")
    return SecureChannel(transmit, keys=handshake.finish(answer.data))


class Handshake:
    """The arithmetic of one mutual authentication (ICAO Doc 9303-11, 4.3.3).

    Args of the constructor:
        chip_nonce, nonce: 8 bytes from either side.
        share: our 16 bytes of the session's secret.
    """

    def __init__(self, key: MrzKey, *, chip_nonce: bytes, nonce: bytes, share: bytes) -> None:
        seed = hashlib.sha1(mrz_information(key), usedforsecurity=False).digest()[:SEED_BYTES]
        self._encryption = SUITE.derive(seed, KeyUse.ENCRYPTION)
        self._authentication = SUITE.derive(seed, KeyUse.AUTHENTICATION)
        self._chip_nonce, self._nonce, self._share = chip_nonce, nonce, share

    def command(self) -> Command:
        """Return the command that proves our knowledge and carries our share."""
        sealed = SUITE.encrypt(self._encryption, self._nonce + self._chip_nonce + self._share)
        data = sealed + SUITE.authenticate(self._authentication, sealed)
        return Command(instruction=0x82, data=data, expected=len(data))

    def finish(self, answer: bytes) -> SessionKeys:
        """Check the chip's proof and derive the session keys.

        Raises:
            CardUnreadable: ``CARD_ANSWERS_WRONGLY`` when the chip proves nothing.
        """
        sealed, code = answer[:-MAC_BYTES], answer[-MAC_BYTES:]
        if len(sealed) != 2 * NONCE_BYTES + KEY_BYTES or not hmac.compare_digest(
            code, SUITE.authenticate(self._authentication, sealed)
        ):
            raise CardUnreadable("CARD_ANSWERS_WRONGLY", "proof of the chip")
        opened = SUITE.decrypt(self._encryption, sealed)
        if opened[: 2 * NONCE_BYTES] != self._chip_nonce + self._nonce:
            raise CardUnreadable("CARD_ANSWERS_WRONGLY", "nonces of the chip")
        seed = bytes(ours ^ theirs for ours, theirs in zip(self._share, opened[2 * NONCE_BYTES :], strict=True))
        counter = self._chip_nonce[-COUNTER_SHARE:] + self._nonce[-COUNTER_SHARE:]
        return SessionKeys(
            suite=SUITE,
            encryption=SUITE.derive(seed, KeyUse.ENCRYPTION),
            authentication=SUITE.derive(seed, KeyUse.AUTHENTICATION),
            counter=int.from_bytes(counter, "big"),
        )
