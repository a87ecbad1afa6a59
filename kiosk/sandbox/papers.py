"""What stands on the sandbox's papers, in the words of an official."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, timedelta
from typing import Final

from devices.cards.contents import Sex
from kiosk.portal import messages as m
from kiosk.sandbox.records import HeldLicence, Resident

_CODE_SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters, 5 bits each, without 0 O 1 I, which people mix up."""
_CODE_LENGTH: Final = 12
"""60 bits: beyond guessing over a network."""
_SEXES: Final = {Sex.MALE: "男", Sex.FEMALE: "女", Sex.UNKNOWN: "未知", Sex.UNSPECIFIED: "未说明"}


def as_of(today: date) -> date:
    """Return the day up to which the registers are complete: they are brought up to date every night."""
    return today - timedelta(days=1)


def verification_code(secret: bytes, key: str) -> str:
    """Return the code of the paper that was issued for an idempotency key, in three groups of four."""
    digest = hmac.new(secret, f"paper {key}".encode(), hashlib.sha256).digest()
    signs = "".join(_CODE_SIGNS[byte % len(_CODE_SIGNS)] for byte in digest[:_CODE_LENGTH])
    return "-".join(signs[at : at + 4] for at in range(0, _CODE_LENGTH, 4))


def certificate_values(
    held: HeldLicence, holder: Resident, today: date, verify_url: str
) -> tuple[m.FormValueMessage, ...]:
    """Return the text of each data key of the form ``senior-card`` (printing/forms/senior-card.toml)."""
    values = {
        "licence_number": held.number,
        "holder_name": holder.name,
        "holder_sex": _SEXES[holder.sex],
        "holder_birth": holder.birth.isoformat(),
        "holder_id_number": holder.id_number,
        "holder_address": holder.address,
        "issuer": held.issuer,
        "issued_on": today.isoformat(),
        "verify_url": verify_url,
    }
    return tuple(m.FormValueMessage(key=key, text=text) for key, text in values.items())
