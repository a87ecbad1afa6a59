"""Messages signed in the Cryptographic Message Syntax (RFC 5652): security objects of chips, and master lists."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import Final

from asn1crypto import cms, core

from devices.cards.emrtd.certificates import Certificate, parse_certificate
from devices.cards.emrtd.signatures import (
    ASN1_ERRORS,
    SignatureUnknown,
    Signed,
    digest,
    read_public_key,
    read_scheme,
    verifies,
)
from devices.errors import CardUnreadable

SET: Final = b"\x31"
"""Signed attributes are signed as the set that they are, not under the tag that they carry (RFC 5652, 5.4)."""


@dataclass(frozen=True)
class SignedMessage:
    """Content whose signature holds. Whether its signer is to be believed is another question."""

    content: bytes = field(repr=False)
    signer: Certificate


def open_signed_message(der: bytes, *, content_type: str) -> SignedMessage:
    """Check the signature of a message against the certificate that it carries.

    Args:
        content_type: object identifier that the content must have.

    Raises:
        CardUnreadable: ``TRAVEL_DOCUMENT_NOT_GENUINE`` when the signature is wrong, ``TRAVEL_DOCUMENT_ISSUER_UNKNOWN``
            when the signer is missing or signs in a way that cannot be checked, ``CARD_ANSWERS_WRONGLY`` when the
            bytes are no such message.
    """
    try:
        message = cms.ContentInfo.load(der)
        if message["content_type"].native != "signed_data":
            raise CardUnreadable("CARD_ANSWERS_WRONGLY", "no signed message")
        data = message["content"]
        if data["encap_content_info"]["content_type"].dotted != content_type:
            raise CardUnreadable("CARD_ANSWERS_WRONGLY", "signed message of another type")
        return _open(data, content_type)
    except ASN1_ERRORS as error:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "no signed message") from error


def _open(data: cms.SignedData, content_type: str) -> SignedMessage:
    content = _content(data["encap_content_info"]["content"])
    info = data["signer_infos"][0]
    signer = _signer(data, info["sid"])
    name = info["digest_algorithm"]["algorithm"].native
    attributes = info["signed_attrs"]
    if attributes:
        _demand_attributes(attributes, content_type=content_type, content_digest=digest(name, content))
        message = SET + attributes.dump()[1:]
    else:
        message = content
    scheme = read_scheme(info["signature_algorithm"], message_digest=name)
    signed = Signed(message, info["signature"].native, scheme)
    if not verifies(read_public_key(signer.public_key), signed):
        raise CardUnreadable("TRAVEL_DOCUMENT_NOT_GENUINE", "signature")
    return SignedMessage(content, signer)


def _content(content: core.Asn1Value) -> bytes:
    """Return the bytes inside; messages of version 1 leave their type open."""
    return bytes(content.parse(core.OctetString) if isinstance(content, core.Any) else content)


def _signer(data: cms.SignedData, identifier: cms.SignerIdentifier) -> Certificate:
    for choice in data["certificates"]:
        if choice.name != "certificate":
            continue
        certificate = parse_certificate(choice.chosen.dump())
        if identifier.name == "subject_key_identifier":
            matches = identifier.native == certificate.key_id
        else:
            named = identifier.chosen
            matches = (named["issuer"].hashable, named["serial_number"].native) == (
                certificate.issuer,
                certificate.serial,
            )
        if matches:
            return certificate
    raise SignatureUnknown("signature without certificate")


def _demand_attributes(attributes: cms.CMSAttributes, *, content_type: str, content_digest: bytes) -> None:
    """Both must be there and say what the message says (RFC 5652, 11.1 and 11.2)."""
    found = {attribute["type"].native: attribute["values"][0] for attribute in attributes}
    if "content_type" not in found or found["content_type"].dotted != content_type:
        raise CardUnreadable("TRAVEL_DOCUMENT_NOT_GENUINE", "signed content type")
    if "message_digest" not in found or not hmac.compare_digest(found["message_digest"].native, content_digest):
        raise CardUnreadable("TRAVEL_DOCUMENT_NOT_GENUINE", "signed digest")
