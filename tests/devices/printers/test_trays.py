"""Which trays have paper, as printers tell it."""

from __future__ import annotations

import pytest

from devices.printers.state_reasons import Handling, load_state_reasons
from devices.printers.trays import Tray, tray_called, trays_in
from devices.status import Supply

REASONS = load_state_reasons()
FULL, OTHER_EMPTY = Tray("tray-1", 90), Tray("Tray 3", 0)


@pytest.mark.parametrize(
    ("line", "trays"),
    [
        ("type=sheetFeedAutoRemovableTray;maxcapacity=250;level=5;status=0;name=tray-1;", (Tray("tray-1", 5),)),
        ("name=Tray 2;level=-3", (Tray("Tray 2", -3),)),
        ("type=other;level=5", ()),
        ("name=tray-1;level=many", ()),
        ("", ()),
    ],
)
def test_a_line_tells_a_tray_or_is_passed_over(line: str, trays: tuple[Tray, ...]) -> None:
    assert trays_in([line]) == trays


@pytest.mark.parametrize(
    ("level", "has_paper", "is_empty"), [(1, True, False), (0, False, True), (-1, False, False), (-3, True, False)]
)
def test_a_level_says_something_or_nothing(level: int, has_paper: bool, is_empty: bool) -> None:
    tray = Tray("tray-1", level)
    assert (tray.has_paper, tray.is_empty) == (has_paper, is_empty)


def test_a_tray_is_known_by_its_panels_name_unless_two_have_it() -> None:
    assert tray_called((FULL, OTHER_EMPTY), "tray-3") == OTHER_EMPTY
    assert tray_called((FULL, OTHER_EMPTY), "tray-2") is None
    assert tray_called((FULL, Tray("Tray 1", 0)), "tray-1") is None


@pytest.mark.parametrize(
    ("reason", "source", "handling"),
    [
        pytest.param("media-empty-warning", None, Handling.WARN, id="another tray still serves"),
        pytest.param("media-empty-report", "tray-1", Handling.WARN, id="ours is the full one"),
        pytest.param("media-empty-warning", "tray-3", Handling.REFILL, id="ours is the empty one"),
        pytest.param("media-empty-warning", "tray-9", Handling.REFILL, id="ours is not told"),
        pytest.param("media-empty-warning", "", Handling.REFILL, id="the printer chooses"),
        pytest.param("media-empty-error", "tray-1", Handling.REFILL, id="the printer has stopped"),
        pytest.param("media-empty", None, Handling.REFILL, id="the same without a suffix"),
    ],
)
def test_an_empty_tray_counts_for_whom_it_concerns(reason: str, source: str | None, handling: Handling) -> None:
    condition = REASONS.condition_of((reason,), trays=(FULL, OTHER_EMPTY), source=source)
    assert condition.handling is handling
    assert condition.paper is (Supply.LOW if handling is Handling.WARN else Supply.OUT)


def test_trays_that_are_all_empty_help_nobody() -> None:
    condition = REASONS.condition_of(("media-empty-report",), trays=(OTHER_EMPTY, Tray("tray-1", -2)))
    assert condition.code == "CERTIFICATE_PRINTER_PAPER_OUT"
