"""The mark that makes a paper of the sandbox worthless: 样张 SPECIMEN across the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin

from printing.calibration import Affine
from printing.fonts import FontLibrary, FontRole
from printing.pdf import POINTS_PER_MM, WHITE, Colour, PdfSheets, TextStyle

_GREY = Colour(0.66, 0.66, 0.66)
_ANGLE = radians(40)
_SHARE = 0.72
"""How much of the sheet's width the slanting mark spans; on a wide sheet, of its height."""
_MIDDLE = 0.45
"""Where its middle lies, as a share of the sheet's height: papers carry their code and seal lower down."""


@dataclass(frozen=True)
class Specimen:
    """Orders the mark on a paper; the sandbox's papers all carry it.

    Attributes:
        text: of the mark.
    """

    text: str = "样张 SPECIMEN"


def draw_specimen(
    sheets: PdfSheets,
    mark: Specimen,
    fonts: FontLibrary,
    *,
    width: float,
    height: float,
    clear: Iterable[tuple[float, float, float, float]] = (),
) -> None:
    """Draw the mark from lower left to upper right of a ``width`` x ``height`` mm sheet, as outlines.

    Text set over it stays readable, and a copy or a photograph of any half of the sheet shows it. The areas
    ``clear`` (x, y, width, height in mm) are whitened again, so that codes in them can be scanned.
    """
    runs = fonts.stack(FontRole.SONG).runs(mark.text, element="specimen")
    angle = _ANGLE
    length = _SHARE * min(width / cos(angle), height / sin(angle))
    em = sum(run.width for run in runs) / 1000
    size = length / em
    turn = Affine(a=cos(angle), b=-sin(angle), c=sin(angle), d=cos(angle))
    # The middle of a character lies 0.35 em above its baseline; the start is half the length back from the centre.
    x = width / 2 - length / 2 * cos(angle) + 0.35 * size * sin(angle)
    y = height * _MIDDLE + length / 2 * sin(angle) + 0.35 * size * cos(angle)
    style = TextStyle(size=size * POINTS_PER_MM, colour=_GREY, hollow=True, bold=0.012)
    sheets.text(x, y, runs, style, turn=turn)
    kept = list(clear)
    if kept:
        sheets.areas(kept, colour=WHITE)
