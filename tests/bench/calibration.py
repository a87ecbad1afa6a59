"""How far fields land from their places once a printer is calibrated: many printers, one calibration each, one sheet.

The printers, the sheets and the eye err as printing.md, section 6, says. Fields lie up to 20 mm from the edges, as
those of the forms do, and printers and sheets turn about the middle of the sheet: with these two the section's other
rows come out as it gives them. What is measured is the next sheet, jitter and all, never one that was calibrated with.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from printing.calibration import Affine
from printing.calibration_fit import SheetReadings, fit_calibration
from printing.calibration_plan import Reading, SheetPlan, plan_sheet
from tests.bench.figure import Figure, Measured

AIM_MM: Final = 0.76
SEED: Final = 20260318
PRINTERS: Final = 2000
SCANNER_READS_MM: Final = 0.05
MEDIUM: Final = "custom_form_210x148mm"

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Feed:
    """Standard deviations of what goes wrong; mm, degrees and shares (printing.md, section 6)."""

    offset: float = 1.5
    skew: float = 0.15
    scale: float = 0.004
    jitter_across: float = 0.15
    jitter_along: float = 0.25
    jitter_turn: float = 0.05
    reading: float = 0.15
    sheets: int = 3
    fields_from_edge: float = 20.0
    medium: str = MEDIUM


@dataclass(frozen=True, kw_only=True)
class Trial:
    """The worst field on the next sheet, in mm, uncorrected and with each correction."""

    none: float
    offset: float
    affine: float


def measure_calibration(runs: int) -> Measured:
    """Simulate the printers ``runs`` times; each run has dice of its own, the same on every machine."""
    by_ruler = [_run(SEED + run, Feed()) for run in range(runs)]
    to_the_rim = [_run(SEED + run, Feed(fields_from_edge=10.0)) for run in range(runs)]
    by_scanner = [_run(SEED + run, Feed(reading=SCANNER_READS_MM)) for run in range(runs)]
    return Measured(
        (
            _figure(
                "worst field, six numbers, ruler", [p95(trial.affine for trial in run) for run in by_ruler], AIM_MM
            ),
            _figure("the same, fields up to 10 mm from the edge", [p95(t.affine for t in run) for run in to_the_rim]),
            _figure("the same, read by a scanner", [p95(trial.affine for trial in run) for run in by_scanner], AIM_MM),
            _figure("the same, offset only", [p95(trial.offset for trial in run) for run in by_ruler]),
            _figure("the same, not calibrated", [p95(trial.none for trial in run) for run in by_ruler]),
        )
    )


def p95(values: Iterable[float]) -> float:
    """Return the value that 95 of 100 do not exceed (nearest rank)."""
    kept = sorted(values)
    return kept[math.ceil(0.95 * len(kept)) - 1]


def _run(seed: int, feed: Feed) -> list[Trial]:
    dice = random.Random(seed)
    return [simulate(dice, feed) for _ in range(PRINTERS)]


def simulate(dice: random.Random, feed: Feed) -> Trial:
    """Make a printer, calibrate it, and look at the next sheet."""
    plan = plan_sheet(feed.medium)
    printer = _about_middle(
        plan,
        turn=dice.gauss(0, feed.skew),
        across=1 + dice.gauss(0, feed.scale),
        along=1 + dice.gauss(0, feed.scale),
        right=dice.gauss(0, feed.offset),
        down=dice.gauss(0, feed.offset),
    )
    sheets = [_read(dice, plan, _sheet(dice, plan, feed).after(printer), feed) for _ in range(feed.sheets)]
    following = _sheet(dice, plan, feed).after(printer)
    measured = fit_calibration(plan.marks, sheets).measured
    rim = feed.fields_from_edge
    across, along = (rim, plan.width / 2, plan.width - rim), (rim, plan.height / 2, plan.height - rim)
    fields = [(x, y) for x in across for y in along]
    return Trial(
        none=_worst(fields, following, Affine()),
        offset=_worst(fields, following, _offset(plan, sheets).inverse()),
        affine=_worst(fields, following, measured.inverse()),
    )


def _figure(name: str, values: list[float], aim: float | None = None) -> Figure:
    return Figure(name=f"{name}, p95", unit="mm", values=tuple(values), aim=aim)


def _sheet(dice: random.Random, plan: SheetPlan, feed: Feed) -> Affine:
    return _about_middle(
        plan,
        turn=dice.gauss(0, feed.jitter_turn),
        across=1.0,
        along=1.0,
        right=dice.gauss(0, feed.jitter_across),
        down=dice.gauss(0, feed.jitter_along),
    )


def _about_middle(plan: SheetPlan, *, turn: float, across: float, along: float, right: float, down: float) -> Affine:
    x, y = plan.width / 2, plan.height / 2
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    turned = Affine(a=across * cos, b=across * sin, c=-along * sin, d=along * cos, e=x + right, f=y + down)
    return turned.after(Affine(e=-x, f=-y))


def _read(dice: random.Random, plan: SheetPlan, printed: Affine, feed: Feed) -> SheetReadings:
    spots = {mark.number: printed.apply(mark.x, mark.y) for mark in plan.marks}
    return {
        number: Reading(x + dice.gauss(0, feed.reading), y + dice.gauss(0, feed.reading))
        for number, (x, y) in spots.items()
    }


def _offset(plan: SheetPlan, sheets: list[SheetReadings]) -> Affine:
    """Return what two numbers can say: the mean shift of all crosses."""
    shifts = [
        (sheet[mark.number].left - mark.x, sheet[mark.number].top - mark.y) for sheet in sheets for mark in plan.marks
    ]
    return Affine(e=sum(x for x, _ in shifts) / len(shifts), f=sum(y for _, y in shifts) / len(shifts))


def _worst(fields: Sequence[Point], printed: Affine, correction: Affine) -> float:
    return max(math.dist(printed.apply(*correction.apply(*field)), field) for field in fields)
