"""The cards of invented residents, as images in JSON: a field that is absent there is absent on the card.

Every file of the ``wallet`` folder beside this module is one holder, named by its file name, for example
``zhang-guilan``. Texts stand as the card stores them; dates are ``YYYYMMDD`` or ``长期``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, TypeVar

WALLET: Final = Path(__file__).with_suffix("")


class WalletError(ValueError):
    """A card image that is missing or is not what an image may be."""


@dataclass(frozen=True, kw_only=True)
class IdentityCardImage:
    """What stands on an identity card, field by field.

    Attributes:
        layout: ``citizen``; ``J`` for a residence permit of people from Hong Kong, Macao and Taiwan; ``I`` and ``Y``
            for a foreigner's card of 2017 and 2023; any other character makes a card that nobody knows. Each layout has
            places for some of the fields.
        appended_addresses: addresses written on the card after it was printed, oldest first; a card holds four.
        fingerprints: how many are on the card, at most two.
    """

    layout: str = "citizen"
    name: str = ""
    latin_name: str = ""
    sex: str = ""
    nation: str = ""
    nationality: str = ""
    birth: str = ""
    address: str = ""
    number: str = ""
    issuer: str = ""
    authority: str = ""
    valid_from: str = ""
    valid_until: str = ""
    permit_number: str = ""
    issue_count: str = ""
    version: str = ""
    appended_addresses: tuple[str, ...] = ()
    fingerprints: int = 0


@dataclass(frozen=True, kw_only=True)
class SocialCardImage:
    """What stands on a social security card; digits of BCD fields as text.

    Attributes:
        record_order: tags of the holder's file in hex in the order in which the card stores them, for example
            ``09080A0B0C0D``; empty for the order of its generation. A record whose field is empty is not on the card.
    """

    generation: int = 3
    card_id: str = ""
    issuer_code: str = ""
    issued: str = ""
    valid_until: str = ""
    card_number: str = ""
    number: str = ""
    name: str = ""
    name_extension: str = ""
    sex: str = ""
    nation: str = ""
    birthplace: str = ""
    birth: str = ""
    record_order: str = ""


@dataclass(frozen=True, kw_only=True)
class TravelDocumentImage:
    """What stands on the chip of a passport or travel permit (ICAO Doc 9303): the fields of its machine-readable zone.

    Dates are ``YYYYMMDD``, names in Latin letters, ``sex`` is ``M``, ``F`` or empty. ``document_code`` is ``P`` for
    passports and two letters such as ``CR`` for permits; ``pace`` tells whether the chip speaks PACE besides BAC.
    """

    document_code: str = ""
    issuing_state: str = ""
    number: str = ""
    surname: str = ""
    given_names: str = ""
    nationality: str = ""
    birth: str = ""
    sex: str = ""
    valid_until: str = ""
    personal_number: str = ""
    can: str = ""
    pace: bool = False


@dataclass(frozen=True, kw_only=True)
class BankCardImage:
    """A chip card without the social security application; nothing on it is ever read."""


@dataclass(frozen=True, kw_only=True)
class Holder:
    """The cards in one holder's pocket."""

    slug: str
    identity_card: IdentityCardImage | None = None
    social_card: SocialCardImage | None = None
    travel_document: TravelDocumentImage | None = None
    bank_card: BankCardImage | None = None


Image = TypeVar("Image", IdentityCardImage, SocialCardImage, TravelDocumentImage, BankCardImage)


def slugs(folder: Path = WALLET) -> list[str]:
    """Name all holders, sorted."""
    return sorted(path.stem for path in folder.glob("*.json"))


def load_holder(slug: str, folder: Path = WALLET) -> Holder:
    """Read one holder's cards.

    Raises:
        WalletError: no such holder, or a file that says something unknown.
    """
    if slug not in slugs(folder):
        raise WalletError(f"no card image {slug!r}; there are: {', '.join(slugs(folder))}")
    path = folder / f"{slug}.json"
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise WalletError(f"{path.name}: {error}") from error
    if not isinstance(stored, dict) or not stored.keys() <= {field.name for field in fields(Holder)} - {"slug"}:
        raise WalletError(f"{path.name}: wants the cards of a holder and nothing else")
    return Holder(
        slug=slug,
        identity_card=_image(IdentityCardImage, stored.get("identity_card"), path.name),
        social_card=_image(SocialCardImage, stored.get("social_card"), path.name),
        travel_document=_image(TravelDocumentImage, stored.get("travel_document"), path.name),
        bank_card=_image(BankCardImage, stored.get("bank_card"), path.name),
    )


def load_wallet(folder: Path = WALLET) -> list[Holder]:
    """Read all holders, sorted by slug.

    Raises:
        WalletError: as :func:`load_holder`.
    """
    return [load_holder(slug, folder) for slug in slugs(folder)]


def _image(kind: type[Image], stored: object, where: str) -> Image | None:
    if stored is None:
        return None
    if not isinstance(stored, dict):
        raise WalletError(f"{where}: {kind.__name__} is no table")
    wanted = {field.name: type(field.default) for field in fields(kind)}
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()}
    for key, value in values.items():
        if key not in wanted or type(value) is not wanted[key]:
            raise WalletError(f"{where}: {kind.__name__} takes no {key} of type {type(value).__name__}")
        if isinstance(value, tuple) and not all(isinstance(entry, str) for entry in value):
            raise WalletError(f"{where}: {kind.__name__} takes nothing but texts in {key}")
    return kind(**values)
