"""The state of a visit: a closed union of phases, each holding only what makes sense in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from devices.cards.events import Insertion
from devices.status import Outlet
from kiosk.bilingual import Bilingual
from kiosk.catalogue.service import Catalogue, Service, StepKind, Theme, Verb
from kiosk.failures import Failures
from kiosk.visit.events import PrintStage
from kiosk.visit.identity import Clerk, Factor, Way
from kiosk.visit.person import Person
from kiosk.visit.preferences import Preferences
from kiosk.visit.register import (
    Acceptance,
    Case,
    CertificateGrant,
    CodeMeaning,
    IssuedProof,
    Licence,
    OneTimeCodeSent,
    PropertiesFound,
)

# The house: what stays the same for every visit.


@dataclass(frozen=True, kw_only=True)
class Policy:
    """How long the terminal waits, in seconds, and what it can sense.

    Attributes:
        idle_s, idle_aided_s: without a touch until the countdown; longer with voice or large text (ui.md part D).
        countdown_s: from the question to the end (WCAG 2.2.1: at least 20 s).
        card_back_s: a card lifted early may come back for so long.
        remind_s: papers or card left lying: bell after so long, staff after twice as long.
        rating_s: how long the rating waits.
        patience_s: the portal silent for so long: offer another way (look.md section 8).
        home_line: the line that tells what a slip's or pick-up code stands for, before any service is chosen.
        sensed: the outlets whose paper a sensor sees.
    """

    idle_s: float = 60.0
    idle_aided_s: float = 120.0
    countdown_s: int = 20
    card_back_s: float = 20.0
    remind_s: float = 30.0
    rating_s: float = 30.0
    patience_s: float = 30.0
    home_line: str = "extranet"
    sensed: frozenset[Outlet] = frozenset(Outlet)


@dataclass(frozen=True, kw_only=True)
class House:
    """The services, the policy and the table of failures of this terminal."""

    catalogue: Catalogue
    policy: Policy
    failures: Failures


# The steps of a service.


@dataclass(frozen=True)
class Guide:
    """The service's page is read."""


@dataclass(frozen=True)
class Consent:
    """The resident is asked whether the terminal may read what the service needs."""


@dataclass(frozen=True)
class Identify:
    """A card is wanted; every card that is laid down is read, whichever the page asks for.

    Attributes:
        reading: the insertion being read.
        notice: why the last card did not do; a failure code.
        way: which card the page asks for; absent for the first that can be read here.
    """

    reading: Insertion | None = None
    notice: str | None = None
    way: Way | None = None


@dataclass(frozen=True)
class UnlockDocument:
    """A travel document lies on the reader and wants what stands printed in it, typed or scanned.

    Attributes:
        insertion: the document's stay.
        reading: whether it is being read with a key.
        notice: why the last key did not do; a failure code.
        tries: how many keys did not do.
    """

    insertion: Insertion
    reading: bool = False
    notice: str | None = None
    tries: int = 0


@dataclass(frozen=True)
class ScanCode:
    """The code on a phone is wanted; ``notice`` says why the last one did not do."""

    notice: str | None = None


@dataclass(frozen=True)
class ConfirmPerson:
    """The resident checks whether the card is theirs."""


@dataclass(frozen=True)
class ProveIt:
    """The resident chooses the second proof that the service asks for.

    Attributes:
        notice: why the last one did not do.
        failed: the proofs that were tried in vain; they are not offered again.
        missed: the proofs that were not given properly, one entry a try; they may be tried again a few times.
    """

    notice: str | None = None
    failed: frozenset[Factor] = frozenset()
    missed: tuple[Factor, ...] = ()


@dataclass(frozen=True)
class SignInClerk:
    """A clerk is asked for badge number and PIN.

    Attributes:
        notice: why the last ones did not do.
        proving: present when the resident is known already and the clerk's word is their second proof.
    """

    notice: str | None = None
    proving: ProveIt | None = None


@dataclass(frozen=True)
class NamePerson:
    """The signed-in clerk is asked for the resident's identity number.

    Attributes:
        clerk: who vouches.
        notice: why the last number did not do.
        asked: fingerprint (SHA-256) of the number that was typed: nobody else may be answered.
    """

    clerk: Clerk
    notice: str | None = None
    asked: str = field(default="", repr=False)


@dataclass(frozen=True)
class TypeOneTimeCode:
    """The digits that came to the phone are wanted.

    Attributes:
        sent: where they went.
        proving: the choice to which this leads back.
        notice: why the last ones did not do.
        tries_left: how many more may be typed, once some were wrong; absent before.
    """

    sent: OneTimeCodeSent
    proving: ProveIt
    notice: str | None = None
    tries_left: int | None = None


