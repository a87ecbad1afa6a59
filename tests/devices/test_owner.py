"""One thread owns one device: what it answers when its device is away, when it closes, and when its driver hangs."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime

import pytest

from devices import owner
from devices.errors import DeviceError, DeviceUnavailable
from devices.owner import OwnedDevice
from devices.status import DeviceKind, DeviceState, DeviceStatus

PATIENCE_S = 20.0


class Bench(OwnedDevice):
    """A device that is there, or not, and whose looks can be held up."""

    def __init__(self) -> None:
        self.told: list[DeviceStatus] = []
        self.away: DeviceError | None = None
        self.sticks = False
        self.looking, self.go_on = threading.Event(), threading.Event()
        self.go_on.set()
        super().__init__(
            kind=DeviceKind.SOUNDER,
            watch_every_s=0.01,
            on_status=self.told.append,
            now=lambda: datetime(2026, 11, 21, tzinfo=UTC),
        )

    def _connect(self) -> None:
        if self.away is not None:
            raise self.away

    def _watch(self) -> None:
        self.looking.set()
        self.go_on.wait()
        self._tell(DeviceStatus(kind=self._kind, state=DeviceState.ONLINE, since=self._now()))

    def _disconnect(self) -> None:
        if self.sticks:
            raise RuntimeError("a library's own")


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.go_on.set()
    bench.close()


def test_a_task_runs_on_the_owner_thread(bench: Bench) -> None:
    bench.open()
    assert bench.call(lambda: threading.current_thread().name).result(PATIENCE_S) == "device-sounder"


def test_what_comes_of_a_task_is_told_on_the_owner_thread_before_the_next_look(bench: Bench) -> None:
    bench.open()
    told: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()

    def tell(done: Future[str]) -> None:
        told.put((threading.current_thread().name, done.result()))

    bench.call(lambda: "done", then=tell)
    assert told.get(timeout=PATIENCE_S) == ("device-sounder", "done")


def test_while_the_device_is_away_a_task_fails_with_the_reason(bench: Bench) -> None:
    bench.away = DeviceUnavailable("SOUNDER_NO_CARD")
    bench.open()
    with pytest.raises(DeviceUnavailable) as caught:
        bench.call(lambda: None).result(PATIENCE_S)
    assert caught.value.code == "SOUNDER_NO_CARD"


def test_a_device_that_cannot_be_let_go_in_order_is_reopened_all_the_same(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.sticks = True
    bench.open()
    with pytest.raises(DeviceUnavailable):
        bench.call(lose_it).result(PATIENCE_S)
    bench.looking.clear()
    assert bench.looking.wait(PATIENCE_S)
    assert bench.call(lambda: "back").result(PATIENCE_S) == "back"
    assert "sounder: the device was not let go in order" in caplog.messages


def lose_it() -> None:
    raise DeviceUnavailable("SOUNDER_LOST")


def test_a_task_that_comes_after_the_device_closed_fails_at_once(bench: Bench) -> None:
    bench.open()
    bench.close()
    assert isinstance(bench.call(lambda: None).exception(timeout=0), DeviceUnavailable)


def test_a_driver_that_hangs_does_not_keep_the_program_from_closing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(owner, "CLOSE_S", 0.01)
    bench.go_on.clear()
    bench.open()
    assert bench.looking.wait(PATIENCE_S)
    bench.close()
    assert "sounder: the driver hangs and is left behind" in caplog.messages
