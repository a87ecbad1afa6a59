"""Faults of the sandbox portal, on command. A line that is cut is the simulators' business, below this one."""

from __future__ import annotations

import asyncio
import contextlib
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


class Faults:
    """The switch. Used within one event loop."""

    def __init__(self) -> None:
        self.now = Fault.NONE
        self._delay_s = 0.0
        self._switched = asyncio.Event()

    def switch(self, fault: Fault, delay_s: float) -> None:
        """Fail in this way from now on; ``delay_s`` is how late a slow answer comes, in seconds."""
        self.now = fault
        self._delay_s = delay_s
        self._switched.set()
        self._switched = asyncio.Event()

    async def be_slow(self) -> None:
        """Wait the delay out, or until the fault is switched."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._switched.wait(), self._delay_s)
