"""Network lines and their circuit breakers. Pure: time comes in as an argument, nothing is sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class Line:
    """One named network over which the portal can be reached.

    Attributes:
        name: as services name it.
        base_url: where the portal stands on this network, without a trailing slash.
        proxy: URL of an HTTP proxy; absent for none. The environment's proxy settings are never used.
        trust_store: PEM file of the authorities that may vouch for the portal on this line.
        client_certificate, client_key: PEM files that vouch for this terminal.
        connect_s: the longest wait for a connection, in seconds.
        read_s: the longest wait for the answer after that, in seconds.
    """

    name: str
    base_url: str
    proxy: str | None
    trust_store: Path
    client_certificate: Path
    client_key: Path
    connect_s: float
    read_s: float


@dataclass(frozen=True)
class LineStatus:
    """Whether a line works.

    Attributes:
        since: when it came to be so, with time zone.
        code: why it is down, a key of ``failures.toml``; empty while it is up.
    """

    name: str
    up: bool
    since: datetime
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class BreakerRules:
    """When a breaker opens, and when it lets one call try again.

    Attributes:
        failures_to_open: uncertain failures (time-outs, HTTP 5xx) in a row that open it; a lost connection opens it
            at once.
        rest_s: how long an open breaker lets nothing through, in seconds.
    """

    failures_to_open: int = 2
    rest_s: float = 15.0


@dataclass(frozen=True)
class Closed:
    """Calls go through; ``failures`` have happened in a row."""

    failures: int = 0


@dataclass(frozen=True)
class Opened:
    """Nothing goes through before ``until`` (monotonic seconds)."""

    until: float
    code: str


@dataclass(frozen=True)
class Trying:
    """One call tries; others are let through only when it has not come back by ``until`` (monotonic seconds)."""

    until: float
    code: str


Breaker: TypeAlias = Closed | Opened | Trying


def admit(breaker: Breaker, now: float, rules: BreakerRules) -> tuple[Breaker, bool]:
    """Return the breaker after a call asks to go through, and whether it may."""
    if isinstance(breaker, Closed):
        return breaker, True
    if now < breaker.until:
        return breaker, False
    return Trying(now + rules.rest_s, breaker.code), True


def after_success() -> Breaker:
    """Return the breaker after an answer."""
    return Closed()


def after_failure(breaker: Breaker, now: float, code: str, *, certain: bool, rules: BreakerRules) -> Breaker:
    """Return the breaker after a call without an answer; ``certain`` when the line itself refused or broke."""
    failures = breaker.failures + 1 if isinstance(breaker, Closed) else rules.failures_to_open
    if certain or failures >= rules.failures_to_open:
        return Opened(now + rules.rest_s, code)
    return Closed(failures)
