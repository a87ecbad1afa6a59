"""What a step decides. Steps know nothing of each other; the flow carries their decisions out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from devices.cards.events import Insertion
from kiosk.catalogue.service import Service, StepKind
from kiosk.visit.effects import AskPortal, Effect, StartTimer
from kiosk.visit.events import Timer
from kiosk.visit.person import Person
from kiosk.visit.register import Question
from kiosk.visit.state import Dossier, EndReason, House, StepState
from kiosk.visit.surroundings import Surroundings


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a step may look at.

    Attributes:
        house, service, dossier: see there.
        kind: which step of the service this is.
        cards: the insertions that lie on readers now.
        now: devices and lines as they are.
        ticket: a fresh one, for the one effect that this decision may wait for.
        key: the visit's random key.
    """

    house: House
    service: Service
    dossier: Dossier
    kind: StepKind
    cards: frozenset[Insertion]
    now: Surroundings
    ticket: int
    key: str

    @property
    def person(self) -> Person:
        """The identified resident. Only steps after ``identify`` may ask; the loader keeps services in that order."""
        if self.dossier.person is None:
            raise LookupError(f"{self.service.id}: {self.kind.value} comes before the person is known")
        return self.dossier.person

    def ask(self, question: Question) -> AskPortal:
        """The effect that puts a question to the portal over the service's line."""
        return AskPortal(
            ticket=self.ticket,
            line=self.service.line,
            question=question,
            idempotency_key=f"{self.key}-{self.ticket}",
        )

    def patience(self) -> StartTimer:
        """The effect after which the resident is told that the portal has been silent for a while."""
        return StartTimer(Timer.PATIENCE, self.ticket, self.house.policy.patience_s)


@dataclass(frozen=True)
class Remain:
    """Stay in this step, in another state."""

    step: StepState
    dossier: Dossier
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True)
class Proceed:
    """Go on with the next step."""

    dossier: Dossier
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True)
class ProceedPast:
    """Go on after the next step of this kind."""

    kind: StepKind
    dossier: Dossier


@dataclass(frozen=True)
class Return:
    """Go back one step."""

    dossier: Dossier


@dataclass(frozen=True)
class Halt:
    """The matter cannot go on here; ``uncertain`` when a sheet may have come out."""

    code: str
    dossier: Dossier
    uncertain: bool = False


@dataclass(frozen=True)
class Leave:
    """The visit ends."""

    reason: EndReason
    dossier: Dossier


@dataclass(frozen=True)
class Ignore:
    """The event means nothing to this step."""


Outcome: TypeAlias = Remain | Proceed | ProceedPast | Return | Halt | Leave | Ignore


def without_person(dossier: Dossier) -> Dossier:
    """Forget who it was and all that was found."""
    return replace(Dossier(), papers=dossier.papers, shown_codes=dossier.shown_codes)
