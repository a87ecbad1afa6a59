"""Parcels as messages on the wire and as JSON in an outbox."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, assert_never

from pydantic import Field, TypeAdapter, ValidationError

from kiosk.portal import messages as m
from kiosk.portal.parcels import (
    CertificatePrinted,
    Parcel,
    PrintUncertainNoted,
    ProofPrinted,
    RatingParcel,
    ResumeNoted,
)
from kiosk.visit.actions import RatingLevel


class ParcelUnreadable(ValueError):
    """The stored text is not a parcel of this version."""


class _Envelope(m.Message):
    idempotency_key: str
    visit: str


class _Rating(_Envelope):
    kind: Literal["rating"] = "rating"
    content: m.RatingMessage


class _Certificate(_Envelope):
    kind: Literal["certificate-printed"] = "certificate-printed"
    content: m.CertificatePrintedMessage


class _Proof(_Envelope):
    kind: Literal["proof-printed"] = "proof-printed"
    content: m.ProofPrintedMessage


class _Resume(_Envelope):
    kind: Literal["resume-noted"] = "resume-noted"
    content: m.ResumeMessage


class _Uncertain(_Envelope):
    kind: Literal["print-uncertain"] = "print-uncertain"
    content: m.PrintUncertainMessage


_Stored: TypeAlias = Annotated[_Rating | _Certificate | _Proof | _Resume | _Uncertain, Field(discriminator="kind")]
_STORED: TypeAdapter[_Stored] = TypeAdapter(_Stored)


def dump_parcel(parcel: Parcel) -> str:
    """Return a parcel as JSON. Raises ``pydantic.ValidationError`` for a field that the contract does not allow."""
    return _envelope(parcel).model_dump_json()


def load_parcel(text: str) -> Parcel:
    """Read what ``dump_parcel`` wrote. Raises ``ParcelUnreadable``."""
    try:
        return _parcel(_STORED.validate_json(text))
    except ValidationError as error:
        # The stored values may be personal, so only their places and the kinds of mismatch are told.
        places = [f"{'.'.join(map(str, e['loc']))} {e['type']}" for e in error.errors(include_input=False)]
        raise ParcelUnreadable("; ".join(places)) from None


def kind_of(parcel: Parcel) -> str:
    """Return the word for a parcel's kind, as it stands in its JSON."""
    return _envelope(parcel).kind


def rating_message(parcel: RatingParcel) -> m.RatingMessage:
    """Return what the portal is told of a rating."""
    return m.RatingMessage(token=parcel.token, level=parcel.level.value)


def certificate_message(parcel: CertificatePrinted) -> m.CertificatePrintedMessage:
    """Return what the portal is told of a printed certificate."""
    return m.CertificatePrintedMessage.model_validate(parcel, from_attributes=True)


def proof_message(parcel: ProofPrinted) -> m.ProofPrintedMessage:
    """Return what the portal is told of a printed proof."""
    return m.ProofPrintedMessage.model_validate(parcel, from_attributes=True)


def resume_message(parcel: ResumeNoted) -> m.ResumeMessage:
    """Return what the portal is told of a stopped matter."""
    return m.ResumeMessage.model_validate(parcel, from_attributes=True)


def uncertain_message(parcel: PrintUncertainNoted) -> m.PrintUncertainMessage:
    """Return what the portal is told of an uncertain print."""
    return m.PrintUncertainMessage.model_validate(parcel, from_attributes=True)


def _envelope(parcel: Parcel) -> _Rating | _Certificate | _Proof | _Resume | _Uncertain:
    key, visit = parcel.idempotency_key, parcel.visit
    match parcel:
        case RatingParcel():
            return _Rating(idempotency_key=key, visit=visit, content=rating_message(parcel))
        case CertificatePrinted():
            return _Certificate(idempotency_key=key, visit=visit, content=certificate_message(parcel))
        case ProofPrinted():
            return _Proof(idempotency_key=key, visit=visit, content=proof_message(parcel))
        case ResumeNoted():
            return _Resume(idempotency_key=key, visit=visit, content=resume_message(parcel))
        case PrintUncertainNoted():
            return _Uncertain(idempotency_key=key, visit=visit, content=uncertain_message(parcel))
        case never:
            assert_never(never)


def _parcel(stored: _Rating | _Certificate | _Proof | _Resume | _Uncertain) -> Parcel:
    key, visit = stored.idempotency_key, stored.visit
    match stored:
        case _Rating(content=content):
            return RatingParcel(idempotency_key=key, visit=visit, token=content.token, level=RatingLevel(content.level))
        case _Certificate(content=content):
            return CertificatePrinted(idempotency_key=key, visit=visit, **content.model_dump())
        case _Proof(content=content):
            return ProofPrinted(idempotency_key=key, visit=visit, **content.model_dump())
        case _Resume(content=content):
            return ResumeNoted(idempotency_key=key, visit=visit, **content.model_dump())
        case _Uncertain(content=content):
            return PrintUncertainNoted(idempotency_key=key, visit=visit, **content.model_dump())
        case never:
            assert_never(never)
