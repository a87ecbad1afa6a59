"""One measured figure beside its floors and its aim."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Summary(Enum):
    """What stands for many values."""

    MEDIAN = "median"
    P99 = "p99"

    def of(self, values: Sequence[float]) -> float:
        """Return the median, or the value that 99 of 100 do not exceed (nearest rank)."""
        if self is Summary.MEDIAN:
            return statistics.median(values)
        return sorted(values)[math.ceil(0.99 * len(values)) - 1]


@dataclass(frozen=True)
class Floor:
    """What the least that could be done costs, measured in the same run."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What was measured.

    Attributes:
        name: what, in the words of the table.
        unit: of values, floors and aim.
        values: one a run.
        summary: what of them is compared.
        aim: at most so much; none for a figure that is only told.
        floors: as many as there are.
    """

    name: str
    unit: str
    values: tuple[float, ...]
    summary: Summary = Summary.MEDIAN
    aim: float | None = None
    floors: tuple[Floor, ...] = ()

    @property
    def value(self) -> float:
        """The one that stands for all."""
        return self.summary.of(self.values)

    def ratio(self, floor: Floor) -> float:
        """Return how many times the floor it is, the summaries compared."""
        least = self.summary.of(floor.values)
        return self.value / least if least else math.inf

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; none when there is no aim."""
        return None if self.aim is None else self.value <= self.aim


@dataclass(frozen=True)
class Share:
    """A part of a figure: what, how much in the figure's unit, and what there is to say about it."""

    name: str
    value: float
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """What a figure is made of."""

    name: str
    unit: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Measured:
    """What one part of the bench brings home."""

    figures: tuple[Figure, ...]
    breakdowns: tuple[Breakdown, ...] = ()


def joined(*several: Measured) -> Measured:
    """Return the figures and breakdowns of several measurements as one, in their order."""
    figures = tuple(figure for each in several for figure in each.figures)
    return Measured(figures, tuple(breakdown for each in several for breakdown in each.breakdowns))
