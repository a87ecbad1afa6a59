"""What is fuzzed: each target takes any bytes, and may raise nothing but what its own package documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from devices.cards.identity_text import decode_identity_text
from devices.cards.social.read import read_social_card
from devices.cards.social.tlv import RecordMalformed, record, record_value
from devices.errors import CardError, CardGone
from tests.fuzz import documents, lines

CORPUS: Final = Path(__file__).with_name("corpus")


def identity_text(data: bytes) -> None:
    """Decode a text block."""
    try:
        decode_identity_text(data)
    except CardError:
        return


def social_card(data: bytes) -> None:
    """Let a chip answer a reading with these bytes: a length and an answer, again and again, then nothing more."""
    rest = data

    def transmit(_: bytes) -> bytes:
        nonlocal rest
        if not rest:
            raise CardGone("CARD_GONE")
        answer, rest = rest[1 : rest[0] + 1], rest[rest[0] + 1 :]
        return answer

    try:
        read_social_card(transmit)
    except CardError:
        return


def social_record(data: bytes) -> None:
    """Take the value out of a record; the first byte is the tag that was asked for."""
    try:
        value = record_value(data[1:], data[0] if data else 0)
    except RecordMalformed:
        return
    if not data[1:].startswith(record(data[0], value)):
        raise AssertionError("a value that the record does not hold")


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "sam-frames": lines.sam_frames,
    "sam-reading": lines.sam_reading,
    "sam-record": lines.sam_record,
    "scanner": lines.scanner,
    "matcher": lines.matcher,
    "identity-text": identity_text,
    "social-card": social_card,
    "social-record": social_record,
    "travel-tlv": documents.travel_tlv,
    "travel-document": documents.travel_document,
    "protected-answer": documents.protected_answer,
    "security-object": documents.security_object,
    "certificates": documents.certificates,
    "card-access": documents.card_access,
    "face": documents.face,
    "machine-readable-zone": documents.machine_readable_zone,
}
