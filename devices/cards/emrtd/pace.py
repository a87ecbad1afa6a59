"""Password authenticated connection establishment with generic mapping on a curve (ICAO Doc 9303-11, 4.4).

The password, which stands printed on the document, never crosses the air, and whoever listens cannot try passwords
later.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, assert_never

from devices.cards.access import AccessKey, CanKey, MrzKey
from devices.cards.apdu import Transmit
from devices.cards.emrtd.bac import mrz_information
from devices.cards.emrtd.card_access import OBJECT_IDENTIFIER, PaceOffer
from devices.cards.emrtd.commands import CHAINED, Command, PlainChannel, demand
from devices.cards.emrtd.curves import Curve
from devices.cards.emrtd.elliptic import Point, add, base_point, decode_point, encode_point, multiply
from devices.cards.emrtd.secure_messaging import SecureChannel, SessionKeys
from devices.cards.emrtd.suites import KeyUse, Suite
from devices.cards.emrtd.tlv import find, write_object
from devices.errors import CardUnreadable

MANAGE_ENVIRONMENT: Final = 0x22
GENERAL_AUTHENTICATE: Final = 0x86
DYNAMIC_DATA: Final = 0x7C
PROTOCOL: Final = 0x80
PASSWORD: Final = 0x83
PARAMETERS: Final = 0x84
SEALED_NONCE: Final = 0x80
OUR_MAPPING: Final = 0x81
CHIP_MAPPING: Final = 0x82
OUR_EPHEMERAL: Final = 0x83
CHIP_EPHEMERAL: Final = 0x84
OUR_TOKEN: Final = 0x85
CHIP_TOKEN: Final = 0x86
PUBLIC_KEY: Final = 0x7F49
PUBLIC_POINT: Final = 0x86
"""Tags of the four rounds (ICAO Doc 9303-11, 4.4.4) and of a public key (9.4)."""

TRIES_LEFT: Final = 0x63C0
NOT_FOUND: Final = 0x6A88
LONGEST_NONCE: Final = 64
"""Bytes; chips take one or two blocks."""
SPARE_BYTES: Final = 8
"""More random bytes than the order has, so that the remainder favours no number (FIPS 186-4, B.4.1)."""


@dataclass(frozen=True)
class KeyPair:
    """One of our two ephemeral keys."""

    private: int = field(repr=False)
    public: Point


class PaceArithmetic:
    """What both sides compute, for one choice of curve and cipher.

    Args of the constructor:
        offer: a usable one.
    """

    def __init__(self, offer: PaceOffer) -> None:
        if offer.curve is None or offer.suite is None:
            raise CardUnreadable("TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED", "mapping, curve or cipher")
        self.curve: Curve = offer.curve
        self.suite: Suite = offer.suite
        self._protocol = offer.protocol

    def open_nonce(self, key: AccessKey, sealed: bytes) -> int:
        """Open the chip's nonce with the password; a wrong password gives another number, not an error."""
        return int.from_bytes(self.suite.decrypt(self.suite.derive(_secret(key), KeyUse.PACE_NONCE), sealed), "big")

    def map_generator(self, nonce: int, shared: Point) -> Point:
        """Return the session's own generator: the nonce times the curve's, plus a shared point (9303-11, 4.4.3.3)."""
        return add(self.curve, multiply(self.curve, nonce, base_point(self.curve)), shared)

    def session_keys(self, shared: Point) -> SessionKeys:
        """Derive the session keys from the point that both sides computed."""
        secret = shared.x.to_bytes(self.curve.size, "big")
        return SessionKeys(
            suite=self.suite,
            encryption=self.suite.derive(secret, KeyUse.ENCRYPTION),
            authentication=self.suite.derive(secret, KeyUse.AUTHENTICATION),
            counter=0,
        )

    def token(self, keys: SessionKeys, public: Point) -> bytes:
        """Return the proof that the keys are known, over the other side's ephemeral key (9303-11, 4.4.3.4)."""
        point = write_object(PUBLIC_POINT, encode_point(self.curve, public))
        public_key = write_object(PUBLIC_KEY, write_object(OBJECT_IDENTIFIER, self._protocol) + point)
        return self.suite.authenticate(keys.authentication, public_key)

    def key_pair(self, random_bytes: Callable[[int], bytes], generator: Point) -> KeyPair:
        """Choose an ephemeral key."""
        random = int.from_bytes(random_bytes(self.curve.size + SPARE_BYTES), "big")
        private = random % (self.curve.n - 1) + 1
        return KeyPair(private, multiply(self.curve, private, generator))


