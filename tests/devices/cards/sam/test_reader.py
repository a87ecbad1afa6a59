"""The identity-card reader against a simulated SAM on a real pseudo-terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.cards.events import CardLifted, CardNotRead, CardPlaced, CardRead, Insertion
from devices.cards.sam.link import SamDeadlines
from devices.cards.sam.reader import SamReader
from devices.cards.sam.serial_line import open_serial_line
from devices.simulators.sam import SamSimulator
from devices.simulators.sam_module import SamTiming
from devices.simulators.sam_peer import SamFault
from devices.simulators.wallet import IdentityCardImage, load_holder
from devices.status import DeviceKind, DeviceState, Media
from tests.devices.cards.journal import Journal, now

QUICK = SamTiming(find_s=0.001, select_s=0.001, read_s=0.001, address_s=0.001, other_s=0.001)
DEADLINES = SamDeadlines(read_s=1.0, other_s=5.0)


def card(slug: str) -> IdentityCardImage:
    image = load_holder(slug).identity_card
    assert image is not None
    return image


@pytest.fixture
def sam(tmp_path: Path) -> Iterator[SamSimulator]:
    simulator = SamSimulator(link=tmp_path / "sam", timing=QUICK)
    simulator.start()
    yield simulator
    simulator.stop()


@pytest.fixture
def journal() -> Journal:
    return Journal()


@pytest.fixture
def reader(sam: SamSimulator, journal: Journal) -> Iterator[SamReader]:
    driver = reader_on(sam.port, journal)
    driver.open()
    journal.until_state(DeviceState.ONLINE)
    yield driver
    driver.close()


def reader_on(port: str, journal: Journal) -> SamReader:
    return SamReader(
        open_line=lambda: open_serial_line(port=port, baud=115200),
        on_card=journal.on_card,
        on_status=journal.on_status,
        now=now,
        deadlines=DEADLINES,
        poll_every_s=0.01,
    )


def placed(journal: Journal) -> Insertion:
    return journal.next_card(CardPlaced).insertion


def test_a_card_is_found_read_and_missed_when_it_leaves(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    stay = placed(journal)
    assert stay == Insertion(DeviceKind.IDENTITY_READER, 1)
    reader.read(stay)
    read = journal.next_card(CardRead)
    assert read.insertion == stay
    assert (read.contents.name, read.contents.id_number) == ("张桂兰", "430922195001010025")
    assert reader.status().media is Media.PRESENT
    sam.lift()
    assert journal.next_card(CardLifted).insertion == stay


def test_a_read_card_stays_present_until_it_is_lifted(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    stay = placed(journal)
    reader.read(stay)
    journal.next_card(CardRead)
    # Twenty further tasks pass only between looks, each of which could lose sight of the card.
    for _ in range(20):
        reader.call(lambda: None).result()
    assert journal.has_no_more_cards()
    sam.lift()
    journal.next_card(CardLifted)


def test_an_appended_address_does_not_hide_the_card(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.place(IdentityCardImage(**{**vars(card("zhang-guilan")), "appended_addresses": ("湖南省桃江县修山镇",)}))
    reader.read(placed(journal))
    journal.next_card(CardRead)
    sam.lift()
    journal.next_card(CardLifted)


def test_each_stay_has_its_own_number(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    first = placed(journal)
    sam.lift()
    journal.next_card(CardLifted)
    sam.place(card("zhang-guilan"))
    assert placed(journal).number == first.number + 1


def test_a_card_that_was_read_and_swapped_is_a_new_stay(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    reader.read(placed(journal))
    journal.next_card(CardRead)
    sam.place(card("chen-hao"))
    journal.next_card(CardLifted)
    reader.read(placed(journal))
    assert journal.next_card(CardRead).contents.name == "陈浩"


def test_a_card_pulled_while_being_read_is_gone(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.fault(SamFault.PULLED_WHILE_READING)
    sam.place(card("zhang-guilan"))
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_GONE")
    assert journal.next_card(CardLifted).insertion == stay


def test_a_stay_that_is_over_cannot_be_read(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    stay = Insertion(DeviceKind.IDENTITY_READER, 77)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_GONE")


def test_a_card_is_read_once_a_stay(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    stay = placed(journal)
    reader.read(stay)
    journal.next_card(CardRead)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_ALREADY_READ")


def test_a_read_that_fails_is_tried_again(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.fault(SamFault.READ_FAILS, times=2)
    sam.place(card("xie-yan"))
    reader.read(placed(journal))
    assert journal.next_card(CardRead).contents.name == "谢䶮"


def test_after_three_rounds_a_card_counts_as_not_readable(
    sam: SamSimulator, reader: SamReader, journal: Journal
) -> None:
    sam.fault(SamFault.READ_FAILS, times=3)
    sam.place(card("xie-yan"))
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_NOT_READABLE")
    reader.read(stay)
    assert journal.next_card(CardRead).insertion == stay


def test_a_card_that_contradicts_itself_is_not_read(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.place(IdentityCardImage(**{**vars(card("zhang-guilan")), "birth": "19500102"}))
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_CONTRADICTS_ITSELF")


@pytest.mark.parametrize("fault", [SamFault.GARBAGE_BEFORE, SamFault.SPLIT])
def test_a_noisy_line_is_read_through(sam: SamSimulator, reader: SamReader, journal: Journal, fault: SamFault) -> None:
    sam.fault(fault, times=None)
    sam.place(card("zhang-guilan"))
    reader.read(placed(journal))
    journal.next_card(CardRead)


def test_one_wrong_checksum_costs_nothing_but_time(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    stay = placed(journal)
    sam.fault(SamFault.CHECKSUM_WRONG)
    reader.read(stay)
    assert journal.next_card(CardRead).insertion == stay


def test_a_late_text_is_never_taken_for_the_next_card(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.fault(SamFault.LATE)
    sam.place(card("zhang-guilan"))
    first = placed(journal)
    reader.read(first)
    assert journal.next_card(CardRead).insertion == first
    sam.place(card("chen-hao"))
    journal.next_card(CardLifted)
    reader.read(placed(journal))
    assert journal.next_card(CardRead).contents.name == "陈浩"


def test_a_silent_sam_is_offline_until_it_speaks_again(sam: SamSimulator, journal: Journal) -> None:
    sam.fault(SamFault.SILENCE, times=None)
    reader = SamReader(
        open_line=lambda: open_serial_line(port=sam.port, baud=115200),
        on_card=journal.on_card,
        on_status=journal.on_status,
        now=now,
        deadlines=SamDeadlines(other_s=0.05),
        poll_every_s=0.01,
    )
    reader.open()
    status = journal.until_state(DeviceState.OFFLINE)
    assert status.fault is not None
    assert status.fault.code == "IDENTITY_READER_SILENT"
    sam.mend()
    journal.until_state(DeviceState.ONLINE)
    reader.close()


def test_a_sam_that_may_not_read_is_a_hardware_error(sam: SamSimulator, journal: Journal) -> None:
    sam.fault(SamFault.NOT_AUTHORISED, times=None)
    reader = reader_on(sam.port, journal)
    reader.open()
    status = journal.until_state(DeviceState.HARDWARE_ERROR)
    assert status.fault is not None
    assert status.fault.code == "IDENTITY_READER_NOT_AUTHORISED"
    sam.mend()
    journal.until_state(DeviceState.ONLINE)
    reader.close()


def test_a_missing_port_is_no_device_until_it_is_plugged_in(tmp_path: Path, journal: Journal) -> None:
    sam = SamSimulator(link=tmp_path / "sam", timing=QUICK)
    reader = reader_on(sam.port, journal)
    reader.open()
    status = journal.until_state(DeviceState.NO_DEVICE)
    assert status.fault is not None
    assert status.fault.code == "IDENTITY_READER_NOT_FOUND"
    sam.start()
    journal.until_state(DeviceState.ONLINE)
    reader.close()
    sam.stop()


def test_unplugging_ends_the_stay_and_plugging_in_heals(sam: SamSimulator, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    stay = placed(journal)
    sam.stop()
    assert journal.next_card(CardLifted).insertion == stay
    journal.until_state(DeviceState.NO_DEVICE)
    sam.start()
    journal.until_state(DeviceState.ONLINE)
    assert placed(journal).number == stay.number + 1


def test_reading_without_a_device_is_answered_too(tmp_path: Path, journal: Journal) -> None:
    reader = reader_on(str(tmp_path / "nothing"), journal)
    reader.open()
    journal.until_state(DeviceState.NO_DEVICE)
    stay = Insertion(DeviceKind.IDENTITY_READER, 1)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "IDENTITY_READER_NOT_FOUND")
    reader.close()


def test_a_second_program_on_the_same_line_is_told_apart(
    sam: SamSimulator, reader: SamReader, journal: Journal
) -> None:
    other = Journal()
    second = reader_on(sam.port, other)
    second.open()
    status = other.until_state(DeviceState.OFFLINE)
    assert status.fault is not None
    assert status.fault.code == "IDENTITY_READER_BUSY"
    second.close()
