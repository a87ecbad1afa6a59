"""Paper sizes by name, and what a queue really feeds."""

from __future__ import annotations

import pytest

from devices.printers.media import Medium, can_feed, medium_of


@pytest.mark.parametrize(
    ("name", "medium"),
    [
        ("iso_a4_210x297mm", Medium(21000, 29700)),
        ("custom_85.6x54mm_85.6x54mm", Medium(8560, 5400)),
        ("custom_marriage-book_128x95mm", Medium(12800, 9500)),
        ("na_letter_8.5x11in", Medium(21590, 27940)),
        ("iso_a4", None),
        ("A4", None),
        ("unknown", None),
    ],
)
def test_a_name_tells_its_size(name: str, medium: Medium | None) -> None:
    assert medium_of(name) == medium


LISTED = ("iso_a4_210x297mm", "iso_a5_148x210mm")
BETWEEN = (*LISTED, "custom_min_50x50mm", "custom_max_297x432mm")


@pytest.mark.parametrize(
    ("offered", "wanted", "fed"),
    [
        pytest.param(LISTED, Medium(14800, 21000), True, id="listed"),
        pytest.param(LISTED, Medium(21000, 14800), False, id="listed the other way round"),
        pytest.param(LISTED, Medium(12800, 9500), False, id="not listed"),
        pytest.param(BETWEEN, Medium(12800, 9500), True, id="within the custom limits"),
        pytest.param(BETWEEN, Medium(14850, 21000), False, id="CUPS would take A5 for it"),
        pytest.param(BETWEEN, Medium(15000, 21000), True, id="far enough from A5"),
        pytest.param(BETWEEN, Medium(4000, 9500), False, id="too small"),
        pytest.param((), Medium(21000, 29700), False, id="nothing offered"),
    ],
)
def test_a_queue_feeds_the_very_size_or_refuses(offered: tuple[str, ...], wanted: Medium, fed: bool) -> None:
    assert can_feed(offered, wanted) is fed
