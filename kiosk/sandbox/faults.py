"""Faults of the sandbox portal, on command. A line that is cut is the simulators' business, below this one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Fault(Enum):
    """What the portal does wrong."""

    NONE = "none"
    BROKEN = "broken"
    """It answers HTTP 500 and does nothing."""
    ANSWER_LOST = "answer-lost"
    """It acts, but the answer is HTTP 500."""
    GARBAGE = "garbage"
    """It answers HTTP 200 with something that is not the contract."""
    SLOW = "slow"
    """It answers late."""
    REVOKED = "revoked"
    """A licence is revoked between grant and print."""
    WRONG_HOLDER = "wrong-holder"
    """Papers come with another resident's holder hash."""


@dataclass
class Faults:
    """The switch. ``delay_s`` is how late a slow answer comes, in seconds."""

    now: Fault = Fault.NONE
    delay_s: float = 5.0
