"""What is said to the bridge of a fingerprint reader or face camera: one JSON object a line, UTF-8.

    -> {"ask": "state", "number": 1}
    <- {"number": 1, "state": "ready", "about": "model and version"}
    -> {"compare": "<base64 of the reference>", "within_s": 10, "number": 2}
    <- {"number": 2, "outcome": "same-person"}

States: ``ready``, ``no-device``, ``broken``. Outcomes: those of :class:`devices.ports.MatchOutcome`. Numbers only grow
on a connection, and an answer carries the number of its question, so that a late one is never taken for the next
resident's. Keys that are not known here are passed over. ``docs/adding-a-device.md`` explains it to whoever writes a
bridge.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

from devices.ports import MatchOutcome

LONGEST_LINE_BYTES: Final = 65536
"""A reference is 1,024 bytes for a photo and twice 512 for fingerprints on an identity card (GA 450); a decoded photo
takes some 10 to 40 kB."""
LONGEST_ABOUT: Final = 120


class BridgeState(Enum):
    """What a bridge says of its device."""

    READY = "ready"
    NO_DEVICE = "no-device"
    BROKEN = "broken"


@dataclass(frozen=True)
class AskState:
    """How is the device?"""

    number: int


@dataclass(frozen=True)
class Compare:
    """Compare the person who comes within so many seconds."""

    number: int
    reference: bytes = field(repr=False)
    within_s: float


Question: TypeAlias = AskState | Compare


@dataclass(frozen=True)
class StateTold:
    """The answer to ``AskState``."""

    number: int
    state: BridgeState
    about: str = ""


@dataclass(frozen=True)
class Compared:
    """The answer to ``Compare``."""

    number: int
    outcome: MatchOutcome


Answer: TypeAlias = StateTold | Compared


class NotOfTheProtocol(ValueError):
    """A line that this protocol does not allow; the message tells which part, never what it says."""


def encode_question(question: Question) -> bytes:
    """Return one line."""
    match question:
        case AskState(number):
            return _line({"ask": "state", "number": number})
        case Compare(number, reference, within_s):
            text = base64.b64encode(reference).decode("ascii")
            return _line({"compare": text, "within_s": within_s, "number": number})


def decode_question(line: bytes) -> Question:
    """Read one line; raises :class:`NotOfTheProtocol`."""
    said = _object(line)
    number = _number(said)
    if said.get("ask") == "state":
        return AskState(number)
    text, within_s = said.get("compare"), said.get("within_s")
    if not isinstance(text, str) or isinstance(within_s, bool) or not isinstance(within_s, int | float):
        raise NotOfTheProtocol("a question asks the state, or compares within some seconds")
    try:
        return Compare(number, base64.b64decode(text, validate=True), float(within_s))
    except (binascii.Error, ValueError) as error:
        raise NotOfTheProtocol("the reference is not base64") from error


def encode_answer(answer: Answer) -> bytes:
    """Return one line."""
    match answer:
        case StateTold(number, state, about):
            return _line({"number": number, "state": state.value, "about": about})
        case Compared(number, outcome):
            return _line({"number": number, "outcome": outcome.value})


def decode_answer(line: bytes) -> Answer:
    """Read one line; raises :class:`NotOfTheProtocol`."""
    said = _object(line)
    number = _number(said)
    try:
        if "outcome" in said:
            return Compared(number, MatchOutcome(said["outcome"]))
        about = said.get("about", "")
        if not isinstance(about, str) or len(about) > LONGEST_ABOUT or not about.isprintable():
            raise NotOfTheProtocol(f"about is no printable text of at most {LONGEST_ABOUT} characters")
        return StateTold(number, BridgeState(said.get("state")), about)
    except NotOfTheProtocol:
        raise
    except ValueError as error:
        raise NotOfTheProtocol("an unknown state or outcome") from error


def _line(message: dict[str, str | int | float]) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode() + b"\n"


def _object(line: bytes) -> dict[str, object]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotOfTheProtocol("no JSON") from error
    if not isinstance(said, dict):
        raise NotOfTheProtocol("no JSON object")
    return said


def _number(said: dict[str, object]) -> int:
    number = said.get("number")
    if not isinstance(number, int) or isinstance(number, bool):
        raise NotOfTheProtocol("no number")
    return number
