"""Signatures in every algorithm that a state may use, and keys that it may not."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.emrtd.curves import STANDARDIZED, Curve
from devices.cards.emrtd.signatures import (
    CURVES,
    Padding,
    Scheme,
    SignatureUnknown,
    Signed,
    digest,
    read_public_key,
    verifies,
)
from devices.cards.emrtd.signed_message import open_signed_message
from devices.errors import CardUnreadable
from tests.devices.cards.emrtd.signing import (
    LDS_SECURITY_OBJECT,
    SIGNER,
    USUAL,
    Party,
    Way,
    curve_named,
    make_party,
    sign_message,
    spki,
    written_out,
)

CONTENT = b"what a state says"
P256 = curve_named("P-256")
DIGESTS = ("sha1", "sha224", "sha256", "sha384", "sha512")


@pytest.fixture(scope="module")
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def rsa_signer(rsa_key: rsa.RSAPrivateKey) -> Party:
    return make_party(SIGNER, key=rsa_key)


@pytest.fixture(scope="module")
def signer() -> Party:
    return make_party(SIGNER)


def opened(message: bytes) -> bytes:
    return open_signed_message(message, content_type=LDS_SECURITY_OBJECT).content


@pytest.mark.parametrize("name", DIGESTS)
@pytest.mark.parametrize("way", [USUAL, Way(pss=True), Way(bare_oid=True)], ids=["pkcs1", "pss", "bare"])
def test_rsa(rsa_signer: Party, way: Way, name: str) -> None:
    assert opened(sign_message(CONTENT, rsa_signer, way=replace(way, digest=name))) == CONTENT


@pytest.mark.parametrize("name", DIGESTS)
@pytest.mark.parametrize("way", [USUAL, Way(bare_oid=True)], ids=["with digest", "bare"])
def test_ecdsa(signer: Party, way: Way, name: str) -> None:
    assert opened(sign_message(CONTENT, signer, way=replace(way, digest=name))) == CONTENT


@pytest.mark.parametrize("name", CURVES)
def test_ecdsa_on_every_curve(name: str) -> None:
    party = make_party(SIGNER, key=ec.generate_private_key(CURVES[name]()))
    assert opened(sign_message(CONTENT, party)) == CONTENT


@pytest.mark.parametrize(
    "way",
    [Way(attributes=False), Way(by_key_id=True), Way(version=1), Way(version=1, attributes=False)],
    ids=["no attributes", "by key identifier", "version 1", "version 1 without attributes"],
)
def test_messages_of_other_shapes(signer: Party, way: Way) -> None:
    assert opened(sign_message(CONTENT, signer, way=way)) == CONTENT


@pytest.mark.parametrize("way", [USUAL, Way(attributes=False)], ids=["attributes", "no attributes"])
def test_changed_content_is_not_genuine(signer: Party, way: Way) -> None:
    message = sign_message(CONTENT, signer, way=way).replace(CONTENT, CONTENT[::-1])
    with pytest.raises(CardUnreadable) as caught:
        opened(message)
    assert caught.value.code == "TRAVEL_DOCUMENT_NOT_GENUINE"


def test_a_signature_of_somebody_else_is_not_genuine(signer: Party, rsa_signer: Party) -> None:
    theirs = Party(make_party(SIGNER).key, signer.certificate)
    with pytest.raises(CardUnreadable) as caught:
        opened(sign_message(CONTENT, theirs))
    assert caught.value.code == "TRAVEL_DOCUMENT_NOT_GENUINE"
    mixed = Party(rsa_signer.key, signer.certificate)
    with pytest.raises(CardUnreadable) as unknown:
        opened(sign_message(CONTENT, mixed))
    assert unknown.value.code == "TRAVEL_DOCUMENT_ISSUER_UNKNOWN"


def test_content_of_another_type_is_refused(signer: Party) -> None:
    """A signature over something else must not pass for one over a document."""
    with pytest.raises(CardUnreadable):
        opened(sign_message(CONTENT, signer, content_type="2.23.136.1.1.2"))


@pytest.mark.parametrize("by_key_id", [False, True])
def test_a_signer_whose_certificate_is_missing_is_unknown(signer: Party, by_key_id: bool) -> None:
    with pytest.raises(CardUnreadable) as caught:
        opened(sign_message(CONTENT, signer, way=Way(by_key_id=by_key_id, certificate=False)))
    assert caught.value.code == "TRAVEL_DOCUMENT_ISSUER_UNKNOWN"


@pytest.mark.parametrize("name", CURVES)
def test_a_standard_curve_may_be_written_out(name: str) -> None:
    key = ec.generate_private_key(CURVES[name]())
    assert read_public_key(written_out(key, curve_named(name))) == read_public_key(spki(key))


@pytest.mark.parametrize("field", ["p", "a", "b", "n"])
def test_a_curve_that_differs_in_one_number_is_refused(field: str) -> None:
    changed = {each.name: getattr(P256, each.name) for each in fields(Curve)}
    changed[field] -= 2
    with pytest.raises(SignatureUnknown):
        read_public_key(written_out(ec.generate_private_key(ec.SECP256R1()), Curve(**changed)))


def test_a_generator_of_ones_own_is_refused() -> None:
    """With the public key itself as generator, the private key is 1: whoever writes the curve out signs as anybody."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_numbers()
    with pytest.raises(SignatureUnknown):
        read_public_key(written_out(key, replace(P256, x=public.x, y=public.y)))


