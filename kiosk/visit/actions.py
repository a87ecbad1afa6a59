"""What a resident can do by touching the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from devices.cards.access import CanKey, MrzKey
from kiosk.bilingual import Language
from kiosk.catalogue.service import Theme, Verb
from kiosk.visit.identity import Factor, Way


@dataclass(frozen=True)
class Start:
    """Leave the attract screen."""


@dataclass(frozen=True)
class ShowVerb:
    """List the services of one verb."""

    verb: Verb


@dataclass(frozen=True)
class ShowTheme:
    """List the services of one theme."""

    theme: Theme


@dataclass(frozen=True)
class ShowAll:
    """List every service."""


@dataclass(frozen=True)
class Open:
    """Open the page of a service."""

    service: str


@dataclass(frozen=True)
class Turn:
    """Turn to another page of a list; ``by`` is 1 or -1."""

    by: int


@dataclass(frozen=True)
class Forward:
    """The primary key of the present screen."""


@dataclass(frozen=True)
class Back:
    """The secondary key of the present screen: one screen back."""


@dataclass(frozen=True)
class NotMe:
    """The person shown is somebody else."""


@dataclass(frozen=True)
class ChooseWay:
    """Identify in another way."""

    way: Way


@dataclass(frozen=True)
class ChooseFactor:
    """Give this second proof."""

    factor: Factor


@dataclass(frozen=True)
class EnterMrz:
    """The three fields of a travel document that stand printed in it, as typed."""

    key: MrzKey


@dataclass(frozen=True)
class EnterCan:
    """The access number on the front of a travel document, as typed."""

    key: CanKey


@dataclass(frozen=True)
class EnterOneTimeCode:
    """The six digits that came to the phone."""

    code: str = field(repr=False)


@dataclass(frozen=True)
class SendAgain:
    """Send another one-time code."""


@dataclass(frozen=True)
class SignIn:
    """A clerk's badge number and PIN; a number that no badge bears may be a resident's."""

    number: str = field(repr=False)
    pin: str = field(repr=False)


@dataclass(frozen=True)
class NameResident:
    """The identity number of the resident whom the signed-in clerk vouches for."""

    id_number: str = field(repr=False)


@dataclass(frozen=True)
class Type:
    """A key of a keypad was touched; what is typed stays on the page until it is entered."""


@dataclass(frozen=True)
class Toggle:
    """Choose or drop one entry of a list, by its key."""

    key: str


@dataclass(frozen=True)
class ToggleAll:
    """Choose every entry that can be chosen."""


@dataclass(frozen=True)
class ChangeCopies:
    """One copy more (1) or fewer (-1)."""

    by: int


@dataclass(frozen=True)
class SkipSlip:
    """Go on without a slip."""


@dataclass(frozen=True)
class PrintSlip:
    """Print a slip with which the matter can be resumed elsewhere."""


@dataclass(frozen=True)
class TookPapers:
    """The resident says that the papers are taken; counts only where no sensor knows better."""


@dataclass(frozen=True)
class Stay:
    """Answer the countdown: go on."""


@dataclass(frozen=True)
class EndVisit:
    """End here and now."""


class RatingLevel(Enum):
    """The five levels of GB/T 39735."""

    VERY_SATISFIED = 5
    SATISFIED = 4
    BASICALLY_SATISFIED = 3
    DISSATISFIED = 2
    VERY_DISSATISFIED = 1


@dataclass(frozen=True)
class Rate:
    """Give one of the five levels."""

    level: RatingLevel


@dataclass(frozen=True)
class SkipRating:
    """Do not rate."""


@dataclass(frozen=True)
class ChooseLanguage:
    """Show the screen in this language."""

    language: Language


@dataclass(frozen=True)
class NextTextSize:
    """Take the next of the four text sizes."""


@dataclass(frozen=True)
class NextContrast:
    """Take the next of the four contrasts."""


@dataclass(frozen=True)
class ToggleVoice:
    """Turn reading aloud on or off."""


@dataclass(frozen=True)
class ToggleLowReach:
    """Bring everything touchable within low reach, or back."""


@dataclass(frozen=True)
class CallHelp:
    """Ask for a person."""


@dataclass(frozen=True)
class LeaveHelp:
    """Back from the help page to where one was."""


AidAction: TypeAlias = (
    ChooseLanguage | NextTextSize | NextContrast | ToggleVoice | ToggleLowReach | CallHelp | LeaveHelp
)
"""The aid bar's keys: they work on every resident's screen and change no step."""

StepAction: TypeAlias = (
    Start
    | ShowVerb
    | ShowTheme
    | ShowAll
    | Open
    | Turn
    | Forward
    | Back
    | NotMe
    | ChooseWay
    | ChooseFactor
    | EnterMrz
    | EnterCan
    | EnterOneTimeCode
    | SendAgain
    | SignIn
    | NameResident
    | Type
    | Toggle
    | ToggleAll
    | ChangeCopies
    | SkipSlip
    | PrintSlip
    | TookPapers
    | Stay
    | EndVisit
    | Rate
    | SkipRating
)
Action: TypeAlias = StepAction | AidAction
