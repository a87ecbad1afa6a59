"""How the present resident wants the screen; falls back to the defaults with the attract screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kiosk.bilingual import Language


class TextSize(Enum):
    """Per cent of the standard text size (look.md section 3)."""

    STANDARD = 100
    LARGE = 125
    LARGER = 150
    LARGEST = 200

    def next(self) -> TextSize:
        """The following size, and after the largest the standard one again."""
        sizes = list(TextSize)
        return sizes[(sizes.index(self) + 1) % len(sizes)]


class Contrast(Enum):
    """The four colour schemes (look.md section 2)."""

    DAY = "day"
    SOFT = "soft"
    LIGHT = "light"
    DARK = "dark"

    def next(self) -> Contrast:
        """The following scheme, round and round."""
        schemes = list(Contrast)
        return schemes[(schemes.index(self) + 1) % len(schemes)]


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """Language, text size, contrast, voice and reach of one visit."""

    language: Language = Language.CHINESE
    text_size: TextSize = TextSize.STANDARD
    contrast: Contrast = Contrast.DAY
    voice: bool = False
    low_reach: bool = False
