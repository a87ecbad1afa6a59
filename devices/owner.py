"""One thread owns one device: commands queue in, frozen snapshots come out.

A driver derives from :class:`OwnedDevice` and writes three steps, all of which run on the owner thread only:
``_connect``, ``_watch`` and ``_disconnect``. The base reopens with back-off, tells the status only on change, logs a
loss and a recovery once each, and never dies: an error of the device tree becomes a status.
"""

from __future__ import annotations

import logging
import queue
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeVar

from devices.errors import DeviceError, DeviceUnavailable
from devices.status import WORKING_STATES, DeviceFault, DeviceKind, DeviceState, DeviceStatus

log = logging.getLogger("devices")

Result = TypeVar("Result")
StatusListener = Callable[[DeviceStatus], None]

REOPEN_FIRST_S: Final = 0.2
REOPEN_LONGEST_S: Final = 5.0
REOPEN_GROWTH: Final = 2.0
CLOSE_S: Final = 5.0
"""Seconds until a driver that hangs in a foreign library is left behind; its thread ends with the process."""


class OwnedDevice(ABC):
    """A device with one owner thread.

    Args of the constructor:
        kind: which peripheral.
        watch_every_s: seconds between two calls of ``_watch`` while the device is connected and nothing is asked.
        on_status: told each changed snapshot, on the owner thread; it must return at once.
        now: the wall clock in UTC, for ``since``.
    """

    def __init__(
        self, *, kind: DeviceKind, watch_every_s: float, on_status: StatusListener, now: Callable[[], datetime]
    ) -> None:
        self._kind = kind
        self._watch_every_s = watch_every_s
        self._on_status = on_status
        self._now = now
        self._tasks: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._ended = threading.Event()
        self._connected = False
        self._telling = threading.Lock()
        self._status = DeviceStatus(kind=kind, state=DeviceState.STARTING, since=now())
        self._thread = threading.Thread(target=self._own, name=f"device-{kind.value}", daemon=True)

    def open(self) -> None:
        """Start the owner thread; returns at once, whatever the device does."""
        self._thread.start()

    def close(self) -> None:
        """Let the device go and end the owner thread. What it was still to do fails with ``DeviceUnavailable``."""
        self._closing.set()
        self._tasks.put(lambda: None)
        self._interrupt()
        if self._thread.is_alive():
            self._thread.join(CLOSE_S)
            if self._thread.is_alive():
                log.error("%s: the driver hangs and is left behind", self._kind.value)

    def status(self) -> DeviceStatus:
        """Return the latest snapshot."""
        return self._status

    def call(
        self, task: Callable[[], Result], *, then: Callable[[Future[Result]], None] | None = None
    ) -> Future[Result]:
        """Run a task on the owner thread, after those already asked.

        The future fails with :class:`DeviceUnavailable` when the device is not connected, and with whatever
        :class:`DeviceError` the task raises.

        Args:
            then: told the ended future on the owner thread, before anything else happens there. A callback that is
                added to the future later may run on another thread, and tell of a card that is gone by then.
        """
        future: Future[Result] = Future()
        if then is not None:
            future.add_done_callback(then)

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            if not self._connected:
                fault = self._status.fault
                code = fault.code if fault else f"{self._kind.name}_NOT_CONNECTED"
                future.set_exception(DeviceUnavailable(code, fault.detail if fault else ""))
                return
            try:
                future.set_result(task())
            except DeviceError as error:
                future.set_exception(error)
                if not self._keeps_connection_after(error):
                    self._lose(error)
            except Exception as error:
                log.exception("%s: a task failed in an unforeseen way", self._kind.value)
                future.set_exception(error)

        self._tasks.put(run)
        self._interrupt()
        if self._ended.is_set():
            # Nobody else would; the device is let go, so the task fails and whoever waits for it goes on.
            self._serve(0.0)
        return future

    @abstractmethod
    def _connect(self) -> None:
        """Reach the device; raise a :class:`DeviceError` when it cannot be reached."""

    @abstractmethod
    def _watch(self) -> None:
        """Look at the device once and call ``_tell`` with what is seen; raise when it is lost."""

    @abstractmethod
    def _disconnect(self) -> None:
        """Let the device go; must not raise, also when it is already gone."""

    def _interrupt(self) -> None:  # noqa: B027 - most drivers block on the queue only
        """Wake the owner thread when ``_watch`` blocks elsewhere than on the queue."""

    def _note_step(self) -> None:  # noqa: B027 - most drivers cannot hang for long
        """Take note that the owner thread goes on; called between any two of its steps."""

    def _keeps_connection_after(self, error: DeviceError) -> bool:
        """Whether the connection outlives this error of a task; most do not."""
        return False

    def _tell(self, status: DeviceStatus) -> None:
        """Publish a snapshot when it says something new."""
        with self._telling:
            before = self._status
            if status.says_the_same_as(before):
                return
            self._status = replace(status, since=self._now())
            self._log_change(before, self._status)
            self._on_status(self._status)

    def _log_change(self, before: DeviceStatus, after: DeviceStatus) -> None:
        worked, works = before.state in WORKING_STATES, after.state in WORKING_STATES
        if works and not worked:
            log.info("%s: ready", self._kind.value)
        elif not works and (worked or before.state is DeviceState.STARTING or before.fault != after.fault):
            fault = after.fault
            log.warning(
                "%s: %s %s %s",
                self._kind.value,
                after.state.value,
                fault.code if fault else "",
                fault.detail if fault else "",
            )

    def _state_for(self, error: DeviceError) -> DeviceState:
        """The device state that an error stands for; drivers refine it."""
        return DeviceState.OFFLINE

    def _longest_pause_s(self, error: DeviceError) -> float:
        """The longest pause in seconds before the device is tried again after this error; drivers refine it."""
        return REOPEN_LONGEST_S

    def _lose(self, error: DeviceError) -> None:
        """Let the device go and tell why."""
        self._drop()
        fault = DeviceFault(code=error.code, detail=error.detail)
        self._tell(DeviceStatus(kind=self._kind, state=self._state_for(error), fault=fault, since=self._now()))

    def _drop(self) -> None:
        self._connected = False
        try:
            self._disconnect()
        except Exception:
            # A foreign library that fails to let go must not take the owner thread with it.
            log.exception("%s: the device was not let go in order", self._kind.value)

    def _own(self) -> None:
        pause_s = REOPEN_FIRST_S
        while not self._closing.is_set():
            self._note_step()
            failure = self._look()
            self._note_step()
            if failure is None:
                pause_s = REOPEN_FIRST_S
                self._serve(self._watch_every_s)
            else:
                self._lose(failure)
                self._serve(pause_s)
                pause_s = min(pause_s * REOPEN_GROWTH, self._longest_pause_s(failure))
        self._drop()
        self._ended.set()
        self._serve(0.0)

    def _look(self) -> DeviceError | None:
        """Connect if need be and look once; what went wrong comes back as an error of the tree."""
        try:
            if not self._connected:
                self._connect()
                self._connected = True
            self._watch()
        except DeviceError as error:
            return error
        except Exception as error:
            log.exception("%s: the driver met something unforeseen and reopens", self._kind.value)
            return DeviceError(f"{self._kind.name}_DRIVER_FAULT", type(error).__name__)
        return None

    def _serve(self, seconds: float) -> None:
        """Carry out tasks for the given seconds; returns early once a task has been done."""
        try:
            task = self._tasks.get(timeout=seconds)
        except queue.Empty:
            return
        while True:
            self._note_step()
            task()
            try:
                task = self._tasks.get_nowait()
            except queue.Empty:
                return
