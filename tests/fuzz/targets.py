"""What is fuzzed: each target takes any bytes, and may raise nothing but what its own package documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from devices.cards.emrtd.mrz import MrzMalformed, find_mrz, parse_mrz
from devices.cards.emrtd.tlv import TlvMalformed, read_object
from devices.cards.identity_text import decode_identity_text
from devices.cards.sam.frames import FrameSplitter, SamFrameError
from devices.cards.social.read import read_social_card
from devices.cards.social.tlv import RecordMalformed, record, record_value
from devices.errors import CardError, CardGone

CORPUS: Final = Path(__file__).with_name("corpus")
LONGEST_FRAME: Final = 5 + 2 + 0x090A
"""Bytes of preamble, length and the longest body of the SAM (GA 450)."""


def sam_frames(data: bytes) -> None:
    """Feed a stream in pieces whose sizes it chooses itself; the splitter ends and holds no more than a frame."""
    splitter = FrameSplitter()
    rest = data
    while rest:
        size = rest[0] + 1
        chunk, rest = rest[1 : size + 1], rest[size + 1 :]
        splitter.feed(chunk)
        drain(splitter)
        if splitter.held > LONGEST_FRAME:
            raise AssertionError(f"{splitter.held} bytes are held")


def drain(splitter: FrameSplitter) -> None:
    """Take out every payload; each look takes at least one byte away, so there are never more looks than bytes."""
    for _ in range(splitter.held + 1):
        try:
            if splitter.next_payload() is None:
                return
        except SamFrameError:
            continue
    raise AssertionError("the splitter does not come to an end")


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
    find_mrz(text)
    try:
        parse_mrz(text)
    except MrzMalformed:
        return


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "sam-frames": sam_frames,
    "identity-text": identity_text,
    "social-card": social_card,
    "social-record": social_record,
    "travel-tlv": travel_tlv,
    "machine-readable-zone": machine_readable_zone,
}
