"""What a card says as lines or JSON, masked unless it may be revealed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import Enum

from devices.cards.contents import CardContents
from kiosk.card_reading import CardSeen
from kiosk.visit.person import MASK, Person


class Veil(Enum):
    """How much of a resident a report may show."""

    MASKED = "masked"
    REVEALED = "revealed"


@dataclass(frozen=True)
class Line:
    """One field of a report."""

    field: str
    text: str


def card_lines(seen: CardSeen, veil: Veil) -> list[Line]:
    """Return the fields of a card that carries them; of one that could not be read or does not hold, why."""
    head = [Line("reader", seen.reader.value)]
    tail = [Line("milliseconds", f"{seen.took_ms:.0f}")]
    if seen.contents is None:
        return [*head, Line("failure", seen.code), *tail]
    fields = _revealed(seen.contents) if veil is Veil.REVEALED else _masked(seen.contents)
    refused = [Line("failure", seen.code)] if seen.code else []
    return [*head, *_about(seen.contents), *(Line(name, text) for name, text in fields if text), *refused, *tail]


def cards_json(seen: tuple[CardSeen, ...], veil: Veil) -> str:
    """Return the cards as a JSON array of objects with text values."""
    cards = [{line.field: line.text for line in card_lines(card, veil)} for card in seen]
    return json.dumps(cards, ensure_ascii=False, indent=2)


def _about(contents: CardContents) -> list[Line]:
    """What says nothing about the holder."""
    photo = contents.photo
    said = [
        ("kind", contents.kind.value),
        ("edition", contents.edition),
        ("numbering", contents.numbering.value),
        ("issuing state", contents.issuing_state),
        ("photo", f"{photo.format.value}, {len(photo.data)} bytes" if photo else ""),
    ]
    return [Line(name, text) for name, text in said if text]


def _masked(contents: CardContents) -> list[tuple[str, str]]:
    person = Person.from_card(contents)
    return [
        ("name", person.masked_name),
        ("number", person.masked_id_number),
        ("birth", f"{contents.birth.year:04d}-{MASK * 2}-{MASK * 2}"),
        *((name, MASK * 3 if text else "") for name, text in _more(contents)),
        *_validity(contents),
    ]


def _revealed(contents: CardContents) -> list[tuple[str, str]]:
    return [
        ("name", contents.name),
        ("number", contents.id_number),
        ("birth", contents.birth.isoformat()),
        *_more(contents),
        *_validity(contents),
    ]


def _more(contents: CardContents) -> list[tuple[str, str]]:
    return [
        ("latin name", contents.latin_name),
        ("sex", contents.sex.name.lower()),
        ("nation", contents.nation),
        ("nationality", contents.nationality),
        ("address", contents.address),
        ("travel permit", contents.permit_number),
    ]


def _validity(contents: CardContents) -> list[tuple[str, str]]:
    return [("valid from", _day(contents.valid_from)), ("valid until", _day(contents.valid_until))]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
