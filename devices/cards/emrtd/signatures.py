"""Signatures of states: RSA (RFC 8017) and ECDSA, in the algorithms that ICAO Doc 9303-12 (4.1.6) lets them use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final, TypeAlias, assert_never

from asn1crypto import algos, keys
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from devices.cards.emrtd.curves import STANDARDIZED
from devices.errors import CardUnreadable

PublicKey: TypeAlias = rsa.RSAPublicKey | ec.EllipticCurvePublicKey

HASHES: Final[dict[str, Callable[[], hashes.HashAlgorithm]]] = {
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
CURVES: Final[dict[str, Callable[[], ec.EllipticCurve]]] = {
    "P-192": ec.SECP192R1,
    "P-224": ec.SECP224R1,
    "P-256": ec.SECP256R1,
    "P-384": ec.SECP384R1,
    "P-521": ec.SECP521R1,
    "brainpoolP256r1": ec.BrainpoolP256R1,
    "brainpoolP384r1": ec.BrainpoolP384R1,
    "brainpoolP512r1": ec.BrainpoolP512R1,
}
"""Curves that the library verifies on."""

ASN1_ERRORS: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
"""What asn1crypto lets out when bytes are not what they should be."""


class Padding(Enum):
    """How a digest is signed."""

    PKCS1 = auto()
    PSS = auto()
    ECDSA = auto()


@dataclass(frozen=True)
class Scheme:
    """A signature algorithm.

    Attributes:
        digest, mask_digest: names of hash algorithms; the second matters to PSS only.
        salt: bytes, likewise.
    """

    padding: Padding
    digest: str
    mask_digest: str = ""
    salt: int = 0


@dataclass(frozen=True)
class Signed:
    """Bytes with the signature over them."""

    message: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    scheme: Scheme


class SignatureUnknown(CardUnreadable):
    """A key or an algorithm that this terminal cannot check; so nobody it knows vouches for what it signed."""

    def __init__(self, what: str) -> None:
        super().__init__("TRAVEL_DOCUMENT_ISSUER_UNKNOWN", f"cannot check {what}")


def digest(name: str, data: bytes) -> bytes:
    """Hash data.

    Raises:
        SignatureUnknown: the hash algorithm is none that a travel document may use.
    """
    if name not in HASHES:
        raise SignatureUnknown("hash algorithm")
    return hashlib.new(name, data, usedforsecurity=False).digest()


def read_scheme(algorithm: algos.SignedDigestAlgorithm, *, message_digest: str = "") -> Scheme:
    """Read a signature algorithm; ``message_digest`` is the one beside it, where it does not name one itself.

    Raises:
        SignatureUnknown: it is none that a state may use.
    """
    try:
        match algorithm.signature_algo:
            case "rsassa_pss":
                parameters = algorithm["parameters"]
                mask = parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native
                name = parameters["hash_algorithm"]["algorithm"].native
                return Scheme(Padding.PSS, name, mask, parameters["salt_length"].native)
            case "rsassa_pkcs1v15":
                return Scheme(Padding.PKCS1, _digest_name(algorithm, message_digest))
            case "ecdsa":
                return Scheme(Padding.ECDSA, _digest_name(algorithm, message_digest))
    except ASN1_ERRORS as error:
        raise SignatureUnknown("signature algorithm") from error
    raise SignatureUnknown("signature algorithm")


def read_public_key(info: bytes) -> PublicKey:
    """Read a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7).

    A curve may be named or written out. One that is written out must be a standard one to the last number: with a base
    point of one's own choice, anybody has the private key to any public key.

    Raises:
        SignatureUnknown: it is no key that the library verifies with.
    """
    try:
        parsed = keys.PublicKeyInfo.load(info, strict=True)
        if parsed.algorithm in ("rsa", "rsassa_pss"):
            numbers = parsed["public_key"].parsed
            return rsa.RSAPublicNumbers(numbers["public_exponent"].native, numbers["modulus"].native).public_key()
        if parsed.algorithm == "ec":
            curve = _curve(parsed["algorithm"]["parameters"])
            return ec.EllipticCurvePublicKey.from_encoded_point(curve, bytes(parsed["public_key"]))
    except (*ASN1_ERRORS, UnsupportedAlgorithm) as error:
        raise SignatureUnknown("public key") from error
    raise SignatureUnknown("public key")


def verifies(key: PublicKey, signed: Signed) -> bool:
    """Tell whether the owner of the key signed these bytes.

    Raises:
        SignatureUnknown: key and algorithm do not belong together.
    """
    scheme = signed.scheme
    if scheme.digest not in HASHES:
        raise SignatureUnknown("hash algorithm")
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signed.signature, signed.message, _rsa_padding(scheme), HASHES[scheme.digest]())
        elif scheme.padding is Padding.ECDSA:
            key.verify(signed.signature, signed.message, ec.ECDSA(HASHES[scheme.digest]()))
        else:
            raise SignatureUnknown("key of another algorithm")
    except InvalidSignature:
        return False
    except (ValueError, OverflowError, UnsupportedAlgorithm) as error:
        raise SignatureUnknown("signature") from error
    return True


def _digest_name(algorithm: algos.SignedDigestAlgorithm, message_digest: str) -> str:
    bare = algorithm["algorithm"].native in ("rsassa_pkcs1v15", "ecdsa")
    return message_digest if bare else str(algorithm.hash_algo)


def _rsa_padding(scheme: Scheme) -> padding.AsymmetricPadding:
    match scheme.padding:
        case Padding.PKCS1:
            return padding.PKCS1v15()
        case Padding.PSS:
            if scheme.mask_digest not in HASHES or scheme.salt < 0:
                raise SignatureUnknown("signature algorithm")
            return padding.PSS(padding.MGF1(HASHES[scheme.mask_digest]()), scheme.salt)
        case Padding.ECDSA:
            raise SignatureUnknown("key of another algorithm")
        case unreachable:
            assert_never(unreachable)


def _curve(parameters: keys.ECDomainParameters) -> ec.EllipticCurve:
    if parameters.name == "named":
        oid = parameters.chosen.dotted
        name = next((curve.name for curve in STANDARDIZED.values() if curve.oid == oid), "")
    else:
        name = _written_out(parameters.chosen)
    if name not in CURVES:
        raise SignatureUnknown("curve")
    return CURVES[name]()


def _written_out(domain: keys.SpecifiedECDomain) -> str:
    """Name the standard curve that is written out here; empty when it is none."""
    generator = domain["base"].to_coords()
    numbers = (
        domain["field_id"]["parameters"].native,
        int.from_bytes(domain["curve"]["a"].native, "big"),
        int.from_bytes(domain["curve"]["b"].native, "big"),
        *generator,
        domain["order"].native,
    )
    for curve in STANDARDIZED.values():
        if numbers == (curve.p, curve.a, curve.b, curve.x, curve.y, curve.n):
            return curve.name
    return ""
