"""Printers that a terminal does not have: they answer at once that nothing can be printed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import TypeVar

from devices.errors import DeviceUnavailable
from devices.ports import JobReport, PrintJob, ReceiptNotPrinted, ReceiptOutcome
from devices.status import DeviceFault, DeviceKind, DeviceState, DeviceStatus

Result = TypeVar("Result")


class AbsentDevice:
    """A device that is not configured. Its status is ``NO_DEVICE`` for ever."""

    def __init__(self, *, kind: DeviceKind, now: Callable[[], datetime]) -> None:
        self.code = f"{kind.name}_NONE"
        self._status = DeviceStatus(
            kind=kind, state=DeviceState.NO_DEVICE, fault=DeviceFault(code=self.code), since=now()
        )

    def open(self) -> None:
        """Nothing to open."""

    def close(self) -> None:
        """Nothing to close."""

    def status(self) -> DeviceStatus:
        """Return that there is no such device."""
        return self._status


class AbsentReceiptPrinter(AbsentDevice):
    """Stands where a terminal has no receipt printer."""

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        super().__init__(kind=DeviceKind.RECEIPT_PRINTER, now=now)

    def print(self, job: bytes) -> Future[ReceiptOutcome]:
        """Print nothing and say so."""
        outcome: Future[ReceiptOutcome] = Future()
        outcome.set_result(ReceiptNotPrinted(self.code, started=False))
        return outcome


class AbsentCertificatePrinter(AbsentDevice):
    """Stands where a terminal has no sheet printer; no job can ever be handed to it."""

    def __init__(self, *, now: Callable[[], datetime]) -> None:
        super().__init__(kind=DeviceKind.CERTIFICATE_PRINTER, now=now)

    def submit(self, *, pdf: bytes, media: str, source: str, name: str) -> Future[PrintJob]:
        """Refuse: nothing was accepted."""
        return self._refused()

    def follow(self, job: PrintJob, *, on_report: Callable[[JobReport], None]) -> None:
        """Tell nothing, since no job was ever accepted."""

    def find(self, name: str) -> Future[PrintJob | None]:
        """Refuse: whether an earlier printer has the job cannot be known."""
        return self._refused()

    def _refused(self) -> Future[Result]:
        future: Future[Result] = Future()
        future.set_exception(DeviceUnavailable(self.code))
        return future
