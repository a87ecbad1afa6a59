"""Waking a thread that waits for bytes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from devices.wake import Waited, Wake

PATIENCE_S = 20.0


@pytest.fixture
def wake() -> Iterator[Wake]:
    with closing(Wake()) as wake:
        yield wake


@pytest.fixture
def wire() -> Iterator[tuple[socket.socket, socket.socket]]:
    near, far = socket.socketpair()
    with near, far:
        yield near, far


def test_a_wait_ends_with_bytes_before_all_else(wake: Wake, wire: tuple[socket.socket, socket.socket]) -> None:
    near, far = wire
    far.send(b"x")
    wake.wake()
    assert wake.wait_for(near, PATIENCE_S) is Waited.READY


def test_a_source_that_has_gone_is_ready(wake: Wake, wire: tuple[socket.socket, socket.socket]) -> None:
    near, far = wire
    far.close()
    assert wake.wait_for(near, PATIENCE_S) is Waited.READY


def test_without_either_the_time_passes(wake: Wake, wire: tuple[socket.socket, socket.socket]) -> None:
    assert wake.wait_for(wire[0], 0.0) is Waited.QUIET


def test_another_thread_wakes_once(wake: Wake, wire: tuple[socket.socket, socket.socket]) -> None:
    waker = threading.Thread(target=wake.wake)
    waker.start()
    assert wake.wait_for(wire[0], PATIENCE_S) is Waited.WOKEN
    waker.join()
    assert wake.wait_for(wire[0], 0.0) is Waited.QUIET


def test_waking_nobody_does_no_harm(wake: Wake) -> None:
    for _ in range(100_000):
        wake.wake()
    wake.close()
    wake.wake()
