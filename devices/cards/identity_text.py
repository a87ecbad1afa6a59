"""The 256-byte text block of identity cards, in its four layouts, as what the card says.

A character at byte 248 tells the layout: a space stands for citizens, ``J`` for residents from Hong Kong, Macao and
Taiwan, ``I`` and ``Y`` for foreigners. The layouts stand in :mod:`devices.cards.identity`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from devices.cards.contents import CardContents, Photo
from devices.cards.identity import citizen, foreigner_2017, foreigner_2023, residence_permit
from devices.cards.identity.block import TEXT_BYTES, TextBlock
from devices.cards.numbers import agreed_number
from devices.errors import CardUnreadable, CardUnsupported

DECODERS: Final[dict[str, Callable[[TextBlock], CardContents]]] = {
    citizen.FLAG: citizen.decode_citizen,
    # A card padded with NUL carries one here too.
    "\0": citizen.decode_citizen,
    residence_permit.FLAG: residence_permit.decode_residence_permit,
    foreigner_2017.FLAG: foreigner_2017.decode_foreigner_2017,
    foreigner_2023.FLAG: foreigner_2023.decode_foreigner_2023,
}


def decode_identity_text(block: bytes, *, photo: Photo | None = None) -> CardContents:
    """Read a text block of any layout.

    Whether the card holds today is not judged here; :func:`devices.cards.validity.refusal_on` does.

    Args:
        block: 256 bytes.
        photo: handed on as it is.

    Raises:
        CardUnreadable: ``CARD_TEXT_MALFORMED`` for bytes that are no such block or lack what every card says,
            ``CARD_NUMBER_INVALID`` for a number that breaks its own rules, ``CARD_CONTRADICTS_ITSELF`` when number,
            birth, sex, nationality or dates disagree.
        CardUnsupported: ``CARD_LAYOUT_UNSUPPORTED`` for a layout that is none of the four.
    """
    if len(block) != TEXT_BYTES:
        raise CardUnreadable("CARD_TEXT_MALFORMED", f"{len(block)} bytes")
    text = TextBlock(block)
    decode = DECODERS.get(text.flag)
    if decode is None:
        raise CardUnsupported("CARD_LAYOUT_UNSUPPORTED", f"flag U+{ord(text.flag):04X}")
    contents = decode(text)
    _refuse_contradictions(contents)
    return replace(contents, photo=photo)


def _refuse_contradictions(contents: CardContents) -> None:
    if not contents.name or not contents.id_number:
        raise CardUnreadable("CARD_TEXT_MALFORMED", "no name or no number")
    said = agreed_number(contents.id_number, birth=contents.birth, sex=contents.sex, nationality=contents.nationality)
    if said.numbering is not contents.numbering:
        raise CardUnreadable("CARD_CONTRADICTS_ITSELF", "the number of another kind of card")
    days = [contents.birth, contents.valid_from, contents.valid_until]
    known = [day for day in days if day is not None]
    if known != sorted(known):
        raise CardUnreadable("CARD_CONTRADICTS_ITSELF", "birth and validity are out of order")
