"""Sets plain text on sheets: measured in mm, aligned, broken into justified lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from printing.align import Align as Align
from printing.fonts import FontLibrary, FontRole
from printing.pdf import POINTS_PER_MM, PdfSheets, TextStyle
from printing.wrap import wrap


@dataclass(frozen=True)
class Setter:
    """One voice on a paper: a role's fonts, and the element that errors name."""

    fonts: FontLibrary
    role: FontRole
    element: str

    def width(self, text: str, style: TextStyle) -> float:
        """Return a text's width in mm, the added spacing after its last character left out."""
        em = self.fonts.stack(self.role).width(text, element=self.element)
        return (em / 1000 * style.size + style.spacing * max(0, len(text) - 1)) * style.squeeze / POINTS_PER_MM

    def lines(self, text: str, style: TextStyle, room: float) -> list[str]:
        """Break a text into lines of at most ``room`` mm."""
        return wrap(text, room, lambda part: self.width(part, style))

    def put(
        self, sheets: PdfSheets, x: float, baseline: float, text: str, style: TextStyle, align: Align = Align.LEFT
    ) -> None:
        """Draw one line at ``x``, which is its left end, middle or right end."""
        left = x - align.share * self.width(text, style) if align.share else x
        sheets.text(left, baseline, self.fonts.stack(self.role).runs(text, element=self.element), style)

    def put_justified(
        self, sheets: PdfSheets, x: float, baseline: float, text: str, style: TextStyle, room: float
    ) -> None:
        """Draw one line spread over ``room`` mm; a line with more than a character's slack stays as it is."""
        slack = (room - self.width(text, style)) * POINTS_PER_MM
        if len(text) > 1 and 0 < slack < 1.6 * style.size:
            style = replace(style, spacing=style.spacing + slack / (len(text) - 1))
        self.put(sheets, x, baseline, text, style)
