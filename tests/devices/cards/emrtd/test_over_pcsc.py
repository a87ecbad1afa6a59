"""Travel documents on a real PC/SC stack: pyscard, pcscd and its virtual reader, with the simulated chip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from devices.cards.emrtd.read import has_travel_application, read_travel_document
from devices.cards.emrtd.trust import TrustStore
from devices.cards.pcsc_service import UNKNOWN_STATE, PcscService, ReaderState
from devices.errors import CardGone, CardUnreadable
from devices.simulators.emrtd.chip import EmrtdChip, EmrtdFault
from devices.simulators.emrtd.issuer import SandboxIssuer
from devices.simulators.private_pcscd import PrivatePcscd
from devices.simulators.vpcd import VpcdSimulator
from tests.devices.cards.emrtd.documents import PASSPORT, TODAY, key_of

pytestmark = pytest.mark.stack

LOOK_MS = 20_000


@pytest.fixture
def slot(pcscd: PrivatePcscd) -> Iterator[VpcdSimulator]:
    slot = VpcdSimulator(port=pcscd.contactless_port)
    yield slot
    slot.stop()


@pytest.fixture
def service(pcscd: PrivatePcscd) -> Iterator[PcscService]:
    service = PcscService()
    yield service
    service.release()


def occupied(service: PcscService) -> str:
    """Wait for a card and name its reader."""
    states = [ReaderState(name, UNKNOWN_STATE) for name in service.readers()]
    while True:
        states = service.wait(states, at_most_ms=LOOK_MS)
        assert states, "no card came"
        for state in states:
            if state.has_card:
                return state.reader


@pytest.mark.parametrize("pace", [False, True], ids=["bac", "pace"])
def test_a_passport_is_read_with_its_photo(
    slot: VpcdSimulator, service: PcscService, issuer: SandboxIssuer, trust: TrustStore, pace: bool
) -> None:
    image = replace(PASSPORT, pace=pace)
    slot.place(EmrtdChip(image, issuer))
    with service.connect(occupied(service)) as card:
        assert has_travel_application(card.transmit)
        contents = read_travel_document(card.transmit, key=key_of(image), trust=trust, today=TODAY, with_photo=True)
    assert (contents.edition, contents.id_number) == ("pace" if pace else "bac", image.number)
    assert contents.photo is not None


def test_a_wrong_key_leaves_the_chip_ready_for_the_right_one(
    slot: VpcdSimulator, service: PcscService, issuer: SandboxIssuer, trust: TrustStore
) -> None:
    slot.place(EmrtdChip(PASSPORT, issuer))
    with service.connect(occupied(service)) as card:
        with pytest.raises(CardUnreadable) as caught:
            read_travel_document(
                card.transmit, key=replace(key_of(PASSPORT), number="LZ307157"), trust=trust, today=TODAY
            )
        assert caught.value.code == "TRAVEL_DOCUMENT_KEY_WRONG"
        contents = read_travel_document(card.transmit, key=key_of(PASSPORT), trust=trust, today=TODAY)
    assert contents.id_number == PASSPORT.number


def test_a_chip_that_leaves_the_field_is_gone(
    slot: VpcdSimulator, service: PcscService, issuer: SandboxIssuer, trust: TrustStore
) -> None:
    slot.place(EmrtdChip(PASSPORT, issuer, fault=EmrtdFault.CUT))
    with service.connect(occupied(service)) as card, pytest.raises(CardGone):
        read_travel_document(card.transmit, key=key_of(PASSPORT), trust=trust, today=TODAY)
