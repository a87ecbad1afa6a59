"""Links keep their deadlines and say when they are broken."""

from __future__ import annotations

import os
import socket
import tty
from collections.abc import Iterator

import pytest

from devices.printers.links import (
    Link,
    LinkLost,
    LinkStalled,
    SerialAddress,
    TcpAddress,
    UsbAddress,
    open_link,
)

FLOOD = bytes(8 << 20)


@pytest.fixture
def terminal() -> Iterator[tuple[int, str]]:
    controller, terminal = os.openpty()
    tty.setraw(terminal)
    yield controller, os.ttyname(terminal)
    for end in (controller, terminal):
        os.close(end)


@pytest.fixture
def peer() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def tcp(peer: socket.socket) -> TcpAddress:
    return TcpAddress(host="127.0.0.1", port=peer.getsockname()[1])


@pytest.fixture(params=["serial", "usb"])
def line(request: pytest.FixtureRequest, terminal: tuple[int, str]) -> Iterator[tuple[int, Link]]:
    """A serial line, and a USB printer's device file, for which a pseudo-terminal stands in."""
    controller, name = terminal
    address = SerialAddress(device=name) if request.param == "serial" else UsbAddress(device=name)
    link = open_link(address, deadline_s=1)
    yield controller, link
    link.close()


def test_a_line_carries_bytes_both_ways(line: tuple[int, Link]) -> None:
    controller, link = line
    link.send(b"\x10\x04\x01", deadline_s=1)
    assert os.read(controller, 10) == b"\x10\x04\x01"
    os.write(controller, b"\x12")
    assert link.receive(deadline_s=5) == b"\x12"


def test_a_silent_line_gives_nothing(line: tuple[int, Link]) -> None:
    _, link = line
    assert link.receive(deadline_s=0.05) == b""
    assert link.receive(deadline_s=0) == b""


def test_a_line_that_takes_nothing_stalls(line: tuple[int, Link]) -> None:
    _, link = line
    with pytest.raises(LinkStalled) as stalled:
        link.send(FLOOD, deadline_s=0.1)
    assert stalled.value.code == "RECEIPT_PRINTER_STALLED"


def test_tcp_carries_bytes_both_ways(peer: socket.socket) -> None:
    link = open_link(tcp(peer), deadline_s=1)
    end, _ = peer.accept()
    with end:
        link.send(b"abc", deadline_s=1)
        assert end.recv(10) == b"abc"
        end.sendall(b"\x12")
        assert link.receive(deadline_s=5) == b"\x12"
        assert link.receive(deadline_s=0.05) == b""
        assert link.receive(deadline_s=0) == b""
    with pytest.raises(LinkLost):
        link.receive(deadline_s=5)
    link.close()


def test_a_peer_that_takes_nothing_stalls(peer: socket.socket) -> None:
    link = open_link(tcp(peer), deadline_s=1)
    with pytest.raises(LinkStalled):
        link.send(FLOOD, deadline_s=0.1)
    link.close()


@pytest.mark.parametrize(
    "address",
    [
        SerialAddress(device="/dev/no-such-port"),
        UsbAddress(device="/dev/no-such-printer"),
    ],
)
def test_nothing_there_is_told(address: SerialAddress | UsbAddress) -> None:
    with pytest.raises(LinkLost) as lost:
        open_link(address, deadline_s=1)
    assert lost.value.code == "RECEIPT_PRINTER_UNREACHABLE"


def test_a_closed_port_is_told(peer: socket.socket) -> None:
    address = tcp(peer)
    peer.close()
    with pytest.raises(LinkLost) as lost:
        open_link(address, deadline_s=1)
    assert lost.value.code == "RECEIPT_PRINTER_UNREACHABLE"
