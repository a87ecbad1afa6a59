"""The invented residents' cards: each readable by the product's own decoders."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.cards.citizen_number import parse_citizen_number
from devices.cards.identity_text import decode_identity_text
from devices.cards.social_card import read_social_card
from devices.simulators.identity_image import text_block
from devices.simulators.vpcd_chips import SocialSecurityChip
from devices.simulators.wallet import WalletError, load_holder, load_wallet, slugs

RESIDENTS = [holder for holder in load_wallet() if holder.bank_card is None]


def test_there_are_twelve_residents_and_a_bank_card() -> None:
    assert len(RESIDENTS) == 12
    assert load_holder("bank-card").bank_card is not None


@pytest.mark.parametrize("slug", [holder.slug for holder in RESIDENTS])
def test_every_card_of_a_resident_can_be_read_and_all_name_the_same_person(slug: str) -> None:
    holder = load_holder(slug)
    cards = []
    if holder.identity_card:
        cards.append(decode_identity_text(text_block(holder.identity_card)))
    if holder.social_card:
        cards.append(read_social_card(SocialSecurityChip(holder.social_card).process))
    assert cards
    assert len({(card.name, card.id_number, card.birth, card.sex, card.nation) for card in cards}) == 1
    assert cards[0].id_number.startswith("430922")
    parse_citizen_number(cards[0].id_number)


def test_no_two_residents_share_a_number() -> None:
    images = [holder.identity_card or holder.social_card for holder in RESIDENTS]
    numbers = {image.number for image in images if image}
    assert len(numbers) == 12


def test_zhang_guilan_is_who_the_journeys_expect() -> None:
    card = load_holder("zhang-guilan").identity_card
    assert card is not None
    assert (card.name, card.number, card.birth) == ("张桂兰", "430922195001010025", "19500101")


def test_an_unknown_holder_is_named_with_those_that_exist() -> None:
    with pytest.raises(WalletError, match=r"no-one.*zhang-guilan"):
        load_holder("no-one")


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"passport": {}}',
        '{"identity_card": []}',
        '{"identity_card": {"colour": "red"}}',
        '{"identity_card": {"name": 1}}',
        '{"social_card": {"generation": true}}',
    ],
)
def test_an_image_that_says_something_unknown_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.json").write_text(text, encoding="utf-8")
    assert slugs(tmp_path) == ["odd"]
    with pytest.raises(WalletError):
        load_holder("odd", tmp_path)
