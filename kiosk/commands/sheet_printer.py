"""The terminal's sheet printer for a command: who it is, and sheets through it, one by one."""

from __future__ import annotations

import queue
import secrets
import threading
import time
from collections.abc import Iterator
from concurrent.futures import TimeoutError as NotInTime
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

import click

from devices.errors import DeviceError
from devices.ports import JobReport, JobStage
from devices.printers.certificate import CupsCertificatePrinter
from devices.status import DeviceStatus
from kiosk.bilingual import Language
from kiosk.failures import load_failures
from kiosk.settings import Settings
from kiosk.single import StateFolder

HEARD_WITHIN_S: Final = 8.0
"""A network printer that sleeps takes some seconds to wake."""
OUT_WITHIN_S: Final = 180.0
"""A printer that waits for paper is given longer than a visit gives it: somebody stands beside it."""


class SheetPrinter:
    """The printer of these settings, opened for a command."""

    def __init__(self, settings: Settings, *, language: Language) -> None:
        printer = settings.certificate_printer
        if printer is None:
            raise click.ClickException("these settings have no [certificate_printer]")
        self._language = language
        self._heard = threading.Condition()
        self._device = CupsCertificatePrinter(
            host=printer.cups_host,
            port=printer.cups_port,
            queue=printer.queue,
            on_status=self._hear,
            now=lambda: datetime.now(UTC),
        )

    def open(self) -> None:
        """Begin to look after the device."""
        self._device.open()

    def close(self) -> None:
        """Let it go."""
        self._device.close()

    def identity(self) -> str:
        """Return what the printer says it is; waits a while. Raises click's exception when it says nothing."""
        status = self._when_heard()
        if not status.about:
            raise self._said(status.fault.code if status.fault else "CERTIFICATE_PRINTER_OFFLINE")
        return status.about

    def print(self, pdf: bytes, *, medium: str, source: str) -> None:
        """Print one sheet and wait until it is out. Raises click's exception when it is not."""
        self._when_heard()
        reports: queue.SimpleQueue[JobReport] = queue.SimpleQueue()
        try:
            # The name is no print key: those are longer, and nothing looks for this one.
            job = self._device.submit(
                pdf=pdf, media=medium, source=source, name=f"calibration-{secrets.token_hex(4)}"
            ).result(OUT_WITHIN_S)
            self._device.follow(job, on_report=reports.put)
            end = self._end(reports)
        except DeviceError as error:
            raise self._said(error.code, error.detail) from error
        except (queue.Empty, NotInTime) as error:
            raise self._said("CERTIFICATE_PRINTER_OFFLINE") from error
        if end.stage is not JobStage.SHEET_OUT:
            raise self._said(end.code)

    def _end(self, reports: queue.SimpleQueue[JobReport]) -> JobReport:
        while True:
            report = reports.get(timeout=OUT_WITHIN_S)
            if report.stage.is_end:
                return report

    def _hear(self, _: DeviceStatus) -> None:
        with self._heard:
            self._heard.notify_all()

    def _when_heard(self) -> DeviceStatus:
        """Return the status once the printer has said who it is, or the last one in time."""
        deadline = time.monotonic() + HEARD_WITHIN_S
        with self._heard:
            while not self._device.status().about and (left := deadline - time.monotonic()) > 0:
                self._heard.wait(left)
        return self._device.status()

    def _said(self, code: str, detail: str = "") -> click.ClickException:
        return failure_said(code, detail, self._language)


def failure_said(code: str, detail: str, language: Language) -> click.ClickException:
    """Return a failure as one line for staff: code, what it is, what to do, and the detail."""
    failure = load_failures().find(code)
    words = f"{code}: {failure.staff.into(language)} {failure.remedy.into(language)}"
    return click.ClickException(f"{words} ({detail})" if detail else words)


@contextmanager
def opened_printer(settings: Settings, *, language: Language) -> Iterator[SheetPrinter]:
    """Open the printer for a question; the terminal may run beside it."""
    printer = SheetPrinter(settings, language=language)
    printer.open()
    try:
        yield printer
    finally:
        printer.close()


@contextmanager
def printer_alone(settings: Settings, *, language: Language) -> Iterator[SheetPrinter]:
    """Open the printer for printing, with no terminal beside it: no resident must find such a sheet in the outlet.

    Raises ``AlreadyRunning`` while the terminal runs.
    """
    folder = StateFolder(settings.terminal.state_dir)
    folder.take()
    try:
        with opened_printer(settings, language=language) as printer:
            yield printer
    finally:
        folder.release()
