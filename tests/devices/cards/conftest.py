"""A private pcscd for the tests of the card reader, with its two slots."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from devices.cards.pcsc_service import UNKNOWN_STATE, PcscService, ReaderState
from devices.simulators.private_pcscd import SOCKET_VARIABLE, PrivatePcscd
from devices.simulators.vpcd import VpcdSimulator
from tests.devices.cards.journal import Journal


@pytest.fixture(scope="session")
def _pcscd_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivatePcscd]:
    """One folder for the whole run: the client library reads the variable with its first call and never again."""
    pcscd = PrivatePcscd(folder=tmp_path_factory.mktemp("pcscd"))
    before = os.environ.get(SOCKET_VARIABLE)
    os.environ[SOCKET_VARIABLE] = str(pcscd.socket_path)
    yield pcscd
    pcscd.stop()
    if before is None:
        del os.environ[SOCKET_VARIABLE]
    else:
        os.environ[SOCKET_VARIABLE] = before


@pytest.fixture
def pcscd(_pcscd_of_the_run: PrivatePcscd) -> PrivatePcscd:
    """A running private pcscd with empty slots, also after a test that killed it or left a card."""
    _pcscd_of_the_run.start()
    wait_for_empty_slots()
    return _pcscd_of_the_run


@pytest.fixture
def contact(pcscd: PrivatePcscd) -> Iterator[VpcdSimulator]:
    """The slot for contact cards."""
    slot = VpcdSimulator(port=pcscd.contact_port, slow_by_s=0.5)
    yield slot
    slot.stop()


@pytest.fixture
def contactless(pcscd: PrivatePcscd) -> Iterator[VpcdSimulator]:
    """The slot for contactless cards."""
    slot = VpcdSimulator(port=pcscd.contactless_port)
    yield slot
    slot.stop()


@pytest.fixture
def journal() -> Journal:
    """What the reader tells."""
    return Journal()


def wait_for_empty_slots() -> None:
    """pcscd looks at its slots every 0.4 s only, so the card of the test before may still seem to lie there."""
    service = PcscService()
    states = [ReaderState(reader, UNKNOWN_STATE) for reader in service.readers()]
    assert len(states) == 2
    states = service.wait(states, at_most_ms=0)
    while any(state.has_card for state in states):
        states = service.wait(states, at_most_ms=10_000)
    service.release()
