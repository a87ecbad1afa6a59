"""What the screen shows: one frozen type a page, holding everything that the page needs and nothing more.

The ui package maps each type to one QML page. Amounts, dates and counts come as values; the sentences around them stand
in the translation catalogue. Personal data appears only as masks, except :class:`Revealed`, which a page shows while a
finger holds its key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from devices.cards.contents import CardKind
from devices.status import Outlet
from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import Service, StepKind, Theme, Verb
from kiosk.failures import Failure
from kiosk.visit.events import PrintStage
from kiosk.visit.identity import Factor, Way
from kiosk.visit.preferences import Preferences
from kiosk.visit.register import Case, CodeMeaning
from kiosk.visit.state import EndReason

LIST_ROWS_A_PAGE = 8
"""Service tiles on one page of a list (2 columns; look.md section 7, content 440-1560 px)."""
CHOICE_ROWS_A_PAGE = 3
"""Three-line rows on one page of a choice (262 px each)."""


class Segment(Enum):
    """The parts of a service that the step header counts; at most six (look.md section 6)."""

    CONSENT = "consent"
    IDENTIFY = "identify"
    CONFIRM = "confirm"
    CHOOSE = "choose"
    PRINT = "print"
    ANSWER = "answer"


@dataclass(frozen=True, kw_only=True)
class StepHeader:
    """Where in the service the resident is; ``current`` counts from 0."""

    service: Bilingual
    segments: tuple[Segment, ...]
    current: int


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What surrounds every page.

    Attributes:
        preferences: how to show it.
        masked_name: in the place band, once the resident is known.
        header: present in the steps of a service.
        in_visit: whether the aid bar's fifth key is 结束 (else 低位).
        may_end: whether that key works now; not while paper is moving.
        may_speak: whether this terminal can read aloud.
    """

    preferences: Preferences
    masked_name: str | None = None
    header: StepHeader | None = None
    in_visit: bool = False
    may_end: bool = False
    may_speak: bool = False


@dataclass(frozen=True)
class Pause:
    """Why a service cannot be used now, and since when (UTC; absent when it is not an outage)."""

    failure: Failure
    since: datetime | None


@dataclass(frozen=True)
class Tile:
    """One service on a list; it opens also while paused, to explain."""

    service: Service
    pause: Pause | None


@dataclass(frozen=True)
class AttractScreen:
    """Idle; any touch starts."""

    frame: Frame
    open_services: int
    paused_services: int


