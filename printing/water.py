"""Water lines: the thin parallel curves that official papers have as their ground."""

from __future__ import annotations

from math import cos, pi, sin


def water_lines(
    *,
    left: float,
    top: float,
    width: float,
    height: float,
    spacing: float = 2.6,
    swell: float = 2.2,
    wave: float = 42.0,
) -> list[list[tuple[float, float]]]:
    """Return curves over an area in mm, each a start and groups of two control points and an end.

    Two families of waves cross: ``spacing`` apart, ``swell`` high, ``wave`` long, each line a little out of step with
    the one above, so that the ground is hard to redraw and easy to recognise.
    """
    lines = []
    rows = int((height - 2 * swell) / spacing)
    for row in range(rows + 1):
        y = top + swell + row * spacing
        for family in (-1, 1):
            phase = row * 0.21 * family + (0.0 if family < 0 else pi / 2)
            lines.append(_wave(left, width, y, swell * (0.75 + 0.25 * sin(row / 5)), 2 * pi / wave, phase))
    return lines


def _wave(left: float, width: float, y: float, swell: float, rate: float, phase: float) -> list[tuple[float, float]]:
    """Return a sine as cubic curves, a quarter of a wave each (Hermite ends turned into Bezier controls)."""
    count = max(1, round(width * rate / (pi / 2)))
    step = width / count
    path = [(left, y + swell * sin(phase))]
    for n in range(count):
        x0, x1 = left + n * step, left + (n + 1) * step
        a0, a1 = rate * n * step + phase, rate * (n + 1) * step + phase
        rise0, rise1 = swell * rate * cos(a0) * step / 3, swell * rate * cos(a1) * step / 3
        path += [
            (x0 + step / 3, y + swell * sin(a0) + rise0),
            (x1 - step / 3, y + swell * sin(a1) - rise1),
            (x1, y + swell * sin(a1)),
        ]
    return path
