"""What does not fit goes to a next page; nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.items.paged_column import paginate


def test_rows_fill_a_page_and_go_on_with_the_next() -> None:
    assert paginate([100, 100, 100], [False] * 3, room=210, gap=10) == [[0, 1], [2]]


def test_a_heading_never_ends_a_page() -> None:
    assert paginate([100, 50, 100], [False, True, False], room=170, gap=10) == [[0], [1, 2]]


def test_a_row_that_is_too_high_has_a_page_of_its_own() -> None:
    assert paginate([50, 500, 50], [False] * 3, room=200, gap=10) == [[0], [1], [2]]


@given(
    rows=st.lists(st.tuples(st.integers(1, 400), st.booleans()), min_size=1, max_size=20),
    room=st.integers(100, 1000),
)
def test_every_row_stands_on_one_page_in_order(rows: list[tuple[int, bool]], room: int) -> None:
    pages = paginate([float(height) for height, _ in rows], [heading for _, heading in rows], room=room, gap=10)
    assert [row for page in pages for row in page] == list(range(len(rows)))
    assert all(pages)