@dataclass(frozen=True)
class HomeScreen:
    """Verbs, frequent services, themes."""

    frame: Frame
    frequent: tuple[Tile, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class ListScreen:
    """The services of one verb or theme, or all; ``page`` counts from 0."""

    frame: Frame
    verb: Verb | None
    theme: Theme | None
    tiles: tuple[Tile, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class GuideScreen:
    """Everything about a service before the start.

    Attributes:
        pause: why it cannot start now.
        cautions: what will not work but does not stop it (no slip paper).
    """

    frame: Frame
    service: Service
    pause: Pause | None
    cautions: tuple[Failure, ...]


@dataclass(frozen=True)
class ConsentScreen:
    """What will be read, what for, how long it is kept."""

    frame: Frame
    service: Service


@dataclass(frozen=True)
class IdentifyScreen:
    """Where to lay the card.

    Attributes:
        way: the card that the page asks for.
        others: the other ways that reach what the service asks, best first; each is a key. None while a card is read.
        reading: a card lies there and is being read.
        notice: why the last card did not do, or is not being read although it lies there.
        beeps: whether a beep tells that a card has been read.
    """

    frame: Frame
    way: Way
    others: tuple[Way, ...]
    reading: bool
    notice: Failure | None
    beeps: bool = False


@dataclass(frozen=True)
class UnlockScreen:
    """A travel document lies on the reader: type or scan what stands printed in it.

    Attributes:
        reading: it is being read with what was typed.
        notice: why that did not do.
        scanner: whether the printed lines can be scanned instead.
    """

    frame: Frame
    reading: bool
    notice: Failure | None
    scanner: bool


@dataclass(frozen=True)
class ScanCodeScreen:
    """Hold the phone's code before the scanner.

    Attributes:
        checking: the code is with the portal.
        others: the other ways, as on :class:`IdentifyScreen`.
        beeps: whether a beep tells that a code has been read.
    """

    frame: Frame
    checking: bool
    notice: Failure | None
    others: tuple[Way, ...]
    beeps: bool = False


@dataclass(frozen=True)
class SignInScreen:
    """A clerk types badge number and PIN.

    Attributes:
        checking: they are being compared.
        person_known: whether the resident has shown a card before.
    """

    frame: Frame
    checking: bool
    notice: Failure | None
    person_known: bool


@dataclass(frozen=True)
class NamePersonScreen:
    """The signed-in clerk types the resident's identity number."""

    frame: Frame
    clerk: str
    checking: bool
    notice: Failure | None


@dataclass(frozen=True)
class ProveItScreen:
    """Choose the second proof; ``checking`` while the chosen one is being prepared."""

    frame: Frame
    factors: tuple[Factor, ...]
    checking: bool
    notice: Failure | None


@dataclass(frozen=True)
class OneTimeCodeScreen:
    """Type the digits that came to the phone.

    Attributes:
        checking: what was typed is being checked, or another code is being sent.
        others: the other proofs, each a key.
        tries_left: how many more may be typed, once some were wrong; absent before.
    """

    frame: Frame
    masked_phone: str = field(repr=False)
    checking: bool
    notice: Failure | None
    others: tuple[Factor, ...]
    tries_left: int | None = None


@dataclass(frozen=True)
class MatchingScreen:
    """Lay the finger on, or look at the camera; ``others`` are the other proofs, each a key."""

    frame: Frame
    factor: Factor
    others: tuple[Factor, ...]


@dataclass(frozen=True)
class CodeLookupScreen:
    """What a scanned slip or pick-up code stands for; both are absent while the portal is being asked."""

    frame: Frame
    found: CodeMeaning | None
    notice: Failure | None


@dataclass(frozen=True)
class Revealed:
    """The unmasked name and number, for as long as a finger holds the key."""

    name: str = field(repr=False)
    id_number: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class ConfirmScreen:
    """Is this you?"""

    frame: Frame
    service: Service
    way: Way
    card: CardKind | None
    masked_name: str
    birth_year: int
    masked_id_number: str
    revealed: Revealed


@dataclass(frozen=True)
class WaitingScreen:
    """The portal has been asked.

    Attributes:
        long: offers another way (ending).
        card_lies: a card lies on a reader and is to stay there.
    """

    frame: Frame
    service: Service
    long: bool
    card_lies: bool = True


@dataclass(frozen=True, kw_only=True)
class PropertyRow:
    """One property on the choice."""

    key: str
    use: Bilingual
    area_m2: Decimal
    masked_address: str
    co_owners: int
    registered: int
    obstacle: Bilingual | None
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class ChoosePropertiesScreen:
    """Several of a list."""

    frame: Frame
    rows: tuple[PropertyRow, ...]
    total: int
    chosen: int
    choosable: int
    data_as_of: date
    page: int
    pages: int


class ChoiceFact(Enum):
    """What the day on a choice row says."""

    GRANTED = "granted"
    ACCEPTED = "accepted"
    IN_REVIEW = "in-review"
    CONCLUDED = "concluded"


@dataclass(frozen=True, kw_only=True)
class ChoiceRow:
    """One licence or case on the choice: a title, and a fact with its day."""

    key: str
    title: Bilingual
    fact: ChoiceFact
    on: date
    chosen: bool
    obstacle: Failure | None = None


@dataclass(frozen=True, kw_only=True)
class ChooseOneScreen:
    """One of a list of licences or cases."""

    frame: Frame
    cases: bool
    rows: tuple[ChoiceRow, ...]
    total: int
    ready: bool
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class ReviewScreen:
    """The last look before paper.

    Attributes:
        certificate: printed onto a blank (one copy), not on plain paper.
        count: proved properties; absent for certificates.
        data_as_of: of the register; absent for certificates.
        granted: the day the licence was granted; absent for proofs.
    """

    frame: Frame
    service: Service
    certificate: bool
    masked_name: str
    copies: int
    most_copies: int
    count: int | None
    data_as_of: date | None
    granted: date | None


class StageState(Enum):
    """How a stage of printing stands."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to-come"


@dataclass(frozen=True)
class StageRow:
    """One stage that the terminal really knows; ``fact`` as the terminal learned it, else empty."""

    stage: PrintStage
    state: StageState
    fact: str


@dataclass(frozen=True)
class PrintingScreen:
    """The sheet is on its way."""

    frame: Frame
    service: Service
    certificate: bool
    stages: tuple[StageRow, ...]


@dataclass(frozen=True)
class PrintingSlipScreen:
    """The slip is on its way."""

    frame: Frame
    service: Service


@dataclass(frozen=True)
class AnswerScreen:
    """How far a case has come."""

    frame: Frame
    case: Case
    slip_possible: bool


@dataclass(frozen=True)
class NoSlipScreen:
    """Done, but without a slip: the case number to write down or photograph."""

    frame: Frame
    service: Service
    failure: Failure
    case_number: str


@dataclass(frozen=True, kw_only=True)
class StoppedScreen:
    """The matter cannot go on here.

    Attributes:
        failure: why; its lines say what is safe.
        uncertain: a sheet may have been printed; staff must look.
        resume_code: shown in groups of four when the slip cannot be printed.
        slip_possible: whether the receipt printer can print the resume slip.
        slip_failure: why the slip could not be printed, once tried.
    """

    frame: Frame
    service: Service
    failure: Failure
    uncertain: bool
    resume_code: str
    slip_possible: bool
    slip_failure: Failure | None


@dataclass(frozen=True)
class CardBackScreen:
    """The card was lifted early: put it back to go on."""

    frame: Frame
    seconds: int


@dataclass(frozen=True)
class CountdownScreen:
    """Is somebody still there?"""

    frame: Frame
    left: int
    of: int
    card_on_reader: bool


@dataclass(frozen=True)
class HelpScreen:
    """Staff have been called."""

    frame: Frame


@dataclass(frozen=True)
class Taking:
    """One thing to take: paper from an outlet, or (``outlet`` absent) the card."""

    outlet: Outlet | None
    taken: bool


@dataclass(frozen=True, kw_only=True)
class TakeScreen:
    """Take your papers and lift your card.

    Attributes:
        reason: how the visit ended, for the title.
        things: in the order of the front panel.
        sheet: what lies in the certificate outlet: ``PROOF``, ``CERTIFICATE``, or unknown.
        bell_s: seconds after which a bell reminds; absent where no bell can be heard.
        by_word: whether the resident must say so by a touch, because no sensor sees it.
        reminded: the bell has rung.
    """

    frame: Frame
    reason: EndReason
    things: tuple[Taking, ...]
    sheet: StepKind | None
    bell_s: int | None
    by_word: bool
    reminded: bool


@dataclass(frozen=True)
class WipingScreen:
    """The details of the visit are being cleared."""

    frame: Frame


@dataclass(frozen=True)
class FaultScreen:
    """Something unforeseen ended the visit; ``support_code`` finds it in the log."""

    frame: Frame
    support_code: str


@dataclass(frozen=True)
class RateScreen:
    """Five levels, none chosen."""

    frame: Frame


@dataclass(frozen=True)
class OutOfServiceScreen:
    """Nothing can be done at this terminal now."""

    frame: Frame
    failure: Failure


Screen: TypeAlias = (
    AttractScreen
    | HomeScreen
    | ListScreen
    | GuideScreen
    | ConsentScreen
    | IdentifyScreen
    | UnlockScreen
    | ScanCodeScreen
    | SignInScreen
    | NamePersonScreen
    | ProveItScreen
    | OneTimeCodeScreen
    | MatchingScreen
    | CodeLookupScreen
    | ConfirmScreen
    | WaitingScreen
    | ChoosePropertiesScreen
    | ChooseOneScreen
    | ReviewScreen
    | PrintingScreen
    | PrintingSlipScreen
    | AnswerScreen
    | NoSlipScreen
    | StoppedScreen
    | CardBackScreen
    | CountdownScreen
    | HelpScreen
    | TakeScreen
    | WipingScreen
    | FaultScreen
    | RateScreen
    | OutOfServiceScreen
)
