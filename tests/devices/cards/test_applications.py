"""Which application of a chip is read, and that no other is touched."""

from __future__ import annotations

from datetime import date

import pytest

from devices.cards.access import AccessKey, CanKey
from devices.cards.apdu import Transmit
from devices.cards.applications import (
    CardApplication,
    KeyWanted,
    Reading,
    SocialSecurity,
    TravelDocuments,
    read_chip,
)
from devices.cards.contents import CardContents, CardKind
from devices.cards.emrtd.read import APPLICATION
from devices.cards.emrtd.trust import TrustStore
from devices.cards.social.records import ENVIRONMENT
from devices.errors import CardUnsupported
from devices.simulators.vpcd_chips import BankChip, Chip, SocialSecurityChip, social_card_of_a_bank
from devices.simulators.wallet import load_holder
from tests.devices.cards.recorded import RecordedChip

KEY = CanKey("123456")
ALL: tuple[CardApplication, ...] = (
    SocialSecurity(),
    TravelDocuments(load_trust=TrustStore, today=lambda: date(2026, 5, 1)),
)


def social_chip(slug: str = "zhang-guilan", *, with_bank: bool = False) -> RecordedChip:
    image = load_holder(slug).social_card
    assert image is not None
    return RecordedChip(social_card_of_a_bank(image) if with_bank else SocialSecurityChip(image))


class Passport:
    """A chip that lets nothing be selected but a travel document's application."""

    atr = b""

    def reset(self) -> None:
        """There is nothing to forget."""

    def process(self, apdu: bytes) -> bytes:
        return b"\x90\x00" if apdu[5 : 5 + len(APPLICATION)] == APPLICATION else b"\x6a\x82"


def read(chip: Chip, key: AccessKey | None = None) -> Reading:
    return read_chip(chip.process, ALL, key=key)


@pytest.mark.parametrize("key", [None, KEY])
def test_a_social_security_card_wants_no_key(key: AccessKey | None) -> None:
    chip = social_chip()
    contents = read(chip, key)
    assert isinstance(contents, CardContents)
    assert contents.kind is CardKind.SOCIAL_SECURITY_CARD
    assert chip.names == [ENVIRONMENT]


def test_a_travel_document_without_a_key_wants_one() -> None:
    chip = RecordedChip(Passport())
    assert read(chip) == KeyWanted()
    assert chip.names == [ENVIRONMENT, APPLICATION]


@pytest.mark.parametrize("key", [None, KEY])
def test_the_bank_on_a_social_security_card_is_never_asked(key: AccessKey | None) -> None:
    chip = social_chip(with_bank=True)
    read(chip, key)
    assert chip.names == [ENVIRONMENT]
    assert not chip.was_asked_for_the_bank


@pytest.mark.parametrize("key", [None, KEY])
def test_a_bank_card_is_the_wrong_kind_and_its_application_is_never_asked(key: AccessKey | None) -> None:
    chip = RecordedChip(BankChip())
    with pytest.raises(CardUnsupported) as caught:
        read(chip, key)
    assert caught.value.code == "CARD_WRONG_KIND"
    assert chip.names == [ENVIRONMENT, APPLICATION]
    assert not chip.was_asked_for_the_bank


def test_an_application_that_the_terminal_does_not_read_is_not_looked_for() -> None:
    chip = RecordedChip(Passport())
    with pytest.raises(CardUnsupported):
        read_chip(chip.process, [SocialSecurity()], key=KEY)
    assert chip.names == [ENVIRONMENT]


def test_another_driver_plugs_in_before_the_others() -> None:
    class Paged:
        def read(self, transmit: Transmit, *, key: AccessKey | None) -> Reading | None:
            return KeyWanted() if transmit(b"\xff\xb0\x00\x00\x00").endswith(b"\x90\x00") else None

    chip = social_chip()
    assert isinstance(read_chip(chip.process, [Paged(), *ALL], key=None), CardContents)
    assert read_chip(lambda apdu: b"\x90\x00", [Paged(), *ALL], key=None) == KeyWanted()