@dataclass(frozen=True)
class Matching:
    """The fingerprint or face device looks at the resident."""

    ticket: int
    factor: Factor
    proving: ProveIt


Checkable: TypeAlias = ScanCode | SignInClerk | NamePerson | ProveIt | TypeOneTimeCode
"""Steps of identification that wait for somebody's word: the portal's, or the staff book's."""


@dataclass(frozen=True)
class Checking:
    """What was shown or typed is being checked; ``before`` is where it leads back to when it does not do."""

    ticket: int
    before: Checkable
    long: bool = False


@dataclass(frozen=True)
class AskingFor:
    """The portal has been asked for what can be chosen; ``long`` once it has been silent for a while."""

    ticket: int
    long: bool = False


@dataclass(frozen=True)
class ChooseProperties:
    """Several of the resident's properties."""

    found: PropertiesFound
    chosen: frozenset[str]
    page: int = 0


@dataclass(frozen=True)
class ChooseLicence:
    """One of the resident's licences."""

    licences: tuple[Licence, ...]
    chosen: str | None
    page: int = 0


@dataclass(frozen=True)
class ChooseCase:
    """One of the resident's cases."""

    cases: tuple[Case, ...]
    chosen: str | None
    page: int = 0


@dataclass(frozen=True)
class Review:
    """The last look before paper."""


@dataclass(frozen=True)
class ShowAnswer:
    """What the register says is on the screen."""


@dataclass(frozen=True)
class Issuing:
    """The portal has been asked to accept the matter and to give leave to print."""

    ticket: int
    kind: StepKind


@dataclass(frozen=True)
class Printing:
    """A sheet is on its way.

    Attributes:
        kind: ``PROOF`` or ``CERTIFICATE``.
        reached: the stages passed so far with their facts.
    """

    ticket: int
    kind: StepKind
    reached: tuple[tuple[PrintStage, str], ...] = ()


@dataclass(frozen=True)
class PrintingSlip:
    """A slip is on its way; ``stopped`` is present when it is the slip of a matter that stopped."""

    ticket: int
    stopped: Stopped | None = None


@dataclass(frozen=True)
class SlipFailed:
    """The matter is done, but its slip could not be printed; the case number is on the screen instead."""

    code: str


@dataclass(frozen=True)
class Stopped:
    """The matter cannot go on here.

    Attributes:
        code: why.
        at: the step where it stopped.
        resume_code: on the slip.
        uncertain: whether a sheet may have been printed that nobody has seen.
        slip_code: why no slip could be printed, once that was tried.
    """

    code: str
    at: StepKind
    resume_code: str
    uncertain: bool = False
    slip_code: str | None = None


IdentityStep: TypeAlias = (
    Identify
    | UnlockDocument
    | ScanCode
    | SignInClerk
    | NamePerson
    | ConfirmPerson
    | ProveIt
    | TypeOneTimeCode
    | Matching
    | Checking
)
"""Steps in which a resident says, and proves, who they are."""

StepState: TypeAlias = (
    Guide
    | Consent
    | IdentityStep
    | AskingFor
    | ChooseProperties
    | ChooseLicence
    | ChooseCase
    | Review
    | ShowAnswer
    | Issuing
    | Printing
    | PrintingSlip
    | SlipFailed
    | Stopped
)

PAPER_MOVING = (Issuing, Printing, PrintingSlip)
"""Steps in which the visit can neither time out nor be ended by a touch."""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """What the visit has gathered about the resident; all of it goes with the visit.

    Attributes:
        person, insertion: who, and the one stay of their card that the visit belongs to; no insertion without a card.
        shown_codes: fingerprints (SHA-256) of the phone codes that were asked about, so that none is asked about twice.
        properties, licences, cases: what was found.
        licence, case: which of them was chosen.
        chosen: keys of the chosen properties.
        copies: how many sheets of a proof.
        proof, grant: what the portal issued.
        acceptance: the case number, once the matter was accepted.
        papers: what has been printed, by name, for the slip.
    """

    person: Person | None = None
    insertion: Insertion | None = None
    shown_codes: frozenset[str] = field(default=frozenset(), repr=False)
    properties: PropertiesFound | None = None
    chosen: frozenset[str] = frozenset()
    copies: int = 1
    licences: tuple[Licence, ...] = ()
    cases: tuple[Case, ...] = ()
    licence: Licence | None = None
    case: Case | None = None
    proof: IssuedProof | None = None
    grant: CertificateGrant | None = None
    acceptance: Acceptance | None = None
    papers: tuple[Bilingual, ...] = ()