def test_keys_on_other_curves_are_unknown() -> None:
    with pytest.raises(SignatureUnknown):
        read_public_key(spki(ec.generate_private_key(ec.SECP256K1())))


@pytest.mark.parametrize("size", [0, 1, 40, 90])
def test_keys_that_are_cut_off_are_unknown(size: int) -> None:
    with pytest.raises(SignatureUnknown):
        read_public_key(spki(ec.generate_private_key(ec.SECP256R1()))[:size])


def test_keys_of_other_algorithms_are_unknown() -> None:
    key = ed25519.Ed25519PrivateKey.generate().public_key()
    with pytest.raises(SignatureUnknown):
        read_public_key(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


@pytest.mark.parametrize("salt", [1 << 31, 1 << 33, 1 << 70])
def test_a_salt_that_no_signature_has_cannot_be_checked(rsa_signer: Party, salt: int) -> None:
    scheme = Scheme(Padding.PSS, "sha256", "sha256", salt)
    with pytest.raises(SignatureUnknown):
        verifies(read_public_key(spki(rsa_signer.key)), Signed(b"message", bytes(256), scheme))


def test_other_digests_are_unknown() -> None:
    with pytest.raises(SignatureUnknown):
        digest("md5", b"")


def test_curves_of_the_library_are_all_standard() -> None:
    assert CURVES.keys() <= {curve.name for curve in STANDARDIZED.values()}


@given(st.binary(max_size=300))
def test_byte_soup_is_no_signed_message(soup: bytes) -> None:
    with pytest.raises(CardUnreadable):
        opened(soup)


MESSAGE = sign_message(CONTENT, make_party(SIGNER))


@given(at=st.integers(0, len(MESSAGE) - 1), byte=st.integers(0, 255), cut=st.integers(0, len(MESSAGE)))
def test_a_spoilt_message_is_refused_or_says_the_same(at: int, byte: int, cut: int) -> None:
    spoilt = (MESSAGE[:at] + bytes([byte]) + MESSAGE[at + 1 :])[: cut if byte % 2 else None]
    try:
        assert opened(spoilt) == CONTENT
    except CardUnreadable as error:
        assert error.code in {
            "CARD_ANSWERS_WRONGLY",
            "TRAVEL_DOCUMENT_NOT_GENUINE",
            "TRAVEL_DOCUMENT_ISSUER_UNKNOWN",
        }
