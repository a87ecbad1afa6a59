"""The files on the chip of an invented travel document (ICAO Doc 9303-10, 4.6 and 4.7)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from devices.cards.emrtd.suites import Suite
from devices.cards.emrtd.tlv import write_object
from devices.simulators.emrtd.issuer import SandboxIssuer
from devices.simulators.emrtd.portrait import draw_portrait
from devices.simulators.emrtd.zone import write_zone
from devices.simulators.wallet import TravelDocumentImage

CARD_ACCESS: Final = 0x011C
COMMON: Final = 0x011E
HOLDER: Final = 0x0101
FACE: Final = 0x0102
SECURITY: Final = 0x011D

PACE_ECDH_GM: Final = bytes.fromhex("04007F000702020402")
"""id-PACE-ECDH-GM, which one byte of the cipher follows (ICAO Doc 9303-11, 9.2.3)."""
CIPHERS: Final = {Suite.TRIPLE_DES: 1, Suite.AES_128: 2, Suite.AES_192: 3, Suite.AES_256: 4}
BRAINPOOL_P256R1: Final = 13
"""Number of the curve (ICAO Doc 9303-11, 9.5.1)."""


@dataclass(frozen=True)
class PaceChoice:
    """The one way in which a chip runs PACE: a cipher, and a curve by its number."""

    suite: Suite = Suite.AES_128
    parameters: int = BRAINPOOL_P256R1

    @property
    def protocol(self) -> bytes:
        """Its object identifier."""
        return PACE_ECDH_GM + bytes([CIPHERS[self.suite]])


USUAL_PACE: Final = PaceChoice()


def write_files(image: TravelDocumentImage, issuer: SandboxIssuer, *, wrong_digest: bool = False) -> dict[int, bytes]:
    """Return the files of the travel document application by their identifiers.

    Args:
        wrong_digest: let the signed digest of the holder's file be that of another one.
    """
    holder = write_object(0x61, write_object(0x5F1F, write_zone(image).encode("ascii")))
    face = _face(draw_portrait())
    groups = {1: holder + b"\x00" if wrong_digest else holder, 2: face}
    return {
        COMMON: _common(),
        HOLDER: holder,
        FACE: face,
        SECURITY: write_object(0x77, issuer.sign(_digests(groups), state=image.issuing_state)),
    }


def write_card_access(choice: PaceChoice) -> bytes:
    """Return the security infos of a chip that offers PACE in one way."""
    protocol = write_object(0x06, choice.protocol)
    version, parameters = write_object(0x02, b"\x02"), write_object(0x02, bytes([choice.parameters]))
    return write_object(0x31, write_object(0x30, protocol + version + parameters))


def _common() -> bytes:
    """EF.COM: versions of the layout and of Unicode, and the data groups that are there."""
    return write_object(
        0x60, write_object(0x5F01, b"0107") + write_object(0x5F36, b"040000") + write_object(0x5C, b"\x61\x75")
    )


def _face(picture: bytes) -> bytes:
    """Data group 2 with one face record (ISO/IEC 19794-5:2005) and no feature points."""
    face_size = 20 + 12 + len(picture)
    face = face_size.to_bytes(4, "big") + bytes(16)
    image_head = bytes([1, 0]) + (240).to_bytes(2, "big") + (320).to_bytes(2, "big") + bytes(6)
    record = b"FAC\x00010\x00" + (14 + face_size).to_bytes(4, "big") + b"\x00\x01" + face + image_head + picture
    header = write_object(0x80, b"\x01\x01") + write_object(0x81, b"\x02")
    header += write_object(0x87, b"\x01\x01") + write_object(0x88, b"\x00\x08")
    template = write_object(0x7F60, write_object(0xA1, header) + write_object(0x5F2E, record))
    return write_object(0x75, write_object(0x7F61, write_object(0x02, b"\x01") + template))


def _digests(groups: dict[int, bytes]) -> bytes:
    """The security object in DER, with SHA-256 throughout."""
    sha256 = write_object(0x30, bytes.fromhex("0609608648016503040201") + write_object(0x05, b""))
    entries = b"".join(
        write_object(
            0x30,
            write_object(0x02, bytes([number])) + write_object(0x04, hashlib.sha256(content).digest()),
        )
        for number, content in groups.items()
    )
    return write_object(0x30, write_object(0x02, b"\x00") + sha256 + write_object(0x30, entries))
