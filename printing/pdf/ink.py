"""Colours and the way a line of text is inked."""

from __future__ import annotations

import re
from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4
"""A PDF unit is 1/72 inch (PDF 32000-1, 8.3.2.3), an inch 25.4 mm."""


@dataclass(frozen=True)
class Colour:
    """Red, green and blue, 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def of(cls, text: str) -> Colour:
        """Return the colour of a ``#RRGGBB`` text; raises ValueError when it is none."""
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
            raise ValueError(f"{text!r} is not a colour #RRGGBB")
        red, green, blue = bytes.fromhex(text[1:])
        return cls(red / 255, green / 255, blue / 255)

    def operands(self) -> str:
        """Return the three numbers as a PDF operator takes them."""
        return f"{self.red:.4f} {self.green:.4f} {self.blue:.4f}"


BLACK = Colour(0, 0, 0)
WHITE = Colour(1, 1, 1)


@dataclass(frozen=True, kw_only=True)
class TextStyle:
    """How a line of text is set.

    Attributes:
        size: font size in points.
        squeeze: horizontal scaling, 1 is natural.
        spacing: extra advance after each character, in points.
        bold: thickness of an added outline as a share of the size; 0 for none. The fonts have no bold of their own.
        colour: of the ink.
        hollow: only the outline, for marks that text must show through.
    """

    size: float
    squeeze: float = 1.0
    spacing: float = 0.0
    bold: float = 0.0
    colour: Colour = BLACK
    hollow: bool = False

    def operators(self) -> str:
        """Return the operators that set colour and rendering mode (PDF 32000-1, 9.3.6)."""
        colour = self.colour.operands()
        if self.hollow:
            return f"{colour} rg 1 Tr {colour} RG {max(self.bold, 0.012) * self.size:.4f} w"
        if self.bold:
            return f"{colour} rg 2 Tr {colour} RG {self.bold * self.size:.4f} w"
        return f"{colour} rg 0 Tr"
