"""Code 128 symbols as bars (ISO/IEC 15417:2007), for a clerk's hand scanner.

reportlab encodes; the bars are placed here, in mm, with the white that the standard asks for on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from printing.errors import ElementOverflow, MissingGlyph

QUIET_ZONE = 10
"""Modules of white on either side, at least (ISO/IEC 15417:2007, section 4)."""

SMALLEST_MODULE_MM = 0.19
"""The narrowest bar of a laser printer that hand scanners read: 7.5 mil, four dots at 600 dpi."""


@dataclass(frozen=True)
class Code128Symbol:
    """A symbol as the widths of bar, space, bar ..., in modules; it begins and ends with a bar."""

    widths: tuple[int, ...] = field(repr=False)

    @property
    def across(self) -> int:
        """Return the number of modules from end to end, with the quiet zones."""
        return sum(self.widths) + 2 * QUIET_ZONE

    def bars(self) -> list[tuple[int, int]]:
        """Return the bars as ``(module, length)``, counted from the beginning of the quiet zone."""
        starts = accumulate(self.widths, initial=QUIET_ZONE)
        return [(start, width) for start, width in zip(starts, self.widths, strict=False)][::2]

    def areas(self, x: float, y: float, width: float, height: float) -> list[tuple[float, float, float, float]]:
        """Return the bars as rectangles in mm, for a box that holds the symbol with its quiet zones."""
        module = width / self.across
        return [(x + start * module, y, length * module, height) for start, length in self.bars()]


def encode_code128(text: str, *, element: str = "barcode") -> Code128Symbol:
    """Return the symbol of a text of printable ASCII characters.

    Raises MissingGlyph naming ``element`` for any other character, ElementOverflow when there is no text at all.
    """
    from reportlab.graphics.barcode.code128 import Code128  # 0.1 s that papers without a barcode need not wait for

    if not text:
        raise ElementOverflow(element=element, detail="a barcode needs at least one character")
    for char in text:
        if not (char.isascii() and char.isprintable()):
            raise MissingGlyph(element=element, code_point=ord(char))
    code = Code128(text, quiet=0)
    code.wrap(0, 0)  # measuring encodes
    # reportlab writes widths of 1 to 4 as letters: A to D for a bar, a to d for a space.
    return Code128Symbol(tuple(ord(letter.lower()) - ord("a") + 1 for letter in code.decomposed))