def password_access(
    transmit: Transmit,
    key: AccessKey,
    *,
    offer: PaceOffer,
    name_parameters: bool,
    random_bytes: Callable[[int], bytes],
) -> SecureChannel:
    """Run PACE and return the protected channel; no application is selected yet.

    Args:
        offer: a usable one of the chip's.
        name_parameters: name the domain parameters, for chips that offer this protocol with several.

    Raises:
        CardUnreadable: ``TRAVEL_DOCUMENT_KEY_WRONG``; ``TRAVEL_DOCUMENT_WANTS_MRZ`` when the chip has no card access
            number; ``TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED`` when it takes neither; or ``CARD_ANSWERS_WRONGLY``.
    """
    arithmetic, channel = PaceArithmetic(offer), PlainChannel(transmit)
    _choose(channel, key, offer, name_parameters=name_parameters)
    nonce = arithmetic.open_nonce(key, _sealed_nonce(channel, arithmetic.suite))
    generator = _map(channel, arithmetic, nonce, random_bytes)
    keys = _agree(channel, arithmetic, generator, random_bytes)
    return SecureChannel(transmit, keys=keys)


def _choose(channel: PlainChannel, key: AccessKey, offer: PaceOffer, *, name_parameters: bool) -> None:
    data = write_object(PROTOCOL, offer.protocol) + write_object(PASSWORD, bytes([_password_reference(key)]))
    if name_parameters and offer.parameters is not None:
        data += write_object(PARAMETERS, bytes([offer.parameters]))
    answer = channel.send(Command(instruction=MANAGE_ENVIRONMENT, p1=0xC1, p2=0xA4, data=data))
    if answer.status == NOT_FOUND:
        code = "TRAVEL_DOCUMENT_WANTS_MRZ" if isinstance(key, CanKey) else "TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED"
        raise CardUnreadable(code, "no such password on the chip")
    if answer.status & 0xFFF0 != TRIES_LEFT:
        demand(answer, "choice of PACE")


def _sealed_nonce(channel: PlainChannel, suite: Suite) -> bytes:
    sealed = _round(channel, b"", SEALED_NONCE)
    if not 0 < len(sealed) <= LONGEST_NONCE or len(sealed) % suite.block:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "length of the nonce")
    return sealed


def _map(channel: PlainChannel, arithmetic: PaceArithmetic, nonce: int, random_bytes: Callable[[int], bytes]) -> Point:
    curve = arithmetic.curve
    ours = arithmetic.key_pair(random_bytes, base_point(curve))
    answer = _round(channel, write_object(OUR_MAPPING, encode_point(curve, ours.public)), CHIP_MAPPING)
    return arithmetic.map_generator(nonce, multiply(curve, ours.private, decode_point(curve, answer)))


def _agree(
    channel: PlainChannel, arithmetic: PaceArithmetic, generator: Point, random_bytes: Callable[[int], bytes]
) -> SessionKeys:
    curve = arithmetic.curve
    ours = arithmetic.key_pair(random_bytes, generator)
    answer = _round(channel, write_object(OUR_EPHEMERAL, encode_point(curve, ours.public)), CHIP_EPHEMERAL)
    theirs = decode_point(curve, answer)
    if theirs == ours.public:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "our own key came back")
    keys = arithmetic.session_keys(multiply(curve, ours.private, theirs))
    token = _prove(channel, arithmetic.token(keys, theirs))
    if not hmac.compare_digest(token, arithmetic.token(keys, ours.public)):
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "proof of the chip")
    return keys


def _prove(channel: PlainChannel, token: bytes) -> bytes:
    """Send our proof; only here does the chip notice that the password was another."""
    data = write_object(DYNAMIC_DATA, write_object(OUR_TOKEN, token))
    answer = channel.send(Command(instruction=GENERAL_AUTHENTICATE, data=data, expected=256))
    if not answer.succeeded:
        raise CardUnreadable("TRAVEL_DOCUMENT_KEY_WRONG", f"{answer.status:04X}")
    return find(answer.data, DYNAMIC_DATA, CHIP_TOKEN)


def _round(channel: PlainChannel, content: bytes, wanted: int) -> bytes:
    command = Command(
        command_class=CHAINED,
        instruction=GENERAL_AUTHENTICATE,
        data=write_object(DYNAMIC_DATA, content),
        expected=256,
    )
    return find(demand(channel.send(command), f"PACE {wanted:02X}"), DYNAMIC_DATA, wanted)


def _secret(key: AccessKey) -> bytes:
    match key:
        case MrzKey():
            return hashlib.sha1(mrz_information(key), usedforsecurity=False).digest()
        case CanKey():
            return key.can.encode("ascii")
        case unreachable:
            assert_never(unreachable)


def _password_reference(key: AccessKey) -> int:
    """Passwords by their number (ICAO Doc 9303-11, 4.4.4.1)."""
    match key:
        case MrzKey():
            return 1
        case CanKey():
            return 2
        case unreachable:
            assert_never(unreachable)
