"""Invented states that sign travel documents: a signing authority each, and one document signer under it.

Their keys are made on the spot and never leave the world's own folder; whoever believes them does so because somebody
put their certificates into its store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from devices.cards.emrtd.states import COUNTRIES
from devices.simulators.wallet import load_wallet

LDS_SECURITY_OBJECT: Final = "2.23.136.1.1.1"
VALID_FROM: Final = datetime(2020, 1, 1, tzinfo=UTC)
VALID_UNTIL: Final = datetime(2059, 12, 31, tzinfo=UTC)
OWNER_ONLY: Final = 0o600


class IssuerError(ValueError):
    """The sandbox has no authority for that state."""


@dataclass(frozen=True)
class _Signer:
    """A document signer."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey = field(repr=False)


class SandboxIssuer:
    """Signs for invented documents."""

    def __init__(self, signers: dict[str, _Signer]) -> None:
        self._signers = signers

    @classmethod
    def create(cls, folder: Path, *, states: Iterable[str] | None = None) -> SandboxIssuer:
        """Return the issuer of a folder; made with the first call, the same ever after.

        The folder then holds ``csca-*.pem``, one a state, for the reader's certificate store, and ``*.signer``: the
        signers' private keys, readable by the owner only.

        Args:
            states: the issuing states, three letters; those of the wallet's documents when not given.
        """
        folder.mkdir(parents=True, exist_ok=True)
        wanted = set(states) if states is not None else _states_of_the_wallet()
        return cls({state: _kept_signer(folder, state) for state in sorted(wanted)})

    def foreign(self) -> SandboxIssuer:
        """Return an issuer that calls itself by the same names, and that nobody has reason to believe."""
        return SandboxIssuer({state: _make(state)[0] for state in self._signers})

    def sign(self, content: bytes, *, state: str) -> bytes:
        """Return the security object as a signed message (RFC 5652) in DER.

        Raises:
            IssuerError: the state is none of those that the issuer was made for.
        """
        if state not in self._signers:
            raise IssuerError(f"no signing authority of {state!r} in the sandbox")
        return _signed_message(content, self._signers[state])


def _states_of_the_wallet() -> set[str]:
    documents = (holder.travel_document for holder in load_wallet())
    return {document.issuing_state for document in documents if document is not None}


def _kept_signer(folder: Path, state: str) -> _Signer:
    authority_path, signer_path = folder / f"csca-{state.lower()}.pem", folder / f"{state.lower()}.signer"
    if authority_path.exists() and signer_path.exists():
        stored = signer_path.read_bytes()
        key = load_pem_private_key(stored, password=None)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return _Signer(x509.load_pem_x509_certificate(stored), key)
    signer, authority = _make(state)
    private = signer.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    signer_path.touch(mode=OWNER_ONLY)
    signer_path.write_bytes(private + signer.certificate.public_bytes(Encoding.PEM))
    authority_path.write_bytes(authority.public_bytes(Encoding.PEM))
    return signer


def _make(state: str) -> tuple[_Signer, x509.Certificate]:
    """Make an authority and a signer under it; the authority's key is forgotten at once."""
    authority_key, signer_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority_name, signer_name = _name(state, "Sandbox CSCA"), _name(state, "Sandbox Document Signer")
    authority_id = x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key())
    authority = (
        _certificate(authority_name, authority_name, authority_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(authority_id, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    signer = (
        _certificate(signer_name, authority_name, signer_key.public_key())
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(authority_id), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return _Signer(signer, signer_key), authority


def _certificate(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key,
        serial_number=x509.random_serial_number(),
        not_valid_before=VALID_FROM,
        not_valid_after=VALID_UNTIL,
    )


def _name(state: str, common_name: str) -> x509.Name:
    country = min(COUNTRIES.get(state, {"UT"}))
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, country), x509.NameAttribute(NameOID.COMMON_NAME, common_name)]
    )


def _signed_message(content: bytes, signer: _Signer) -> bytes:
    certificate = asn1_x509.Certificate.load(signer.certificate.public_bytes(Encoding.DER))
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": [LDS_SECURITY_OBJECT]},
            {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
        ]
    )
    info = {
        "version": "v1",
        "sid": {
            "issuer_and_serial_number": {
                "issuer": certificate.issuer,
                "serial_number": certificate.serial_number,
            }
        },
        "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
        "signed_attrs": attributes,
        "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        "signature": signer.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
    }
    data = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {
                "content_type": LDS_SECURITY_OBJECT,
                "content": core.ParsableOctetString(content),
            },
            "certificates": [certificate],
            "signer_infos": [info],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())
