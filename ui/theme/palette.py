"""The four contrasts: one colour for each role (look.md section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.visit.preferences import Contrast


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Colours by role, as #RRGGBB; a page names roles only."""

    page: str
    surface: str
    sunken: str
    line: str
    edge: str
    border: str
    ink: str
    ink2: str
    primary: str
    primaryEdge: str
    onPrimary: str
    primaryTint: str
    ask: str
    askEdge: str
    act: str
    actEdge: str
    take: str
    takeEdge: str
    onVerb: str
    glow: str
    glowEdge: str
    onGlow: str
    glowTint: str
    glowInk: str
    ok: str
    okTint: str
    wait: str
    waitTint: str
    stop: str
    stopTint: str
    focus: str
    panel: str
    panelDark: str
    deep: str
    wave: str
    onDeep: str
    """Text on ``deep``: white in all four (12.4 to 21.0 to 1)."""
    onDeep2: str
    """Second text on ``deep``."""


DAY: Final = Palette(
    page="#F3F5F1",
    surface="#FFFFFF",
    sunken="#E2E8E3",
    line="#C2D0CB",
    edge="#7A918B",
    border="#5C7076",
    ink="#0F252B",
    ink2="#394E55",
    primary="#0A5A55",
    primaryEdge="#063C39",
    onPrimary="#FFFFFF",
    primaryTint="#DCECE7",
    ask="#1D4A80",
    askEdge="#123258",
    act="#0A5A55",
    actEdge="#063C39",
    take="#7F420D",
    takeEdge="#552B06",
    onVerb="#FFFFFF",
    glow="#FFB547",
    glowEdge="#BD7409",
    onGlow="#2B1A00",
    glowTint="#FFF0D6",
    glowInk="#5A3600",
    ok="#125330",
    okTint="#DDEFE2",
    wait="#714600",
    waitTint="#FFF0D6",
    stop="#8C1A15",
    stopTint="#FBE7E4",
    focus="#0F252B",
    panel="#C9D6D2",
    panelDark="#8FA49E",
    deep="#073B3A",
    wave="#2C7C74",
    onDeep="#FFFFFF",
    onDeep2="#CFE0DC",
)

SOFT: Final = Palette(
    page="#14272B",
    surface="#1D3539",
    sunken="#0E1E21",
    line="#4A6A70",
    edge="#6E9197",
    border="#8FAAB0",
    ink="#F1F5F2",
    ink2="#C3D2D1",
    primary="#8FD3C4",
    primaryEdge="#4E8F83",
    onPrimary="#06211F",
    primaryTint="#24474A",
    ask="#1C3D69",
    askEdge="#0F2442",
    act="#0E4B47",
    actEdge="#072826",
    take="#5C350F",
    takeEdge="#341D06",
    onVerb="#F1F5F2",
    glow="#FFC26B",
    glowEdge="#C48A37",
    onGlow="#2B1A00",
    glowTint="#3E3320",
    glowInk="#FFDDAA",
    ok="#9BDCB0",
    okTint="#1E4332",
    wait="#FFD08A",
    waitTint="#3E3320",
    stop="#FFB4AA",
    stopTint="#4A2523",
    focus="#FFFFFF",
    panel="#2B464B",
    panelDark="#4F6E73",
    deep="#073B3A",
    wave="#2C7C74",
    onDeep="#FFFFFF",
    onDeep2="#CFE0DC",
)

LIGHT: Final = Palette(
    page="#FFFFFF",
    surface="#FFFFFF",
    sunken="#EDEDED",
    line="#000000",
    edge="#000000",
    border="#000000",
    ink="#000000",
    ink2="#000000",
    primary="#003B38",
    primaryEdge="#000000",
    onPrimary="#FFFFFF",
    primaryTint="#FFFFFF",
    ask="#0B2B57",
    askEdge="#000000",
    act="#003B38",
    actEdge="#000000",
    take="#4A2300",
    takeEdge="#000000",
    onVerb="#FFFFFF",
    glow="#FFB000",
    glowEdge="#000000",
    onGlow="#000000",
    glowTint="#FFFFFF",
    glowInk="#000000",
    ok="#00401D",
    okTint="#FFFFFF",
    wait="#4A2D00",
    waitTint="#FFFFFF",
    stop="#7A0000",
    stopTint="#FFFFFF",
    focus="#000000",
    panel="#DDDDDD",
    panelDark="#777777",
    deep="#003B38",
    wave="#003B38",
    onDeep="#FFFFFF",
    onDeep2="#FFFFFF",
)

DARK: Final = Palette(
    page="#000000",
    surface="#000000",
    sunken="#1A1A1A",
    line="#FFFFFF",
    edge="#FFFFFF",
    border="#FFFFFF",
    ink="#FFFFFF",
    ink2="#FFFFFF",
    primary="#FFE14D",
    primaryEdge="#B89B00",
    onPrimary="#000000",
    primaryTint="#1A1A1A",
    ask="#000000",
    askEdge="#FFE14D",
    act="#000000",
    actEdge="#FFE14D",
    take="#000000",
    takeEdge="#FFE14D",
    onVerb="#FFE14D",
    glow="#FFE14D",
    glowEdge="#B89B00",
    onGlow="#000000",
    glowTint="#000000",
    glowInk="#FFE14D",
    ok="#7DF0A8",
    okTint="#000000",
    wait="#FFE14D",
    waitTint="#000000",
    stop="#FFB3AB",
    stopTint="#000000",
    focus="#FFFFFF",
    panel="#333333",
    panelDark="#808080",
    deep="#000000",
    wave="#000000",
    onDeep="#FFFFFF",
    onDeep2="#FFFFFF",
)

PALETTES: Final = {Contrast.DAY: DAY, Contrast.SOFT: SOFT, Contrast.LIGHT: LIGHT, Contrast.DARK: DARK}
