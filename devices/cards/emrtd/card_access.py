"""What a chip offers besides basic access control: the security infos of EF.CardAccess (ICAO Doc 9303-11, 9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from devices.cards.emrtd.curves import STANDARDIZED, Curve
from devices.cards.emrtd.suites import Suite
from devices.cards.emrtd.tlv import TlvMalformed, read_objects

SET: Final = 0x31
SEQUENCE: Final = 0x30
OBJECT_IDENTIFIER: Final = 0x06
INTEGER: Final = 0x02

PACE: Final = bytes.fromhex("04007F0007020204")
"""id-PACE, 0.4.0.127.0.7.2.2.4 (ICAO Doc 9303-11, 9.2.3); one byte of the mapping and one of the cipher follow."""
ECDH_GENERIC_MAPPING: Final = 2
SUITES: Final = {1: Suite.TRIPLE_DES, 2: Suite.AES_128, 3: Suite.AES_192, 4: Suite.AES_256}


@dataclass(frozen=True)
class PaceOffer:
    """One way to run PACE.

    Attributes:
        protocol: object identifier, as the chip wants it named.
        parameters: number of the standardized domain parameters; nothing when the chip does not say.
    """

    protocol: bytes
    parameters: int | None

    @property
    def suite(self) -> Suite | None:
        """The cipher, when it is one that is known."""
        return SUITES.get(self.protocol[-1])

    @property
    def curve(self) -> Curve | None:
        """The curve, when the parameters are one that is known."""
        return STANDARDIZED.get(self.parameters) if self.parameters is not None else None

    @property
    def usable(self) -> bool:
        """Whether this terminal speaks it: generic mapping on a known curve with a known cipher."""
        mapping = self.protocol[-2]
        return mapping == ECDH_GENERIC_MAPPING and self.suite is not None and self.curve is not None


def parse_card_access(content: bytes) -> tuple[PaceOffer, ...]:
    """Return the offers of PACE among the security infos, in the chip's order; other infos are passed over.

    Raises:
        TlvMalformed: the content is no set of security infos.
    """
    infos = read_objects(content)
    if not infos or infos[0].tag != SET:
        raise TlvMalformed("no security infos")
    offers = []
    for info in read_objects(infos[0].value):
        if info.tag != SEQUENCE:
            raise TlvMalformed("no security info")
        protocol, *parameters = read_objects(info.value) or [infos[0]]
        if protocol.tag != OBJECT_IDENTIFIER:
            raise TlvMalformed("security info without protocol")
        if protocol.value.startswith(PACE) and len(protocol.value) == len(PACE) + 2:
            numbers = [int.from_bytes(each.value, "big") for each in parameters if each.tag == INTEGER]
            offers.append(PaceOffer(protocol.value, numbers[1] if len(numbers) > 1 else None))
    return tuple(offers)
