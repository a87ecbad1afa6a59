"""The invented residents' cards: each readable by the product's own decoders, or refused as its name promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.cards.contents import CardContents, CardKind, Numbering
from devices.cards.identity_text import decode_identity_text
from devices.cards.numbers import numbering_of, parse_number
from devices.cards.social.read import read_social_card
from devices.errors import CardError
from devices.simulators.identity_image import text_block
from devices.simulators.vpcd_chips import SocialSecurityChip
from devices.simulators.wallet import Holder, IdentityCardImage, WalletError, load_holder, load_wallet, slugs

FIRST_TWELVE = [
    "chen-hao",
    "deng-zhiqiang",
    "huang-min",
    "li-jianguo",
    "liu-yang",
    "nurbiye",
    "peng-jinfeng",
    "wang-xiuying",
    "wu-guifang",
    "xie-yan",
    "zhang-guilan",
    "zhou-jun",
]
"""The holders whom county, journeys and demonstration tell stories about."""
REFUSED = {
    "missing-name": "CARD_TEXT_MALFORMED",
    "missing-name-on-social-card": "CARD_RECORD_MISSING",
    "missing-number": "CARD_TEXT_MALFORMED",
    "missing-validity": "CARD_TEXT_MALFORMED",
    "unknown-layout": "CARD_LAYOUT_UNSUPPORTED",
    "wrong-birth": "CARD_CONTRADICTS_ITSELF",
    "wrong-check-digit": "CARD_NUMBER_INVALID",
    "wrong-dates": "CARD_CONTRADICTS_ITSELF",
    "wrong-day-in-number": "CARD_NUMBER_INVALID",
    "wrong-register": "CARD_CONTRADICTS_ITSELF",
    "wrong-sex": "CARD_CONTRADICTS_ITSELF",
}
HOLDERS = {holder.slug: holder for holder in load_wallet()}
WITH_SAM_OR_SOCIAL_CARD = [slug for slug, holder in HOLDERS.items() if holder.identity_card or holder.social_card]
READABLE = [slug for slug in WITH_SAM_OR_SOCIAL_CARD if slug not in REFUSED]


def read(holder: Holder) -> list[CardContents]:
    """Read every card of a holder through the codec or chip that the terminal reads it by."""
    cards = []
    if holder.identity_card:
        cards.append(decode_identity_text(text_block(holder.identity_card)))
    if holder.social_card:
        social = read_social_card(SocialSecurityChip(holder.social_card).process)
        assert social is not None
        cards.append(social)
    return cards


def identity_card(slug: str) -> IdentityCardImage:
    card = HOLDERS[slug].identity_card
    assert card is not None
    return card


@pytest.mark.parametrize("slug", READABLE)
def test_every_card_of_a_resident_can_be_read_and_all_name_the_same_person(slug: str) -> None:
    cards = read(HOLDERS[slug])
    assert cards
    assert len({(card.name, card.id_number, card.numbering, card.birth, card.sex, card.nation) for card in cards}) == 1
    assert parse_number(cards[0].id_number).numbering is cards[0].numbering


@pytest.mark.parametrize(("slug", "code"), REFUSED.items())
def test_a_broken_card_is_refused_as_its_name_promises(slug: str, code: str) -> None:
    with pytest.raises(CardError) as caught:
        read(HOLDERS[slug])
    assert caught.value.code == code


def test_the_names_of_broken_cards_show_it() -> None:
    marked = {slug for slug in slugs() if slug.startswith(("missing-", "wrong-", "unknown-"))}
    assert marked == REFUSED.keys()


def test_no_two_residents_share_a_number() -> None:
    cards = [holder.identity_card or holder.social_card for holder in HOLDERS.values()]
    numbers = [card.number for card in cards if card and card.number]
    assert len(numbers) == len(set(numbers))


def test_the_first_twelve_and_the_bank_card_are_still_there() -> None:
    assert {*FIRST_TWELVE, "bank-card"} <= HOLDERS.keys()
    for slug in FIRST_TWELVE:
        assert {numbering_of(card.id_number) for card in read(HOLDERS[slug])} == {Numbering.CITIZEN}


def test_zhang_guilan_is_who_the_journeys_expect() -> None:
    card = identity_card("zhang-guilan")
    assert (card.name, card.number, card.birth) == ("张桂兰", "430922195001010025", "19500101")


def test_the_wallet_holds_every_layout_and_edition() -> None:
    kinds = {(card.kind, card.edition) for slug in READABLE for card in read(HOLDERS[slug])}
    assert {
        (CardKind.IDENTITY_CARD, ""),
        (CardKind.RESIDENCE_PERMIT, ""),
        (CardKind.PERMANENT_RESIDENT_CARD, "2017"),
        (CardKind.PERMANENT_RESIDENT_CARD, "2023"),
    } <= kinds
    social = [holder.social_card for holder in HOLDERS.values() if holder.social_card]
    assert {card.generation for card in social} == {1, 2, 3}
    assert {card.generation for card in social if card.name_extension} == {2, 3}


def test_the_wallet_holds_the_names_and_numbers_that_break_things() -> None:
    people = [card for slug in READABLE for card in read(HOLDERS[slug])]
    names = "".join(person.name for person in people)
    assert {"䶮", "㛃", "𠅤", "𬱖", "·"} <= set(names)
    assert max(len(person.name.encode("utf-16-le")) for person in people if person.kind is CardKind.IDENTITY_CARD) == 30
    assert any(person.id_number.endswith("X") for person in people)
    assert {person.id_number[:3] for person in people} >= {"810", "830", "SWE"}
    assert any(person.valid_until is None for person in people)


def test_appended_addresses_fit_on_the_card() -> None:
    cards = [holder.identity_card for holder in HOLDERS.values() if holder.identity_card]
    assert max(len(card.appended_addresses) for card in cards) == 4
    longest = [len(address.encode("utf-16-le")) for card in cards for address in card.appended_addresses]
    assert max(longest) == 70


def test_travel_documents_come_with_and_without_pace_and_as_a_permit() -> None:
    documents = [holder.travel_document for holder in HOLDERS.values() if holder.travel_document]
    assert {(document.document_code, document.issuing_state, document.pace) for document in documents} == {
        ("P", "CHN", False),
        ("P", "NZL", True),
        ("CR", "CHN", False),
    }
    assert all(len(document.can) == 6 for document in documents if document.pace)


def test_a_field_that_is_absent_in_json_is_absent_on_the_card(tmp_path: Path) -> None:
    (tmp_path / "someone.json").write_text('{"identity_card": {"number": "430922195001010025"}}', encoding="utf-8")
    card = load_holder("someone", tmp_path).identity_card
    assert card is not None
    assert text_block(card).decode("utf-16-le").split() == ["430922195001010025"]


def test_a_field_longer_than_its_place_is_not_written() -> None:
    with pytest.raises(ValueError, match="NAME needs 32 bytes and has 30"):
        text_block(IdentityCardImage(name="张" * 16))


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
        '{"identity_card": {"appended_addresses": "芙蓉路8号"}}',
        '{"identity_card": {"appended_addresses": [8]}}',
        '{"social_card": {"generation": true}}',
    ],
)
def test_an_image_that_says_something_unknown_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.json").write_text(text, encoding="utf-8")
    assert slugs(tmp_path) == ["odd"]
    with pytest.raises(WalletError):
        load_holder("odd", tmp_path)
