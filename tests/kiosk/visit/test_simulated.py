"""Thousands of visits that go wrong in every way at once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

from kiosk.visit.state import Attract, Ending, Home, Rating, Serving
from tests.kiosk.visit.playing import OTHER, ZHANG
from tests.kiosk.visit.simulated import Hall

SEEDS = range(40)
STEPS = 1500
PERSONAL = (ZHANG.name, ZHANG.id_number, OTHER.name, OTHER.id_number)


def words_in(value: object) -> set[str]:
    """Every text that a value holds."""
    if isinstance(value, str):
        return {value}
    if is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name) for field in fields(value) if field.name != "house"]
        return set().union(*(words_in(part) for part in parts)) if parts else set()
    if isinstance(value, tuple | frozenset):
        return set().union(*(words_in(part) for part in value)) if value else set()
    return set()


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happens_a_visit_keeps_its_promises(seed: int) -> None:
    hall = Hall(seed)
    for _ in range(STEPS):
        hall.step()
        match hall.visit.phase:
            case Attract() | Home() | Rating() | Ending():
                assert words_in(hall.visit).isdisjoint(PERSONAL)
            case Serving():
                pass
    for order in hall.printed:
        printed = order.proof if hasattr(order, "proof") else order.grant
        assert printed.holder_hash == order.holder_hash


@pytest.mark.parametrize("seed", SEEDS)
def test_a_terminal_that_everybody_leaves_is_at_rest_again(seed: int) -> None:
    hall = Hall(seed)
    for _ in range(STEPS):
        hall.step()
    hall.everybody_leaves()
    assert hall.visit == hall.fresh()


def test_each_visit_is_wiped_once_and_in_order() -> None:
    hall = Hall(7)
    for _ in range(20 * STEPS):
        hall.step()
    assert len(hall.wiped) > 20
    assert hall.wiped == sorted(set(hall.wiped))
