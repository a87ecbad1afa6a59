"""Certificates of signing authorities and document signers (RFC 5280 in the profile of ICAO Doc 9303-12, 7.1).

Read leniently: states have issued certificates that strict libraries refuse for a serial number or a text encoding.
What matters for trust is checked all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from asn1crypto import pem, x509

from devices.cards.emrtd.signatures import ASN1_ERRORS, SignatureUnknown, Signed, read_public_key, read_scheme, verifies
from devices.errors import CardUnreadable


class CertificateMalformed(CardUnreadable):
    """Bytes that are no certificate; ``CARD_ANSWERS_WRONGLY`` when they come from a chip."""

    def __init__(self) -> None:
        super().__init__("CARD_ANSWERS_WRONGLY", "no certificate")


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What counts in a certificate.

    Attributes:
        subject, issuer: names, normalised so that they can be compared (RFC 5280, 7.1).
        country: two letters of the subject (ISO 3166-1), upper case; empty when it names none.
        key_id, authority_key_id: identifiers of its own key and of its issuer's; empty when it has none.
        is_authority: whether it may issue others, by its basic constraints and its key usage.
        signs_messages: whether its key usage lets it sign anything else than certificates. A certificate that states
            no usage is taken to have the right one (RFC 5280, 4.2.1.3); states' certificates should state it.
        purposes: extended key usages, dotted; document signers have none (ICAO Doc 9303-12, table 5).
        public_key: SubjectPublicKeyInfo, DER.
    """

    subject: str
    issuer: str
    serial: int
    country: str
    not_before: date
    not_after: date
    key_id: bytes
    authority_key_id: bytes
    is_authority: bool
    signs_messages: bool
    purposes: frozenset[str]
    public_key: bytes = field(repr=False)
    signed: Signed = field(repr=False)

    def is_valid_on(self, day: date) -> bool:
        """Whether the day lies within the validity, both ends included."""
        return self.not_before <= day <= self.not_after

    def may_have_issued(self, other: Certificate) -> bool:
        """Whether the other names this one as its issuer, by key identifier or by name."""
        if other.authority_key_id and other.authority_key_id == self.key_id:
            return True
        return other.issuer == self.subject

    def has_signed(self, other: Certificate) -> bool:
        """Whether the other's signature is this one's; no when it cannot be checked."""
        try:
            return verifies(read_public_key(self.public_key), other.signed)
        except SignatureUnknown:
            return False


def parse_certificates(content: bytes) -> tuple[Certificate, ...]:
    """Read a file of certificates: one in DER, or any number in PEM. One that cannot be read does not cost the others.

    Raises:
        CertificateMalformed: the file is none of both.
    """
    try:
        blocks = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
    except ASN1_ERRORS as error:
        raise CertificateMalformed from error
    return usable_certificates(blocks)


def usable_certificates(ders: Iterable[bytes]) -> tuple[Certificate, ...]:
    """Read certificates in DER; those that cannot be read are left out."""
    return tuple(certificate for der in ders if (certificate := _usable(der)) is not None)


def parse_certificate(der: bytes) -> Certificate:
    """Read one certificate in DER.

    Raises:
        CertificateMalformed: it is none.
        SignatureUnknown: it is signed in a way that states may not use.
    """
    try:
        return _certificate(x509.Certificate.load(der, strict=True))
    except ASN1_ERRORS as error:
        raise CertificateMalformed from error


def _usable(der: bytes) -> Certificate | None:
    try:
        return parse_certificate(der)
    except CardUnreadable:
        return None


def _certificate(parsed: x509.Certificate) -> Certificate:
    purposes = parsed.extended_key_usage_value
    return Certificate(
        subject=parsed.subject.hashable,
        issuer=parsed.issuer.hashable,
        serial=parsed.serial_number,
        country=_country(parsed.subject),
        not_before=_day(parsed.not_valid_before),
        not_after=_day(parsed.not_valid_after),
        key_id=parsed.key_identifier or b"",
        authority_key_id=parsed.authority_key_identifier or b"",
        is_authority=bool(parsed.ca) and _lets(parsed.key_usage_value, "key_cert_sign"),
        signs_messages=_lets(parsed.key_usage_value, "digital_signature"),
        purposes=frozenset(purpose.dotted for purpose in purposes) if purposes else frozenset(),
        public_key=parsed.public_key.dump(),
        signed=Signed(
            parsed["tbs_certificate"].dump(),
            parsed["signature_value"].native,
            read_scheme(parsed["signature_algorithm"]),
        ),
    )


def _day(moment: datetime) -> date:
    """Return the day; raises ``ValueError`` for the year 0, for which the library has a type of its own."""
    return date.fromisoformat(moment.date().isoformat())


def _lets(usage: x509.KeyUsage | None, use: str) -> bool:
    return usage is None or use in usage.native


def _country(name: x509.Name) -> str:
    for relative in name.chosen:
        for attribute in relative:
            if attribute["type"].native == "country_name":
                return str(attribute["value"].native).upper()
    return ""
