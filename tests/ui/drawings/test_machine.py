"""The front panel shows the configured parts at their order, and refuses what it does not know."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings import PanelPart as Part
from ui.drawings.machine import PANEL_WIDTH, Machine, PanelError, Side, parse_parts, place_parts

STANDARD = ("reader", "certificate", "slip", "scanner")


@given(st.permutations(list(Part)).flatmap(lambda parts: st.integers(1, len(parts)).map(lambda n: parts[:n])))
def test_parts_stand_side_by_side_within_the_panel_in_their_order(parts: list[Part]) -> None:
    placed = place_parts(parts)
    assert [each.part for each in placed] == parts
    assert placed[0].x >= 0
    assert placed[-1].x + placed[-1].width <= PANEL_WIDTH
    for left, right in pairwise(placed):
        assert left.x + left.width < right.x


def test_people_are_told_the_side_on_which_a_part_stands() -> None:
    sides = {each.part: each.side for each in place_parts(parse_parts(STANDARD))}
    assert sides == {
        Part.READER: Side.LEFT,
        Part.CERTIFICATE: Side.MIDDLE,
        Part.SLIP: Side.RIGHT,
        Part.SCANNER: Side.RIGHT,
    }


@pytest.mark.parametrize(("names", "says"), [(["reader", "coffee"], "'coffee'"), (["slip", "slip"], "twice")])
def test_a_panel_that_cannot_be_drawn_is_refused(names: list[str], says: str) -> None:
    with pytest.raises(PanelError, match=says) as refused:
        parse_parts(names)
    assert refused.value.code == "SCREEN_PANEL_UNUSABLE"


def test_without_a_configured_panel_nothing_is_said_of_places() -> None:
    machine = Machine()
    machine.stand([], reduced_motion=True)
    assert machine.property("parts") == []
    assert machine.property("readerSide") == ""
    assert machine.property("readerMiddle") == 0
    assert machine.property("moves") is False
