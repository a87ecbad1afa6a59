"""The people whose cards lie in the simulators' wallet, as residents of the invented county."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from devices.cards.citizen_number import InvalidNumber
from devices.cards.contents import Numbering, Sex
from devices.cards.identity_text import decode_identity_text
from devices.cards.numbers import parse_number
from devices.errors import DeviceError
from devices.simulators.identity_image import text_block
from devices.simulators.wallet import Holder, IdentityCardImage, SocialCardImage, TravelDocumentImage
from kiosk.sandbox.places import some_place
from kiosk.sandbox.records import Resident

_SEXES: Final = {"M": Sex.MALE, "F": Sex.FEMALE}
"""Sex as in a machine-readable zone (ICAO Doc 9303-3, 4.4)."""


def residents_of_wallet(holders: Sequence[Holder], chance: random.Random) -> tuple[Resident, ...]:
    """Return the people of the wallet as their cards name them, each once.

    Identity cards are read as the terminal reads them, so a card that it refuses makes no resident. Cards without an
    address get an invented one.
    """
    people: dict[str, Resident] = {}
    for holder in holders:
        for person in _residents(holder, some_place(chance).full):
            people.setdefault(person.key, person)
    return tuple(people.values())


def _residents(holder: Holder, invented: str) -> Iterator[Resident]:
    if holder.identity_card is not None:
        yield from _of_identity_card(holder.identity_card, invented)
    if holder.social_card is not None:
        yield from _of_social_card(holder.social_card, invented)
    if holder.travel_document is not None:
        yield _of_travel_document(holder.travel_document, invented)


def _of_identity_card(card: IdentityCardImage, invented: str) -> Iterator[Resident]:
    try:
        read = decode_identity_text(text_block(card))
    except DeviceError:
        return
    yield Resident(
        name=read.name,
        id_number=read.id_number,
        numbering=read.numbering,
        issuing_state=read.issuing_state,
        sex=read.sex,
        birth=read.birth,
        nation=read.nation,
        address=read.address or invented,
    )


def _of_social_card(card: SocialCardImage, invented: str) -> Iterator[Resident]:
    name = card.name + card.name_extension
    try:
        said = parse_number(card.number)
    except InvalidNumber:
        return
    if name and said.birth is not None and said.sex is not None:
        yield Resident(
            name=name,
            id_number=card.number,
            numbering=said.numbering,
            sex=said.sex,
            birth=said.birth,
            nation=card.nation,
            address=invented,
        )


def _of_travel_document(document: TravelDocumentImage, invented: str) -> Resident:
    return Resident(
        name=f"{document.surname} {document.given_names}".strip(),
        id_number=document.number,
        numbering=Numbering.DOCUMENT,
        issuing_state=document.issuing_state,
        sex=_SEXES.get(document.sex, Sex.UNSPECIFIED),
        birth=date.fromisoformat(document.birth),
        nation="",
        address=invented,
    )
