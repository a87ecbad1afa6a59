"""The input board: frames by the specification, and the driver on a simulated board."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import DeviceProtocolError
from devices.input_board import Debouncer, ModbusInputBoard, crc16, framed, inputs_in, read_inputs_request
from devices.ports import OutletChanged
from devices.simulators.input_board import InputBoardSimulator
from devices.status import DeviceState, DeviceStatus, Media, Outlet
from tests.devices.printers.events import Listener, noon

INPUTS = {Outlet.CERTIFICATE: 0, Outlet.RECEIPT: 9}


@pytest.mark.parametrize(
    ("body", "frame"),
    [
        ("0207", "02074112"),
        ("ff0500000000", "ff050000 0000 d814"),
        ("ff050000ff00", "ff050000 ff00 99e4"),
        ("010200000008", "010200000008 79cc"),
    ],
)
def test_a_frame_ends_with_its_crc(body: str, frame: str) -> None:
    assert framed(bytes.fromhex(body)) == bytes.fromhex(frame)


def test_the_crc_of_the_usual_check_string() -> None:
    assert crc16(b"123456789") == 0x4B37


@given(st.binary(min_size=1, max_size=60))
def test_a_frame_with_its_crc_leaves_no_remainder(body: bytes) -> None:
    assert crc16(framed(body)) == 0


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_inputs_come_back_from_an_answer(inputs: list[bool]) -> None:
    bits = sum(1 << number for number, closed in enumerate(inputs) if closed)
    data = bits.to_bytes((len(inputs) + 7) // 8, "little")
    frame = framed(bytes((5, 2, len(data))) + data)
    assert inputs_in(frame, address=5, count=len(inputs)) == tuple(inputs)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        pytest.param(b"", "INPUT_BOARD_GARBLED", id="nothing"),
        pytest.param(framed(b"\x05\x02\x01\x00")[:-1] + b"\x00", "INPUT_BOARD_GARBLED", id="wrong CRC"),
        pytest.param(framed(b"\x06\x02\x01\x00"), "INPUT_BOARD_GARBLED", id="another address"),
        pytest.param(framed(b"\x05\x01\x01\x00"), "INPUT_BOARD_GARBLED", id="another function"),
        pytest.param(framed(b"\x05\x02\x02\x00\x00"), "INPUT_BOARD_GARBLED", id="another length"),
        pytest.param(framed(b"\x05\x82\x02"), "INPUT_BOARD_REFUSES", id="exception"),
    ],
)
def test_any_other_frame_is_refused(frame: bytes, code: str) -> None:
    with pytest.raises(DeviceProtocolError) as refused:
        inputs_in(frame, address=5, count=4)
    assert refused.value.code == code


@pytest.mark.parametrize(("address", "count"), [(0, 1), (248, 1), (1, 0), (1, 2001)])
def test_a_request_outside_the_specification_is_not_made(address: int, count: int) -> None:
    with pytest.raises(ValueError, match="inputs"):
        read_inputs_request(address=address, count=count)


def test_paper_is_believed_when_it_has_lain_for_a_while() -> None:
    debouncer = Debouncer(settle_s=0.2)
    assert debouncer.see(Outlet.RECEIPT, present=True, at=0.0) is None
    assert debouncer.see(Outlet.RECEIPT, present=True, at=0.1) is None
    assert debouncer.see(Outlet.RECEIPT, present=True, at=0.2) == OutletChanged(Outlet.RECEIPT, Media.PRESENT)
    assert debouncer.see(Outlet.RECEIPT, present=True, at=0.3) is None


def test_fluttering_paper_is_not_taken() -> None:
    debouncer = Debouncer(settle_s=0.2)
    debouncer.see(Outlet.RECEIPT, present=True, at=0.0)
    debouncer.see(Outlet.RECEIPT, present=True, at=0.2)
    looks = [(0.3, False), (0.4, True), (0.5, False), (0.6, True), (0.9, True)]
    assert [debouncer.see(Outlet.RECEIPT, present=present, at=at) for at, present in looks] == [None] * 5
    assert debouncer.media(Outlet.RECEIPT) is Media.PRESENT


@pytest.fixture
def simulator() -> Iterator[InputBoardSimulator]:
    with InputBoardSimulator(address=5, inputs=INPUTS) as simulator:
        yield simulator


@pytest.fixture
def changes() -> Listener[OutletChanged]:
    return Listener()


@pytest.fixture
def told() -> Listener[DeviceStatus]:
    return Listener()


@pytest.fixture
def board(
    simulator: InputBoardSimulator, changes: Listener[OutletChanged], told: Listener[DeviceStatus]
) -> Iterator[ModbusInputBoard]:
    board = ModbusInputBoard(
        port=simulator.port,
        baud=9600,
        address=5,
        inputs=INPUTS,
        on_outlet=changes,
        on_status=told,
        now=noon,
        settle_s=0.05,
    )
    board.open()
    yield board
    board.close()


def test_the_board_tells_what_lies_in_the_outlets(
    board: ModbusInputBoard, simulator: InputBoardSimulator, changes: Listener[OutletChanged]
) -> None:
    for outlet in Outlet:
        changes.wait_for(OutletChanged(outlet, Media.NOT_PRESENT).__eq__)
    simulator.show(Outlet.RECEIPT, True)
    changes.wait_for(lambda change: change == OutletChanged(Outlet.RECEIPT, Media.PRESENT))
    assert board.media(Outlet.RECEIPT) is Media.PRESENT
    assert board.media(Outlet.CERTIFICATE) is Media.NOT_PRESENT
    before = len(changes.told)
    simulator.show(Outlet.RECEIPT, False)
    changes.wait_for(lambda change: change == OutletChanged(Outlet.RECEIPT, Media.NOT_PRESENT), after=before)


def test_a_lost_board_has_not_seen_paper_taken(
    board: ModbusInputBoard,
    simulator: InputBoardSimulator,
    changes: Listener[OutletChanged],
    told: Listener[DeviceStatus],
) -> None:
    simulator.show(Outlet.CERTIFICATE, True)
    changes.wait_for(lambda change: change == OutletChanged(Outlet.CERTIFICATE, Media.PRESENT))
    before = len(changes.told)
    simulator.mute()
    status = told.wait_for(lambda status: status.fault is not None)
    assert status.state is DeviceState.OFFLINE
    assert status.fault is not None
    assert status.fault.code == "INPUT_BOARD_SILENT"
    assert board.media(Outlet.CERTIFICATE) is Media.UNKNOWN
    assert changes.told[before:] == []
    simulator.unmute()
    changes.wait_for(lambda change: change == OutletChanged(Outlet.CERTIFICATE, Media.PRESENT), after=before)


def test_an_unplugged_board_has_lost_its_line(
    board: ModbusInputBoard, simulator: InputBoardSimulator, told: Listener[DeviceStatus]
) -> None:
    told.wait_for(lambda status: status.works)
    simulator.stop()
    status = told.wait_for(lambda status: status.fault is not None)
    assert status.fault is not None
    assert status.fault.code == "INPUT_BOARD_LINE_LOST"


def test_a_spoilt_answer_is_asked_for_again(
    board: ModbusInputBoard, simulator: InputBoardSimulator, told: Listener[DeviceStatus]
) -> None:
    told.wait_for(lambda status: status.works)
    simulator.spoil(2)
    assert board.call(board._read_inputs).result() == (False,) * 10
    assert [status.state for status in told.told] == [DeviceState.ONLINE]


def test_a_missing_board_is_no_device(told: Listener[DeviceStatus], changes: Listener[OutletChanged]) -> None:
    board = ModbusInputBoard(
        port="/dev/no-such-board",
        baud=9600,
        address=5,
        inputs=INPUTS,
        on_outlet=changes,
        on_status=told,
        now=noon,
    )
    board.open()
    status = told.wait_for(lambda status: status.state is DeviceState.NO_DEVICE)
    board.close()
    assert status.fault is not None
    assert status.fault.code == "INPUT_BOARD_MISSING"
