"""What the terminal tells the portal and need not wait for: parcels for the outbox.

Each carries ``idempotency_key``, with which the portal acts once however often the parcel arrives, and ``visit``, the
random key of the visit it comes from: parcels of one visit are delivered in order. The visit key never leaves the
terminal. The texts may say which case or licence was printed, so an outbox stores parcels encrypted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from kiosk.visit.actions import RatingLevel


@dataclass(frozen=True, kw_only=True)
class RatingParcel:
    """A resident's rating of one case."""

    idempotency_key: str
    visit: str
    token: str = field(repr=False)
    level: RatingLevel


@dataclass(frozen=True, kw_only=True)
class CertificatePrinted:
    """Which blank now carries which licence.

    Attributes:
        grant, licence: as in ``CertificateGrant``.
        blank_serial: the number printed on the blank by its maker.
        print_key: the terminal's key of this print.
        sheet_sha256: of the bytes that went to the printer, in hex.
        printed_at: with time zone.
    """

    idempotency_key: str
    visit: str
    grant: str
    licence: str = field(repr=False)
    blank_serial: str
    print_key: str
    sheet_sha256: str
    printed_at: datetime


@dataclass(frozen=True, kw_only=True)
class ProofPrinted:
    """A proof came out on plain paper, ``copies`` times; the other fields as in ``CertificatePrinted``."""

    idempotency_key: str
    visit: str
    case_number: str
    verification_code: str = field(repr=False)
    copies: int
    print_key: str
    sheet_sha256: str
    printed_at: datetime


@dataclass(frozen=True, kw_only=True)
class ResumeNoted:
    """A matter stopped at ``step`` for the failure code ``failure``; the counter can take it up by ``resume_code``."""

    idempotency_key: str
    visit: str
    resume_code: str
    service: str
    step: str
    failure: str
    case_number: str | None


@dataclass(frozen=True, kw_only=True)
class PrintUncertainNoted:
    """Nobody can say yet whether a sheet was printed.

    Attributes:
        case_number: of the matter that it was printed for.
        grant: of a certificate; absent for a proof.
        blank_serial: of the blank that may carry it; absent for plain paper.
        print_key: the terminal's key of this print.
        failure: the failure code.
        noted_at: with time zone.
    """

    idempotency_key: str
    visit: str
    case_number: str
    grant: str | None
    blank_serial: str | None
    print_key: str
    failure: str
    noted_at: datetime


Parcel: TypeAlias = RatingParcel | CertificatePrinted | ProofPrinted | ResumeNoted | PrintUncertainNoted
