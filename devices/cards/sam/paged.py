"""Identity cards through a PC/SC reader with a SAM inside it, which hands out what it has read in pages.

``FF B0 pp 00 00`` is answered by page ``pp`` of 256 bytes; the pages together are what a SAM answers to a read: two
lengths, the text block and the photo. One public program describes this, so a reader is asked only where the settings
say so.
"""

from __future__ import annotations

from typing import Final

from devices.cards.apdu import Transmit, exchange
from devices.cards.contents import CardContents, Photo, PhotoFormat
from devices.cards.identity.block import TEXT_BYTES
from devices.cards.identity_text import decode_identity_text
from devices.cards.sam.frames import SamFrameError
from devices.cards.sam.record import LENGTH_BYTES, PHOTO_BYTES, IdentityRecord, parse_record
from devices.errors import CardUnreadable, CardUnsupported

PAGE_BYTES: Final = 256
RECORD_BYTES: Final = 2 * LENGTH_BYTES + TEXT_BYTES + PHOTO_BYTES
PAGES: Final = -(-RECORD_BYTES // PAGE_BYTES)


def read_paged_identity(transmit: Transmit) -> CardContents:
    """Read the identity card that lies on such a reader.

    Raises:
        CardUnsupported: ``CARD_WRONG_KIND`` when the reader has no first page: no such reader, or no identity card.
        CardUnreadable: ``CARD_NOT_READABLE`` when a later page is refused or the pages are no record, and whatever
            :func:`decode_identity_text` refuses.
        CardGone: by ``transmit``, when the card is pulled.
    """
    record = _record(b"".join(_page(transmit, number) for number in range(PAGES)))
    photo = Photo(PhotoFormat.WLT, record.photo) if record.photo else None
    return decode_identity_text(record.text, photo=photo)


def _page(transmit: Transmit, number: int) -> bytes:
    answer = exchange(transmit, bytes([0xFF, 0xB0, number, 0x00, 0x00]))
    if answer.succeeded and answer.data:
        return answer.data
    if number == 0:
        raise CardUnsupported("CARD_WRONG_KIND", f"no identity pages: {answer.status:04X}")
    raise CardUnreadable("CARD_NOT_READABLE", f"page {number}: {answer.status:04X}")


def _record(pages: bytes) -> IdentityRecord:
    """Take the record out of the pages; the last one may be filled up."""
    try:
        return parse_record(pages[:RECORD_BYTES], with_fingerprints=False)
    except SamFrameError as error:
        raise CardUnreadable("CARD_NOT_READABLE", error.detail) from error
