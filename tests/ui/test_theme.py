"""Colours have the contrast that look.md promises, and sizes hold their physical floors."""

from __future__ import annotations

import pytest

from kiosk.visit.preferences import Contrast, TextSize
from ui.theme.palette import PALETTES, Palette
from ui.theme.scale import CAPITAL, LEAST_CAPITAL_MM, ROLES, Glass, reference_glass, type_size

TEXT_PAIRS = [
    ("ink", "page"),
    ("ink", "surface"),
    ("ink2", "page"),
    ("ink2", "sunken"),
    ("ink", "primaryTint"),
    ("onPrimary", "primary"),
    ("onVerb", "ask"),
    ("onVerb", "act"),
    ("onVerb", "take"),
    ("onGlow", "glow"),
    ("glowInk", "glowTint"),
    ("ok", "okTint"),
    ("wait", "waitTint"),
    ("stop", "stopTint"),
    ("onDeep", "deep"),
    ("onDeep2", "deep"),
]
EDGE_PAIRS = [("border", "surface"), ("edge", "page")]


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", list(Contrast))
@pytest.mark.parametrize(("front", "ground"), TEXT_PAIRS)
def test_text_stands_out_seven_to_one(scheme: Contrast, front: str, ground: str) -> None:
    palette: Palette = PALETTES[scheme]
    assert contrast(getattr(palette, front), getattr(palette, ground)) >= 6.95


@pytest.mark.parametrize("scheme", list(Contrast))
@pytest.mark.parametrize(("front", "ground"), EDGE_PAIRS)
def test_edges_stand_out_three_to_one(scheme: Contrast, front: str, ground: str) -> None:
    palette = PALETTES[scheme]
    assert contrast(getattr(palette, front), getattr(palette, ground)) >= 3.0


@pytest.mark.parametrize("name", list(ROLES))
@pytest.mark.parametrize("mm_per_px", [0.248, 0.3113, 0.369])
def test_no_capital_is_lower_than_five_millimetres(name: str, mm_per_px: float) -> None:
    size = type_size(ROLES[name], glass=Glass(1080, 1920, mm_per_px), text_size=TextSize.STANDARD)
    assert size.size * CAPITAL * mm_per_px >= LEAST_CAPITAL_MM - mm_per_px


@pytest.mark.parametrize(
    ("role", "at_double"), [("body", 76), ("lead", 92), ("question", 90), ("verb", 116), ("aid", 34)]
)
def test_large_text_grows_as_its_role_says(role: str, at_double: int) -> None:
    assert type_size(ROLES[role], glass=reference_glass(1080, 1920), text_size=TextSize.LARGEST).size == at_double


@pytest.mark.parametrize(
    ("width", "height", "unit", "portrait"), [(1080, 1920, 1.0, True), (1920, 1080, 1.0, False), (540, 960, 0.5, True)]
)
def test_the_unit_fills_the_window(width: int, height: int, unit: float, portrait: bool) -> None:
    glass = reference_glass(width, height)
    assert (glass.unit, glass.portrait) == (unit, portrait)
