"""The card readers of this terminal, built from their settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from devices.cards.applications import CardApplication, PagedIdentity, SocialSecurity, TravelDocuments
from devices.cards.events import CardListener
from devices.cards.pcsc_reader import PcscReader
from devices.cards.sam.line import Line
from devices.cards.sam.reader import SamReader
from devices.cards.sam.serial_line import open_serial_line
from devices.cards.sam.tcp_line import TcpLine
from devices.cards.sam.usb_line import UsbIdentifier, UsbLine
from devices.owner import StatusListener
from devices.ports import CardReader
from devices.status import DeviceKind
from kiosk.settings import CardReaderSettings, IdentityReaderSettings, Settings

if TYPE_CHECKING:
    from devices.cards.emrtd.trust import TrustStore


@dataclass(frozen=True, kw_only=True)
class ReaderSettings:
    """The settings of the card readers; one without them is not there.

    Attributes:
        fingerprints: whether something here compares the fingerprints of identity cards, so that they are read too.
        photos: whether the photos of travel documents are wanted, which takes some seconds more.
    """

    identity_reader: IdentityReaderSettings | None
    card_reader: CardReaderSettings | None
    fingerprints: bool = False
    photos: bool = False


def readers_of(settings: Settings) -> ReaderSettings:
    """Take the readers' part out of a terminal's settings."""
    return ReaderSettings(
        identity_reader=settings.identity_reader,
        card_reader=settings.card_reader,
        fingerprints=settings.fingerprint_reader is not None,
    )


def build_readers(
    settings: ReaderSettings, *, on_card: CardListener, on_status: StatusListener, now: Callable[[], datetime]
) -> Mapping[DeviceKind, CardReader]:
    """Build the card readers that the settings name; none is opened yet."""
    readers: dict[DeviceKind, CardReader] = {}
    if (sam := settings.identity_reader) is not None:
        readers[DeviceKind.IDENTITY_READER] = SamReader(
            open_line=lambda: _sam_line(sam),
            fingerprints=settings.fingerprints,
            on_card=on_card,
            on_status=on_status,
            now=now,
        )
    if (pcsc := settings.card_reader) is not None:
        if pcsc.pcsc_socket:
            # pcsclite's client library reads the socket's path from nowhere else.
            os.environ["PCSCLITE_CSOCK_NAME"] = pcsc.pcsc_socket
        readers[DeviceKind.CARD_READER] = PcscReader(
            applications=_applications(pcsc, photos=settings.photos, now=now),
            on_card=on_card,
            on_status=on_status,
            now=now,
        )
    return readers


def _applications(
    settings: CardReaderSettings, *, photos: bool, now: Callable[[], datetime]
) -> tuple[CardApplication, ...]:
    """Name what is read of a chip, in the order in which it is looked for."""
    travel = TravelDocuments(
        load_trust=lambda: _authorities(settings.authorities_dir),
        today=lambda: now().astimezone().date(),
        with_photo=photos,
    )
    paged = (PagedIdentity(),) if settings.paged_identity else ()
    # Without anybody to vouch for it, a passport would be unlocked at length and then refused.
    trusted = (travel,) if has_authorities(settings.authorities_dir) else ()
    return (*paged, SocialSecurity(), *trusted)


def has_authorities(folder: Path) -> bool:
    """Whether there is anything in the store of signing authorities."""
    try:
        return any(folder.iterdir())
    except OSError:
        return False


def _authorities(folder: Path) -> TrustStore:
    """Read the store; with the first travel document, since the start of the terminal need not wait for it."""
    from devices.cards.emrtd.trust import TrustStore

    return TrustStore.load(folder)


def _sam_line(settings: IdentityReaderSettings) -> Line:
    """Reach the identity-card reader by the one way that the settings name; raises a :class:`DeviceError`."""
    if settings.host:
        return TcpLine(host=settings.host, port=settings.tcp_port)
    if settings.usb:
        return UsbLine(identifier=UsbIdentifier.parse(settings.usb), scheme=settings.usb_scheme)
    return open_serial_line(port=settings.port, baud=settings.baud)
