"""The identity-card reader against a simulated SAM on a real pseudo-terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from devices.cards.access import CanKey
from devices.cards.contents import CardKind, Photo, PhotoFormat
from devices.cards.events import AddressRead, CardLifted, CardNotRead, CardRead, Insertion
from devices.cards.sam.reader import SamReader
from devices.simulators.sam_module import record_of
from devices.simulators.sam_peer import SamFault
from devices.simulators.sam_transport import SimulatedSam
from devices.status import DeviceKind, Media
from tests.devices.cards.journal import Journal
from tests.devices.cards.sam.stand import Stand, card, placed, plugged_in, reading, ready, serial_stand

NEWER = "湖南省益阳市桃江县修山镇洞庭路2号"


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return serial_stand(tmp_path)


@pytest.fixture
def sam(stand: Stand) -> Iterator[SimulatedSam]:
    with plugged_in(stand) as simulator:
        yield simulator


@pytest.fixture
def journal() -> Journal:
    return Journal()


@pytest.fixture
def reader(stand: Stand, sam: SimulatedSam, journal: Journal) -> Iterator[SamReader]:
    with ready(stand, journal) as driver:
        yield driver


@pytest.fixture
def finger_reader(stand: Stand, sam: SimulatedSam, journal: Journal) -> Iterator[SamReader]:
    with ready(stand, journal, fingerprints=True) as driver:
        yield driver


def test_a_card_that_was_read_before_a_restart_is_found_and_read_again(stand: Stand, sam: SimulatedSam) -> None:
    before, after = Journal(), Journal()
    with ready(stand, before) as first:
        sam.place(card("zhang-guilan"))
        first.read(placed(before))
        before.next_card(CardRead)
    with ready(stand, after) as second:
        second.read(placed(after))
        assert after.next_card(CardRead).contents.name == "张桂兰"


def test_a_card_is_found_read_and_missed_when_it_leaves(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
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


@pytest.mark.parametrize(
    ("slug", "kind", "edition"),
    [
        ("zhang-guilan", CardKind.IDENTITY_CARD, ""),
        ("chan-wing-man", CardKind.RESIDENCE_PERMIT, ""),
        ("anna-lindqvist", CardKind.PERMANENT_RESIDENT_CARD, "2017"),
        ("kim-tae-hyun", CardKind.PERMANENT_RESIDENT_CARD, "2023"),
    ],
)
def test_every_layout_is_read(
    sam: SimulatedSam, reader: SamReader, journal: Journal, slug: str, kind: CardKind, edition: str
) -> None:
    sam.place(card(slug))
    reader.read(placed(journal))
    contents = journal.next_card(CardRead).contents
    assert (contents.kind, contents.edition) == (kind, edition)


def test_the_status_tells_the_number_of_the_sam(reader: SamReader) -> None:
    assert reader.status().about == "05.01-20174901-0227640909-1250893422"


def test_an_access_key_is_not_used(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    reader.read(placed(journal), key=CanKey("123456"))
    journal.next_card(CardRead)


def test_the_photo_comes_with_the_contents(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.place(card("chen-hao"))
    reader.read(placed(journal))
    photo = Photo(PhotoFormat.WLT, record_of(card("chen-hao")).photo)
    assert journal.next_card(CardRead).contents.photo == photo


def test_photo_and_fingerprints_are_kept_until_the_card_is_lifted(
    sam: SimulatedSam, finger_reader: SamReader, journal: Journal
) -> None:
    sam.place(card("chen-hao"))
    stay = placed(journal)
    assert finger_reader.evidence(stay) is None
    finger_reader.read(stay)
    journal.next_card(CardRead)
    evidence = finger_reader.evidence(stay)
    assert evidence is not None
    assert evidence.fingerprints == record_of(card("chen-hao")).fingerprints
    assert len(evidence.fingerprints) == 2
    assert evidence.photo is not None
    assert repr(evidence) == "CardEvidence()"
    sam.lift()
    journal.next_card(CardLifted)
    assert finger_reader.evidence(stay) is None


def test_nobody_gets_the_evidence_of_another_stay(
    sam: SimulatedSam, finger_reader: SamReader, journal: Journal
) -> None:
    sam.place(card("chen-hao"))
    first = placed(journal)
    finger_reader.read(first)
    journal.next_card(CardRead)
    sam.place(card("li-jianguo"))
    journal.next_card(CardLifted)
    second = placed(journal)
    finger_reader.read(second)
    journal.next_card(CardRead)
    assert finger_reader.evidence(first) is None
    evidence = finger_reader.evidence(second)
    assert evidence is not None
    assert evidence.fingerprints == record_of(card("li-jianguo")).fingerprints


def test_fingerprints_that_nobody_asked_for_are_not_read(
    sam: SimulatedSam, reader: SamReader, journal: Journal
) -> None:
    sam.place(card("chen-hao"))
    stay = placed(journal)
    reader.read(stay)
    journal.next_card(CardRead)
    evidence = reader.evidence(stay)
    assert evidence is not None
    assert evidence.fingerprints == ()


def test_a_sam_that_cannot_read_fingerprints_reads_the_rest(
    sam: SimulatedSam, finger_reader: SamReader, journal: Journal
) -> None:
    sam.fault(SamFault.FINGERPRINTS_UNKNOWN, times=None)
    sam.place(card("chen-hao"))
    stay = placed(journal)
    finger_reader.read(stay)
    assert journal.next_card(CardRead).contents.name == "陈浩"
    evidence = finger_reader.evidence(stay)
    assert evidence is not None
    assert evidence.fingerprints == ()


def test_a_read_card_stays_present_until_it_is_lifted(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
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


def test_an_appended_address_is_told_once_and_after_the_name(
    sam: SimulatedSam, reader: SamReader, journal: Journal
) -> None:
    sam.place(replace(card("zhang-guilan"), appended_addresses=("湖南省桃江县灰山港镇1号", NEWER)))
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardRead).contents.address != NEWER
    assert journal.next_card(AddressRead) == AddressRead(stay, NEWER)
    for _ in range(20):
        reader.call(lambda: None).result()
    assert journal.has_no_more_cards()
    sam.lift()
    journal.next_card(CardLifted)


def test_an_appended_address_that_is_blank_is_not_told(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.place(replace(card("zhang-guilan"), appended_addresses=("",)))
    reader.read(placed(journal))
    journal.next_card(CardRead)
    sam.lift()
    journal.next_card(CardLifted)


def test_each_stay_has_its_own_number(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    first = placed(journal)
    sam.lift()
    journal.next_card(CardLifted)
    sam.place(card("zhang-guilan"))
    assert placed(journal).number == first.number + 1


def test_a_card_that_was_read_and_swapped_is_a_new_stay(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    reader.read(placed(journal))
    journal.next_card(CardRead)
    sam.place(card("chen-hao"))
    journal.next_card(CardLifted)
    reader.read(placed(journal))
    assert journal.next_card(CardRead).contents.name == "陈浩"


def test_a_card_pulled_while_being_read_is_gone(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.fault(SamFault.PULLED_WHILE_READING)
    sam.place(card("zhang-guilan"))
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_GONE")
    assert journal.next_card(CardLifted).insertion == stay


def test_a_card_that_keeps_vanishing_is_to_be_moved_to_the_middle(
    stand: Stand, sam: SimulatedSam, journal: Journal
) -> None:
    def pulled(driver: SamReader) -> str:
        sam.fault(SamFault.PULLED_WHILE_READING)
        sam.place(card("zhang-guilan"))
        driver.read(placed(journal))
        code = journal.next_card(CardNotRead).code
        journal.next_card(CardLifted)
        return code

    with reading(stand, journal, clock=lambda: 0.0) as driver:
        assert [pulled(driver) for _ in range(4)] == ["CARD_GONE", "CARD_GONE", "CARD_LIES_BADLY", "CARD_LIES_BADLY"]
        sam.place(card("zhang-guilan"))
        driver.read(placed(journal))
        journal.next_card(CardRead)
        sam.lift()
        journal.next_card(CardLifted)
        assert pulled(driver) == "CARD_GONE"


def test_a_stay_that_is_over_cannot_be_read(reader: SamReader, journal: Journal) -> None:
    stay = Insertion(DeviceKind.IDENTITY_READER, 77)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_GONE")


def test_a_card_is_read_once_a_stay(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    stay = placed(journal)
    reader.read(stay)
    journal.next_card(CardRead)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_ALREADY_READ")


@pytest.mark.parametrize("fault", [SamFault.READ_FAILS, SamFault.SELECT_FAILS])
def test_a_read_that_fails_is_tried_again(
    sam: SimulatedSam, reader: SamReader, journal: Journal, fault: SamFault
) -> None:
    sam.fault(fault, times=2)
    sam.place(card("xie-yan"))
    reader.read(placed(journal))
    assert journal.next_card(CardRead).contents.name == "谢䶮"


def test_after_three_rounds_a_card_counts_as_not_readable(
    sam: SimulatedSam, reader: SamReader, journal: Journal
) -> None:
    sam.fault(SamFault.READ_FAILS, times=3)
    sam.place(card("xie-yan"))
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_NOT_READABLE")
    reader.read(stay)
    assert journal.next_card(CardRead).insertion == stay


def test_what_is_no_identity_card_is_not_tried_again(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.fault(SamFault.CARD_UNKNOWN)
    sam.place(card("xie-yan"))
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_WRONG_KIND")


def test_a_card_that_contradicts_itself_is_not_read(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.place(card("wrong-birth"))
    stay = placed(journal)
    reader.read(stay)
    assert journal.next_card(CardNotRead) == CardNotRead(stay, "CARD_CONTRADICTS_ITSELF")
    assert reader.evidence(stay) is None


@pytest.mark.parametrize("fault", [SamFault.GARBAGE_BEFORE, SamFault.SPLIT])
def test_a_noisy_line_is_read_through(sam: SimulatedSam, reader: SamReader, journal: Journal, fault: SamFault) -> None:
    sam.fault(fault, times=None)
    sam.place(card("zhang-guilan"))
    reader.read(placed(journal))
    journal.next_card(CardRead)


def test_one_wrong_checksum_costs_nothing_but_time(sam: SimulatedSam, reader: SamReader, journal: Journal) -> None:
    sam.place(card("zhang-guilan"))
    stay = placed(journal)
    sam.fault(SamFault.CHECKSUM_WRONG)
    reader.read(stay)
    assert journal.next_card(CardRead).insertion == stay
