"""The PDF of a print: sheets in millimetres, font subsets, pictures. reportlab keeps the file together."""

from printing.pdf.ink import BLACK as BLACK
from printing.pdf.ink import POINTS_PER_MM as POINTS_PER_MM
from printing.pdf.ink import WHITE as WHITE
from printing.pdf.ink import Colour as Colour
from printing.pdf.ink import TextStyle as TextStyle
from printing.pdf.sheets import PdfSheets as PdfSheets
