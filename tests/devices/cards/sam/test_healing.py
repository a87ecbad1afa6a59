"""Whatever befalls the SAM on a real pseudo-terminal ends in a state of its own, and heals without a restart."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.cards.events import CardLifted, CardNotRead, CardRead
from devices.cards.sam.link import SamDeadlines
from devices.cards.sam.serial_line import open_serial_line
from devices.errors import DeviceError
from devices.simulators.sam_peer import SamFault
from devices.simulators.sam_transport import SimulatedSam
from devices.status import DeviceState
from tests.devices.cards.journal import Journal
from tests.devices.cards.sam.stand import (
    HASTY,
    Stand,
    card,
    fault_code,
    next_name,
    placed,
    plugged_in,
    reading,
    ready,
    serial_stand,
)

IMPATIENT = SamDeadlines(find_s=0.05, select_s=0.05, read_s=0.05, address_s=0.05, other_s=0.05)
"""For a SAM that is never going to answer."""
NOBODY = 65534


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


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [
        (SamFault.NOT_AUTHORISED, DeviceState.HARDWARE_ERROR, "IDENTITY_READER_NOT_AUTHORISED"),
        (SamFault.SELF_TEST_FAILED, DeviceState.HARDWARE_ERROR, "IDENTITY_READER_SELF_TEST_FAILED"),
        (SamFault.SILENCE, DeviceState.OFFLINE, "IDENTITY_READER_SILENT"),
        (SamFault.NOISE, DeviceState.OFFLINE, "IDENTITY_READER_GARBLED"),
        (SamFault.CHECKSUM_WRONG, DeviceState.OFFLINE, "IDENTITY_READER_GARBLED"),
        (SamFault.LENGTH_WRONG, DeviceState.OFFLINE, "IDENTITY_READER_GARBLED"),
    ],
)
def test_each_trouble_of_the_sam_has_its_own_name_and_passes(
    stand: Stand, sam: SimulatedSam, journal: Journal, fault: SamFault, state: DeviceState, code: str
) -> None:
    sam.fault(fault, times=None)
    deadlines = HASTY if state is DeviceState.HARDWARE_ERROR else IMPATIENT
    with reading(stand, journal, deadlines=deadlines):
        assert fault_code(journal, state) == code
        sam.mend()
        journal.until_state(DeviceState.ONLINE)


def test_a_sam_that_a_reset_helps_works_at_once(stand: Stand, sam: SimulatedSam, journal: Journal) -> None:
    sam.fault(SamFault.SELF_TEST_FAILED, times=1)
    with reading(stand, journal):
        assert journal.next_status().state is DeviceState.ONLINE


def test_a_sam_that_fails_tells_its_number_for_the_repair(stand: Stand, sam: SimulatedSam, journal: Journal) -> None:
    sam.fault(SamFault.SELF_TEST_FAILED, times=None)
    with reading(stand, journal):
        fault = journal.until_state(DeviceState.HARDWARE_ERROR).fault
        assert fault is not None
        assert fault.detail == "self_test_failed, SAM 05.01-20174901-0227640909-1250893422"


def test_a_sam_that_falls_silent_while_a_card_lies_there_ends_the_stay(
    stand: Stand, sam: SimulatedSam, journal: Journal
) -> None:
    with ready(stand, journal, deadlines=SamDeadlines(find_s=0.5, other_s=0.5)):
        sam.place(card("zhang-guilan"))
        stay = placed(journal)
        sam.fault(SamFault.SILENCE, times=None)
        assert journal.next_card(CardLifted).insertion == stay
        assert fault_code(journal, DeviceState.OFFLINE) == "IDENTITY_READER_SILENT"
        sam.mend()
        journal.until_state(DeviceState.ONLINE)
        assert placed(journal).number > stay.number


@pytest.mark.parametrize("fault", [SamFault.NOISE, SamFault.CHECKSUM_WRONG, SamFault.LENGTH_WRONG])
def test_a_line_that_garbles_one_answer_heals_without_anybody_noticing(
    stand: Stand, sam: SimulatedSam, journal: Journal, fault: SamFault
) -> None:
    with ready(stand, journal, deadlines=SamDeadlines(find_s=0.5, select_s=0.5, read_s=0.5, other_s=5.0)) as reader:
        sam.place(card("zhang-guilan"))
        stay = placed(journal)
        sam.fault(fault)
        reader.read(stay)
        assert journal.next_card(CardRead).insertion == stay
        assert reader.status().works


def test_a_missing_port_is_no_device_until_it_is_plugged_in(stand: Stand, journal: Journal) -> None:
    with reading(stand, journal):
        assert fault_code(journal, DeviceState.NO_DEVICE) == "IDENTITY_READER_NOT_FOUND"
        with plugged_in(stand):
            journal.until_state(DeviceState.ONLINE)


def test_a_file_that_is_no_serial_line_is_no_device(tmp_path: Path, stand: Stand, journal: Journal) -> None:
    (tmp_path / "sam").write_text("")
    with reading(stand, journal):
        assert fault_code(journal, DeviceState.NO_DEVICE) == "IDENTITY_READER_NOT_FOUND"


def test_unplugging_ends_the_stay_and_plugging_in_heals(stand: Stand, sam: SimulatedSam, journal: Journal) -> None:
    with ready(stand, journal):
        sam.place(card("zhang-guilan"))
        stay = placed(journal)
        sam.stop()
        assert journal.next_card(CardLifted).insertion == stay
        journal.until_state(DeviceState.NO_DEVICE)
        sam.start()
        journal.until_state(DeviceState.ONLINE)
        assert placed(journal).number == stay.number + 1


def test_a_reader_unplugged_in_the_middle_of_a_read_is_lost_and_heals(
    stand: Stand, sam: SimulatedSam, journal: Journal
) -> None:
    with ready(stand, journal) as reader:
        sam.fault(SamFault.UNPLUGGED)
        sam.place(card("zhang-guilan"))
        stay = placed(journal)
        reader.read(stay)
        assert journal.next_card(CardNotRead) == CardNotRead(stay, "IDENTITY_READER_LOST")
        assert journal.next_card(CardLifted).insertion == stay
        journal.until_state(DeviceState.NO_DEVICE)
        sam.stop()
        sam.start()
        journal.until_state(DeviceState.ONLINE)
        reader.read(placed(journal))
        journal.next_card(CardRead)


def test_reading_without_a_device_is_answered_too(stand: Stand, journal: Journal) -> None:
    with reading(stand, journal) as reader:
        journal.until_state(DeviceState.NO_DEVICE)
        with plugged_in(stand) as sam:
            journal.until_state(DeviceState.ONLINE)
            sam.place(card("zhang-guilan"))
            stay = placed(journal)
        journal.next_card(CardLifted)
        journal.until_state(DeviceState.NO_DEVICE)
        reader.read(stay)
        assert journal.next_card(CardNotRead) == CardNotRead(stay, "IDENTITY_READER_NOT_FOUND")


def test_a_reader_that_another_program_holds_is_busy_until_it_is_let_go(
    stand: Stand, sam: SimulatedSam, journal: Journal
) -> None:
    other = stand.open_line()
    with reading(stand, journal):
        assert fault_code(journal, DeviceState.OFFLINE) == "IDENTITY_READER_BUSY"
        other.close()
        journal.until_state(DeviceState.ONLINE)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user without rights")
def test_a_port_that_the_account_may_not_open_is_denied(tmp_path: Path, sam: SimulatedSam) -> None:
    port = (tmp_path / "sam").readlink()
    port.chmod(0o600)
    assert code_as_nobody(port) == "IDENTITY_READER_DENIED"
    port.chmod(0o666)
    assert code_as_nobody(port) == ""


def code_as_nobody(port: Path) -> str:
    """The failure code that another account meets; it cannot start this Python anew, so it is a copy of this one."""
    end, start = os.pipe()
    if os.fork() == 0:
        os.setuid(NOBODY)
        try:
            open_serial_line(port=str(port), baud=115200)
        except DeviceError as error:
            os.write(start, error.code.encode())
        finally:
            os._exit(0)
    os.close(start)
    os.wait()
    with os.fdopen(end, "rb") as said:
        return said.read().decode()


@pytest.mark.parametrize("late_by", [1, 2, 3])
def test_a_late_text_is_never_taken_for_the_next_resident_s(tmp_path: Path, journal: Journal, late_by: int) -> None:
    """The later it comes, the more often the reader has given up in between, up to opening the line anew."""
    stand = serial_stand(tmp_path, late_by=late_by)
    deadlines = SamDeadlines(read_s=0.2, other_s=0.2)
    with plugged_in(stand) as sam, ready(stand, journal, deadlines=deadlines) as reader:
        sam.place(card("zhang-guilan"))
        first = placed(journal)
        sam.fault(SamFault.LATE)
        reader.read(first)
        answer = journal.next_event()
        assert isinstance(answer, CardRead | CardNotRead)
        sam.place(card("chen-hao"))
        journal.next_card(CardLifted)
        assert next_name(reader, journal) == "陈浩"


def test_a_line_is_let_go_with_the_reader(stand: Stand, sam: SimulatedSam, journal: Journal) -> None:
    with ready(stand, journal):
        pass
    stand.open_line().close()
