"""The chip's part of the two ways in: basic access control and PACE (ICAO Doc 9303-11, 4.3 and 4.4)."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from devices.cards.emrtd.curves import STANDARDIZED
from devices.cards.emrtd.elliptic import Point, add, base_point, decode_point, encode_point, multiply
from devices.cards.emrtd.suites import KeyUse, Suite
from devices.cards.emrtd.tlv import find, read_objects, write_object
from devices.errors import CardUnreadable
from devices.simulators.emrtd.channel import ChipChannel
from devices.simulators.emrtd.document import PaceChoice

MRZ_PASSWORD: Final = 1
CAN_PASSWORD: Final = 2


class WrongKey(Exception):
    """Whoever is there does not know what is printed on the document."""


class BasicAccess:
    """One mutual authentication.

    Args of the constructor:
        password: number, birth and expiry with their check digits.
    """

    def __init__(self, password: bytes) -> None:
        seed = hashlib.sha1(password, usedforsecurity=False).digest()[:16]
        self._encryption = Suite.TRIPLE_DES.derive(seed, KeyUse.ENCRYPTION)
        self._authentication = Suite.TRIPLE_DES.derive(seed, KeyUse.AUTHENTICATION)
        self._nonce = secrets.token_bytes(8)

    def challenge(self) -> bytes:
        """Return the chip's nonce."""
        return self._nonce

    def answer(self, proof: bytes) -> tuple[bytes, ChipChannel]:
        """Check the terminal's proof; return the chip's and the channel that follows. Raises :class:`WrongKey`."""
        des = Suite.TRIPLE_DES
        if len(proof) != 40 or des.authenticate(self._authentication, proof[:32]) != proof[32:]:
            raise WrongKey
        opened = des.decrypt(self._encryption, proof[:32])
        terminal_nonce, nonce, terminal_share = opened[:8], opened[8:16], opened[16:]
        if nonce != self._nonce:
            raise WrongKey
        share = secrets.token_bytes(16)
        sealed = des.encrypt(self._encryption, self._nonce + terminal_nonce + share)
        seed = (int.from_bytes(share, "big") ^ int.from_bytes(terminal_share, "big")).to_bytes(16, "big")
        channel = ChipChannel(
            des,
            encryption=des.derive(seed, KeyUse.ENCRYPTION),
            authentication=des.derive(seed, KeyUse.AUTHENTICATION),
            counter=int.from_bytes(self._nonce[4:] + terminal_nonce[4:], "big"),
        )
        return sealed + des.authenticate(self._authentication, sealed), channel


class Pace:
    """One run of PACE with generic mapping, round by round.

    Args of the constructor:
        secret: the password as bytes: the digest of the zone's fields, or the card access number.
        choice: curve and cipher.
    """

    def __init__(self, secret: bytes, choice: PaceChoice) -> None:
        self._protocol = choice.protocol
        self._curve = STANDARDIZED[choice.parameters]
        self._suite = choice.suite
        self._key = self._suite.derive(secret, KeyUse.PACE_NONCE)
        self._nonce = secrets.token_bytes(16)
        self._generator: Point | None = None
        self._ours: Point | None = None
        self._theirs: Point | None = None
        self._shared = b""

    def round(self, data: bytes) -> tuple[bytes, ChipChannel | None]:
        """Answer one round; with the last comes the channel.

        Raises:
            WrongKey: the terminal's token is not what the password leads to.
            CardUnreadable: the round is none.
        """
        objects = read_objects(find(data, 0x7C))
        if not objects:
            return _dynamic(0x80, self._suite.encrypt(self._key, self._nonce)), None
        tag, value = objects[0].tag, objects[0].value
        if tag == 0x81:
            return _dynamic(0x82, self._map(value)), None
        if tag == 0x83 and self._generator is not None:
            return _dynamic(0x84, self._agree(value, self._generator)), None
        if tag == 0x85 and self._ours is not None and self._theirs is not None:
            return self._finish(value, self._ours, self._theirs)
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "rounds of PACE out of order")

    def _map(self, terminal_point: bytes) -> bytes:
        private = self._private()
        shared = multiply(self._curve, private, decode_point(self._curve, terminal_point))
        own = multiply(self._curve, int.from_bytes(self._nonce, "big"), base_point(self._curve))
        self._generator = add(self._curve, own, shared)
        return encode_point(self._curve, multiply(self._curve, private, base_point(self._curve)))

    def _agree(self, terminal_point: bytes, generator: Point) -> bytes:
        private = self._private()
        self._theirs = decode_point(self._curve, terminal_point)
        self._ours = multiply(self._curve, private, generator)
        self._shared = multiply(self._curve, private, self._theirs).x.to_bytes(self._curve.size, "big")
        return encode_point(self._curve, self._ours)

    def _finish(self, token: bytes, ours: Point, theirs: Point) -> tuple[bytes, ChipChannel]:
        authentication = self._suite.derive(self._shared, KeyUse.AUTHENTICATION)
        if token != self._token(authentication, ours):
            raise WrongKey
        encryption = self._suite.derive(self._shared, KeyUse.ENCRYPTION)
        channel = ChipChannel(self._suite, encryption=encryption, authentication=authentication, counter=0)
        return _dynamic(0x86, self._token(authentication, theirs)), channel

    def _token(self, authentication: bytes, public: Point) -> bytes:
        encoded = encode_point(self._curve, public)
        body = write_object(0x06, self._protocol) + write_object(0x86, encoded)
        return self._suite.authenticate(authentication, write_object(0x7F49, body))

    def _private(self) -> int:
        return secrets.randbelow(self._curve.n - 1) + 1


def _dynamic(tag: int, value: bytes) -> bytes:
    return write_object(0x7C, write_object(tag, value))
