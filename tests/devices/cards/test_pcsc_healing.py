"""What goes wrong around the card reader, and how it heals by itself, on a real PC/SC stack."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from devices.cards.applications import SocialSecurity
from devices.cards.events import CardLifted, CardNotRead, CardRead
from devices.cards.pcsc_reader import HANGS_AFTER_S, PcscReader
from devices.cards.pcsc_service import PcscCard, PcscService
from devices.simulators.other_program import OtherProgram
from devices.simulators.private_pcscd import PrivatePcscd
from devices.simulators.vpcd import VpcdFault, VpcdSimulator
from devices.status import DeviceState, Media
from tests.devices.cards.cards import social_chip
from tests.devices.cards.journal import Journal, now
from tests.devices.cards.refusing import RefusingService

pytestmark = pytest.mark.stack

CONTACT = "Virtual PCD 00 00"
OpenReader = Callable[..., PcscReader]


@pytest.fixture
def open_reader(journal: Journal) -> Iterator[OpenReader]:
    opened: list[PcscReader] = []

    def open_one(
        open_service: Callable[[], PcscService] = PcscService, hangs_after_s: float = HANGS_AFTER_S
    ) -> PcscReader:
        reader = PcscReader(
            applications=[SocialSecurity()],
            on_card=journal.on_card,
            on_status=journal.on_status,
            now=now,
            open_service=open_service,
            hangs_after_s=hangs_after_s,
        )
        opened.append(reader)
        reader.open()
        return reader

    yield open_one
    for reader in opened:
        reader.close()


@pytest.fixture
def reader(pcscd: PrivatePcscd, open_reader: OpenReader, journal: Journal) -> PcscReader:
    driver = open_reader()
    journal.until_state(DeviceState.ONLINE)
    return driver


@pytest.fixture
def other(pcscd: PrivatePcscd) -> Iterator[OtherProgram]:
    program = OtherProgram()
    yield program
    program.close()


def fault_code(journal: Journal, state: DeviceState) -> str:
    status = journal.until_state(state)
    assert status.fault is not None
    return status.fault.code


def test_a_killed_service_ends_the_stay_and_the_card_that_lies_there_comes_back_as_a_new_one(
    pcscd: PrivatePcscd, contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    first = journal.placed()
    pcscd.kill()
    assert journal.next_card(CardLifted).insertion == first
    assert fault_code(journal, DeviceState.NO_SERVICE) == "CARD_READER_NO_SERVICE"
    reader.read(first)
    assert journal.next_card(CardNotRead) == CardNotRead(first, "CARD_READER_NO_SERVICE")
    pcscd.start()
    journal.until_state(DeviceState.ONLINE)
    second = journal.placed()
    assert second.number == first.number + 1
    reader.read(second)
    assert journal.next_card(CardRead).contents.name == "张桂兰"


def test_a_service_killed_in_the_middle_of_a_read_ends_it_and_the_stay(
    pcscd: PrivatePcscd, contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.fault(VpcdFault.SLOW)
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    reader.read(stay)
    pcscd.kill()
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_READER_NO_SERVICE")
    assert journal.next_card(CardLifted).insertion == stay
    pcscd.start()
    reader.read(journal.placed())
    journal.next_card(CardRead)


def test_a_service_that_freezes_is_told_and_what_was_asked_meanwhile_is_done_when_it_goes_on(
    pcscd: PrivatePcscd, contact: VpcdSimulator, open_reader: OpenReader, journal: Journal
) -> None:
    reader = open_reader(hangs_after_s=2.0)
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    pcscd.freeze()
    reader.read(stay)
    assert fault_code(journal, DeviceState.OFFLINE) == "CARD_READER_HANGS"
    pcscd.thaw()
    journal.until_state(DeviceState.ONLINE)
    assert journal.next_card(CardRead).contents.name == "张桂兰"


def test_a_card_laid_down_while_the_service_is_away_is_seen_once_it_is_back(
    pcscd: PrivatePcscd, contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    pcscd.kill()
    journal.until_state(DeviceState.NO_SERVICE)
    contact.place(social_chip("zhang-guilan"))
    pcscd.start()
    reader.read(journal.placed())
    assert journal.next_card(CardRead).contents.name == "张桂兰"


def test_a_card_changed_while_the_service_is_away_is_a_new_one(
    pcscd: PrivatePcscd, contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    first = journal.placed()
    pcscd.kill()
    assert journal.next_card(CardLifted).insertion == first
    contact.place(social_chip("wu-guifang"))
    pcscd.start()
    second = journal.placed()
    reader.read(first)
    assert journal.next_card(CardNotRead) == CardNotRead(first, "CARD_GONE")
    reader.read(second)
    assert journal.next_card(CardRead).contents.name == "吴桂芳"


def test_a_service_without_a_reader_is_told_from_no_service_and_from_an_empty_reader(
    pcscd: PrivatePcscd, open_reader: OpenReader, journal: Journal
) -> None:
    pcscd.stop()
    pcscd.start(with_reader=False)
    open_reader()
    assert fault_code(journal, DeviceState.NO_DEVICE) == "CARD_READER_NOT_FOUND"
    pcscd.stop()
    assert fault_code(journal, DeviceState.NO_SERVICE) == "CARD_READER_NO_SERVICE"
    pcscd.start()
    assert journal.until_state(DeviceState.ONLINE).media is Media.NOT_PRESENT


def test_a_reader_that_is_unplugged_takes_its_card_with_it_and_brings_it_back_as_a_new_one(
    pcscd: PrivatePcscd, contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    first = journal.placed()
    pcscd.stop()
    assert journal.next_card(CardLifted).insertion == first
    pcscd.start(with_reader=False)
    assert fault_code(journal, DeviceState.NO_DEVICE) == "CARD_READER_NOT_FOUND"
    pcscd.stop()
    pcscd.start()
    assert journal.until_state(DeviceState.ONLINE).about == "Virtual PCD 00 00, Virtual PCD 00 01"
    second = journal.placed()
    assert second.number == first.number + 1
    reader.read(second)
    assert journal.next_card(CardRead).contents.name == "张桂兰"


def test_a_seized_reader_is_busy_and_the_read_goes_on_by_itself_once_it_is_free(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal, other: OtherProgram
) -> None:
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    other.seize(CONTACT)
    reader.read(stay)
    assert fault_code(journal, DeviceState.BUSY) == "CARD_READER_BUSY"
    assert journal.has_no_more_cards()
    other.let_go()
    assert journal.next_card(CardRead).insertion == stay
    assert journal.until_state(DeviceState.ONLINE).media is Media.PRESENT


def test_a_reader_seized_before_any_card_is_read_is_told_as_busy(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal, other: OtherProgram
) -> None:
    contact.place(social_chip("zhang-guilan"))
    journal.placed()
    other.seize(CONTACT)
    assert fault_code(journal, DeviceState.BUSY) == "CARD_READER_BUSY"
    other.let_go()
    journal.until_state(DeviceState.ONLINE)


def test_a_card_that_another_program_is_busy_with_is_waited_for(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal, other: OtherProgram
) -> None:
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    other.hold(CONTACT)
    reader.read(stay)
    assert fault_code(journal, DeviceState.BUSY) == "CARD_READER_BUSY"
    assert journal.has_no_more_cards()
    other.let_go()
    assert journal.next_card(CardRead).insertion == stay
    journal.until_state(DeviceState.ONLINE)


def test_a_card_lifted_from_a_seized_reader_ends_the_read(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal, other: OtherProgram
) -> None:
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    other.seize(CONTACT)
    reader.read(stay)
    journal.until_state(DeviceState.BUSY)
    contact.lift()
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_GONE")
    assert journal.next_card(CardLifted).insertion == stay


def test_a_service_killed_while_a_read_waits_for_the_reader_ends_the_read(
    pcscd: PrivatePcscd, contact: VpcdSimulator, reader: PcscReader, journal: Journal, other: OtherProgram
) -> None:
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    other.seize(CONTACT)
    reader.read(stay)
    journal.until_state(DeviceState.BUSY)
    pcscd.kill()
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_READER_NO_SERVICE")
    assert journal.next_card(CardLifted).insertion == stay


def test_a_card_reset_by_another_program_is_reached_and_selected_again(
    pcscd: PrivatePcscd,
    contact: VpcdSimulator,
    open_reader: OpenReader,
    journal: Journal,
    other: OtherProgram,
) -> None:
    resets: list[str] = []

    class Disturbed(PcscService):
        """The card is reset between reaching it and holding it alone, where another program has its only chance."""

        def connect(self, reader: str) -> PcscCard:
            card = super().connect(reader)
            if len(resets) < 2:
                other.reset(reader)
                resets.append(reader)
            return card

    reader = open_reader(Disturbed)
    journal.until_state(DeviceState.ONLINE)
    contact.place(social_chip("zhang-guilan"))
    reader.read(journal.placed())
    assert journal.next_card(CardRead).contents.name == "张桂兰"
    assert resets == [CONTACT, CONTACT]


def test_two_cards_of_one_batch_swapped_without_a_pause_are_told_apart(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("xie-yan"))
    first = journal.placed()
    reader.read(first)
    assert journal.next_card(CardRead).contents.name == "谢䶮"
    contact.place(social_chip("wu-guifang"))
    assert journal.next_card(CardLifted).insertion == first
    second = journal.placed()
    assert second.number == first.number + 1
    reader.read(first)
    assert journal.next_card(CardNotRead) == CardNotRead(first, "CARD_GONE")
    reader.read(second)
    assert journal.next_card(CardRead).contents.name == "吴桂芳"


def test_every_swap_is_counted_also_when_the_card_before_was_only_just_seen(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.place(social_chip("zhang-guilan"))
    stay = journal.placed()
    for _ in range(4):
        contact.place(social_chip("zhang-guilan"))
        assert journal.next_card(CardLifted).insertion == stay
        after = journal.placed()
        assert after.number == stay.number + 1
        stay = after


def test_a_card_swapped_in_the_middle_of_a_record_is_not_taken_for_the_first(
    contact: VpcdSimulator, reader: PcscReader, journal: Journal
) -> None:
    contact.fault(VpcdFault.PULLED_WHILE_READING)
    contact.place(social_chip("zhang-guilan"))
    first = journal.placed()
    reader.read(first)
    assert journal.next_card(CardNotRead) == CardNotRead(first, "CARD_GONE")
    contact.place(social_chip("wu-guifang"))
    assert journal.next_card(CardLifted).insertion == first
    reader.read(journal.placed())
    assert journal.next_card(CardRead).contents.name == "吴桂芳"


def test_a_service_that_turns_everybody_away_has_refused_and_is_not_taken_for_one_that_is_not_there(
    pcscd: PrivatePcscd, open_reader: OpenReader, journal: Journal
) -> None:
    pcscd.stop()
    pcscd.socket_path.unlink(missing_ok=True)
    with RefusingService(pcscd.socket_path):
        open_reader()
        assert fault_code(journal, DeviceState.NO_SERVICE) == "CARD_READER_DENIED"
    assert fault_code(journal, DeviceState.NO_SERVICE) == "CARD_READER_NO_SERVICE"
    pcscd.start()
    journal.until_state(DeviceState.ONLINE)


def test_a_service_that_refuses_the_cards_is_found_out_before_a_resident_is_and_heals_with_its_rules(
    pcscd: PrivatePcscd, contact: VpcdSimulator, open_reader: OpenReader, journal: Journal
) -> None:
    real = pcscd.socket_path.rename(pcscd.socket_path.with_name("behind"))
    with RefusingService(pcscd.socket_path, behind=real) as polkit:
        contact.place(social_chip("zhang-guilan"))
        reader = open_reader()
        assert fault_code(journal, DeviceState.NO_SERVICE) == "CARD_READER_DENIED"
        assert journal.has_no_more_cards()
        polkit.refuses = False
        journal.until_state(DeviceState.ONLINE)
        reader.read(journal.placed())
        journal.next_card(CardRead)
        reader.close()
    pcscd.stop()
