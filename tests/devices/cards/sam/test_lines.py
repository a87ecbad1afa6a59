"""The same reader over every line: a pseudo-terminal, TCP, and the real pyusb over a simulated bus."""

from __future__ import annotations

import errno
import queue
import socket
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import usb.backend.libusb0
import usb.backend.libusb1
import usb.backend.openusb
from usb.core import USBError

from devices.cards.events import AddressRead, CardLifted, CardNotRead, CardRead
from devices.cards.sam.commands import SamAnswer, SamStatus, encode_answer
from devices.cards.sam.frames import HEAD_BYTES
from devices.cards.sam.link import SamDeadlines
from devices.cards.sam.record import encode_record
from devices.cards.sam.tcp_line import TcpLine
from devices.cards.sam.usb_line import UsbIdentifier, UsbLine
from devices.cards.sam.usb_pipes import REST_IN, UsbScheme
from devices.errors import DeviceBusy, DeviceError, DeviceUnavailable
from devices.simulators.sam_module import record_of
from devices.simulators.sam_peer import SamFault
from devices.simulators.sam_usb import IDENTIFIER, SimulatedBus, UsbSamSimulator
from devices.status import DeviceState
from tests.devices.cards.journal import Journal
from tests.devices.cards.sam.stand import (
    STANDS,
    Stand,
    card,
    fault_code,
    next_name,
    placed,
    plugged_in,
    reading,
    ready,
    tcp_stand,
    usb_stand,
)

NEWER = "湖南省益阳市桃江县修山镇洞庭路2号"
LOST = {"serial": DeviceState.NO_DEVICE, "tcp": DeviceState.OFFLINE}
"""What a line is while nothing is at its end; a USB device is gone like a serial one."""


@pytest.fixture(params=STANDS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def stand(name: str, tmp_path: Path) -> Stand:
    return STANDS[name](tmp_path)


@pytest.fixture
def journal() -> Journal:
    return Journal()


@pytest.mark.parametrize("fault", [None, SamFault.SPLIT, SamFault.GARBAGE_BEFORE])
@pytest.mark.parametrize("slug", ["zhang-guilan", "li-jianguo", "chen-hao"], ids=["none", "one finger", "two fingers"])
def test_a_card_is_read_whole(stand: Stand, journal: Journal, slug: str, fault: SamFault | None) -> None:
    with plugged_in(stand) as sam, ready(stand, journal, fingerprints=True) as reader:
        if fault:
            sam.fault(fault, times=None)
        sam.place(replace(card(slug), appended_addresses=(NEWER,)))
        stay = placed(journal)
        reader.read(stay)
        contents = journal.next_card(CardRead).contents
        assert contents.id_number == card(slug).number
        evidence = reader.evidence(stay)
        assert evidence is not None
        assert evidence.photo == contents.photo
        assert evidence.fingerprints == record_of(card(slug)).fingerprints
        assert journal.next_card(AddressRead).address == NEWER
        sam.lift()
        journal.next_card(CardLifted)


@pytest.mark.parametrize("fault", [SamFault.CHECKSUM_WRONG, SamFault.LENGTH_WRONG, SamFault.NOISE, SamFault.SILENCE])
def test_one_bad_answer_costs_nothing_but_time(stand: Stand, journal: Journal, fault: SamFault) -> None:
    deadlines = SamDeadlines(find_s=0.3, select_s=0.3, read_s=0.3, address_s=0.3, other_s=5.0)
    with plugged_in(stand) as sam, ready(stand, journal, deadlines=deadlines) as reader:
        sam.place(card("zhang-guilan"))
        stay = placed(journal)
        sam.fault(fault)
        reader.read(stay)
        assert journal.next_card(CardRead).insertion == stay


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in STANDS if name != "serial"])
def test_a_late_text_is_never_taken_for_the_next_resident_s(name: str, stand: Stand, journal: Journal) -> None:
    deadlines = SamDeadlines(read_s=0.2, other_s=5.0)
    with plugged_in(stand) as sam, ready(stand, journal, deadlines=deadlines) as reader:
        sam.place(card("zhang-guilan"))
        first = placed(journal)
        sam.fault(SamFault.LATE, times=1)
        reader.read(first)
        assert journal.next_card(CardRead).contents.name == "张桂兰"
        sam.place(card("chen-hao"))
        journal.next_card(CardLifted)
        reader.read(placed(journal))
        assert journal.next_card(CardRead).contents.name == "陈浩"


