"""What each card of the wallet is, in a few words: its kind, and what makes it worth trying."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from devices.cards.identity_text import decode_identity_text
from devices.cards.validity import refusal_on
from devices.errors import CardError
from devices.simulators.identity_image import text_block
from devices.simulators.wallet import Holder, IdentityCardImage, SocialCardImage, TravelDocumentImage

LAYOUTS: Final = {
    "citizen": "citizen",
    "J": "residence permit of 2018",
    "I": "foreigner's card of 2017",
    "Y": "foreigner's card of 2023",
}
NO_END: Final = "长期"
MIDDLE_DOT: Final = "·"
LONG_NAME: Final = 10
"""Characters; longer names need two lines on most screens and papers."""


def name_of(holder: Holder) -> str:
    """Return the invented name; empty for a card that names nobody."""
    identity, social, travel = holder.identity_card, holder.social_card, holder.travel_document
    names = [identity.name or identity.latin_name] if identity else []
    names += [social.name] if social else []
    names += [f"{travel.surname} {travel.given_names}"] if travel else []
    return next((name for name in names if name), "")


def card_lines(holder: Holder, *, today: date) -> list[str]:
    """Say what each card of a holder is; a card that the terminal refuses on this day is named by its failure code."""
    lines = []
    if (identity := holder.identity_card) is not None:
        layout = LAYOUTS.get(identity.layout, f"unknown layout {identity.layout}")
        lines.append(_line("identity card", layout, *_identity_features(identity, today)))
    if (social := holder.social_card) is not None:
        lines.append(_line("social security card", f"generation {social.generation}", *_social_features(social)))
    if (travel := holder.travel_document) is not None:
        lines.append(_line(_travel_kind(travel), "PACE and BAC" if travel.pace else "BAC"))
    if holder.bank_card is not None:
        lines.append(_line("bank card", "without the social security application"))
    return lines


def card_refusal(holder: Holder, *, today: date) -> str:
    """Return the code with which the terminal refuses the holder's identity card; empty for a good one, or none."""
    return _refusal(holder.identity_card, today) if holder.identity_card is not None else ""


def _line(kind: str, *features: str) -> str:
    return f"{kind}: {', '.join(features)}"


def _identity_features(card: IdentityCardImage, today: date) -> Iterator[str]:
    yield from _name_features(card.name)
    if card.number.endswith("X"):
        yield "number ends in X"
    if card.valid_until == NO_END:
        yield "valid for ever"
    if card.appended_addresses:
        yield f"{len(card.appended_addresses)} appended addresses"
    if card.fingerprints:
        yield f"fingerprints: {card.fingerprints}"
    if refusal := _refusal(card, today):
        yield f"refused with {refusal}"


def _social_features(card: SocialCardImage) -> Iterator[str]:
    yield from _name_features(card.name)
    if card.name_extension:
        yield "name goes on in a second record"
    if card.record_order:
        yield "records in another order"
    missing = [word for word, text in (("name", card.name), ("number", card.number), ("sex", card.sex)) if not text]
    if missing:
        yield f"without {', '.join(missing)}"


def _name_features(name: str) -> Iterator[str]:
    if not _is_common(name):
        yield "rare character"
    if len(name) > LONG_NAME:
        yield f"name of {len(name)} characters"


def _is_common(name: str) -> bool:
    """Whether all characters are in GB 2312, which the oldest printers and registers stop at."""
    try:
        name.replace(MIDDLE_DOT, "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _refusal(card: IdentityCardImage, today: date) -> str:
    """Return the code with which the terminal itself refuses the card; empty for a good one."""
    try:
        return refusal_on(today, decode_identity_text(text_block(card)))
    except CardError as error:
        return error.code


def _travel_kind(document: TravelDocumentImage) -> str:
    return "passport" if document.document_code.startswith("P") else "travel permit"
