"""Targets for what the chips of travel documents send: answers, files, and what states signed."""

from __future__ import annotations

from datetime import date
from typing import Final

from devices.cards.access import MrzKey
from devices.cards.emrtd.card_access import parse_card_access
from devices.cards.emrtd.certificates import parse_certificates
from devices.cards.emrtd.commands import Command
from devices.cards.emrtd.face import read_face
from devices.cards.emrtd.files import READ
from devices.cards.emrtd.mrz import Mrz, MrzMalformed, find_mrz, parse_mrz
from devices.cards.emrtd.read import read_travel_document
from devices.cards.emrtd.secure_messaging import CODE, SecureChannel, SessionKeys
from devices.cards.emrtd.security_object import read_security_object
from devices.cards.emrtd.suites import Suite
from devices.cards.emrtd.tlv import TlvMalformed, read_object, write_object
from devices.cards.emrtd.trust import TrustStore
from devices.errors import CardError, CardGone

TODAY: Final = date(2026, 11, 22)
KEY: Final = MrzKey(number="LZ307156", birth="950130", expiry="330712")
SIZE_BYTES: Final = 2
BLOCK: Final = 16
KEYS: Final = SessionKeys(suite=Suite.AES_128, encryption=bytes(16), authentication=bytes(16), counter=0)
STATUS_BYTES: Final = 2


def steady_bytes(size: int) -> bytes:
    """No randomness, so that a recorded talk with a chip goes through again."""
    return bytes(range(1, size + 1))


def travel_document(data: bytes) -> None:
    """Let a chip answer a whole reading: two bytes of length and an answer, again and again, then nothing more."""
    rest = data

    def transmit(_: bytes) -> bytes:
        nonlocal rest
        if not rest:
            raise CardGone("CARD_GONE")
        end = SIZE_BYTES + int.from_bytes(rest[:SIZE_BYTES], "big")
        answer, rest = rest[SIZE_BYTES:end], rest[end:]
        return answer

    try:
        read_travel_document(
            transmit, key=KEY, trust=TrustStore(), today=TODAY, with_photo=True, random_bytes=steady_bytes
        )
    except CardError:
        return


def protected_answer(data: bytes) -> None:
    """Open an answer whose code is right; the last two bytes are its status word."""
    objects, status = data[:-STATUS_BYTES], data[-STATUS_BYTES:]

    def transmit(_: bytes) -> bytes:
        counted = (KEYS.counter + 2).to_bytes(BLOCK, "big") + objects
        code = KEYS.suite.authenticate_command(KEYS.authentication, counted)
        return objects + write_object(CODE, code) + status

    try:
        SecureChannel(transmit, keys=KEYS).send(Command(instruction=READ, expected=256))
    except CardError:
        return


def security_object(data: bytes) -> None:
    """Open EF.SOD, and ask a store that knows its signer's certificate alone."""
    try:
        signed = read_security_object(data)
        TrustStore((signed.signer,)).demand_vouched(signed.signer, state="NZL", on=TODAY)
    except CardError:
        return


def certificates(data: bytes) -> None:
    """Read a file of certificates, and let each vouch for itself."""
    try:
        found = parse_certificates(data)
    except CardError:
        return
    for one in dict.fromkeys(found):
        try:
            TrustStore((one,)).demand_vouched(one, state="NZL", on=TODAY)
        except CardError:
            continue
    for one in found:
        one.has_signed(one)


def card_access(data: bytes) -> None:
    """Read EF.CardAccess."""
    try:
        offers = parse_card_access(data)
    except TlvMalformed:
        return
    for offer in offers:
        if offer.usable and (offer.curve is None or offer.suite is None):
            raise AssertionError("an offer of nothing")


def face(data: bytes) -> None:
    """Look for the image in data group 2."""
    try:
        photo = read_face(data)
    except TlvMalformed:
        return
    if photo is not None and photo.data not in data:
        raise AssertionError("an image that is not there")


def travel_tlv(data: bytes) -> None:
    """Walk over data objects, one behind the other."""
    at = 0
    try:
        while at < len(data):
            item = read_object(data, at)
            if item.end <= at or item.end > len(data):
                raise AssertionError("a data object that ends nowhere")
            at = item.end
    except TlvMalformed:
        return


def machine_readable_zone(data: bytes) -> None:
    """Look for a zone in scanned text, and read text as one."""
    text = data.decode("latin-1")
    found = find_mrz(text)
    if found is not None:
        _use(found)
    try:
        _use(parse_mrz(text))
    except MrzMalformed:
        return


def _use(mrz: Mrz) -> None:
    """Ask for everything that a reading asks for."""
    for ask in (lambda: mrz.key, lambda: mrz.birth_date(TODAY), lambda: mrz.expiry_date(TODAY)):
        try:
            ask()
        except MrzMalformed:
            continue