# The phases.


@dataclass(frozen=True)
class Attract:
    """Nobody is here."""


@dataclass(frozen=True)
class HomeList:
    """A list of services; one of verb and theme, or neither for all."""

    verb: Verb | None = None
    theme: Theme | None = None
    page: int = 0


@dataclass(frozen=True)
class Home:
    """The resident looks for a service; ``listing`` is absent on the first page."""

    listing: HomeList | None = None


@dataclass(frozen=True)
class LookingUp:
    """A slip's or pick-up code was scanned, and the portal has been asked what it stands for."""

    ticket: int


@dataclass(frozen=True)
class LookedUp:
    """What the code stands for."""

    meaning: CodeMeaning


@dataclass(frozen=True)
class NotLookedUp:
    """What the code stands for could not be learned; ``code`` is a key of ``failures.toml``."""

    code: str


@dataclass(frozen=True)
class CodeLookup:
    """A code was scanned before any service was chosen.

    Attributes:
        stage: how far that has led.
        shown: fingerprint (SHA-256) of the code: while it lies before the scanner it is looked up once.
    """

    stage: LookingUp | LookedUp | NotLookedUp
    shown: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Serving:
    """One service is on its way.

    Attributes:
        service: which.
        position: index into ``service.steps``.
        step: where in that step.
        dossier: what has been gathered.
        card_back: the ticket of the wait for a card that was lifted early; absent while the card is in place.
        unlocking: the travel document that came back and wants its key once more; only during that wait.
    """

    service: Service
    position: int
    step: StepState
    dossier: Dossier = field(default_factory=Dossier)
    card_back: int | None = None
    unlocking: UnlockDocument | None = None


class EndReason(Enum):
    """Why a visit ended."""

    DONE = "done"
    ENDED_BY_RESIDENT = "ended-by-resident"
    WALKED_AWAY = "walked-away"
    NOT_ME = "not-me"
    CARD_LIFTED = "card-lifted"
    CARD_SWAPPED = "card-swapped"
    STOPPED = "stopped"
    FAULT = "fault"


@dataclass(frozen=True, kw_only=True)
class Ending:
    """The visit is over; papers and card are still to be taken, and everything personal is being wiped.

    Attributes:
        reason: why it ended.
        wiped: whether the machine has reported everything gone.
        wipe_again: whether the wiping may have failed and is to be tried once more.
        presented: the outlets that this visit put paper into.
        sheet: ``PROOF`` or ``CERTIFICATE``, when one of them was issued.
        had_card: whether a card lay there when it ended.
        masked_name: for the head of the screen until the resident has gone.
        rating_token: absent when there is nothing to rate.
        reminders: how often the bell has rung.
        remind_ticket: of the running reminder; 0 while there is nothing to take.
        printing: the ticket of a print that had not settled when the visit had to end; absent otherwise.
        support_code: for a fault: what the log can be searched for.
    """

    reason: EndReason
    wiped: bool = False
    wipe_again: bool = False
    presented: frozenset[Outlet] = frozenset()
    sheet: StepKind | None = None
    had_card: bool = False
    masked_name: str | None = None
    rating_token: str | None = field(default=None, repr=False)
    reminders: int = 0
    remind_ticket: int = 0
    printing: int | None = None
    support_code: str | None = None


@dataclass(frozen=True)
class Rating:
    """The resident may rate; nothing but the token is known."""

    token: str = field(repr=False)


Phase: TypeAlias = Attract | Home | CodeLookup | Serving | Ending | Rating


@dataclass(frozen=True)
class Countdown:
    """The question whether the resident is still there; ``left`` in seconds."""

    left: int


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One resident's use of the terminal, or the wait for the next one.

    Attributes:
        house: services and policy; the same for every visit.
        number: counts visits since the program started; ties wiping to its visit.
        key: random, new for each visit; the root of its idempotency keys and resume codes.
        phase: where it stands.
        preferences: how the screen looks.
        countdown: present while the terminal asks whether somebody is still there.
        idle_ticket: the ticket of the running idle or countdown timer; 0 while none runs.
        help_called: whether the help page is shown.
        cards: the insertions that lie on readers now.
        papers: the outlets with paper of this visit in them.
        tickets: how many tickets have been given out.
    """

    house: House
    number: int = 0
    key: str = ""
    phase: Phase = field(default_factory=Attract)
    preferences: Preferences = field(default_factory=Preferences)
    countdown: Countdown | None = None
    idle_ticket: int = 0
    help_called: bool = False
    cards: frozenset[Insertion] = frozenset()
    papers: frozenset[Outlet] = frozenset()
    tickets: int = 0
