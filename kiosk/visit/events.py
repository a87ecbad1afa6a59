"""What can happen to a visit.

Everything that answers an effect carries that effect's ``ticket``; an answer whose ticket nobody waits for is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from devices.cards.events import CardEvent
from devices.ports import CodeScanned, MatchOutcome
from devices.status import Outlet
from kiosk.visit.actions import Action
from kiosk.visit.identity import Clerk
from kiosk.visit.register import Answer


@dataclass(frozen=True)
class Touched:
    """The resident touched a key of the screen now shown."""

    action: Action


@dataclass(frozen=True)
class ClerkKnown:
    """Badge number and PIN of this ticket belong together."""

    ticket: int
    clerk: Clerk


@dataclass(frozen=True)
class ClerkRefused:
    """They do not, or the clerk is locked out for a while; ``code`` is a key of ``failures.toml``."""

    ticket: int
    code: str


@dataclass(frozen=True)
class PersonMatched:
    """What the fingerprint or face device of this ticket says."""

    ticket: int
    outcome: MatchOutcome


@dataclass(frozen=True)
class MatchFailed:
    """The fingerprint or face device of this ticket does not work; ``code`` is a key of ``failures.toml``."""

    ticket: int
    code: str


@dataclass(frozen=True)
class PortalAnswered:
    """The portal answered the question of this ticket."""

    ticket: int
    answer: Answer


@dataclass(frozen=True)
class PortalFailed:
    """The question of this ticket got no answer; ``code`` is a key of ``failures.toml``."""

    ticket: int
    code: str


class PrintStage(Enum):
    """The stages of a sheet that the terminal really knows."""

    CHECKED = "checked"
    """Holder and licence state were compared just before printing."""
    BLANK_TAKEN = "blank-taken"
    """A blank's serial is bound to the licence; certificates only."""
    PRINTING = "printing"
    SHEET_OUT = "sheet-out"


@dataclass(frozen=True)
class PrintAdvanced:
    """A sheet reached a stage; ``fact`` is what can be said of it, such as the last digits of the blank's serial."""

    ticket: int
    stage: PrintStage
    fact: str = ""


@dataclass(frozen=True)
class PaperPresented:
    """The paper of this ticket lies in the outlet."""

    ticket: int
    outlet: Outlet


@dataclass(frozen=True)
class PrintFailed:
    """Certainly nothing usable came out; ``code`` is a key of ``failures.toml``."""

    ticket: int
    code: str


@dataclass(frozen=True)
class PrintUncertain:
    """Nobody can say whether the sheet was printed; a person must settle it."""

    ticket: int
    code: str


@dataclass(frozen=True)
class PaperTaken:
    """The outlet is empty again."""

    outlet: Outlet


class Timer(Enum):
    """What a visit waits for."""

    IDLE = "idle"
    COUNTDOWN = "countdown"
    REMIND = "remind"
    CARD_BACK = "card-back"
    PATIENCE = "patience"
    """The portal has been asked and has not answered for a while."""


@dataclass(frozen=True)
class TimerFired:
    """The timer started with this ticket ran out."""

    timer: Timer
    ticket: int


@dataclass(frozen=True)
class Wiped:
    """Everything personal of visit ``number`` is gone from this machine; ``next_key`` is for the next visit."""

    number: int
    next_key: str


@dataclass(frozen=True)
class HandlerFailed:
    """Carrying out an effect, or a transition itself, failed in an unforeseen way; the visit ends safely."""

    support_code: str


Event: TypeAlias = (
    Touched
    | CardEvent
    | CodeScanned
    | ClerkKnown
    | ClerkRefused
    | PersonMatched
    | MatchFailed
    | PortalAnswered
    | PortalFailed
    | PrintAdvanced
    | PaperPresented
    | PrintFailed
    | PrintUncertain
    | PaperTaken
    | TimerFired
    | Wiped
    | HandlerFailed
)
