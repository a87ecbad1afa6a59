"""The bench counts right: summaries, page changes and the card's times, and a table that people can read."""

from __future__ import annotations

import json
import math

import pytest

from tests.bench.figure import Breakdown, Figure, Floor, Measured, Share, Summary
from tests.bench.journeys import CardTimes, PageChange, card_times, page_changes
from tests.bench.table import print_table, to_json
from tests.bench.terminal_log import Said
from tests.bench.timed_visitor import Act
from tests.journeys.window import Turn

FLOOR = Floor("least", (2.0, 4.0, 3.0))
FIGURE = Figure(name="start", unit="ms", values=(6.0, 12.0, 9.0), aim=10.0, floors=(FLOOR,))


def test_a_figure_is_compared_by_its_median() -> None:
    assert (FIGURE.value, FIGURE.ratio(FLOOR), FIGURE.met) == (9.0, 3.0, True)


def test_a_floor_of_nothing_has_no_ratio() -> None:
    assert math.isinf(FIGURE.ratio(Floor("nothing", (0.0,))))


@pytest.mark.parametrize(("count", "expected"), [(1, 1.0), (99, 99.0), (100, 99.0), (101, 100.0), (200, 198.0)])
def test_of_a_hundred_values_one_may_exceed_the_ninety_ninth_percentile(count: int, expected: float) -> None:
    assert Summary.P99.of([float(value) for value in range(count, 0, -1)]) == expected


def test_a_figure_without_an_aim_is_neither_met_nor_missed() -> None:
    assert Figure(name="told", unit="ms", values=(1.0,)).met is None


def test_a_page_change_runs_from_the_press_to_the_first_page_after_it() -> None:
    acts = [
        Act("attract: touch start", 100.0, 120.0, "touch"),
        Act("home: touch same", 200.0, 220.0, "touch"),
        Act("home: PlaceCard", 300.0, 300.0, "card"),
    ]
    turns = [Turn("home", 145.0), Turn("waiting", 310.0), Turn("confirm", 330.0)]
    assert page_changes(acts, turns) == [PageChange("attract: touch start -> home", since_press=45.0, since_lift=25.0)]


def test_what_the_machine_does_between_telling_and_reading_is_not_the_readers_time() -> None:
    acts = [Act("identify: PlaceCard", 1000.0, 1000.0, "card")]
    said = [
        Said(1100.0, "app", "card-reader: CardPlaced"),
        Said(1103.0, "ui.stage", "page identify, serial 7"),
        Said(1150.0, "app", "card-reader: CardRead"),
    ]
    times = card_times(acts, [Turn("confirm", 1180.0)], said)
    assert times == CardTimes(found=100.0, read=47.0, machine=33.0)
    assert times.total == 180.0


def test_a_missed_aim_stands_in_the_table_in_capitals() -> None:
    missed = Figure(name="start", unit="ms", values=(700.0,), aim=600.0)
    parts = Breakdown(name="Parts", unit="ms", shares=(Share("读卡", 5.0), Share("paint", 695.0, "worst")))
    table = print_table(Measured((missed,), (parts,)))
    assert "MISSED" in table
    assert table.splitlines()[-2:] == ["  读卡   5.00 ms", "  paint  695 ms   worst"]


def test_the_json_holds_every_value_and_no_ratio_to_nothing() -> None:
    figure = Figure(name="idle", unit="%", values=(0.5, 0.7), aim=1.0, floors=(Floor("window", (0.0,)),))
    told = json.loads(to_json(Measured((figure,)), surroundings={"cores": 2}))
    assert told["figures"][0]["values"] == [0.5, 0.7]
    assert told["figures"][0]["floors"][0]["ratio"] is None
