"""Breaking a text into lines and columns (GB/T 15834-2011, section 5.1)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.fit import shrunk_sizes
from printing.wrap import break_text, clusters
from tests.printing.making import lettering

PHRASES = st.text(st.sampled_from("桃江县，。；（）《》·-—“”A8 "), max_size=60)


def half_cells(piece: str) -> float:
    return sum(1 if char.isascii() else 2 for char in piece)


@given(PHRASES, st.integers(2, 40))
def test_no_line_is_longer_than_its_room_and_nothing_but_spaces_is_lost(text: str, room: int) -> None:
    lines = break_text(text, room, half_cells, inside=True)
    assert lines is not None
    assert all(half_cells(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(PHRASES.map(lambda text: text.replace(" ", "")), st.integers(12, 40))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, room: int) -> None:
    for before, after in _breaks(break_text(text, room, half_cells, inside=False)):
        assert before not in "（《“"
        assert after not in "，。；）》”·"


def _breaks(lines: list[str] | None) -> list[tuple[str, str]]:
    full = [line.strip() for line in lines or [] if line.strip()]
    return [(before[-1], after[0]) for before, after in pairwise(full)]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("桃花江镇", 6, ["桃花江", "镇"]),
        ("桃花江，镇", 6, ["桃花", "江，镇"]),
        ("桃花（江）镇", 6, ["桃花", "（江）", "镇"]),
        ("ABC 桃花江", 8, ["ABC 桃花", "江"]),
        ("桃花 ABCDEF", 8, ["桃花", "ABCDEF"]),
        ("桃花江镇 ", 8, ["桃花江镇"]),
        ("", 8, []),
    ],
)
def test_where_lines_end(text: str, room: int, lines: list[str]) -> None:
    assert break_text(text, room, half_cells, inside=False) == lines


def test_a_mark_never_leaves_the_character_that_it_stands_on() -> None:
    text = "a\u0301" * 4
    assert break_text(text, 2, lambda piece: len(clusters(piece)), inside=True) == ["a\u0301" * 2] * 2


def test_a_word_longer_than_a_line_is_broken_only_where_that_is_allowed() -> None:
    assert break_text("ABCDEFGH", 6, half_cells, inside=False) is None
    assert break_text("ABCDEFGH", 6, half_cells, inside=True) == ["ABCDEF", "GH"]
    assert break_text("桃", 1, half_cells, inside=True) is None


@given(st.integers(500, 3000), st.integers(500, 3000))
def test_sizes_go_from_the_natural_one_down_to_the_floor(one: int, other: int) -> None:
    floor, size = sorted((one, other))
    sizes = list(shrunk_sizes(lettering(size, floor=floor)))
    assert (sizes[0], sizes[-1]) == (size / 100, floor / 100)
    assert sizes == sorted(set(sizes), reverse=True)
