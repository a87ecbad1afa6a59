"""Reading TOML strictly: what is read is what stands there, of the kind that was wanted, and nothing is left over."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.errors import FormError
from printing.strict_toml import StrictTable, read_table


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


SCALARS = st.one_of(
    st.text(max_size=5),
    st.integers(-5, 200_000),
    st.booleans(),
    st.floats(allow_nan=False),
    st.dates(),
    st.sampled_from(["red", "blue"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner)),
    max_leaves=6,
)
READERS: dict[str, tuple[Callable[[StrictTable], object], Callable[[object], bool]]] = {
    "text": (lambda table: table.text("it"), lambda value: isinstance(value, str) and value != ""),
    "whole": (
        lambda table: table.whole("it", low=1, high=9),
        lambda value: type(value) is int and 1 <= value <= 9,
    ),
    "flag": (lambda table: table.flag("it"), lambda value: type(value) is bool),
    "choice": (
        lambda table: table.choice("it", Colour).value,
        lambda value: isinstance(value, str) and value in ("red", "blue"),
    ),
    "one_of": (
        lambda table: table.one_of("it", (0, 90, 270)),
        lambda value: type(value) is int and value in (0, 90, 270),
    ),
    "texts": (
        lambda table: list(table.texts("it")),
        lambda value: isinstance(value, list) and all(isinstance(each, str) and each for each in value),
    ),
    "wholes": (
        lambda table: list(table.wholes("it", count=2, high=1000)),
        lambda value: (
            isinstance(value, list)
            and len(value) == 2
            and all(type(each) is int and 0 <= each <= 1000 for each in value)
        ),
    ),
    "rows": (
        lambda table: [list(row) for row in table.rows("it")],
        lambda value: (
            isinstance(value, list)
            and value != []
            and all(isinstance(row, list) and all(isinstance(each, str) for each in row) for row in value)
        ),
    ),
}


@pytest.mark.parametrize("reader", READERS)
@given(value=VALUES)
def test_a_value_is_read_as_it_stands_or_refused_with_its_place(reader: str, value: object) -> None:
    read, sound = READERS[reader]
    table = StrictTable({"it": value}, form="card", element="name")
    if sound(value):
        assert read(table) == value
        table.done()
        return
    with pytest.raises(FormError) as refused:
        read(table)
    error = refused.value
    assert (error.code, error.form, error.element, error.field) == ("FORM_INVALID", "card", "name", "it")


@pytest.mark.parametrize("reader", READERS)
def test_a_missing_key_is_refused(reader: str) -> None:
    with pytest.raises(FormError, match="form card field it: this key is missing"):
        READERS[reader][0](StrictTable({}, form="card"))


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.integers(0, 9), min_size=1, max_size=5), st.data())
def test_a_key_that_nobody_read_is_refused(values: dict[str, int], data: st.DataObject) -> None:
    table = StrictTable(values, form="card")
    known = data.draw(st.sets(st.sampled_from(sorted(values))))
    for key in known:
        assert table.within(element="name").whole(key) == values[key]
    left = values.keys() - known
    if not left:
        table.done()
        return
    with pytest.raises(FormError, match="this key is not known") as refused:
        table.done()
    assert refused.value.field in left


def test_a_default_stands_in_for_a_missing_key_only() -> None:
    table = StrictTable({"size": "large", "words": ""}, form="card")
    assert (table.whole("floor", 7), table.flag("bold", False), table.text("words", "x")) == (7, False, "")
    assert table.choice("colour", Colour, Colour.RED) is Colour.RED
    assert (table.texts("all", default=()), table.wholes("shift", default=(0, 0))) == ((), (0, 0))
    assert table.tables("element") == []
    with pytest.raises(FormError, match="wanted an integer"):
        table.whole("size", 7)


@given(st.text(max_size=40))
def test_a_file_that_is_no_toml_is_refused_and_never_anything_else(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("toml", numbered=True) / "card.toml"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        read_table(path)
    except FormError as refused:
        assert refused.form == "card"
        with pytest.raises(tomllib.TOMLDecodeError):
            tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "card.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(FormError, match="FORM_INVALID: form card"):
        read_table(tmp_path / "card.toml")
    with pytest.raises(FormError, match="FORM_UNKNOWN: form nothing"):
        read_table(tmp_path / "nothing.toml")
