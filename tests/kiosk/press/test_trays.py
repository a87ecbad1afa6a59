"""Which tray a sheet is taken from, and when no tray is sure to be the right one."""

from __future__ import annotations

import pytest

from kiosk.press.errors import TrayNotLoaded
from kiosk.press.trays import PLAIN, Trays
from kiosk.settings import TraySettings

A4, A5 = "iso_a4_210x297mm", "iso_a5_148x210mm"
NAMED = (TraySettings(source="tray-1", holds=PLAIN), TraySettings(source="tray-2", holds="senior-card"))


def never() -> dict[str, str]:
    raise AssertionError("the books are not asked where trays are named")


@pytest.mark.parametrize(("what", "source"), [(PLAIN, "tray-1"), ("senior-card", "tray-2")])
def test_a_named_tray_is_taken(what: str, source: str) -> None:
    assert Trays(trays=NAMED, loaded=never).source_of(what) == source


def test_what_no_named_tray_holds_is_not_printed() -> None:
    with pytest.raises(TrayNotLoaded) as refused:
        Trays(trays=NAMED, loaded=never).source_of("food-licence")
    assert refused.value.code == "TRAY_NOT_LOADED"


@pytest.mark.parametrize(
    ("loaded", "what", "sure"),
    [
        ({PLAIN: A4}, PLAIN, True),
        ({PLAIN: A4, "senior-card": A5}, PLAIN, True),
        ({PLAIN: A4, "senior-card": A5}, "senior-card", True),
        ({PLAIN: A4, "food-licence": A4}, PLAIN, False),
        ({PLAIN: A4, "food-licence": A4}, "food-licence", False),
        ({PLAIN: A4, "senior-card": A5, "veteran-card": A5}, "senior-card", False),
        ({PLAIN: A4, "senior-card": A5, "veteran-card": A5}, PLAIN, True),
        ({PLAIN: A4}, "senior-card", False),
    ],
)
def test_without_named_trays_the_printer_chooses_only_while_sizes_tell_papers_apart(
    loaded: dict[str, str], what: str, sure: bool
) -> None:
    trays = Trays(trays=(), loaded=lambda: loaded)
    if sure:
        assert trays.source_of(what) == ""
    else:
        with pytest.raises(TrayNotLoaded):
            trays.source_of(what)
