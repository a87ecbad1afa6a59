"""Readings of a calibration sheet from a scan of it.

The code on the sheet says which sheet it is and roughly how it lies, so a sheet may be turned any way. The crosses are
found from there, nearest first; then the sheet's edges, against which they are measured. What a scan cannot tell is
refused by name rather than guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from printing.calibration import Affine
from printing.calibration_fit import fit_affine
from printing.calibration_plan import (
    ARM_MM,
    CODE_MODULES,
    TEST_SHEET,
    Mark,
    Reading,
    SheetId,
    SheetPlan,
    code_place,
)
from printing.errors import CalibrationError
from printing.scan import Point, Scan
from printing.scan_lines import At, Line, edge_line, ink_line

_SEARCH_MM: Final = 4.0
"""How far from where the code puts it a cross is looked for: 1 % of scale on A3, and the blur of the code's corners."""
_GRAIN_MM: Final = 0.15
_DARK_ENOUGH: Final = 0.2
"""Mean darkness along all arms of a cross, as a share of the paper's brightness; text and ticks reach a tenth."""
_CLEAN_ARM: Final = (-ARM_MM + 0.5, -1.2)
_OUTSIDE_MM: Final = 10.0
_CUT_MM: Final = ((150.0, 1.5), (600.0, 2.0))
"""How far a sheet may be off its size, up to which length (ISO 216:2007, 4.3)."""


@dataclass(frozen=True)
class ScanReading:
    """What a scan says: which sheet it is, and the readings by the crosses' numbers."""

    sheet: SheetId
    readings: dict[int, Reading]


@dataclass(frozen=True)
class _Code:
    sheet: SheetId
    pose: Affine
    middle: tuple[Point, Point]
    """Of its symbol: on the sheet, and on the glass."""


def read_scan(scan: Scan, plan: SheetPlan) -> ScanReading:
    """Measure one scanned sheet of this plan.

    Raises:
        CalibrationError: ``CALIBRATION_SCAN_NO_CODE``, ``_NO_MARK`` (the detail names the cross), ``_NO_EDGES`` (it
            names the side) or ``_SCALED``.
    """
    code = _find_code(scan, plan)
    centres = _find_crosses(scan, plan, code)
    pose = fit_affine([(mark.x, mark.y) for mark in plan.marks], [centres[mark.number] for mark in plan.marks])
    centres = {mark.number: _centre(scan, pose, mark) or centres[mark.number] for mark in plan.marks}
    edges = _Edges(scan, pose, plan)
    left, top = edges.needed("left"), edges.needed("top")
    edges.check_size()
    readings = {number: Reading(_distance(left, spot), _distance(top, spot)) for number, spot in centres.items()}
    return ScanReading(code.sheet, readings)


def sheets_of_run(scanned: Iterable[ScanReading], wanted: SheetId) -> tuple[dict[int, Reading], ...]:
    """Return the readings of the sheets of one run, in their order.

    Raises:
        CalibrationError: ``CALIBRATION_SCAN_OTHER_SHEET`` for a sheet of another printer, tray or medium, one that was
            printed with a correction, one of another day than the first, or one that was scanned twice.
    """
    found: dict[int, ScanReading] = {}
    for each in scanned:
        sheet = each.sheet
        day = next((other.sheet.printed for other in found.values()), sheet.printed)
        problem = (
            "belongs to another printer, tray or medium"
            if sheet.place != wanted.place
            else "is a test sheet, printed with a correction"
            if sheet.number == TEST_SHEET
            else "was scanned twice"
            if sheet.number in found
            else f"was printed on another day ({sheet.printed}) than the others ({day})"
            if sheet.printed != day
            else ""
        )
        if problem:
            raise CalibrationError("CALIBRATION_SCAN_OTHER_SHEET", f"sheet {sheet.number} {problem}")
        found[sheet.number] = each
    return tuple(found[number].readings for number in sorted(found))


