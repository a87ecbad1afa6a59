"""The card reader on a real PC/SC stack: pyscard, pcscd and its virtual reader, with simulated chips."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from devices.cards.contents import CardKind
from devices.cards.events import CardLifted, CardNotRead, CardPlaced, CardRead, Insertion
from devices.cards.pcsc_reader import PcscReader
from devices.simulators.private_pcscd import PrivatePcscd
from devices.simulators.vpcd import VpcdFault, VpcdSimulator
from devices.simulators.vpcd_chips import BankChip, SocialSecurityChip
from devices.simulators.wallet import load_holder
from devices.status import DeviceKind, DeviceState, Media
from tests.devices.cards.journal import Journal, now

pytestmark = pytest.mark.stack


def chip(slug: str) -> SocialSecurityChip:
    image = load_holder(slug).social_card
    assert image is not None
    return SocialSecurityChip(image)


@pytest.fixture
def contact(pcscd: PrivatePcscd) -> Iterator[VpcdSimulator]:
    slot = VpcdSimulator(port=pcscd.contact_port, slow_by_s=0.5)
    yield slot
    slot.stop()


@pytest.fixture
def contactless(pcscd: PrivatePcscd) -> Iterator[VpcdSimulator]:
    slot = VpcdSimulator(port=pcscd.contactless_port)
    yield slot
    slot.stop()


@pytest.fixture
def journal() -> Journal:
    return Journal()


@pytest.fixture
def reader(pcscd: PrivatePcscd, journal: Journal) -> Iterator[PcscReader]:
    driver = PcscReader(on_card=journal.on_card, on_status=journal.on_status, now=now)
    driver.open()
    journal.until_state(DeviceState.ONLINE)
    yield driver
    driver.close()


def placed(journal: Journal) -> Insertion:
    return journal.next_card(CardPlaced).insertion


def test_a_contact_card_is_read_and_missed_when_pulled(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(chip("zhang-guilan"))
    stay = placed(journal)
    assert stay == Insertion(DeviceKind.CARD_READER, 1)
    reader.read(stay)
    read = journal.next_card(CardRead)
    assert read.insertion == stay
    assert (read.contents.kind, read.contents.name) == (CardKind.SOCIAL_SECURITY_CARD, "张桂兰")
    assert read.contents.id_number == "430922195001010025"
    contact.lift()
    assert journal.next_card(CardLifted).insertion == stay


def test_a_contactless_card_is_read_likewise(contactless: VpcdSimulator, reader: PcscReader, journal: Journal) -> None:
    contactless.place(chip("xie-yan"))
    reader.read(placed(journal))
    assert journal.next_card(CardRead).contents.name == "谢䶮"


def test_a_card_that_lay_there_before_the_program_started_is_seen(
    contact: VpcdSimulator, pcscd: PrivatePcscd, journal: Journal
) -> None:
    contact.place(chip("zhang-guilan"))
    reader = PcscReader(on_card=journal.on_card, on_status=journal.on_status, now=now)
    reader.open()
    reader.read(placed(journal))
    journal.next_card(CardRead)
    reader.close()


def test_a_card_can_be_read_again_in_the_same_stay(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(chip("zhang-guilan"))
    stay = placed(journal)
    reader.read(stay)
    first = journal.next_card(CardRead)
    reader.read(stay)
    assert journal.next_card(CardRead) == first


def test_two_cards_of_one_batch_are_told_apart_when_swapped(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(chip("zhang-guilan"))
    first = placed(journal)
    contact.place(chip("wu-guifang"))
    assert journal.next_card(CardLifted).insertion == first
    second = placed(journal)
    assert second.number == first.number + 1
    reader.read(first)
    assert journal.next_card(CardNotRead) == CardNotRead(first, "CARD_GONE")
    reader.read(second)
    assert journal.next_card(CardRead).contents.name == "吴桂芳"


def test_both_slots_are_followed_at_once(
    contact: VpcdSimulator, contactless: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(chip("zhang-guilan"))
    first = placed(journal)
    contactless.place(chip("chen-hao"))
    second = placed(journal)
    reader.read(second)
    assert journal.next_card(CardRead).contents.name == "陈浩"
    contact.lift()
    assert journal.next_card(CardLifted).insertion == first
    assert reader.status().media is Media.PRESENT
    contactless.lift()
    assert journal.next_card(CardLifted).insertion == second


def test_a_card_pulled_in_the_middle_of_a_record_is_gone(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.fault(VpcdFault.PULLED_WHILE_READING)
    contact.place(chip("zhang-guilan"))
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_GONE")
    assert journal.next_card(CardLifted).insertion == stay
    contact.place(chip("zhang-guilan"))
    reader.read(placed(journal))
    journal.next_card(CardRead)


def test_a_slow_card_is_waited_for(contact: VpcdSimulator, reader: PcscReader, journal: Journal) -> None:
    contact.fault(VpcdFault.SLOW)
    contact.place(chip("zhang-guilan"))
    reader.read(placed(journal))
    journal.next_card(CardRead)


def test_a_bank_card_is_the_wrong_kind(contact: VpcdSimulator, reader: PcscReader, journal: Journal) -> None:
    contact.place(BankChip())
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_WRONG_KIND")


def test_a_killed_service_ends_the_stay_and_heals_when_it_is_back(
    pcscd: PrivatePcscd, contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(chip("zhang-guilan"))
    first = placed(journal)
    pcscd.kill()
    assert journal.next_card(CardLifted).insertion == first
    status = journal.until_state(DeviceState.NO_SERVICE)
    assert status.fault is not None
    assert status.fault.code == "CARD_READER_NO_SERVICE"
    reader.read(first)
    assert journal.next_card(CardNotRead) == CardNotRead(first, "CARD_READER_NO_SERVICE")
    pcscd.start()
    journal.until_state(DeviceState.ONLINE)
    second = placed(journal)
    assert second.number == first.number + 1
    reader.read(second)
    assert journal.next_card(CardRead).contents.name == "张桂兰"


def test_a_service_without_a_reader_is_told_from_no_service_and_from_an_empty_reader(
    pcscd: PrivatePcscd, journal: Journal
) -> None:
    pcscd.stop()
    pcscd.start(with_reader=False)
    reader = PcscReader(on_card=journal.on_card, on_status=journal.on_status, now=now)
    reader.open()
    status = journal.until_state(DeviceState.NO_DEVICE)
    assert status.fault is not None
    assert status.fault.code == "CARD_READER_NOT_FOUND"
    pcscd.stop()
    journal.until_state(DeviceState.NO_SERVICE)
    pcscd.start()
    assert journal.until_state(DeviceState.ONLINE).media is Media.NOT_PRESENT
    reader.close()


def test_closing_does_not_wait_for_a_card(pcscd: PrivatePcscd, journal: Journal) -> None:
    reader = PcscReader(on_card=journal.on_card, on_status=journal.on_status, now=now)
    reader.open()
    assert journal.until_state(DeviceState.ONLINE).media is Media.NOT_PRESENT
    reader.close()
    assert journal.has_no_more_cards()
