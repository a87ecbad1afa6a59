"""Reading a travel document: opening its chip with what is printed on it, and believing only what a state signed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from devices.cards.access import AccessKey, CanKey, MrzKey
from devices.cards.apdu import Response, Transmit
from devices.cards.contents import CardContents, CardKind, Numbering, Photo, Sex
from devices.cards.emrtd.bac import basic_access
from devices.cards.emrtd.card_access import PaceOffer, parse_card_access
from devices.cards.emrtd.commands import Channel, Command, PlainChannel
from devices.cards.emrtd.face import read_face
from devices.cards.emrtd.files import SELECT, File, find_file, read_file
from devices.cards.emrtd.mrz import FILLER, Mrz, MrzMalformed, parse_mrz
from devices.cards.emrtd.pace import password_access
from devices.cards.emrtd.security_object import SecurityObject, read_security_object
from devices.cards.emrtd.tlv import TlvMalformed, find
from devices.cards.emrtd.trust import TrustStore
from devices.errors import CardUnreadable, CardUnsupported

APPLICATION: Final = bytes.fromhex("A0000002471001")
"""Name of the application of electronic travel documents (ICAO Doc 9303-10, 4.2)."""
SELECT_APPLICATION: Final = Command(instruction=SELECT, p1=0x04, p2=0x0C, data=APPLICATION)
SELECT_ROOT: Final = (
    Command(instruction=SELECT, p1=0x00, p2=0x0C, data=bytes.fromhex("3F00")),
    Command(instruction=SELECT, p1=0x00, p2=0x0C),
)
"""Back to where EF.CardAccess stands, by its identifier or without (ISO/IEC 7816-4, 11.1.1); chips know one or both."""
MRZ: Final = 0x5F1F
"""Tag of the zone inside data group 1 (ICAO Doc 9303-10, 4.7.1)."""

SESSION_ENDED: Final = frozenset({0x6982, 0x6985, 0x6987, 0x6988})
"""How chips meet the first plain command after a protected one: they end the session of an earlier reading, and say so
instead of doing what they are told (ICAO Doc 9303-11, 9.8.8)."""

SEXES: Final = {"M": Sex.MALE, "F": Sex.FEMALE}


class Access(Enum):
    """How the chip was opened; the edition of what was read."""

    BASIC = "bac"
    PACE = "pace"


@dataclass(frozen=True)
class _Open:
    """An opened application."""

    access: Access
    channel: Channel


def has_travel_application(transmit: Transmit) -> bool:
    """Tell whether the card is a travel document: it lets the application be selected. Needs no key."""
    return _afresh(PlainChannel(transmit), SELECT_APPLICATION).succeeded


def read_travel_document(
    transmit: Transmit,
    *,
    key: AccessKey,
    trust: TrustStore,
    today: date,
    with_photo: bool = False,
    random_bytes: Callable[[int], bytes] = secrets.token_bytes,
) -> CardContents:
    """Open the chip, read its holder, and make sure that a state vouches for every byte of it.

    The face image is read last, and only when it is asked for.

    Args:
        key: what was typed or scanned from the document.
        trust: the signing authorities that are believed.
        today: resolves two-digit years, and is the day on which the certificates must be valid; for documents that
            have expired, their last day is.
        with_photo: read the face image too; it takes several times as long as everything else.
        random_bytes: where nonces and ephemeral keys come from.

    Raises:
        CardUnsupported: ``CARD_WRONG_KIND`` when the card is no travel document, or none of a kind used here;
            ``CARD_LAYOUT_UNSUPPORTED`` when its chip describes the holder in another way, or without a full birth date.
        CardUnreadable: ``TRAVEL_DOCUMENT_KEY_WRONG``, ``TRAVEL_DOCUMENT_WANTS_MRZ``,
            ``TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED``, ``TRAVEL_DOCUMENT_NOT_GENUINE``,
            ``TRAVEL_DOCUMENT_ISSUER_UNKNOWN``, ``CARD_RECORD_MISSING``, or ``CARD_ANSWERS_WRONGLY``.
        CardGone: by ``transmit``, when the document is lifted.
    """
    opened = _open(transmit, key, random_bytes)
    holder = read_file(opened.channel, File.HOLDER)
    security = read_security_object(read_file(opened.channel, File.SECURITY))
    security.demand_genuine(File.HOLDER, holder)
    mrz = _zone(holder)
    birth, valid_until = _days(mrz, today)
    trust.demand_vouched(security.signer, state=mrz.issuing_state, on=min(today, valid_until or today))
    if isinstance(key, MrzKey):
        _demand_same_document(mrz, key)
    return CardContents(
        kind=_kind(mrz),
        edition=opened.access.value,
        name=_name(mrz),
        latin_name=_name(mrz),
        id_number=mrz.number,
        numbering=Numbering.DOCUMENT,
        issuing_state=mrz.issuing_state,
        nationality=mrz.nationality,
        sex=SEXES.get(mrz.sex, Sex.UNKNOWN),
        birth=birth,
        valid_until=valid_until,
        photo=_photo(opened.channel, security) if with_photo else None,
    )


def _open(transmit: Transmit, key: AccessKey, random_bytes: Callable[[int], bytes]) -> _Open:
    """Prefer PACE; a chip that speaks it is not opened the weaker way, not even when it refuses the key."""
    plain = PlainChannel(transmit)
    offers = _offers(plain)
    usable = [offer for offer in offers if offer.usable]
    if usable:
        offer = usable[0]
        channel = password_access(
            transmit, key, offer=offer, name_parameters=_ambiguous(offer, offers), random_bytes=random_bytes
        )
        _demand_application(channel.send(SELECT_APPLICATION))
        return _Open(Access.PACE, channel)
    if isinstance(key, CanKey):
        code = "TRAVEL_DOCUMENT_ACCESS_UNSUPPORTED" if offers else "TRAVEL_DOCUMENT_WANTS_MRZ"
        raise CardUnreadable(code, "no usable PACE")
    _demand_application(plain.send(SELECT_APPLICATION))
    return _Open(Access.BASIC, basic_access(transmit, key, random_bytes=random_bytes))


def _offers(channel: Channel) -> tuple[PaceOffer, ...]:
    _ = any(_afresh(channel, command).succeeded for command in SELECT_ROOT)
    content = find_file(channel, File.CARD_ACCESS)
    return parse_card_access(content) if content is not None else ()


def _ambiguous(offer: PaceOffer, offers: Sequence[PaceOffer]) -> bool:
    return sum(each.protocol == offer.protocol for each in offers) > 1


def _afresh(channel: Channel, command: Command) -> Response:
    """Send the first plain command of a reading."""
    answer = channel.send(command)
    return channel.send(command) if answer.status in SESSION_ENDED else answer


def _demand_application(answer: Response) -> None:
    if not answer.succeeded:
        raise CardUnsupported("CARD_WRONG_KIND", f"no travel document: {answer.status:04X}")


def _demand_same_document(mrz: Mrz, key: MrzKey) -> None:
    """The key opened the chip, so the chip has to be of the document that the key was read from."""
    if (mrz.number, mrz.birth, mrz.expiry) != (key.number.rstrip(FILLER), key.birth, key.expiry):
        raise CardUnreadable("TRAVEL_DOCUMENT_NOT_GENUINE", "opened by the key of another document")


def _kind(mrz: Mrz) -> CardKind:
    """Tell the kinds that are used here by the document code.

    P is a passport (ICAO Doc 9303-4, 4.2.2.1). Mainland travel permits of people from Hong Kong, Macao and Taiwan are
    taken to be whatever China issues under C, such as CR and CT: unconfirmed, after page readers' descriptions of
    cards under GA/T 704.14. Their second letter is therefore left open.

    Raises:
        CardUnsupported: ``CARD_WRONG_KIND`` for identity cards, visas and everything else that has such a chip.
    """
    if mrz.document_code.startswith("P"):
        return CardKind.PASSPORT
    if mrz.document_code.startswith("C") and mrz.issuing_state == "CHN":
        return CardKind.TRAVEL_PERMIT
    raise CardUnsupported("CARD_WRONG_KIND", "no passport and no travel permit")


def _name(mrz: Mrz) -> str:
    return f"{mrz.surname} {mrz.given_names}".rstrip()


def _zone(holder: bytes) -> Mrz:
    try:
        return parse_mrz(find(holder, File.HOLDER.tag, MRZ).decode("ascii", errors="replace"))
    except MrzMalformed as error:
        raise CardUnsupported("CARD_LAYOUT_UNSUPPORTED", f"zone on the chip: {error.detail}") from error


def _days(mrz: Mrz, today: date) -> tuple[date, date | None]:
    """Return birth and last day."""
    try:
        return mrz.birth_date(today), mrz.expiry_date(today)
    except MrzMalformed as error:
        raise CardUnsupported("CARD_LAYOUT_UNSUPPORTED", f"zone on the chip: {error.detail}") from error


def _photo(channel: Channel, security: SecurityObject) -> Photo | None:
    if not security.lists(File.FACE):
        return None
    content = read_file(channel, File.FACE)
    security.demand_genuine(File.FACE, content)
    try:
        return read_face(content)
    except TlvMalformed:
        # Signed as it is: a face in a layout that is newer than this terminal, and nothing waits for it.
        return None
