"""What a scanned text can be: the code of a slip, of a paper to pick up, or the printed lines of a document."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Final

from devices.cards.access import MrzKey
from devices.cards.emrtd.mrz import MrzMalformed, find_mrz

RESUME: Final = re.compile(r"https?://[^\s?#]+/resume/([A-HJ-NP-Z2-9]{8})/?")
"""The QR on the slip of a matter that stopped; its alphabet is that of ``steps/slip.py``."""
PICKUP: Final = re.compile(r"https?://[^\s?#]+/pickup/([A-Za-z0-9-]{4,40})/?")
"""The county's QR for a finished paper."""
PICKUP_DIGITS: Final = re.compile(r"[0-9]{8}")
"""The same code, as it is printed on the pick-up slip's bar code."""


@dataclass(frozen=True)
class ResumeCode:
    """A matter that stopped; eight characters."""

    code: str = field(repr=False)


@dataclass(frozen=True)
class PickupCode:
    """A finished paper that waits to be fetched."""

    code: str = field(repr=False)


def recognise(text: str) -> ResumeCode | PickupCode | None:
    """Return what a scanned text can be looked up as; none for everything else, most likely a phone's electronic card.

    An electronic card is a credential: it must be sent nowhere before the resident has chosen what it is for.
    """
    text = text.strip()
    if found := RESUME.fullmatch(text):
        return ResumeCode(found[1])
    if found := PICKUP.fullmatch(text):
        return PickupCode(found[1])
    return PickupCode(text) if PICKUP_DIGITS.fullmatch(text) else None


def access_key_in(text: str) -> MrzKey | None:
    """Find the printed lines of a travel document in what was scanned; nothing when they leave a date open."""
    found = find_mrz(text)
    try:
        return found.key if found is not None else None
    except MrzMalformed:
        return None


def fingerprint(text: str) -> str:
    """Return SHA-256 in hex of a scanned text: enough to know it again, and nothing that could be shown or sent."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
