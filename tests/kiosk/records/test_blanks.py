"""Blank forms as stock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.records.blanks import Balance, BlankStock
from kiosk.records.blanks import _count_up as count_up
from kiosk.records.errors import BlankRefused, NoBlankLeft, PackRefused

FORM = "senior-card"


def load(blanks: BlankStock, first: str = "LN0098", count: int = 3, form: str = FORM) -> tuple[str, ...]:
    return blanks.load_pack(form, first_serial=first, count=count, who="technician")


def test_a_pack_counts_up_its_serials_and_keeps_their_width(blanks: BlankStock) -> None:
    assert load(blanks) == ("LN0098", "LN0099", "LN0100")
    assert blanks.balance(FORM) == Balance(FORM, in_stock=3)


def test_blanks_are_taken_in_the_order_of_the_stack_and_a_returned_one_is_on_top_again(blanks: BlankStock) -> None:
    load(blanks, "B500", 2)
    load(blanks, "A100", 1)
    assert [blanks.take_next(FORM), blanks.take_next(FORM)] == ["B500", "B501"]
    blanks.returned(FORM, "B500")
    assert [blanks.take_next(FORM), blanks.take_next(FORM)] == ["B500", "A100"]


def test_an_empty_stack_says_so(blanks: BlankStock) -> None:
    with pytest.raises(NoBlankLeft) as refused:
        blanks.take_next(FORM)
    assert refused.value.code == "BLANK_OUT_OF_STOCK"


def test_forms_have_stacks_of_their_own(blanks: BlankStock) -> None:
    load(blanks, form="senior-card")
    load(blanks, form="food-licence")
    blanks.take_next("senior-card")
    assert blanks.balance("food-licence") == Balance("food-licence", in_stock=3)
    assert blanks.forms() == ("food-licence", "senior-card")


@pytest.mark.parametrize(
    ("first", "count"),
    [
        ("LN", 1),
        ("", 1),
        ("LN0098 ", 1),
        ("老0098", 1),
        ("0" * 33, 1),
        ("LN0098", 0),
        ("LN0098", -1),
        ("LN0000", 5001),
        ("LN98", 3),
    ],
)
def test_a_pack_that_makes_no_sense_is_refused(blanks: BlankStock, first: str, count: int) -> None:
    with pytest.raises(PackRefused):
        load(blanks, first, count)
    assert blanks.forms() == ()


def test_a_pack_that_overlaps_an_earlier_one_is_refused_whole(blanks: BlankStock) -> None:
    load(blanks, "LN0100", 5)
    with pytest.raises(PackRefused):
        load(blanks, "LN0098", 3)
    assert blanks.balance(FORM).loaded == 5


def test_a_blank_can_be_spoiled_from_the_stock_with_reason(blanks: BlankStock) -> None:
    load(blanks)
    blanks.spoiled(FORM, "LN0098", reason="torn", who="wang")
    assert blanks.take_next(FORM) == "LN0099"
    assert blanks.blanks(FORM)[0].reason == "torn"


@pytest.mark.parametrize("move", ["used", "returned"])
@pytest.mark.parametrize("serial", ["LN0098", "LN7777"])
def test_only_a_bound_blank_is_used_or_returned(blanks: BlankStock, move: str, serial: str) -> None:
    load(blanks)
    with pytest.raises(BlankRefused):
        getattr(blanks, move)(FORM, serial)
    assert blanks.balance(FORM) == Balance(FORM, in_stock=3)


def test_a_spoiled_blank_never_comes_back(blanks: BlankStock) -> None:
    load(blanks)
    blanks.spoiled(FORM, "LN0098", reason="torn")
    for move in (blanks.used, blanks.returned):
        with pytest.raises(BlankRefused):
            move(FORM, "LN0098")


@given(
    head=st.from_regex(r"[A-Z]{0,4}-?", fullmatch=True),
    number=st.integers(0, 99_999),
    width=st.integers(6, 10),
    count=st.integers(1, 50),
)
def test_serials_are_distinct_sorted_and_equally_long(head: str, number: int, width: int, count: int) -> None:
    first = f"{head}{number:0{width}d}"
    serials = count_up(first, count)
    assert serials[0] == first
    assert len(set(serials)) == count
    assert list(serials) == sorted(serials)
    assert {len(serial) for serial in serials} == {len(first)}
