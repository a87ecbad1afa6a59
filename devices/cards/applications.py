"""The applications of a chip that the terminal reads, in the order in which it looks for them.

An application that is not listed here is never selected: a bank's, above all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeAlias

from devices.cards.access import AccessKey
from devices.cards.apdu import Transmit
from devices.cards.contents import CardContents
from devices.cards.sam.paged import read_paged_identity
from devices.cards.social.read import read_social_card
from devices.errors import CardUnsupported

if TYPE_CHECKING:
    from devices.cards.emrtd.trust import TrustStore


@dataclass(frozen=True)
class KeyWanted:
    """The card lets itself be read only with what is printed on it, and that was not given."""


Reading: TypeAlias = CardContents | KeyWanted


class CardApplication(Protocol):
    """One thing that a chip may carry, and how it is read."""

    def read(self, transmit: Transmit, *, key: AccessKey | None) -> Reading | None:
        """Read the chip that ``transmit`` reaches; nothing when it does not carry this application.

        Raises:
            CardError: it carries the application, and cannot be read.
        """


class SocialSecurity:
    """The application of social security cards; wants no key."""

    def read(self, transmit: Transmit, *, key: AccessKey | None) -> Reading | None:
        """Read the holder, as :func:`devices.cards.social.read.read_social_card` does."""
        return read_social_card(transmit)


class TravelDocuments:
    """The application of passports and travel permits.

    Args of the constructor:
        load_trust: reads the signing authorities that are believed; called once, with the first travel document.
        today: the day at the terminal's place.
        with_photo: read the photo too, which takes a contactless chip some seconds.
    """

    def __init__(
        self, *, load_trust: Callable[[], TrustStore], today: Callable[[], date], with_photo: bool = False
    ) -> None:
        self._load_trust = load_trust
        self._today = today
        self._with_photo = with_photo
        self._trust: TrustStore | None = None

    def read(self, transmit: Transmit, *, key: AccessKey | None) -> Reading | None:
        """Read the holder, as :func:`devices.cards.emrtd.read.read_travel_document` does."""
        # A fifth of a second of imports, which the start of the terminal need not wait for.
        from devices.cards.emrtd.read import has_travel_application, read_travel_document

        if not has_travel_application(transmit):
            return None
        if key is None:
            return KeyWanted()
        if self._trust is None:
            self._trust = self._load_trust()
        return read_travel_document(
            transmit, key=key, trust=self._trust, today=self._today(), with_photo=self._with_photo
        )


class PagedIdentity:
    """Identity cards on a PC/SC reader with a SAM inside, which hands them out in pages; wants no key."""

    def read(self, transmit: Transmit, *, key: AccessKey | None) -> Reading | None:
        """Read the holder, as :func:`devices.cards.sam.paged.read_paged_identity` does."""
        try:
            return read_paged_identity(transmit)
        except CardUnsupported as error:
            if error.code == "CARD_WRONG_KIND":
                return None
            raise


def read_chip(transmit: Transmit, applications: Sequence[CardApplication], *, key: AccessKey | None) -> Reading:
    """Read the first application that a chip carries.

    Raises:
        CardUnsupported: ``CARD_WRONG_KIND`` when it carries none of them.
        CardError: as the application tells.
    """
    for application in applications:
        reading = application.read(transmit, key=key)
        if reading is not None:
            return reading
    raise CardUnsupported("CARD_WRONG_KIND", "none of the applications that are read here")
