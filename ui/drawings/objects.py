"""Colours of things that exist as objects: paper and cards look the same in every contrast (look.md, section 10)."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor

PAPER: Final = QColor("#FFFFFF")
PAPER_EDGE: Final = QColor("#7A918B")
PAPER_INK: Final = QColor("#0F252B")
PAPER_BARS: Final = QColor("#8FA49E")
GROUND_PATTERN: Final = QColor("#D9E8E3")
CERTIFICATE_FRAME: Final = QColor("#B0945A")
SPECIMEN: Final = QColor("#0A5A55")
CODE: Final = QColor("#000000")
CARD: Final = QColor("#F7FBFA")
CARD_EDGE: Final = QColor("#466666")
CARD_BARS: Final = QColor("#A9C0BC")
CARD_PHOTO: Final = QColor("#D5E3E0")
SHADOW_OPACITY: Final = 0.4
"""Paper and cards cast one flat offset in ``panelDark`` (look.md, section 4)."""


def shadow(panel_dark: QColor) -> QColor:
    """Return the colour of the offset under an object."""
    color = QColor(panel_dark)
    color.setAlphaF(SHADOW_OPACITY)
    return color
