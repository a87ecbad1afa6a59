"""Fitting a text into its place: condense, reduce, wrap, and at last refuse. Nothing is ever cut off.

Lengths of forms are in 0.01 mm, font sizes and spacing inside this module in points, widths of characters in
thousandths of the font size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from printing.errors import ElementOverflow
from printing.fonts import FontStack, Run
from printing.form.elements import Fit, Lettering, LinesElement, TextElement
from printing.pdf import POINTS_PER_MM
from printing.wrap import break_text

_STEP: Final = 50
"""0.01 pt between the sizes tried; finer steps cannot be told apart on paper."""

_CONDENSE_STEP: Final = 5
"""Percent between the horizontal scalings tried."""

_LINE_HEIGHT: Final = 1.05
"""Smallest distance of two baselines as a multiple of the size; a character fills its em (0.875 em and some air)."""

_DEPTH: Final = 0.24
"""How far the deepest letter (g of WenQuanYi Micro Hei) reaches below its baseline, as a share of the size."""

_HAIR: Final = 1e-6
"""Points; sums of widths that are equal on paper may differ by so much in the machine."""


@dataclass(frozen=True)
class Setting:
    """How a text is set to fit: size and spacing in points, horizontal scaling."""

    size: float
    squeeze: float = 1.0
    spacing: float = 0.0


@dataclass(frozen=True)
class SetLine:
    """A line ready to be drawn; its baseline in 0.01 mm."""

    runs: tuple[Run, ...]
    setting: Setting
    baseline: int

    @property
    def width(self) -> float:
        """The width in mm, the spacing after the last character left out."""
        em = sum(run.width for run in self.runs)
        gaps = max(0, sum(len(run.text) for run in self.runs) - 1)
        way = self.setting
        return (em / 1000 * way.size + gaps * way.spacing) * way.squeeze / POINTS_PER_MM

    def at(self, setting: Setting) -> SetLine:
        """Return the same line set in another way."""
        return replace(self, setting=setting)


@dataclass(frozen=True)
class Voice:
    """How an element speaks: its fonts and lettering, and its id for errors."""

    element: str
    fonts: FontStack
    lettering: Lettering

    def line(self, text: str, setting: Setting, baseline: int) -> SetLine:
        """Set a text as one line; raises MissingGlyph."""
        return SetLine(self.fonts.runs(text, element=self.element), setting, baseline)

    def overflow(self, text: str, place: str) -> ElementOverflow:
        """Return the error to raise for a text that its place does not hold."""
        return ElementOverflow(element=self.element, detail=f"{len(text)} characters do not fit {place}")


def fit_text(element: TextElement, text: str, voice: Voice) -> list[SetLine]:
    """Set a text in its element's box; raises MissingGlyph and ElementOverflow, both naming the element."""
    line = voice.line(text, _natural(voice.lettering), element.baseline)
    for setting in _settings(voice.lettering) if element.fit in (Fit.SHRINK, Fit.WRAP) else (line.setting,):
        if line.at(setting).width <= element.box.width / 100:
            return [line.at(setting)]
    for setting in _wrap_settings(element, voice.lettering):
        lines = _wrapped(element, text, voice, setting)
        if lines is not None:
            return lines
    raise voice.overflow(text, f"{element.box.width / 100} mm")


def fit_line(text: str, voice: Voice, *, width: int, baseline: int, shrink: bool = True) -> SetLine:
    """Set a text on one line of ``width``; raises as :func:`fit_text`."""
    (line,) = fit_alike([(text, width)], voice, baseline=baseline, shrink=shrink)
    return line


def fit_alike(texts: Sequence[tuple[str, int]], voice: Voice, *, baseline: int, shrink: bool = True) -> list[SetLine]:
    """Set texts of one baseline in a place each, all in one size; ``texts`` has each with its width.

    Raises as :func:`fit_text`.
    """
    natural = _natural(voice.lettering)
    lines = [voice.line(text, natural, baseline) for text, _ in texts]
    rooms = [width / 100 for _, width in texts]
    for setting in _settings(voice.lettering) if shrink else (natural,):
        tried = [line.at(setting) for line in lines]
        if all(line.width <= room for line, room in zip(tried, rooms, strict=True)):
            return tried
    text, room = max(zip(texts, rooms, strict=True), key=lambda each: len(each[0][0]) / each[1])
    raise voice.overflow(text[0], f"{room} mm")


