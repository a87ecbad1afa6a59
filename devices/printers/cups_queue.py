"""One queue of a CUPS scheduler, with types around pycups.

pycups is imported only when a queue is reached, so that a terminal without it starts and says what is missing.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeVar

from devices.errors import DeviceError, DeviceProtocolError, DeviceUnavailable
from devices.printers.ipp import BEGUN, JobState, JobView, PrinterState
from devices.printers.media import Medium

State = TypeVar("State", PrinterState, JobState)

WANTED_ERROR_POLICY: Final = "abort-job"
"""The other policies keep a failed job in the spool and print it when nobody expects it."""

NO_WAITING: Final = "waitjob=false"
"""Option of an IPP queue's address (CUPS ``ipp`` backend). A scheduler that crashes while its backend waits for the
printer starts the job once more when it comes back, and the sheet comes out twice."""

STATUS_NOT_POSSIBLE: Final = 0x0404
STATUS_NOT_FOUND: Final = 0x0406
FIRST_SERVER_ERROR: Final = 0x0500
"""RFC 8011 appendix B.1.5: from here on the server is at fault, not the request."""

RAW_MODEL: Final = "Local Raw Printer"
"""What CUPS calls the printer of a queue without a description: it would send PDF to anything."""

DOCUMENT_FORMATS: Final = ("application/vnd.cups-pdf", "application/pdf")
"""What a document may be announced as. CUPS takes the first for a PDF whose pages are already laid out and leaves out
``pdftopdf``, the filter that turns, centres and scales them; not every vendor's driver can begin there."""

QUEUE_ATTRIBUTES: Final = [
    "device-uri",
    "media-source-supported",
    "media-supported",
    "print-scaling-supported",
    "printer-config-change-time",
    "printer-error-policy",
    "printer-is-accepting-jobs",
    "printer-is-shared",
    "printer-make-and-model",
    "printer-state",
    "printer-state-message",
    "printer-state-reasons",
    "printer-up-time",
]
JOB_ATTRIBUTES: Final = ["job-id", "job-name", "job-printer-uri", "job-state", "job-state-reasons", BEGUN]


SETTLED_OPTIONS: Final = {
    "copies": "1",
    "job-hold-until": "no-hold",
    "job-sheets": "none",
    "number-up": "1",
    "print-scaling": "none",
    "sides": "one-sided",
}
"""Said with every job: a queue's own defaults count where a job is silent, and ``copies-default=3`` prints three.

A sheet that goes through the duplex unit comes out otherwise than it was calibrated for.
"""

DEFAULT: Final = "-default"
STATED_BY_EVERY_QUEUE: Final = frozenset(
    {
        *("copies", "document-format", "finishings", "job-cancel-after", "job-hold-until", "job-priority"),
        *("job-sheets", "media", "media-col", "notify-events", "notify-lease-duration", "number-up", "output-bin"),
        *("print-color-mode", "print-quality", "print-scaling", "printer-resolution", "sides"),
    }
)
"""Defaults that CUPS states by itself, and takes from the description of the printer or from the job."""


class QueueGone(DeviceUnavailable):
    """The scheduler or its library is not there."""


class QueueMissing(DeviceUnavailable):
    """The scheduler runs and has no queue of this name."""


class QueueRefused(DeviceError):
    """The queue understood and said no; the connection stays."""


@dataclass(frozen=True, kw_only=True)
class QueueView:
    """What the queue says of itself.

    Attributes:
        media: the sizes that it offers, by their PWG 5101.1 names.
        sources: the trays that it can ask for, by their ``media-source`` keywords.
        scalings: the values of ``print-scaling`` that it takes; empty when it does not say.
        changed_at: when its description or its defaults were last changed, in seconds of its own clock.
        clock: that clock now.
    """

    device_uri: str
    make_and_model: str
    media: frozenset[str]
    sources: frozenset[str]
    scalings: frozenset[str]
    shared: bool
    changed_at: int
    clock: int
    error_policy: str
    accepting: bool
    state: PrinterState
    reasons: tuple[str, ...]
    message: str


