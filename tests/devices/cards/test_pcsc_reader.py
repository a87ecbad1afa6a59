"""The card reader on a real PC/SC stack: pyscard, pcscd and its virtual reader, with simulated chips."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from devices.cards.access import CanKey
from devices.cards.applications import CardApplication, SocialSecurity, TravelDocuments
from devices.cards.contents import CardKind
from devices.cards.emrtd.trust import TrustStore
from devices.cards.events import CardLifted, CardLocked, CardNotRead, CardRead, Insertion
from devices.cards.pcsc_reader import PcscReader
from devices.cards.social.records import ENVIRONMENT
from devices.simulators.emrtd.chip import APPLICATION, EmrtdChip
from devices.simulators.emrtd.issuer import SandboxIssuer
from devices.simulators.private_pcscd import PrivatePcscd
from devices.simulators.vpcd import VpcdFault, VpcdSimulator
from devices.simulators.vpcd_chips import BankChip, MuteChip, NeverRightLength, social_card_of_a_bank
from devices.simulators.wallet import TravelDocumentImage
from devices.status import DeviceKind, DeviceState, Media
from tests.devices.cards.cards import social_chip, social_image
from tests.devices.cards.journal import Journal, now
from tests.devices.cards.recorded import RecordedChip

pytestmark = pytest.mark.stack

KEY = CanKey("123456")
PERMIT = TravelDocumentImage(
    document_code="CR",
    issuing_state="CHN",
    number="H12345678",
    surname="CHAN",
    given_names="TAI MAN",
    nationality="CHN",
    birth="19800101",
    sex="M",
    valid_until="20300101",
    can="123456",
    pace=True,
)


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> SandboxIssuer:
    return SandboxIssuer.create(tmp_path_factory.mktemp("csca"), states=["CHN"])


@pytest.fixture
def applications() -> tuple[CardApplication, ...]:
    return SocialSecurity(), TravelDocuments(load_trust=TrustStore, today=lambda: date(2026, 5, 1))


@pytest.fixture
def reader(pcscd: PrivatePcscd, journal: Journal, applications: tuple[CardApplication, ...]) -> Iterator[PcscReader]:
    driver = PcscReader(applications=applications, on_card=journal.on_card, on_status=journal.on_status, now=now)
    driver.open()
    journal.until_state(DeviceState.ONLINE)
    yield driver
    driver.close()


def test_a_contact_card_is_read_and_missed_when_pulled(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    assert stay == Insertion(DeviceKind.CARD_READER, 1)
    reader.read(stay)
    read = journal.next_card(CardRead)
    assert read.insertion == stay
    assert (read.contents.kind, read.contents.name) == (CardKind.SOCIAL_SECURITY_CARD, "张桂兰")
    assert read.contents.id_number == "430922195001010025"
    contact.lift()
    assert journal.next_card(CardLifted).insertion == stay


def test_a_contactless_card_is_read_likewise(contactless: VpcdSimulator, reader: PcscReader, journal: Journal) -> None:
    contactless.place(social_chip("xie-yan"))
    reader.read(journal.placed())
    assert journal.next_card(CardRead).contents.name == "谢䶮"


def test_a_card_that_lay_there_before_the_program_started_is_seen(
    contact: VpcdSimulator, pcscd: PrivatePcscd, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    reader = PcscReader(applications=[SocialSecurity()], on_card=journal.on_card, on_status=journal.on_status, now=now)
    reader.open()
    reader.read(journal.placed())
    journal.next_card(CardRead)
    reader.close()


def test_a_card_can_be_read_again_in_the_same_stay(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    reader.read(stay)
    first = journal.next_card(CardRead)
    reader.read(stay)
    assert journal.next_card(CardRead) == first


def test_two_cards_of_one_batch_are_told_apart_when_swapped(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    first = journal.placed()
    contact.place(social_chip("wu-guifang"))
    assert journal.next_card(CardLifted).insertion == first
    second = journal.placed()
    assert second.number == first.number + 1
    reader.read(first)
    assert journal.next_card(CardNotRead) == CardNotRead(first, "CARD_GONE")
    reader.read(second)
    assert journal.next_card(CardRead).contents.name == "吴桂芳"


def test_both_slots_are_followed_at_once(
    contact: VpcdSimulator, contactless: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    first = journal.placed()
    contactless.place(social_chip("chen-hao"))
    second = journal.placed()
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
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_GONE")
    assert journal.next_card(CardLifted).insertion == stay
    contact.place(social_chip("zhang-guilan"))
    reader.read(journal.placed())
    journal.next_card(CardRead)


def test_a_slow_card_is_waited_for(contact: VpcdSimulator, reader: PcscReader, journal: Journal) -> None:
    contact.fault(VpcdFault.SLOW)
    contact.place(social_chip("zhang-guilan"))
    reader.read(journal.placed())
    journal.next_card(CardRead)


@pytest.mark.parametrize("key", [None, KEY])
def test_a_bank_card_is_the_wrong_kind_and_its_application_is_never_asked(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal, key: CanKey | None
) -> None:
    bank = RecordedChip(BankChip())
    contact.place(bank)
    stay = journal.placed()
    reader.read(stay, key=key)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_WRONG_KIND")
    assert bank.names == [ENVIRONMENT, APPLICATION]
    assert not bank.was_asked_for_the_bank
    assert not bank.was_sent_a_pin


@pytest.mark.parametrize("key", [None, KEY])
def test_the_bank_on_a_social_security_card_is_never_asked(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal, key: CanKey | None
) -> None:
    card = RecordedChip(social_card_of_a_bank(social_image("zhang-guilan")))
    contact.place(card)
    reader.read(journal.placed(), key=key)
    assert journal.next_card(CardRead).contents.name == "张桂兰"
    assert card.names == [ENVIRONMENT]
    assert not card.was_asked_for_the_bank
    assert not card.was_sent_a_pin


def test_a_card_that_wants_a_pin_is_left_alone(contact: VpcdSimulator, reader: PcscReader, journal: Journal) -> None:
    card = RecordedChip(social_chip("zhang-guilan", permission_needed=True))
    contact.place(card)
    stay = journal.placed()
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_PERMISSION_NEEDED")
    assert not card.was_sent_a_pin


def test_a_card_that_never_keeps_to_its_own_length_is_given_up(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(NeverRightLength(social_chip("zhang-guilan")))
    stay = journal.placed()
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_ANSWERS_WRONGLY")


def test_a_mute_card_is_named_and_the_next_one_is_read(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(MuteChip())
    stay = journal.placed()
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_MUTE")
    contact.place(social_chip("zhang-guilan"))
    assert journal.next_card(CardLifted).insertion == stay
    reader.read(journal.placed())
    journal.next_card(CardRead)


def test_a_travel_document_is_locked_until_its_key_is_given(
    contactless: VpcdSimulator, reader: PcscReader, journal: Journal, issuer: SandboxIssuer
) -> None:
    contactless.place(EmrtdChip(PERMIT, issuer))
    stay = journal.placed()
    reader.read(stay)
    assert journal.next_card(CardLocked).insertion == stay
    reader.read(stay, key=CanKey("000000"))
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "TRAVEL_DOCUMENT_KEY_WRONG")
    # This terminal believes no state, so the right key opens the chip and its signature is what stops the read.
    reader.read(stay, key=KEY)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "TRAVEL_DOCUMENT_ISSUER_UNKNOWN")


def test_a_travel_document_whose_state_is_believed_is_read(
    pcscd: PrivatePcscd, contactless: VpcdSimulator, journal: Journal, tmp_path: Path
) -> None:
    contactless.place(EmrtdChip(PERMIT, SandboxIssuer.create(tmp_path, states=["CHN"])))
    trusting = TravelDocuments(load_trust=lambda: TrustStore.load(tmp_path), today=lambda: date(2026, 5, 1))
    reader = PcscReader(applications=[trusting], on_card=journal.on_card, on_status=journal.on_status, now=now)
    reader.open()
    reader.read(journal.placed(), key=KEY)
    contents = journal.next_card(CardRead).contents
    reader.close()
    assert (contents.kind, contents.issuing_state, contents.birth) == (
        CardKind.TRAVEL_PERMIT,
        "CHN",
        date(1980, 1, 1),
    )


def test_the_reader_names_what_it_stands_on_and_no_resident(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    reader.read(journal.placed())
    journal.next_card(CardRead)
    assert reader.status().about == "Virtual PCD 00 00, Virtual PCD 00 01"


def test_closing_does_not_wait_for_a_card(pcscd: PrivatePcscd, journal: Journal) -> None:
    reader = PcscReader(applications=[SocialSecurity()], on_card=journal.on_card, on_status=journal.on_status, now=now)
    reader.open()
    assert journal.until_state(DeviceState.ONLINE).media is Media.NOT_PRESENT
    reader.close()
    assert journal.has_no_more_cards()
