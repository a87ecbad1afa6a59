"""Invented authorities and signers with keys of every kind, and messages that they sign."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from asn1crypto import algos, cms, core, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from devices.cards.emrtd.curves import STANDARDIZED, Curve

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

LDS_SECURITY_OBJECT: Final = "2.23.136.1.1.1"
MASTER_LIST: Final = "2.23.136.1.1.2"
MASTER_LIST_SIGNING: Final = x509.ObjectIdentifier("2.23.136.1.1.3")
FROM: Final = datetime(2020, 1, 1, tzinfo=UTC)
UNTIL: Final = datetime(2040, 1, 1, tzinfo=UTC)

USAGES: Final = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)

HASHES: Final[dict[str, hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1(),  # noqa: S303 # as older documents are signed
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


@dataclass(frozen=True)
class Party:
    """Somebody with a key and a certificate."""

    key: PrivateKey = field(repr=False)
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """How a certificate comes out."""

    name: str = "CSCA"
    country: str = "NZ"
    authority: bool = False
    valid_from: datetime = FROM
    valid_until: datetime = UNTIL
    purpose: x509.ObjectIdentifier | None = None
    named_key: bool = True
    usage: tuple[str, ...] = ()


CSCA: Final = Profile(authority=True)
SIGNER: Final = Profile(name="Document Signer")


def make_party(profile: Profile, *, issuer: Party | None = None, key: PrivateKey | None = None) -> Party:
    """Make a key and have it certified; by itself without an issuer."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, profile.country),
            x509.NameAttribute(NameOID.COMMON_NAME, profile.name),
        ]
    )
    above = issuer.key if issuer is not None else own
    builder = x509.CertificateBuilder(
        issuer_name=issuer.certificate.subject if issuer is not None else subject,
        subject_name=subject,
        public_key=own.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=profile.valid_from,
        not_valid_after=profile.valid_until,
    )
    if profile.authority:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    if profile.purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([profile.purpose]), critical=True)
    if profile.usage:
        builder = builder.add_extension(_usage(profile.usage), critical=True)
    if profile.named_key:
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False
        )
    return Party(own, builder.sign(above, hashes.SHA256()))


def _usage(names: tuple[str, ...]) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: name in names for name in USAGES})


@dataclass(frozen=True, kw_only=True)
class Way:
    """How a message is signed."""

    digest: str = "sha256"
    pss: bool = False
    bare_oid: bool = False
    attributes: bool = True
    by_key_id: bool = False
    certificate: bool = True
    version: int = 3


USUAL: Final = Way()


def sign_message(content: bytes, signer: Party, *, way: Way = USUAL, content_type: str = LDS_SECURITY_OBJECT) -> bytes:
    """Write a signed message (RFC 5652)."""
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": [content_type]},
            {"type": "message_digest", "values": [hashlib.new(way.digest, content).digest()]},
        ]
    )
    certificate = asn1_x509.Certificate.load(signer.der)
    info: dict[str, object] = {
        "version": "v1",
        "sid": _identifier(certificate, by_key_id=way.by_key_id),
        "digest_algorithm": {"algorithm": way.digest},
        "signature_algorithm": _algorithm(signer.key, way),
        "signature": _signature(signer.key, attributes.dump() if way.attributes else content, way),
    }
    if way.attributes:
        info["signed_attrs"] = attributes
    data: dict[str, object] = {
        "version": "v3",
        "digest_algorithms": [{"algorithm": way.digest}],
        "encap_content_info": {"content_type": content_type, "content": core.ParsableOctetString(content)},
        "signer_infos": [info],
    }
    if way.certificate:
        data["certificates"] = [certificate]
    written = bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump())
    return written.replace(b"\x02\x01\x03\x31", bytes([0x02, 0x01, way.version, 0x31]), 1)


def security_object(groups: dict[int, bytes], *, digest: str = "sha256") -> bytes:
    """Write the digests of data groups (ICAO Doc 9303-10, 4.6.2.3)."""

    class Digest(core.Sequence):  # type: ignore[misc] # asn1crypto carries no types
        _fields = [("group", core.Integer), ("digest", core.OctetString)]  # noqa: RUF012 # the library's way

    class Digests(core.SequenceOf):  # type: ignore[misc]
        _child_spec = Digest

    class SecurityObject(core.Sequence):  # type: ignore[misc]
        _fields = [  # noqa: RUF012
            ("version", core.Integer),
            ("digest_algorithm", algos.DigestAlgorithm),
            ("digests", Digests),
        ]

    digests = [{"group": number, "digest": hashlib.new(digest, data).digest()} for number, data in groups.items()]
    written = SecurityObject({"version": 0, "digest_algorithm": {"algorithm": digest}, "digests": digests})
    return bytes(written.dump())


def master_list(certificates: Iterable[bytes]) -> bytes:
    """Write the content of a master list (ICAO Doc 9303-12, section 9)."""

    class Certificates(core.SetOf):  # type: ignore[misc]
        _child_spec = core.Any

    class MasterList(core.Sequence):  # type: ignore[misc]
        _fields = [("version", core.Integer), ("certificates", Certificates)]  # noqa: RUF012

    listed = [core.Any.load(der) for der in certificates]
    return bytes(MasterList({"version": 0, "certificates": listed}).dump())


def spki(key: PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def written_out(key: ec.EllipticCurvePrivateKey, curve: Curve) -> bytes:
    """Write a public key with its curve written out instead of named."""
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    domain = keys.SpecifiedECDomain(
        {
            "version": "ecdpVer1",
            "field_id": {"field_type": "prime_field", "parameters": curve.p},
            "curve": {"a": curve.a.to_bytes(curve.size, "big"), "b": curve.b.to_bytes(curve.size, "big")},
            "base": keys.ECPoint.from_coords(curve.x, curve.y),
            "order": curve.n,
            "cofactor": 1,
        }
    )
    algorithm = keys.PublicKeyAlgorithm({"algorithm": "ec", "parameters": keys.ECDomainParameters("specified", domain)})
    return bytes(keys.PublicKeyInfo({"algorithm": algorithm, "public_key": keys.ECPointBitString(point)}).dump())


def curve_named(name: str) -> Curve:
    return next(curve for curve in STANDARDIZED.values() if curve.name == name)


def _identifier(certificate: asn1_x509.Certificate, *, by_key_id: bool) -> cms.SignerIdentifier:
    if by_key_id:
        return cms.SignerIdentifier("subject_key_identifier", certificate.key_identifier)
    named = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    return cms.SignerIdentifier("issuer_and_serial_number", named)


def _algorithm(key: PrivateKey, way: Way) -> algos.SignedDigestAlgorithm:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return algos.SignedDigestAlgorithm({"algorithm": "ecdsa" if way.bare_oid else f"{way.digest}_ecdsa"})
    if not way.pss:
        return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15" if way.bare_oid else f"{way.digest}_rsa"})
    size = hashlib.new(way.digest).digest_size
    parameters = {
        "hash_algorithm": {"algorithm": way.digest},
        "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": way.digest}},
        "salt_length": size,
    }
    return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": parameters})


def _signature(key: PrivateKey, message: bytes, way: Way) -> bytes:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(message, ec.ECDSA(HASHES[way.digest]))
    digest = HASHES[way.digest]
    chosen = padding.PSS(padding.MGF1(digest), digest.digest_size) if way.pss else padding.PKCS1v15()
    return key.sign(message, chosen, digest)
