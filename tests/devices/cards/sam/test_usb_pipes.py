"""Frames on USB endpoints, however the device cuts them, and whatever else lies there."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.sam.frames import HEAD_BYTES, FrameSplitter, SamFrameError, encode_frame
from devices.cards.sam.usb_pipes import (
    HEAD_IN,
    HEAD_OUT,
    PACKET_BYTES,
    REST_IN,
    REST_OUT,
    NativePipes,
    SimplePipes,
)

FRAMES = st.lists(st.binary(min_size=2, max_size=300).map(encode_frame), min_size=1, max_size=4)
PACKETS = st.lists(st.binary(min_size=1, max_size=PACKET_BYTES), max_size=20)
CUTS = st.lists(st.integers(1, PACKET_BYTES), min_size=1, max_size=8)


class Endpoints:
    """A device whose packets the test lays out; a transfer ends with a short packet or when it is full."""

    def __init__(self) -> None:
        self.packets: dict[int, list[bytes]] = {}
        self.written: list[tuple[int, bytes]] = []

    def read(self, endpoint: int, size_or_buffer: int, timeout: int) -> Iterable[int]:
        taken = b""
        waiting = self.packets.get(endpoint, [])
        while waiting and len(taken) < size_or_buffer:
            packet = waiting.pop(0)
            taken += packet
            if len(packet) < PACKET_BYTES:
                break
        assert len(taken) <= size_or_buffer, "overflow"
        return taken

    def write(self, endpoint: int, data: bytes, timeout: int) -> int:
        self.written.append((endpoint, data))
        return len(data)

    def lay(self, endpoint: int, data: bytes, cuts: list[int]) -> None:
        """Lay bytes on an endpoint in packets of these lengths, over and over."""
        turn = 0
        while data:
            size = cuts[turn % len(cuts)]
            self.packets.setdefault(endpoint, []).append(data[:size])
            data, turn = data[size:], turn + 1


def taken(pipes: NativePipes | SimplePipes, device: Endpoints) -> bytes:
    """Everything that can be read until an endpoint that is due has nothing."""
    whole = b""
    while arrived := pipes.read(device, 1):
        whole += arrived
    return whole


def test_the_native_way_sends_preamble_and_length_apart_from_the_rest() -> None:
    device = Endpoints()
    NativePipes().write(device, bytes.fromhex("AAAAAA96690003200122"))
    assert device.written == [(HEAD_OUT, bytes.fromhex("AAAAAA96690003")), (REST_OUT, bytes.fromhex("200122"))]


def test_the_simple_way_sends_a_frame_as_it_is() -> None:
    device = Endpoints()
    SimplePipes(out=0x01, back=0x82).write(device, bytes.fromhex("AAAAAA96690003200122"))
    assert device.written == [(0x01, bytes.fromhex("AAAAAA96690003200122"))]


@given(FRAMES, CUTS)
def test_the_simple_way_brings_back_every_byte(frames: list[bytes], cuts: list[int]) -> None:
    device = Endpoints()
    device.lay(0x82, b"".join(frames), cuts)
    assert taken(SimplePipes(out=0x01, back=0x82), device) == b"".join(frames)


@given(FRAMES, CUTS)
def test_the_native_way_brings_back_every_frame(frames: list[bytes], cuts: list[int]) -> None:
    device, pipes = Endpoints(), NativePipes()
    for frame in frames:
        device.lay(HEAD_IN, frame[:HEAD_BYTES], cuts)
        device.lay(REST_IN, frame[HEAD_BYTES:], cuts)
    assert taken(pipes, device) == b"".join(frames)
    assert pipes.unclean() == ()


@pytest.mark.parametrize("rest", [63, 64, 65, 128, 1288])
def test_a_rest_that_fills_its_packets_waits_for_no_further_one(rest: int) -> None:
    device, pipes = Endpoints(), NativePipes()
    frame = encode_frame(bytes(rest - 1))
    device.lay(HEAD_IN, frame[:HEAD_BYTES], [PACKET_BYTES])
    device.lay(REST_IN, frame[HEAD_BYTES:], [PACKET_BYTES])
    assert pipes.read(device, 1) == frame[:HEAD_BYTES]
    assert pipes.read(device, 1) == frame[HEAD_BYTES:]


def test_an_answer_that_stops_halfway_leaves_both_endpoints_to_be_emptied() -> None:
    device, pipes = Endpoints(), NativePipes()
    assert pipes.unclean() == (HEAD_IN, REST_IN)
    frame = encode_frame(bytes(100))
    device.lay(HEAD_IN, frame[:HEAD_BYTES], [PACKET_BYTES])
    device.lay(REST_IN, frame[HEAD_BYTES:80], [PACKET_BYTES])
    taken(pipes, device)
    assert pipes.unclean() == (HEAD_IN, REST_IN)


def test_more_than_is_due_leaves_both_endpoints_to_be_emptied() -> None:
    device, pipes = Endpoints(), NativePipes()
    device.lay(HEAD_IN, encode_frame(b"\x20\x01")[:HEAD_BYTES], [PACKET_BYTES])
    device.lay(REST_IN, bytes(40), [PACKET_BYTES])
    taken(pipes, device)
    assert pipes.unclean() == (HEAD_IN, REST_IN)


@given(
    st.lists(st.binary(min_size=1, max_size=PACKET_BYTES), max_size=20), st.lists(st.binary(min_size=1, max_size=64))
)
def test_byte_soup_on_both_endpoints_comes_to_an_end(head: list[bytes], rest: list[bytes]) -> None:
    device, pipes, splitter = Endpoints(), NativePipes(), FrameSplitter()
    device.packets = {HEAD_IN: list(head), REST_IN: list(rest)}
    splitter.feed(taken(pipes, device))
    assert device.packets[HEAD_IN] == [] or pipes.unclean()
    for _ in range(sum(map(len, head + rest)) + 1):
        try:
            if splitter.next_payload() is None:
                break
        except SamFrameError:
            continue
    else:
        raise AssertionError("no end")
