"""Reads a printed form back as a person holds it.

pdfium says where things are on the sheet, plain sums undo the way there.
Nothing of the overlay is used, so that a mistake in its matrix or its fitting cannot hide itself.
"""

from __future__ import annotations

from ctypes import byref, c_double
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from printing.calibration import IN_PLACE, STRAIGHT, Affine, Shift
from printing.form.elements import Box
from printing.form.form import Form, Turn
from tests.printing.pdf_reader import MM_PER_POINT


@dataclass(frozen=True)
class Char:
    """A character on the form as it is read, in mm from its top left.

    Attributes:
        x, y: its origin on the baseline.
        end: where the next character's origin would be, along the line.
        size: of its font, in points.
        ink: left, top, right and bottom of its outline.
    """

    char: str
    size: float
    x: float
    y: float
    end: float
    ink: tuple[float, float, float, float]


@dataclass(frozen=True)
class Way:
    """How a form gets onto paper: its turn, the shift of its blanks, what the printer does to a sheet."""

    form: Form
    pack: Shift = IN_PLACE
    error: Affine = STRAIGHT.measured

    def to_form(self, x: float, y: float) -> tuple[float, float]:
        """Return which place of the form is printed by what the file has at a place of the sheet."""
        x, y = self.error.apply(x, y)
        width, height = self.form.medium.width / 100, self.form.medium.height / 100
        if self.form.turn is Turn.RIGHT:
            x, y = y, width - x
        elif self.form.turn is Turn.LEFT:
            x, y = height - y, x
        right, down = (a + b for a, b in zip(_mm(self.form.shift), _mm(self.pack), strict=True))
        return x - right, y - down

    def box_on_sheet(self, box: Box) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a box on the sheet of a printer that errs nowhere."""
        right, down = (a + b for a, b in zip(_mm(self.form.shift), _mm(self.pack), strict=True))
        left, top, end, bottom = (n / 100 for n in (box.x, box.y, box.right, box.bottom))
        left, top, end, bottom = left + right, top + down, end + right, bottom + down
        width, height = self.form.medium.width / 100, self.form.medium.height / 100
        if self.form.turn is Turn.RIGHT:
            return width - bottom, left, width - top, end
        if self.form.turn is Turn.LEFT:
            return top, height - end, bottom, height - left
        return left, top, end, bottom


def read_chars(data: bytes, way: Way) -> list[Char]:
    """Return the characters that leave ink, in the order of the file."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        height = page.get_height() * MM_PER_POINT
        text = page.get_textpage()
        found = []
        for n in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text, n)
            if pdfium.FPDFText_IsGenerated(text, n) == 1 or chr(code).isspace() or 0xDC00 <= code <= 0xDFFF:
                continue
            char = chr(code)
            if 0xD800 <= code <= 0xDBFF:
                # pdfium tells a character beyond U+FFFF as the two halves of its UTF-16 pair.
                char += chr(pdfium.FPDFText_GetUnicode(text, n + 1))
                char = char.encode("utf-16", "surrogatepass").decode("utf-16")
            found.append(_char(text, n, char, way, height))
        return found


def _char(text: pypdfium2.PdfTextPage, n: int, char: str, way: Way, height: float) -> Char:
    x, y = c_double(), c_double()
    assert pdfium.FPDFText_GetCharOrigin(text, n, byref(x), byref(y))
    origin = way.to_form(x.value * MM_PER_POINT, height - y.value * MM_PER_POINT)
    cell = _on_form(text.get_charbox(n, loose=True), way, height)
    return Char(
        char, pdfium.FPDFText_GetFontSize(text, n), *origin, cell[2], _on_form(text.get_charbox(n), way, height)
    )


def _on_form(box: tuple[float, float, float, float], way: Way, height: float) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom on the form of a box of the file (left, bottom, right, top in points)."""
    left, bottom, right, top = (side * MM_PER_POINT for side in box)
    corners = [way.to_form(x, height - y) for x in (left, right) for y in (bottom, top)]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def _mm(shift: Shift) -> tuple[float, float]:
    return shift.right / 100, shift.down / 100
