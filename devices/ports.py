"""The seams of the devices: one Protocol a kind, for drivers, simulated runs and tests alike."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, TypeAlias

from devices.cards.access import AccessKey
from devices.cards.events import Insertion
from devices.status import DeviceStatus, Media, Outlet


class Device(Protocol):
    """Anything that hangs on the terminal. Events and changed snapshots go to the listeners given at construction."""

    def open(self) -> None:
        """Begin to look after the device; returns at once, also when it is missing."""

    def close(self) -> None:
        """Let it go and end its owner thread."""

    def status(self) -> DeviceStatus:
        """Return the latest snapshot."""


class CardReader(Device, Protocol):
    """A reader for cards. Tells :data:`devices.cards.events.CardEvent` to its ``on_card`` listener."""

    def read(self, insertion: Insertion, *, key: AccessKey | None = None) -> None:
        """Ask for the card of this insertion to be read.

        Ends in ``CardRead``, ``CardNotRead`` or, where an access key is wanted and none was given, ``CardLocked`` for
        the same insertion.
        """


@dataclass(frozen=True)
class CodeScanned:
    """A code was held before the scanner. What it says is a credential or leads to one, so it is never shown."""

    text: str = field(repr=False)


CodeListener = Callable[[CodeScanned], None]


class CodeScanner(Device, Protocol):
    """Scans codes, only while it is armed. Tells :class:`CodeScanned` to its ``on_code`` listener."""

    def arm(self) -> None:
        """Light up and scan from now on; returns at once. What was scanned before is dropped."""

    def disarm(self) -> None:
        """Go dark; what is scanned from now on is dropped. Returns at once."""


class MatchOutcome(Enum):
    """What a fingerprint or face device says of the person before it."""

    SAME_PERSON = "same-person"
    OTHER_PERSON = "other-person"
    NOT_CAPTURED = "not-captured"
    """No finger or face came in time, or its picture was too poor."""
    NOTHING_TO_COMPARE = "nothing-to-compare"
    """The card carries no fingerprint or photo that the device can use."""


class PersonMatcher(Device, Protocol):
    """Compares the person at the terminal with what their card carries, inside the device; no picture leaves it."""

    def match(self, reference: bytes) -> Future[MatchOutcome]:
        """Compare with a fingerprint or photo of the card; fails with a :class:`devices.errors.DeviceError`."""

    def leave_off(self) -> None:
        """Give up every comparison asked for so far, and what it compares with; returns at once.

        Each ends as ``NOT_CAPTURED``.
        """


@dataclass(frozen=True)
class ReceiptPrinted:
    """The printer answered the barrier after the last byte: the slip is out and cut."""


@dataclass(frozen=True)
class ReceiptNotPrinted:
    """Nothing, or not all of it, came out. ``started`` tells whether bytes had been sent when it failed."""

    code: str
    started: bool


ReceiptOutcome: TypeAlias = ReceiptPrinted | ReceiptNotPrinted


class ReceiptPrinter(Device, Protocol):
    """A thermal printer for slips."""

    def print(self, job: bytes) -> Future[ReceiptOutcome]:
        """Print one slip: status before, bytes, barrier after. The future never fails; its outcome tells."""


class JobStage(Enum):
    """What the certificate printer itself says of a job (RFC 8011 job-state, told apart from the queue's own)."""

    QUEUED = "queued"
    PRINTING = "printing"
    SHEET_OUT = "sheet-out"
    WITHDRAWN = "withdrawn"
    """The printer never heard of it and never will: its sheet is still in the tray."""
    FAILED = "failed"
    """Nothing usable came out; a sheet may have been drawn in and spoiled."""
    UNKNOWN = "unknown"
    """Nobody can say whether a sheet was printed; only a person can settle it."""

    @property
    def is_end(self) -> bool:
        """Whether nothing more is told of the job."""
        return self not in (JobStage.QUEUED, JobStage.PRINTING)


@dataclass(frozen=True, kw_only=True)
class PrintJob:
    """A sheet handed to the spooler. ``name`` is the print key and finds the job again after a crash."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class JobReport:
    """One step of a job. ``code`` names the failure for ``WITHDRAWN``, ``FAILED`` and ``UNKNOWN``, else it is empty."""

    job: PrintJob
    stage: JobStage
    code: str = ""


class CertificatePrinter(Device, Protocol):
    """A sheet printer behind CUPS."""

    def submit(self, *, pdf: bytes, media: str, source: str, name: str) -> Future[PrintJob]:
        """Hand over one document. ``media`` is a PWG name such as ``iso_a4_210x297mm``; ``name`` is the print key.

        ``source`` is the printer's own name of the tray to take the sheet from, a ``media-source`` keyword such as
        ``tray-2`` (PWG 5100.3, section 3.13.1.9); empty leaves the choice to the printer.

        Fails with a :class:`devices.errors.DeviceError` when it certainly was not accepted.
        """

    def follow(self, job: PrintJob, *, on_report: Callable[[JobReport], None]) -> None:
        """Tell each stage of the job until ``SHEET_OUT`` or one of the three below, on the owner thread.

        Before ``WITHDRAWN``, ``FAILED`` and ``UNKNOWN`` are told the job has been cancelled at queue and printer. After
        ``WITHDRAWN`` and ``FAILED`` nothing comes out; after ``UNKNOWN`` a sheet still may, where queue or printer did
        not answer.
        """

    def find(self, name: str) -> Future[PrintJob | None]:
        """Look for a job by its print key, also among the ended ones; for reconciliation after a crash."""


@dataclass(frozen=True)
class OutletChanged:
    """Paper appeared in an outlet (``PRESENT``) or was taken from it (``NOT_PRESENT``)."""

    outlet: Outlet
    media: Media


OutletListener = Callable[[OutletChanged], None]


class InputBoard(Device, Protocol):
    """Senses the outlets. Tells :class:`OutletChanged` to its ``on_outlet`` listener, on change only."""

    def media(self, outlet: Outlet) -> Media:
        """Return what lies in an outlet now; ``UNKNOWN`` while the board does not answer."""
