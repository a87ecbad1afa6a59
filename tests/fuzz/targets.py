"""What is fuzzed: each target takes any bytes, and may raise nothing but what its own package documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from devices.cards.emrtd.mrz import MrzMalformed, find_mrz, parse_mrz
from devices.cards.emrtd.tlv import TlvMalformed, read_object
from devices.cards.identity_text import decode_identity_text
from devices.cards.sam.frames import FrameSplitter, SamFrameError
from devices.errors import CardError

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
    "travel-tlv": travel_tlv,
    "machine-readable-zone": machine_readable_zone,
}
