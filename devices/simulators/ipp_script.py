"""What can happen to the simulated IPP printer, and when: steps laid down before a job, or acts carried out at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from devices.printers.ipp import JobState


class Moment(Enum):
    """A moment in the life of the next job."""

    RECEIVED = "received"
    """The document is there, no sheet has been drawn in."""
    PAGE = "page"
    """The sheet is under way: page 1 is being printed."""
    OUT = "out"
    """The sheet lies in the outlet; nobody has been told yet."""


class Manner(Enum):
    """A way in which the printer misbehaves until it is told to stop."""

    BUSY = "busy"
    """Answers every request with HTTP 503."""
    MUTE = "mute"
    """Takes requests and never answers."""
    REFUSES_OPTIONS = "refuses-options"
    """Does not print with the options of any job."""
    HANGS_IN_DOCUMENT = "hangs-in-document"
    """Takes the head of a document and reads no further."""
    DOES_NOT_COUNT = "does-not-count"
    """Has no job-impressions-completed."""
    COUNTS_NOTHING = "counts-nothing"
    """Says that it has completed a job of no impressions; the count comes when this manner ends."""
    PRINTS_NOTHING = "prints-nothing"
    """Completes jobs, counts nothing, and no sheet comes out."""
    FORGETS = "forgets"
    """Knows nothing of a job as soon as that has ended."""
    HIDES_JOBS = "hides-jobs"
    """Lists no jobs, and answers only who knows a job's number."""
    WILL_NOT_CANCEL = "will-not-cancel"
    """Says yes to Cancel-Job, and goes on."""


@dataclass(frozen=True)
class SetReasons:
    """Add ``printer-state-reasons``, word for word. One whose severity is ``error`` stops the printer."""

    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ClearReasons:
    """Take away all reasons."""


@dataclass(frozen=True)
class SetLevel:
    """Say how many sheets lie in one tray, by its ``media-source`` keyword; it changes nothing of the reasons."""

    source: str
    sheets: int


@dataclass(frozen=True)
class EndJob:
    """Let the printer end the current job by itself, as aborted or cancelled, without a sheet."""

    state: JobState


@dataclass(frozen=True)
class PowerOff:
    """Take the power away: the sheet under way and all jobs are lost."""


@dataclass(frozen=True)
class Begin:
    """Begin to misbehave."""

    manner: Manner


@dataclass(frozen=True)
class Cease:
    """Cease to misbehave."""

    manner: Manner


Act: TypeAlias = SetReasons | ClearReasons | SetLevel | EndJob | PowerOff | Begin | Cease


@dataclass(frozen=True)
class Step:
    """One act at one moment of the next job."""

    moment: Moment
    act: Act


@dataclass(frozen=True)
class PrintedSheet:
    """A sheet that came out."""

    job_name: str
    media: str
    source: str
    document: bytes = field(repr=False)


@dataclass(frozen=True)
class JobEnded:
    """A job is over, whatever it says of itself. ``sheet`` tells whether one came out; nothing more will."""

    name: str
    state: JobState
    sheet: bool