def test_a_reader_pulled_in_the_middle_of_a_read_is_lost_and_heals(name: str, stand: Stand, journal: Journal) -> None:
    with plugged_in(stand) as sam, ready(stand, journal) as reader:
        sam.fault(SamFault.UNPLUGGED)
        sam.place(card("zhang-guilan"))
        stay = placed(journal)
        reader.read(stay)
        assert journal.next_card(CardNotRead) == CardNotRead(stay, "IDENTITY_READER_LOST")
        assert journal.next_card(CardLifted).insertion == stay
        journal.until_state(LOST.get(name, DeviceState.NO_DEVICE))
        sam.stop()
        sam.start()
        journal.until_state(DeviceState.ONLINE)
        reader.read(placed(journal))
        journal.next_card(CardRead)


def test_a_reader_that_is_not_there_comes_to_life_when_it_is_plugged_in(
    name: str, stand: Stand, journal: Journal
) -> None:
    if name == "tcp":
        # Its port is chosen when it is first plugged in.
        stand.sam.start()
        stand.sam.stop()
    with reading(stand, journal):
        absent = "IDENTITY_READER_UNREACHABLE" if name == "tcp" else "IDENTITY_READER_NOT_FOUND"
        assert fault_code(journal, LOST.get(name, DeviceState.NO_DEVICE)) == absent
        with plugged_in(stand):
            journal.until_state(DeviceState.ONLINE)


def test_a_device_server_that_serves_another_program_is_busy_until_that_lets_go(
    tmp_path: Path, journal: Journal
) -> None:
    stand = tcp_stand(tmp_path)
    with plugged_in(stand):
        first = Journal()
        with ready(stand, first), reading(stand, journal):
            assert fault_code(journal, DeviceState.OFFLINE) == "IDENTITY_READER_BUSY"
        with reading(stand, journal):
            journal.until_state(DeviceState.ONLINE)


def test_a_server_that_goes_away_in_use_is_lost() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = TcpLine(host="127.0.0.1", port=server.getsockname()[1])
        peer, _ = server.accept()
        peer.sendall(b"\xaa")
        assert line.read(5.0) == b"\xaa"
        assert line.read(0.0) == b""
        peer.close()
        with pytest.raises(DeviceUnavailable) as caught:
            line.read(5.0)
    assert caught.value.code == "IDENTITY_READER_LOST"
    line.close()
    with pytest.raises(DeviceUnavailable):
        line.write(b"\xaa")
    line.close()


@pytest.mark.parametrize("host", ["reader.invalid", "reader..invalid"])
def test_a_name_that_no_host_has_is_unreachable(host: str) -> None:
    with pytest.raises(DeviceUnavailable) as caught:
        TcpLine(host=host, port=4001)
    assert caught.value.code == "IDENTITY_READER_UNREACHABLE"


@pytest.mark.parametrize("scheme", UsbScheme)
def test_a_usb_reader_that_another_program_holds_is_busy_until_it_is_let_go(
    scheme: UsbScheme, journal: Journal
) -> None:
    stand = usb_stand(scheme)
    assert isinstance(stand.sam, UsbSamSimulator)
    with plugged_in(stand):
        stand.sam.seize()
        with reading(stand, journal):
            assert fault_code(journal, DeviceState.OFFLINE) == "IDENTITY_READER_BUSY"
            stand.sam.release()
            journal.until_state(DeviceState.ONLINE)


def test_a_usb_reader_seized_in_use_is_lost_then_busy_then_heals(journal: Journal) -> None:
    stand = usb_stand(UsbScheme.NATIVE)
    assert isinstance(stand.sam, UsbSamSimulator)
    with plugged_in(stand), ready(stand, journal):
        stand.sam.seize()
        assert fault_code(journal, DeviceState.OFFLINE) == "IDENTITY_READER_LOST"
        assert fault_code(journal, DeviceState.OFFLINE) == "IDENTITY_READER_BUSY"
        stand.sam.release()
        journal.until_state(DeviceState.ONLINE)


def test_the_rest_of_an_old_answer_is_never_joined_to_the_head_of_a_new_one(journal: Journal) -> None:
    """All texts have the same head, and both parts would make a whole frame with a right check byte."""
    stand = usb_stand(UsbScheme.NATIVE)
    assert isinstance(stand.sam, UsbSamSimulator)
    record = encode_record(replace(record_of(card("zhang-guilan")), fingerprints=()), with_fingerprints=False)
    with plugged_in(stand) as sam, ready(stand, journal) as reader:
        stand.sam.backend.put(REST_IN, encode_answer(SamAnswer(SamStatus.DONE.value, record))[HEAD_BYTES:])
        sam.place(card("chen-hao"))
        assert next_name(reader, journal) == "陈浩"


def test_a_usb_reader_that_the_account_may_not_open_is_denied_until_it_may(journal: Journal) -> None:
    stand = usb_stand(UsbScheme.NATIVE)
    assert isinstance(stand.sam, UsbSamSimulator)
    with plugged_in(stand):
        stand.sam.deny()
        with reading(stand, journal):
            assert fault_code(journal, DeviceState.OFFLINE) == "IDENTITY_READER_DENIED"
            stand.sam.deny(denied=False)
            journal.until_state(DeviceState.ONLINE)