def fit_block(element: LinesElement, text: str, voice: Voice) -> list[SetLine]:
    """Set a text as a block of lines, with its closing mark where that fits; raises as :func:`fit_text`.

    A block gets smaller, lines closing up with it, before it is condensed.
    """
    for setting in _block_settings(voice.lettering):
        lines = _block(element, text, voice, setting)
        if lines is not None:
            return lines
    raise voice.overflow(text, f"{element.box.width / 100} mm x {element.box.height / 100} mm")


def shrunk_sizes(lettering: Lettering) -> Iterator[float]:
    """Yield the sizes to try, in points, from the natural one down to the floor."""
    for size in range(lettering.size, lettering.floor, -_STEP):
        yield size / 100
    yield lettering.floor / 100


def _natural(lettering: Lettering) -> Setting:
    return Setting(lettering.size / 100, 1.0, lettering.spacing / 100)


def _settings(lettering: Lettering) -> Iterator[Setting]:
    """Yield settings from the best looking down: natural, without spacing, condensed, then smaller and condensed."""
    yield _natural(lettering)
    if lettering.spacing:
        yield Setting(lettering.size / 100)
    squeezes = range(100 - _CONDENSE_STEP, lettering.condense, -_CONDENSE_STEP)
    for percent in (*squeezes, lettering.condense):
        yield Setting(lettering.size / 100, percent / 100)
    for size in shrunk_sizes(lettering):
        yield Setting(size, lettering.condense / 100)


def _block_settings(lettering: Lettering) -> Iterator[Setting]:
    yield _natural(lettering)
    for size in shrunk_sizes(lettering):
        yield Setting(size)
    for percent in range(100 - _CONDENSE_STEP, lettering.condense - 1, -_CONDENSE_STEP):
        yield Setting(lettering.floor / 100, percent / 100)


def _wrap_settings(element: TextElement, lettering: Lettering) -> Iterator[Setting]:
    """Yield settings for the wrapped lines, from the largest size whose lines do not touch."""
    gaps = [low - high for high, low in pairwise(element.wrapped)]
    largest = min((int(gap * POINTS_PER_MM / _LINE_HEIGHT) for gap in gaps), default=lettering.size)
    if not element.wrapped or largest < lettering.floor:
        return
    if largest >= lettering.size:
        yield from _settings(lettering)
    else:
        yield from _settings(replace(lettering, size=largest, spacing=0))


def _wrapped(element: TextElement, text: str, voice: Voice, setting: Setting) -> list[SetLine] | None:
    """Break the text over the element's wrapped baselines; none when it needs more."""
    lines = _broken(element, text, voice, setting, inside=False)
    if lines is None or len(lines) > len(element.wrapped):
        return None
    # Smaller letters may need one line only, and that has its own place.
    baselines = element.wrapped if len(lines) > 1 else (element.baseline,)
    return [voice.line(line, setting, baseline) for line, baseline in zip(lines, baselines, strict=False)]


def _block(element: LinesElement, text: str, voice: Voice, setting: Setting) -> list[SetLine] | None:
    """Break the text into the element's box; none when it needs more lines than there is room for."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        broken = _broken(element, paragraph.rstrip(), voice, setting, inside=True)
        if broken is None:
            return None
        lines += broken or [""]
    leading = element.leading * setting.size * 100 / element.lettering.size
    depth = _DEPTH * setting.size / POINTS_PER_MM * 100
    room = max(1, int((element.box.bottom - depth - element.baseline) / leading) + 1)
    if len(lines) > room:
        return None
    if element.closing:
        lines = _closed(lines, element.closing, voice, setting, width=element.box.width / 100, room=room)
    baselines = [round(element.baseline + n * leading) for n in range(len(lines))]
    return [voice.line(line, setting, at) for line, at in zip(lines, baselines, strict=True) if line]


def _broken(
    element: TextElement | LinesElement, text: str, voice: Voice, setting: Setting, *, inside: bool
) -> list[str] | None:
    room = element.box.width / 100 * POINTS_PER_MM / setting.squeeze + setting.spacing + _HAIR

    def measure(piece: str) -> float:
        em = voice.fonts.width(piece, element=voice.element)
        return em / 1000 * setting.size + len(piece) * setting.spacing

    return break_text(text, room, measure, inside=inside)


def _closed(lines: list[str], closing: str, voice: Voice, setting: Setting, *, width: float, room: int) -> list[str]:
    """Put the closing mark behind the last line, or below it, or nowhere."""
    if voice.line(lines[-1] + closing, setting, 0).width <= width:
        return [*lines[:-1], lines[-1] + closing]
    if len(lines) < room and voice.line(closing, setting, 0).width <= width:
        return [*lines, closing]
    return lines
