"""EF.SOD, the security object: a state's signature over the digests of all data groups (ICAO Doc 9303-10, 4.6.2)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import Final

from asn1crypto import algos, core

from devices.cards.emrtd.certificates import Certificate
from devices.cards.emrtd.files import File
from devices.cards.emrtd.signatures import ASN1_ERRORS, digest
from devices.cards.emrtd.signed_message import open_signed_message
from devices.cards.emrtd.tlv import find
from devices.errors import CardUnreadable

LDS_SECURITY_OBJECT: Final = "2.23.136.1.1.1"
"""id-icao-mrtd-security-ldsSecurityObject (ICAO Doc 9303-10, 4.6.2.3)."""
GROUP_NUMBERS: Final = {File.HOLDER: 1, File.FACE: 2}


class _Digest(core.Sequence):  # type: ignore[misc] # asn1crypto carries no types
    _fields = [("group", core.Integer), ("digest", core.OctetString)]  # noqa: RUF012 # the library's way


class _Digests(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _Digest


class _SecurityObject(core.Sequence):  # type: ignore[misc]
    _fields = [  # noqa: RUF012
        ("version", core.Integer),
        ("digest_algorithm", algos.DigestAlgorithm),
        ("digests", _Digests),
        ("lds_version", core.Any, {"optional": True}),
    ]


@dataclass(frozen=True)
class SecurityObject:
    """Digests with a signature that holds.

    Attributes:
        signer: whose signature it is; the trust store says whether it counts.
    """

    signer: Certificate
    _algorithm: str
    _digests: dict[int, bytes] = field(repr=False)

    def lists(self, file: File) -> bool:
        """Whether the document has this data group."""
        return GROUP_NUMBERS[file] in self._digests

    def demand_genuine(self, file: File, content: bytes) -> None:
        """Make sure that a data group is the one that was signed.

        Raises:
            CardUnreadable: ``TRAVEL_DOCUMENT_NOT_GENUINE`` when it is not.
        """
        signed = self._digests.get(GROUP_NUMBERS[file], b"")
        if not hmac.compare_digest(signed, digest(self._algorithm, content)):
            raise CardUnreadable("TRAVEL_DOCUMENT_NOT_GENUINE", f"digest of {file.name.lower()}")


def read_security_object(content: bytes) -> SecurityObject:
    """Open EF.SOD and check its signature.

    Raises:
        CardUnreadable: as :func:`devices.cards.emrtd.signed_message.open_signed_message`.
    """
    message = open_signed_message(find(content, File.SECURITY.tag), content_type=LDS_SECURITY_OBJECT)
    try:
        parsed = _SecurityObject.load(message.content, strict=True)
        digests = {each["group"].native: each["digest"].native for each in parsed["digests"]}
        return SecurityObject(message.signer, parsed["digest_algorithm"]["algorithm"].native, digests)
    except ASN1_ERRORS as error:
        raise CardUnreadable("CARD_ANSWERS_WRONGLY", "no security object") from error