@pytest.fixture
def simple_reader() -> Iterator[UsbSamSimulator]:
    sam = UsbSamSimulator(scheme=UsbScheme.SIMPLE)
    sam.start()
    yield sam
    sam.stop()


def refusal(sam: UsbSamSimulator, scheme: UsbScheme, identifier: UsbIdentifier | None = None) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        UsbLine(identifier=identifier or sam.identifier, scheme=scheme, backend=sam.backend)
    return caught.value


def test_a_reader_without_the_interface_is_a_mismatch_too(
    simple_reader: UsbSamSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> object:
        raise IndexError

    monkeypatch.setattr(simple_reader.backend, "get_interface_descriptor", none)
    assert refusal(simple_reader, UsbScheme.SIMPLE).code == "IDENTITY_READER_USB_MISMATCH"


def test_a_reader_with_other_endpoints_than_its_scheme_needs_is_a_mismatch(simple_reader: UsbSamSimulator) -> None:
    error = refusal(simple_reader, UsbScheme.NATIVE)
    assert error.code == "IDENTITY_READER_USB_MISMATCH"
    assert error.detail == "native with bulk endpoints 01, 82"


class EndlessBus(SimulatedBus):
    """A bus on which an endpoint always has another packet."""

    def bulk_read(self, dev_handle: int, ep: int, intf: int, buff: array[int], timeout: int) -> int:
        return len(buff)


def test_a_reader_that_sends_without_end_keeps_nobody_draining_it() -> None:
    bus = EndlessBus(scheme=UsbScheme.NATIVE, written=queue.SimpleQueue())
    bus.plug_in()
    line = UsbLine(identifier=IDENTIFIER, scheme=UsbScheme.NATIVE, backend=bus)
    with pytest.raises(DeviceUnavailable) as caught:
        line.write(b"frame")
    assert (caught.value.code, caught.value.detail) == ("IDENTITY_READER_GARBLED", "endpoint 81 sends without end")
    line.close()


class BrokenBus(SimulatedBus):
    """A bus that cannot be looked over, as while a device is being reset."""

    def enumerate_devices(self) -> Iterable[int]:
        raise USBError("Input/Output Error", None, errno.EIO)


def test_a_bus_that_cannot_be_looked_over_is_lost() -> None:
    bus = BrokenBus(scheme=UsbScheme.SIMPLE, written=queue.SimpleQueue())
    with pytest.raises(DeviceUnavailable) as caught:
        UsbLine(identifier=IDENTIFIER, scheme=UsbScheme.SIMPLE, backend=bus)
    assert caught.value.code == "IDENTITY_READER_LOST"


def test_another_device_on_the_bus_is_not_the_reader(simple_reader: UsbSamSimulator) -> None:
    error = refusal(simple_reader, UsbScheme.SIMPLE, UsbIdentifier(0x0400, 0xC35B))
    assert error.code == "IDENTITY_READER_NOT_FOUND"
    assert error.detail == "no USB device 0400:c35b"


def test_a_busy_reader_is_told_as_such(simple_reader: UsbSamSimulator) -> None:
    simple_reader.seize()
    assert isinstance(refusal(simple_reader, UsbScheme.SIMPLE), DeviceBusy)


def test_a_system_without_libusb_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for backend in (usb.backend.libusb0, usb.backend.libusb1, usb.backend.openusb):
        monkeypatch.setattr(backend, "get_backend", lambda: None)
    with pytest.raises(DeviceUnavailable) as caught:
        UsbLine(identifier=UsbIdentifier(0x0400, 0xC35A), scheme=UsbScheme.NATIVE)
    assert (caught.value.code, caught.value.detail) == ("IDENTITY_READER_NO_LIBRARY", "libusb")


def test_a_system_without_pyusb_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usb.core", None)
    with pytest.raises(DeviceUnavailable) as caught:
        UsbLine(identifier=UsbIdentifier(0x0400, 0xC35A), scheme=UsbScheme.NATIVE)
    assert (caught.value.code, caught.value.detail) == ("IDENTITY_READER_NO_LIBRARY", "pyusb")


@pytest.mark.parametrize(("text", "vendor", "product"), [("0400:c35a", 0x0400, 0xC35A), ("1483:00FF", 0x1483, 0xFF)])
def test_an_identifier_is_read_as_lsusb_writes_it(text: str, vendor: int, product: int) -> None:
    identifier = UsbIdentifier.parse(text)
    assert (identifier.vendor, identifier.product) == (vendor, product)
    assert str(identifier) == text.lower()


@pytest.mark.parametrize("text", ["", "0400", "0400:c35", "0400:c35a0", "0400-c35a", "g400:c35a"])
def test_another_writing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        UsbIdentifier.parse(text)
