"""The PDF of a print: sheets in millimetres, font subsets, pictures. reportlab keeps the file together."""

from printing.pdf.ink import BLACK, POINTS_PER_MM, WHITE, Colour, TextStyle
from printing.pdf.sheets import PdfSheets

__all__ = ["BLACK", "POINTS_PER_MM", "WHITE", "Colour", "PdfSheets", "TextStyle"]
