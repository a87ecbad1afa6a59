"""A service as data: what the tile offers, what it needs, and its steps in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import Enum

from kiosk.bilingual import Bilingual


class Verb(Enum):
    """The three verbs of the home screen (domain.md section 1.1: 查询, 办理, 取件)."""

    ASK = "ask"
    DO = "do"
    TAKE = "take"


class Theme(Enum):
    """The themes of the home screen."""

    HOUSING = "housing"
    SOCIAL_SECURITY = "social-security"
    FAMILY = "family"
    FARMING = "farming"
    TRAFFIC = "traffic"
    BUSINESS = "business"
    COMPLAINTS = "complaints"


class StepKind(Enum):
    """The closed set of steps that a service can be made of (design, section 4)."""

    GUIDE = "guide"
    CONSENT = "consent"
    IDENTIFY = "identify"
    CONFIRM_PERSON = "confirm-person"
    CHOOSE = "choose"
    REVIEW = "review"
    ANSWER = "answer"
    """Shows what a register says; the output is the screen and, if wanted, a slip."""
    CERTIFICATE = "certificate"
    PROOF = "proof"
    RECEIPT = "receipt"
    RATE = "rate"


class Choice(Enum):
    """What the ``choose`` step offers."""

    PROPERTIES = "properties"
    LICENCES = "licences"
    CASES = "cases"


class IdentityLevel(Enum):
    """The rungs of the identity ladder, lowest first: the least that a service asks, and what a resident has shown."""

    NONE = "none"
    CODE = "code"
    """The code of an electronic card on a phone."""
    CARD = "card"
    CARD_AND_FACTOR = "card+factor"
    """A card, and a second proof that it is their own."""
    VOUCHED = "vouched"
    """A signed-in clerk vouches for the resident."""

    def reaches(self, least: IdentityLevel) -> bool:
        """Whether this rung is at least as high as another."""
        rungs = list(IdentityLevel)
        return rungs.index(self) >= rungs.index(least)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """When a service can be used each day; equal ends mean round the clock."""

    opens: time
    closes: time

    @property
    def round_the_clock(self) -> bool:
        """Whether it never closes."""
        return self.opens == self.closes

    def include(self, moment: time) -> bool:
        """Whether a local time of day falls within, also across midnight."""
        if self.round_the_clock:
            return True
        if self.opens < self.closes:
            return self.opens <= moment < self.closes
        return moment >= self.opens or moment < self.closes


@dataclass(frozen=True, kw_only=True)
class Service:
    """One service.

    Attributes:
        id: file name and key, for example ``property-count-proof``.
        matter: the 31-character implementation code (GB/T 39554.1-2020).
        verb, theme, icon: where and how its tile stands; ``icon`` is a Material Design Icons name.
        name, summary: on tile and page.
        department: who answers for it.
        line: the network line it needs.
        identity: the least identity.
        promised_days: working days until it is concluded; 0 means at once (即办件).
        fee_fen: 0.01 yuan.
        minutes: about how long a resident needs.
        hours: when it can be used.
        who, bring, get, reads: the four sentences of its page.
        steps: in order, beginning with ``guide``.
        choice: what the ``choose`` step offers; absent when there is no such step.
        form: the certificate form; absent when nothing is printed onto a blank.
        most_copies: how many copies of a proof one visit may print.
        frequent: rank among the frequent ones of the home screen; 0 means not there.
    """

    id: str
    matter: str
    verb: Verb
    theme: Theme
    icon: str
    name: Bilingual
    summary: Bilingual
    department: Bilingual
    line: str
    identity: IdentityLevel
    promised_days: int
    fee_fen: int
    minutes: int
    hours: Hours
    who: Bilingual
    bring: Bilingual
    get: Bilingual
    reads: Bilingual
    steps: tuple[StepKind, ...]
    choice: Choice | None
    form: str | None
    most_copies: int
    frequent: int

    def has(self, kind: StepKind) -> bool:
        """Whether the service goes through a step of this kind."""
        return kind in self.steps

    @property
    def needs_sheet_printer(self) -> bool:
        """Whether it prints a proof or a certificate."""
        return self.has(StepKind.PROOF) or self.has(StepKind.CERTIFICATE)


@dataclass(frozen=True)
class Catalogue:
    """All services of this terminal, in the order of their files."""

    services: tuple[Service, ...]

    def find(self, service_id: str) -> Service | None:
        """Return the service with this id."""
        return next((service for service in self.services if service.id == service_id), None)
