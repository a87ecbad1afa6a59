"""Who may vouch for a travel document: the certificates of the states' signing authorities (CSCA).

A chip proves nothing by itself, for anybody can write one. Only the chain counts that ends at an authority of the store
(ICAO Doc 9303-11, 5.1, and 9303-12).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from asn1crypto import core, x509

from devices.cards.emrtd.certificates import Certificate, parse_certificates, usable_certificates
from devices.cards.emrtd.signatures import ASN1_ERRORS
from devices.cards.emrtd.signed_message import open_signed_message
from devices.cards.emrtd.states import COUNTRIES
from devices.errors import CardUnreadable

log = logging.getLogger("devices.cards")

CERTIFICATE_FILES: Final = frozenset({".pem", ".crt", ".cer", ".der"})
MASTER_LIST_FILES: Final = frozenset({".ml"})
LARGEST_FILE: Final = 16 * 1024 * 1024
"""Bytes; the master lists in circulation hold some 500 certificates in under 1 MiB."""

MASTER_LIST: Final = "2.23.136.1.1.2"
"""id-icao-cscaMasterList (ICAO Doc 9303-12, section 9)."""
MASTER_LIST_SIGNING: Final = "2.23.136.1.1.3"
"""Extended key usage of who signs master lists (ICAO Doc 9303-12, table 5)."""


class _Certificates(core.SetOf):  # type: ignore[misc] # asn1crypto carries no types
    _child_spec = x509.Certificate


class _MasterList(core.Sequence):  # type: ignore[misc]
    _fields = [("version", core.Integer), ("certificates", _Certificates)]  # noqa: RUF012 # the library's way


@dataclass(frozen=True)
class TrustStore:
    """The signing authorities that this terminal believes; an empty store believes nobody.

    Attributes:
        authorities: their certificates.
        unreadable: names of files in the folder that hold none, or a master list that nobody in the folder vouches
            for; for technicians.
    """

    authorities: tuple[Certificate, ...] = ()
    unreadable: tuple[str, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> TrustStore:
        """Read the certificates of a folder (PEM or DER) and its master lists; a missing folder is an empty store.

        A master list counts only when the authority of its signer stands in the folder as a certificate of its own.
        """
        plain, unreadable = _read(folder, CERTIFICATE_FILES, lambda content: _authorities(parse_certificates(content)))
        listed, unopened = _read(folder, MASTER_LIST_FILES, lambda content: _open_master_list(content, plain))
        unreadable += unopened
        for name in unreadable:
            log.warning("certificate store: %s cannot be used", name)
        authorities = tuple(dict.fromkeys((*plain, *listed)))
        log.info("certificate store: %d authorities", len(authorities))
        return cls(authorities, tuple(unreadable))

    def demand_vouched(self, signer: Certificate, *, state: str, on: date) -> None:
        """Make sure that an authority of the issuing state has made this signer one of its document signers.

        Args:
            signer: whose signature the document carries.
            state: who issued the document, three letters.
            on: the day on which both certificates must be valid.

        Raises:
            CardUnreadable: ``TRAVEL_DOCUMENT_ISSUER_UNKNOWN`` when none has.
        """
        if signer.is_authority or signer.purposes or not signer.signs_messages:
            raise CardUnreadable("TRAVEL_DOCUMENT_ISSUER_UNKNOWN", "certificate for another purpose")
        if not signer.is_valid_on(on):
            raise CardUnreadable("TRAVEL_DOCUMENT_ISSUER_UNKNOWN", "signer's certificate not valid on the day")
        issuers = [each for each in self.authorities if each.is_valid_on(on) and _issued(each, signer)]
        if not issuers:
            raise CardUnreadable("TRAVEL_DOCUMENT_ISSUER_UNKNOWN", "no authority in the store")
        if not any(each.country in COUNTRIES.get(state, ()) for each in issuers):
            raise CardUnreadable("TRAVEL_DOCUMENT_ISSUER_UNKNOWN", "authority of another state")


def _issued(authority: Certificate, signer: Certificate) -> bool:
    return authority.may_have_issued(signer) and authority.has_signed(signer)


def _authorities(certificates: Iterable[Certificate]) -> tuple[Certificate, ...]:
    return tuple(certificate for certificate in certificates if certificate.is_authority)


def _read(
    folder: Path, endings: frozenset[str], parse: Callable[[bytes], tuple[Certificate, ...]]
) -> tuple[list[Certificate], list[str]]:
    """Return the authorities in a folder's files of a kind, and the names of the files that yield none."""
    found: list[Certificate] = []
    unusable: list[str] = []
    for path in sorted(folder.glob("*")):
        if path.suffix.lower() not in endings:
            continue
        try:
            certificates = parse(_content(path))
        except (CardUnreadable, OSError):
            certificates = ()
        if certificates:
            found += certificates
        else:
            unusable.append(path.name)
    return found, unusable


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE)


def _open_master_list(content: bytes, believed: Iterable[Certificate]) -> tuple[Certificate, ...]:
    message = open_signed_message(content, content_type=MASTER_LIST)
    if MASTER_LIST_SIGNING not in message.signer.purposes or not message.signer.signs_messages:
        raise CardUnreadable("TRAVEL_DOCUMENT_ISSUER_UNKNOWN", "certificate for another purpose")
    if not any(_issued(authority, message.signer) for authority in believed):
        raise CardUnreadable("TRAVEL_DOCUMENT_ISSUER_UNKNOWN", "master list of nobody in the folder")
    try:
        listed = [each.dump() for each in _MasterList.load(message.content)["certificates"]]
    except ASN1_ERRORS as error:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "no master list") from error
    return _authorities(usable_certificates(listed))
