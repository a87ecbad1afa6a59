"""The figures as a table for people, and as JSON for programs."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from tests.bench.figure import Breakdown, Figure, Measured

HEAD = ("figure", "measured", "aim", "", "floor", "times", "spread", "runs")


def print_table(measured: Measured) -> str:
    """Return the table of all figures and, below it, what they are made of."""
    rows = [HEAD, *(row for figure in measured.figures for row in _rows(figure))]
    parts = [_columns(rows), *(_breakdown(breakdown) for breakdown in measured.breakdowns)]
    return "\n\n".join(parts)


def to_json(measured: Measured, *, surroundings: dict[str, object]) -> str:
    """Return everything as one JSON document, the values of every run included."""
    document = {
        "surroundings": surroundings,
        "figures": [_figure_json(figure) for figure in measured.figures],
        "breakdowns": [asdict(breakdown) for breakdown in measured.breakdowns],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _figure_json(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "unit": figure.unit,
        "summary": figure.summary.value,
        "value": figure.value,
        "aim": figure.aim,
        "met": figure.met,
        "values": figure.values,
        "floors": [
            {
                "name": floor.name,
                "value": figure.summary.of(floor.values),
                "ratio": ratio if math.isfinite(ratio := figure.ratio(floor)) else None,
                "values": floor.values,
            }
            for floor in figure.floors
        ],
    }


def _rows(figure: Figure) -> Iterable[Sequence[str]]:
    unit = figure.unit
    aim = "" if figure.aim is None else f"<= {figure.aim:g} {unit}"
    verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
    spread = f"{_number(min(figure.values))} - {_number(max(figure.values))}"
    floors = [
        (f"{_number(figure.summary.of(floor.values))} {unit} {floor.name}", _ratio(figure.ratio(floor)))
        for floor in figure.floors
    ]
    first, *others = floors or [("", "")]
    name = f"{figure.name} ({figure.summary.value})"
    yield name, f"{_number(figure.value)} {unit}", aim, verdict, *first, spread, str(len(figure.values))
    for floor, ratio in others:
        yield "", "", "", "", floor, ratio, "", ""


def _breakdown(breakdown: Breakdown) -> str:
    rows = [(f"  {share.name}", f"{_number(share.value)} {breakdown.unit}", share.note) for share in breakdown.shares]
    return f"{breakdown.name}\n{_columns(rows)}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if math.isfinite(ratio) else ""


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _width(text: str) -> int:
    """The columns that a text takes in a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
