"""Fitting a text into its box: condense, reduce, wrap, and at last refuse. Nothing is ever cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from printing.errors import ElementOverflow
from printing.fonts import FontStack, Run
from printing.form.elements import Fit, Lettering, TextElement
from printing.pdf import POINTS_PER_MM
from printing.wrap import units

_STEP = 50
"""0.01 pt between the sizes tried; finer steps cannot be told apart on paper."""

_LINE_HEIGHT = 1.05
"""Smallest distance of two baselines as a multiple of the size; a character fills its em (0.875 em and some air)."""


@dataclass(frozen=True)
class SetLine:
    """A line ready to be drawn: runs, font size in points, horizontal scaling, baseline in 0.01 mm."""

    runs: tuple[Run, ...]
    size: float
    squeeze: float
    baseline: int

    @property
    def width(self) -> float:
        """Return the width in mm."""
        return sum(run.width for run in self.runs) / 1000 * self.size * self.squeeze / POINTS_PER_MM


def fit_text(element: TextElement, text: str, fonts: FontStack) -> list[SetLine]:
    """Set a text in its element's box.

    Raises MissingGlyph and ElementOverflow, both naming the element.
    """
    runs = fonts.runs(text, element=element.id)
    for size, squeeze in _settings(element.lettering, shrink=element.fit in (Fit.SHRINK, Fit.WRAP)):
        line = SetLine(runs, size, squeeze, element.baseline)
        if line.width <= element.box.width / 100:
            return [line]
    for size, squeeze in _settings(element.lettering, shrink=True) if element.wrapped else ():
        lines = _wrapped(element, text, fonts, size, squeeze)
        if lines is not None:
            return lines
    raise ElementOverflow(element=element.id, detail=f"{len(text)} characters do not fit {element.box.width / 100} mm")


def fit_number(
    element_id: str, text: str, fonts: FontStack, lettering: Lettering, width: int, baseline: int
) -> SetLine:
    """Set a short text in a place of ``width`` (0.01 mm); raises as :func:`fit_text`."""
    runs = fonts.runs(text, element=element_id)
    for size, squeeze in _settings(lettering, shrink=True):
        line = SetLine(runs, size, squeeze, baseline)
        if line.width <= width / 100:
            return line
    raise ElementOverflow(element=element_id, detail=f"{len(text)} characters do not fit {width / 100} mm")


def _settings(lettering: Lettering, *, shrink: bool) -> Iterator[tuple[float, float]]:
    """Yield sizes and scalings from the best looking down: natural, condensed, then smaller and condensed."""
    yield lettering.size / 100, 1.0
    if not shrink:
        return
    for percent in range(95, lettering.condense - 1, -5):
        yield lettering.size / 100, percent / 100
    for size in range(lettering.size - _STEP, lettering.floor - 1, -_STEP):
        yield size / 100, lettering.condense / 100


def _wrapped(element: TextElement, text: str, fonts: FontStack, size: float, squeeze: float) -> list[SetLine] | None:
    """Break the text over the element's wrapped baselines; None when it needs more or they are too close."""
    baselines = element.wrapped
    distance = min((low - high for high, low in pairwise(baselines)), default=0)
    if len(baselines) > 1 and distance / 100 * POINTS_PER_MM < size * _LINE_HEIGHT:
        return None
    room = element.box.width / 100 * POINTS_PER_MM / size / squeeze * 1000
    lines: list[str] = [""]
    for unit in units(text):
        if fonts.width(lines[-1] + unit.rstrip(" "), element=element.id) <= room:
            lines[-1] += unit
        elif lines[-1] and fonts.width(unit.strip(" "), element=element.id) <= room:
            lines[-1] = lines[-1].rstrip(" ")
            lines.append(unit.lstrip(" "))
        else:
            return None
    if len(lines) > len(baselines):
        return None
    return [
        SetLine(fonts.runs(line, element=element.id), size, squeeze, baseline)
        for line, baseline in zip(lines, baselines, strict=False)
        if line
    ]