def _find_code(scan: Scan, plan: SheetPlan) -> _Code:
    import zxingcpp

    for found in zxingcpp.read_barcodes(scan.picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        sheet = SheetId.read(found.text)
        if sheet is None:
            continue
        at = found.position
        corners = [at.top_left, at.top_right, at.bottom_right, at.bottom_left]
        glass = [scan.point(corner.x + 0.5, corner.y + 0.5) for corner in corners]
        place = code_place(plan)
        x, y, side = place.x, place.y, place.module * CODE_MODULES
        meant = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
        return _Code(sheet, _laid(meant, glass, scaled=False), (_middle(meant), _middle(glass)))
    raise CalibrationError("CALIBRATION_SCAN_NO_CODE", "no code of a calibration sheet")


def _find_crosses(scan: Scan, plan: SheetPlan, code: _Code) -> dict[int, Point]:
    """Find the crosses one after the other; each makes the next one's place better known."""
    pose = code.pose
    meant, glass = [code.middle[0]], [code.middle[1]]
    centres: dict[int, Point] = {}
    for mark in sorted(plan.marks, key=lambda mark: math.dist((mark.x, mark.y), code.middle[0])):
        shift = _rough_place(scan, pose, mark)
        near = Affine(e=shift[0], f=shift[1]) if shift else None
        centre = _centre(scan, pose.after(near), mark) if near else None
        if centre is None:
            raise CalibrationError("CALIBRATION_SCAN_NO_MARK", f"mark {mark.number}")
        centres[mark.number] = centre
        meant.append((mark.x, mark.y))
        glass.append(centre)
        pose = _laid(meant, glass, scaled=True)
    return centres


def _rough_place(scan: Scan, pose: Affine, mark: Mark) -> Point | None:
    """Return how far from its place a cross lies: where the darkest row and column of its arms' length meet."""
    arm, search = round(ARM_MM / _GRAIN_MM), round(_SEARCH_MM / _GRAIN_MM)
    reach = arm + search
    across = range(-reach, reach + 1)
    grey = [[scan.value(*pose.apply(mark.x + u * _GRAIN_MM, mark.y + v * _GRAIN_MM)) for u in across] for v in across]
    known = sorted(value for row in grey for value in row if value is not None)
    if len(known) < len(grey) ** 2 / 2:
        return None
    paper = known[len(known) * 3 // 4]
    dark = [[0.0 if value is None else max(0.0, 1 - value / paper) for value in row] for row in grey]
    rows = [_running(row) for row in dark]
    columns = [_running(column) for column in zip(*dark, strict=True)]
    best, place = 0.0, None
    for v in range(arm, arm + 2 * search + 1):
        for u in range(arm, arm + 2 * search + 1):
            along_row = rows[v][u + arm + 1] - rows[v][u - arm]
            along_column = columns[u][v + arm + 1] - columns[u][v - arm]
            both = min(along_row, along_column) / (2 * arm + 1)
            if both > best:
                best, place = both, ((u - reach) * _GRAIN_MM, (v - reach) * _GRAIN_MM)
    return place if best > _DARK_ENOUGH else None


def _running(values: Sequence[float]) -> list[float]:
    """Return the sums of the first none, one, two... values."""
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _centre(scan: Scan, pose: Affine, mark: Mark) -> Point | None:
    """Return where the lines of a cross meet on the glass, from its two arms that stand alone."""
    start, end = _CLEAN_ARM
    flat = ink_line(scan, pose, lambda along, off: (mark.x + along, mark.y + off), start=start, end=end)
    upright = ink_line(scan, pose, lambda along, off: (mark.x + off, mark.y + along), start=start, end=end)
    if flat is None or upright is None:
        return None
    x = (upright.at + upright.slope * flat.at) / (1 - upright.slope * flat.slope)
    return pose.apply(mark.x + x, mark.y + flat.across(x))


class _Edges:
    """The edges of a sheet on the glass, as lines through two points each."""

    def __init__(self, scan: Scan, pose: Affine, plan: SheetPlan) -> None:
        self._plan = plan
        width, height = plan.width, plan.height
        # Blank on every medium: between the rim and the arms of the first cross, or the arrow.
        inside = -min(plan.marks[0].x - ARM_MM - 0.6, 6.5)
        ways: dict[str, tuple[At, float]] = {
            "left": (lambda along, off: (-off, along), height),
            "top": (lambda along, off: (along, -off), width),
            "right": (lambda along, off: (width + off, along), height),
            "bottom": (lambda along, off: (along, height + off), width),
        }
        self._found: dict[str, tuple[Point, Point] | None] = {}
        for side, (at, length) in ways.items():
            line = edge_line(scan, pose, at, start=6.0, end=length - 6.0, inside=inside, outside=_OUTSIDE_MM)
            self._found[side] = _ends(line, pose, at, length) if line else None

    def needed(self, side: str) -> tuple[Point, Point]:
        """Return an edge; raises CalibrationError when it was not seen."""
        found = self._found[side]
        if found is None:
            raise CalibrationError("CALIBRATION_SCAN_NO_EDGES", f"the {side} edge")
        return found

    def check_size(self) -> None:
        """Raise CalibrationError when the sheet in the scan is not as large as its medium."""
        for near, far, length in (("left", "right", self._plan.width), ("top", "bottom", self._plan.height)):
            one, other = self._found[near], self._found[far]
            if one is None or other is None:
                continue
            seen = _distance(one, _middle(other))
            cut = next((by for up_to, by in _CUT_MM if length <= up_to), 3.0)
            if abs(seen - length) > cut:
                detail = f"{seen:.1f} mm from {near} to {far}, wanted {length:g}"
                raise CalibrationError("CALIBRATION_SCAN_SCALED", detail)


def _ends(line: Line, pose: Affine, at: At, length: float) -> tuple[Point, Point]:
    return pose.apply(*at(0.0, line.across(0.0))), pose.apply(*at(length, line.across(length)))


def _distance(edge: tuple[Point, Point], spot: Point) -> float:
    """Return how far a point lies from a line, at right angles."""
    (x1, y1), (x2, y2) = edge
    return abs((x2 - x1) * (spot[1] - y1) - (y2 - y1) * (spot[0] - x1)) / math.hypot(x2 - x1, y2 - y1)


def _laid(meant: Sequence[Point], glass: Sequence[Point], *, scaled: bool) -> Affine:
    """Return the turn and shift, and if wanted the scale, that lay points onto points best."""
    (x0, y0), (u0, v0) = _middle(meant), _middle(glass)
    pairs = [((x - x0, y - y0), (u - u0, v - v0)) for (x, y), (u, v) in zip(meant, glass, strict=True)]
    a = sum(x * u + y * v for (x, y), (u, v) in pairs)
    b = sum(x * v - y * u for (x, y), (u, v) in pairs)
    size = sum(x * x + y * y for (x, y), _ in pairs) if scaled else math.hypot(a, b)
    a, b = a / size, b / size
    return Affine(a=a, b=b, c=-b, d=a, e=u0 - a * x0 + b * y0, f=v0 - b * x0 - a * y0)


def _middle(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
