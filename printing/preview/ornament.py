"""Frames as official papers have them: bands of interlaced waves, rosettes in the corners."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

from printing.form.elements import Box
from printing.pdf import PdfSheets
from printing.preview.background import Frame, FrameStyle

_STRANDS = 5
"""Waves of one band, a fifth of a wave out of step with each other."""

_Path = list[tuple[float, float]]


def draw_frame(sheets: PdfSheets, frame: Frame) -> None:
    """Draw a frame."""
    match frame.style:
        case FrameStyle.PLAIN:
            _outline(sheets, frame, inset=0, thickness=frame.thickness)
        case FrameStyle.DOUBLE:
            _outline(sheets, frame, inset=0, thickness=frame.thickness)
            _outline(sheets, frame, inset=frame.band, thickness=max(8, frame.thickness // 4))
        case FrameStyle.CORNERS:
            _corners(sheets, frame)
        case FrameStyle.ORNAMENT:
            _band(sheets, frame)


def circle(x: float, y: float, radius: float) -> _Path:
    """Return a circle (mm) as four cubic curves; they err by less than 0.03 % of the radius."""
    k = 0.5522847498 * radius
    r = radius
    return [
        (x + r, y),
        *((x + r, y + k), (x + k, y + r), (x, y + r)),
        *((x - k, y + r), (x - r, y + k), (x - r, y)),
        *((x - r, y - k), (x - k, y - r), (x, y - r)),
        *((x + k, y - r), (x + r, y - k), (x + r, y)),
    ]


def _outline(sheets: PdfSheets, frame: Frame, *, inset: int, thickness: int) -> None:
    box = frame.box
    x, y, w, h = (n / 100 for n in (box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset))
    sheets.box(x, y, w, h, thickness=thickness / 100, colour=frame.colour)


def _corners(sheets: PdfSheets, frame: Frame) -> None:
    box, arm = frame.box, frame.band / 100
    for x, right in ((box.x / 100, 1), (box.right / 100, -1)):
        for y, down in ((box.y / 100, 1), (box.bottom / 100, -1)):
            points = [(x + right * arm, y), (x, y), (x, y + down * arm)]
            sheets.line(points, thickness=frame.thickness / 100, colour=frame.colour)


def _band(sheets: PdfSheets, frame: Frame) -> None:
    """Draw two lines, waves between them along each side, and a rosette where two sides meet."""
    box, band = frame.box, frame.band
    _outline(sheets, frame, inset=0, thickness=frame.thickness * 2)
    _outline(sheets, frame, inset=round(band * 0.1), thickness=max(6, frame.thickness // 3))
    _outline(sheets, frame, inset=round(band * 0.9), thickness=max(6, frame.thickness // 3))
    _outline(sheets, frame, inset=band, thickness=frame.thickness)
    thin = max(5, frame.thickness // 3) / 100
    sheets.curves(_strands(box, band), thickness=thin, colour=frame.colour)
    for x in (box.x + band / 2, box.right - band / 2):
        for y in (box.y + band / 2, box.bottom - band / 2):
            _rosette(sheets, x / 100, y / 100, band / 200, frame)


def _strands(box: Box, band: int) -> Iterator[_Path]:
    """Yield the waves of all four sides, each side a whole number of waves from rosette to rosette."""
    left, top, right, bottom = (n / 100 for n in (box.x + band, box.y + band, box.right - band, box.bottom - band))
    middle, swell = band / 200, band / 100 * 0.36
    for strand in range(_STRANDS):
        phase = 2 * pi * strand / _STRANDS
        for y in (top - middle, bottom + middle):
            yield [(along, y + away) for along, away in _wave(left, right, band / 100 * 1.6, swell, phase)]
        for x in (left - middle, right + middle):
            yield [(x + away, along) for along, away in _wave(top, bottom, band / 100 * 1.6, swell, phase)]


def _wave(start: float, end: float, length: float, swell: float, phase: float) -> _Path:
    """Return a sine from ``start`` to ``end`` as cubic curves, a sixth of a wave each."""
    waves = max(1, round((end - start) / length))
    count = waves * 6
    step, rate = (end - start) / count, 2 * pi * waves / (end - start)
    path = [(start, swell * sin(phase))]
    for n in range(count):
        a0, a1 = rate * n * step + phase, rate * (n + 1) * step + phase
        x0, x1 = start + n * step, start + (n + 1) * step
        rise = swell * rate * step / 3
        path += [
            (x0 + step / 3, swell * sin(a0) + rise * cos(a0)),
            (x1 - step / 3, swell * sin(a1) - rise * cos(a1)),
            (x1, swell * sin(a1)),
        ]
    return path


def _rosette(sheets: PdfSheets, x: float, y: float, radius: float, frame: Frame) -> None:
    """Draw a flower of crossing loops in a corner's square, on a ground that hides the waves' ends."""
    thin = max(5, frame.thickness // 3) / 100
    sheets.box(x - radius, y - radius, 2 * radius, 2 * radius, thickness=frame.thickness / 100, colour=frame.colour)
    for petals, share in ((8, 0.62), (8, 0.34)):
        for turn in (0.0, pi / petals):
            sheets.line(_loops(x, y, radius * share, petals, turn), thickness=thin, colour=frame.colour)
    sheets.curves([circle(x, y, radius * 0.12)], thickness=frame.thickness / 100, colour=frame.colour)


def _loops(x: float, y: float, radius: float, petals: int, turn: float) -> _Path:
    points = []
    for n in range(181):
        angle = 2 * pi * n / 180
        reach = radius * (1 + 0.4 * cos(petals * angle + petals * turn))
        points.append((x + reach * cos(angle), y + reach * sin(angle)))
    return points
