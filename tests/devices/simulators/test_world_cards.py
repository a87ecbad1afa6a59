"""Which card the hand of the simulated world lays on which reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from devices.cards.social.records import ENVIRONMENT
from devices.simulators import world_cards
from devices.simulators.emrtd.chip import APPLICATION, EmrtdChip
from devices.simulators.sam import SamSimulator
from devices.simulators.vpcd import VpcdSimulator
from devices.simulators.vpcd_chips import BANK_APPLICATION, BankChip, Chip, SocialSecurityChip
from devices.simulators.wallet import (
    BankCardImage,
    Holder,
    IdentityCardImage,
    SocialCardImage,
    TravelDocumentImage,
    WalletError,
)
from devices.simulators.world_cards import CardHand, NoSuchCard
from devices.simulators.world_messages import Place, PlaceCard

SOCIAL = SocialCardImage(number="430922195001010025", name="张桂兰")
PASSPORT = TravelDocumentImage(
    document_code="P",
    issuing_state="CHN",
    number="E12345678",
    surname="ZHANG",
    given_names="GUILAN",
    nationality="CHN",
    birth="19500101",
    sex="F",
    valid_until="20300101",
)
HOLDERS = {
    "identity": Holder(slug="identity", identity_card=IdentityCardImage(name="张桂兰")),
    "social": Holder(slug="social", identity_card=IdentityCardImage(name="张桂兰"), social_card=SOCIAL),
    "bank": Holder(slug="bank", bank_card=BankCardImage()),
    "both": Holder(slug="both", social_card=SOCIAL, bank_card=BankCardImage()),
    "passport": Holder(slug="passport", travel_document=PASSPORT),
}


class Slot(VpcdSimulator):
    """Keeps the card that was put into it."""

    card: Chip | None = None

    def place(self, card: Chip) -> None:
        self.card = card


@pytest.fixture
def slots() -> dict[Place, Slot]:
    return {Place.CARD: Slot(port=1), Place.CONTACTLESS: Slot(port=2)}


@pytest.fixture
def hand(slots: dict[Place, Slot], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CardHand]:
    def load(slug: str) -> Holder:
        if slug not in HOLDERS:
            raise WalletError(f"no card image {slug!r}")
        return HOLDERS[slug]

    monkeypatch.setattr(world_cards, "load_holder", load)
    identity = SamSimulator(link=tmp_path / "identity")
    identity.start()
    yield CardHand(
        identity=identity,
        slot=slots[Place.CARD],
        contactless=slots[Place.CONTACTLESS],
        authorities=tmp_path / "authorities",
    )
    identity.stop()


@pytest.mark.parametrize(
    ("slug", "place"),
    [
        ("identity", Place.IDENTITY),
        ("social", Place.CARD),
        ("bank", Place.CARD),
        ("both", Place.CARD),
        ("passport", Place.CONTACTLESS),
    ],
)
def test_a_card_lies_where_its_holder_would_lay_it(hand: CardHand, slug: str, place: Place) -> None:
    hand.place(PlaceCard(slug))
    assert [(card.place, card.slug) for card in hand.lying()] == [(place, slug)]


@pytest.mark.parametrize(
    ("slug", "place", "kind"),
    [
        ("social", Place.CARD, SocialSecurityChip),
        ("social", Place.CONTACTLESS, SocialSecurityChip),
        ("bank", Place.CONTACTLESS, BankChip),
        ("passport", Place.CONTACTLESS, EmrtdChip),
    ],
)
def test_each_reader_gets_the_chip_that_it_can_reach(
    hand: CardHand, slots: dict[Place, Slot], slug: str, place: Place, kind: type
) -> None:
    hand.place(PlaceCard(slug, place))
    assert type(slots[place].card) is kind


@pytest.mark.parametrize(
    ("slug", "place", "why"),
    [
        ("nobody", None, "no card image 'nobody'"),
        ("identity", Place.CARD, "identity has no chip card"),
        ("identity", Place.CONTACTLESS, "identity has no contactless card"),
        ("passport", Place.CARD, "passport has no chip card"),
        ("passport", Place.IDENTITY, "passport has no identity card"),
    ],
)
def test_a_card_that_the_holder_does_not_have_is_refused_in_words(
    hand: CardHand, slug: str, place: Place | None, why: str
) -> None:
    with pytest.raises(NoSuchCard, match=why):
        hand.place(PlaceCard(slug, place))
    assert hand.lying() == ()


def _names(select: Callable[[bytes], bytes]) -> list[bytes]:
    names = (ENVIRONMENT, BANK_APPLICATION, APPLICATION)
    return [name for name in names if select(bytes([0, 0xA4, 4, 0, len(name)]) + name)[-2:] != b"\x6a\x82"]


def test_a_holder_of_both_has_one_chip_with_both_applications(hand: CardHand, slots: dict[Place, Slot]) -> None:
    hand.place(PlaceCard("both"))
    card = slots[Place.CARD].card
    assert card is not None
    assert _names(card.process) == [ENVIRONMENT, BANK_APPLICATION]


def test_lifting_takes_every_card_away(hand: CardHand) -> None:
    for slug in HOLDERS:
        hand.place(PlaceCard(slug))
    assert {card.place for card in hand.lying()} == set(Place)
    hand.lift()
    assert hand.lying() == ()
