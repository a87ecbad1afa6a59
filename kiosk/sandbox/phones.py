"""The phones of invented residents: electronic cards that show codes, and short messages with one-time codes.

Nothing of it is written to disk: when the sandbox ends, every code is void.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

CODE_LIVES_S: Final = 60.0
"""A code on a phone is refreshed at least once a minute."""
ONE_TIME_LIVES_S: Final = 300.0
TRIES: Final = 3


class Spent(Exception):
    """The one-time code is too old, was used, or was tried too often."""


class ElectronicCards:
    """Codes of electronic identity and social security cards: opaque, of chance, good once and for a minute."""

    def __init__(self, *, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._codes: dict[str, tuple[str, float]] = {}

    def issue(self, holder: str) -> str:
        """Show a new code on the phone of a resident; earlier ones run out by themselves."""
        now = self._monotonic()
        self._codes = {code: entry for code, entry in self._codes.items() if entry[1] > now}
        code = secrets.token_urlsafe(24)
        self._codes[code] = (holder, now + CODE_LIVES_S)
        return code

    def redeem(self, code: str) -> str | None:
        """Use a code up; returns whose it was, or none when it is not good."""
        holder, until = self._codes.pop(code, ("", 0.0))
        return holder if holder and self._monotonic() < until else None


@dataclass
class _Sent:
    holder: str
    code: str = field(repr=False)
    until: float
    tries_left: int = TRIES


class ShortMessages:
    """One-time codes of six digits: three tries, five minutes; a newer one voids the older."""

    def __init__(self, *, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._sent: dict[str, _Sent] = {}

    def send(self, holder: str) -> str:
        """Send a code to the phone of a resident; returns the handle by which it is checked."""
        now = self._monotonic()
        self._sent = {
            challenge: sent for challenge, sent in self._sent.items() if sent.until > now and sent.holder != holder
        }
        challenge = secrets.token_urlsafe(18)
        self._sent[challenge] = _Sent(holder, f"{secrets.randbelow(10**6):06d}", now + ONE_TIME_LIVES_S)
        return challenge

    def check(self, challenge: str, code: str) -> tuple[bool, int]:
        """Return whether it is the code that was sent, and how many more tries there are. Raises :class:`Spent`."""
        sent = self._sent.get(challenge)
        if sent is None or self._monotonic() >= sent.until or not sent.tries_left:
            self._sent.pop(challenge, None)
            raise Spent
        right = hmac.compare_digest(sent.code, code)
        sent.tries_left = 0 if right else sent.tries_left - 1
        return right, sent.tries_left

    def latest(self, holder: str) -> str | None:
        """Return the code that stands on the phone of a resident."""
        now = self._monotonic()
        return next((sent.code for sent in self._sent.values() if sent.holder == holder and sent.until > now), None)


class Phones:
    """All phones. Used by one thread at a time."""

    def __init__(self, *, monotonic: Callable[[], float]) -> None:
        self.cards = ElectronicCards(monotonic=monotonic)
        self.messages = ShortMessages(monotonic=monotonic)


def mask_phone(number: str) -> str:
    """Show the first 3 and the last 4 digits (domain.md section 2, privacy rules)."""
    return f"{number[:3]} ＊＊＊＊ {number[-4:]}"
