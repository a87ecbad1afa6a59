"""What a visit asks the world to do. A runner carries effects out and posts the results back as events."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from devices.cards.access import AccessKey
from devices.cards.events import Insertion
from devices.status import Outlet
from kiosk.bilingual import Bilingual
from kiosk.visit.actions import RatingLevel
from kiosk.visit.events import Timer
from kiosk.visit.identity import Factor
from kiosk.visit.register import Case, CertificateGrant, IssuedProof, Question


@dataclass(frozen=True)
class ReadCard:
    """Read the card of this insertion; ``key`` opens a travel document."""

    insertion: Insertion
    key: AccessKey | None = None


@dataclass(frozen=True)
class ArmScanner:
    """Let the scanner scan; a second one changes nothing."""


@dataclass(frozen=True)
class DisarmScanner:
    """Let the scanner rest."""


@dataclass(frozen=True)
class CheckClerk:
    """Compare badge number and PIN with the staff book."""

    ticket: int
    number: str = field(repr=False)
    pin: str = field(repr=False)


@dataclass(frozen=True)
class MatchPerson:
    """Compare the person at the terminal with the card of this insertion, by fingerprint or face."""

    ticket: int
    factor: Factor
    insertion: Insertion


@dataclass(frozen=True)
class NoteVouching:
    """A clerk vouched for the resident of this visit: write it into the audit."""

    clerk: str


@dataclass(frozen=True)
class HideInLog:
    """Let these words reach no log until the visit is wiped."""

    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class AskPortal:
    """Put a question to the portal over a line.

    ``idempotency_key`` is the same for every repetition of this very question, so that the portal acts once.
    """

    ticket: int
    line: str
    question: Question
    idempotency_key: str


@dataclass(frozen=True)
class PrintProof:
    """Print an issued proof on plain paper, ``copies`` times."""

    ticket: int
    proof: IssuedProof
    copies: int
    holder_hash: str = field(repr=False)


@dataclass(frozen=True)
class PrintCertificate:
    """Print a granted certificate onto one blank; the register is asked again over ``line`` just before."""

    ticket: int
    grant: CertificateGrant
    line: str
    holder_hash: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class AcceptedSlip:
    """The receipt of a finished matter."""

    service: Bilingual
    case_number: str
    masked_name: str
    papers: tuple[Bilingual, ...]


@dataclass(frozen=True, kw_only=True)
class ProgressSlip:
    """How far a case has come."""

    case: Case
    masked_name: str


@dataclass(frozen=True, kw_only=True)
class ResumeSlip:
    """With this slip the matter goes on elsewhere from the step where it stopped.

    ``resume_code`` is four characters twice; it says nothing about the person. ``uncertain`` says that a sheet may have
    been printed that nobody has seen.
    """

    service: Bilingual
    reached: str
    masked_name: str
    id_tail: str
    resume_code: str
    case_number: str | None
    failure: str
    uncertain: bool = False


Slip: TypeAlias = AcceptedSlip | ProgressSlip | ResumeSlip


@dataclass(frozen=True)
class PrintSlip:
    """Print a slip on the receipt printer."""

    ticket: int
    slip: Slip


@dataclass(frozen=True)
class StartTimer:
    """Fire ``TimerFired`` once after this many seconds; replaces a running timer of the same name."""

    timer: Timer
    ticket: int
    seconds: float


@dataclass(frozen=True)
class StopTimer:
    """Forget a timer."""

    timer: Timer


class Cue(Enum):
    """What voice, bell and lights call attention to."""

    CARD_READ = "card-read"
    TAKE_YOUR_THINGS = "take-your-things"
    STILL_THERE = "still-there"
    HELP_WANTED = "help-wanted"


@dataclass(frozen=True)
class CallAttention:
    """Sound the bell, light the right lamp, say the sentence."""

    cue: Cue


@dataclass(frozen=True)
class CallStaff:
    """Tell the hall's staff; ``reason`` is a failure code or ``HELP_WANTED``."""

    reason: str


@dataclass(frozen=True)
class Wipe:
    """Remove everything personal of visit ``number`` from files, queues, caches, clipboard and keyboard memory."""

    number: int


@dataclass(frozen=True)
class CountTaken:
    """Settle the papers of an outlet as taken, on the resident's word or after staff were called to look."""

    outlet: Outlet


@dataclass(frozen=True)
class StopTerminal:
    """Let nobody use the terminal until staff have come; ``code`` says why."""

    code: str


@dataclass(frozen=True)
class SendRating:
    """Hand a rating to the outbox."""

    token: str = field(repr=False)
    level: RatingLevel


@dataclass(frozen=True)
class NoteResume:
    """Tell the portal that a matter stopped, so that the resume code is known at the counter."""

    resume_code: str
    service: str
    step: str
    failure: str
    case_number: str | None


Effect: TypeAlias = (
    ReadCard
    | ArmScanner
    | DisarmScanner
    | CheckClerk
    | MatchPerson
    | NoteVouching
    | HideInLog
    | AskPortal
    | PrintProof
    | PrintCertificate
    | PrintSlip
    | StartTimer
    | StopTimer
    | CallAttention
    | CallStaff
    | Wipe
    | CountTaken
    | StopTerminal
    | SendRating
    | NoteResume
)