class CupsQueue:
    """A queue, used on one thread only: libcups keeps its server per thread.

    Args of the constructor:
        host: the scheduler's host.
        port: its TCP port.
        name: the queue.

    The constructor and every method raise :class:`QueueGone`, :class:`QueueMissing` or :class:`QueueRefused`.
    """

    def __init__(self, *, host: str, port: int, name: str) -> None:
        self._name = name
        self._cups = _library()
        # createJob asks the thread's default server for the queue, whatever connection it is given.
        self._cups.setServer(host)
        self._cups.setPort(port)
        self._cups.setPasswordCB(lambda prompt: "")
        try:
            self._connection = self._cups.Connection(host=host, port=port)
        except RuntimeError as error:
            raise QueueGone("CERTIFICATE_CUPS_DOWN", str(error)) from error

    def view(self) -> QueueView:
        """Return what the queue says of itself now."""
        with self._told_apart():
            raw = self._connection.getPrinterAttributes(self._name, requested_attributes=QUEUE_ATTRIBUTES)
        return QueueView(
            device_uri=_string(raw, "device-uri"),
            make_and_model=_string(raw, "printer-make-and-model"),
            media=frozenset(_strings(raw, "media-supported")),
            sources=frozenset(_strings(raw, "media-source-supported")),
            scalings=frozenset(_strings(raw, "print-scaling-supported")),
            shared=bool(raw.get("printer-is-shared", False)),
            changed_at=int(raw.get("printer-config-change-time", 0)),
            clock=int(raw.get("printer-up-time", 0)),
            error_policy=_string(raw, "printer-error-policy"),
            accepting=bool(raw.get("printer-is-accepting-jobs", False)),
            state=_enumerated(PrinterState, raw, "printer-state"),
            reasons=_strings(raw, "printer-state-reasons"),
            message=_string(raw, "printer-state-message"),
        )

    def ppd(self) -> bytes:
        """Return the description of the printer that the queue's filters go by."""
        with self._told_apart():
            path = Path(self._connection.getPPD(self._name))
        try:
            return path.read_bytes()
        except OSError as error:
            raise QueueRefused("CERTIFICATE_QUEUE_SETUP", "the queue has no description of its printer") from error
        finally:
            path.unlink(missing_ok=True)

    def defaults(self) -> dict[str, str]:
        """Return the options that an installer gave the queue for jobs that are silent on them."""
        with self._told_apart():
            raw = self._connection.getPrinterAttributes(self._name)
        given = {name.removesuffix(DEFAULT): value for name, value in raw.items() if name.endswith(DEFAULT)}
        return {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in given.items()
            if name not in STATED_BY_EVERY_QUEUE and isinstance(value, str | int | float)
        }

    def create(self, *, name: str, medium: Medium, source: str) -> int:
        """Announce a job without a document and return its number; ``source`` is empty for the printer's choice."""
        options = {**SETTLED_OPTIONS, "media-col": _media_col(medium, source)}
        with self._told_apart():
            return int(self._connection.createJob(self._name, name, options))

    def send(self, number: int, pdf: bytes, *, name: str, document_format: str) -> None:
        """Hand over the only document of a job, announced as one of :data:`DOCUMENT_FORMATS`."""
        with self._told_apart():
            self._connection.startDocument(self._name, number, name, document_format, 1)
            status = self._connection.writeRequestData(pdf, len(pdf))
            ended = self._connection.finishDocument(self._name)
        if status != _HTTP_CONTINUE or ended != 0:
            raise QueueRefused("CERTIFICATE_QUEUE_REFUSES", f"document: http {status}, ipp {ended:#06x}")

    def job(self, number: int) -> JobView | None:
        """Return one job; nothing when the scheduler does not know it."""
        try:
            with self._told_apart():
                raw = self._connection.getJobAttributes(number, requested_attributes=JOB_ATTRIBUTES)
        except QueueMissing:
            return None
        return _job_view(number, raw)

    def jobs(self) -> tuple[JobView, ...]:
        """Return all jobs of this queue that the scheduler remembers, the ended ones too, the newest last."""
        with self._told_apart():
            raw = self._connection.getJobs(which_jobs="all", my_jobs=False, requested_attributes=JOB_ATTRIBUTES)
        ours = f"/printers/{self._name}"
        return tuple(
            _job_view(number, attributes)
            for number, attributes in sorted(raw.items())
            if _string(attributes, "job-printer-uri").endswith(ours)
        )

    def cancel(self, number: int) -> None:
        """Stop a job; one that has ended, or is not known, is left alone."""
        try:
            with self._told_apart():
                self._connection.cancelJob(number, purge_job=False)
        except QueueMissing:
            return
        except QueueRefused as refusal:
            if refusal.detail.startswith(f"{STATUS_NOT_POSSIBLE:#06x}"):
                return
            raise

    @contextlib.contextmanager
    def _told_apart(self) -> Iterator[None]:
        """Turn pycups' one error into those of this module."""
        try:
            yield
        except self._cups.IPPError as error:
            status, words = int(error.args[0]), str(error.args[1])
            if status == STATUS_NOT_FOUND:
                raise QueueMissing("CERTIFICATE_QUEUE_MISSING", words) from error
            if status >= FIRST_SERVER_ERROR:
                raise QueueGone("CERTIFICATE_CUPS_DOWN", f"{status:#06x} {words}") from error
            raise QueueRefused("CERTIFICATE_QUEUE_REFUSES", f"{status:#06x} {words}") from error
        except (RuntimeError, self._cups.HTTPError) as error:
            raise QueueGone("CERTIFICATE_CUPS_DOWN", str(error)) from error


def _media_col(medium: Medium, source: str) -> str:
    """Return the medium, and the tray where one is asked for, as an IPP collection (PWG 5100.3, section 3.13)."""
    size = f"media-size={{x-dimension={medium.width} y-dimension={medium.height}}}"
    return f"{{{size} media-source={source}}}" if source else f"{{{size}}}"


_HTTP_CONTINUE: Final = 100

_Attributes = Mapping[str, Any]  # pycups gives plain dictionaries; they do not leave this module


def _library() -> ModuleType:
    try:
        return importlib.import_module("cups")
    except ImportError as error:
        raise QueueGone("CERTIFICATE_CUPS_LIBRARY_MISSING", str(error)) from error


def _job_view(number: int, raw: _Attributes) -> JobView:
    return JobView(
        number=number,
        name=_string(raw, "job-name"),
        state=_enumerated(JobState, raw, "job-state"),
        reasons=_strings(raw, "job-state-reasons"),
        begun=isinstance(raw.get(BEGUN), int),
    )


def _strings(raw: _Attributes, name: str) -> tuple[str, ...]:
    value = raw.get(name, ())
    return (value,) if isinstance(value, str) else tuple(str(one) for one in value)


def _string(raw: _Attributes, name: str) -> str:
    return next(iter(_strings(raw, name)), "")


def _enumerated(kind: type[State], raw: _Attributes, name: str) -> State:
    try:
        return kind(int(raw.get(name, 0)))
    except ValueError as error:
        raise DeviceProtocolError("CERTIFICATE_CUPS_ANSWER", f"{name} {raw.get(name)}") from error
