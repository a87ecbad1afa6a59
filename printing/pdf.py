"""Sheets of a PDF in millimetres: text from font runs, lines, areas.

The origin is the top left corner, y goes down, as on a form. reportlab writes the file and embeds the fonts; the
page's operators are written here, so that nothing but what was asked for is on a page (PDF 32000-1:2008, sections 8
and 9).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream, PDFZCompress
from reportlab.pdfbase.ttfonts import TTEncoding, TTFont
from reportlab.pdfgen.canvas import Canvas

from printing.calibration import Affine
from printing.fonts import Run
from printing.truetype import MappedFace

POINTS_PER_MM = 72 / 25.4
"""A PDF unit is 1/72 inch (PDF 32000-1, 8.3.2.3), an inch 25.4 mm."""

_BEYOND_BMP = re.compile(r"<([0-9A-F]{5,6})>")


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


class PdfSheets:
    """Builds a PDF, sheet by sheet. The same calls give the same bytes."""

    def __init__(self, *, width: float, height: float, title: str) -> None:
        """Begin with an empty first sheet of ``width`` x ``height`` mm; ``title`` must not be personal."""
        self._height = height
        self._out = BytesIO()
        size = (width * POINTS_PER_MM, height * POINTS_PER_MM)
        self._canvas = _BareCanvas(self._out, pagesize=size, pageCompression=0, invariant=1, lang="zh-CN")
        # Its own compression would wrap every page in base 85: a quarter more bytes and 20 ms of Python.
        self._document.defaultStreamFilters = [PDFZCompress]
        self._canvas.setTitle(title)
        self._canvas.setCreator("hall terminal")
        self._fonts: dict[MappedFace, _SheetFont] = {}

    def transform(self, correction: Affine) -> None:
        """Move all that follows on this sheet by a map of mm."""
        k, h, m = POINTS_PER_MM, self._height, correction
        # The map is turned into PDF's y-up space: p' = F M F with the flip F(x, y) = (x, h - y).
        e = (m.c * h + m.e) * k
        f = (h - m.d * h - m.f) * k
        self._write(f"{m.a:.8f} {-m.b:.8f} {-m.c:.8f} {m.d:.8f} {e:.5f} {f:.5f} cm")

    def text(
        self, x: float, baseline: float, runs: Iterable[Run], style: TextStyle, *, turn: Affine | None = None
    ) -> None:
        """Draw runs in one line from ``x`` on ``baseline`` (mm); ``turn`` rotates them about that point."""
        t = turn or Affine()
        where = f"{t.a:.6f} {-t.b:.6f} {-t.c:.6f} {t.d:.6f} {self._x(x)} {self._y(baseline)} Tm"
        self._write(f"BT {style.colour.operands()} rg {_ink(style)} {where}")
        self._write(f"{style.squeeze * 100:.3f} Tz {style.spacing:.4f} Tc")
        for run in runs:
            for name, codes in self._font(run.face).coded(run.text, self._document):
                self._write(f"{name} {style.size:.3f} Tf <{codes.hex()}> Tj")
        self._write("ET")

    def line(self, points: Sequence[tuple[float, float]], *, thickness: float, colour: Colour = BLACK) -> None:
        """Draw straight lines through points (mm)."""
        first, *others = points
        path = f"{self._x(first[0])} {self._y(first[1])} m "
        path += " ".join(f"{self._x(x)} {self._y(y)} l" for x, y in others)
        self._write(f"{colour.operands()} RG {thickness * POINTS_PER_MM:.4f} w {path} S")

    def curves(
        self, paths: Iterable[Sequence[tuple[float, float]]], *, thickness: float, colour: Colour = BLACK
    ) -> None:
        """Draw smooth curves; each path is a start and then groups of two control points and an end (mm)."""
        k = POINTS_PER_MM
        parts = [f"{colour.operands()} RG {thickness * k:.4f} w"]
        for path in paths:
            spots = [f"{x * k:.2f} {(self._height - y) * k:.2f}" for x, y in path]
            parts.append(f"{spots[0]} m")
            parts.extend(" ".join(spots[n : n + 3]) + " c" for n in range(1, len(spots), 3))
        self._write(" ".join(parts) + " S")

    def box(self, x: float, y: float, width: float, height: float, *, thickness: float, colour: Colour = BLACK) -> None:
        """Draw the outline of a rectangle (mm)."""
        k = POINTS_PER_MM
        corner = f"{self._x(x)} {self._y(y + height)} {width * k:.4f} {height * k:.4f}"
        self._write(f"{colour.operands()} RG {thickness * k:.4f} w {corner} re S")

    def areas(self, boxes: Iterable[tuple[float, float, float, float]], *, colour: Colour = BLACK) -> None:
        """Fill rectangles ``(x, y, width, height)`` in mm as one path, so that neighbours show no seam."""
        k = POINTS_PER_MM
        path = " ".join(
            f"{self._x(x)} {self._y(y + height)} {width * k:.4f} {height * k:.4f} re" for x, y, width, height in boxes
        )
        self._write(f"{colour.operands()} rg {path} f")

    def next_sheet(self) -> None:
        """End this sheet and begin another of the same size."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """End the last sheet and return the file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()

    @property
    def _document(self) -> PDFDocument:
        document: PDFDocument = self._canvas._doc  # type: ignore[attr-defined] # the stubs leave it out
        return document

    def _font(self, face: MappedFace) -> _SheetFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = _SheetFont(face)
        return font

    def _write(self, operators: str) -> None:
        self._canvas.addLiteral(operators)

    def _x(self, mm: float) -> str:
        return f"{mm * POINTS_PER_MM:.4f}"

    def _y(self, mm: float) -> str:
        return f"{(self._height - mm) * POINTS_PER_MM:.4f}"


class _BareCanvas(Canvas):
    """A canvas whose sheets begin empty; reportlab would begin each with a matrix and Helvetica."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _SheetFont(TTFont):
    """One face in one document. Unlike reportlab's own it is in no global table of fonts."""

    def __init__(self, face: MappedFace) -> None:
        # The parent's constructor would read the font file; these are all the attributes that it sets.
        self.fontName = face.name.decode("ascii")
        self.face = face
        self.encoding = TTEncoding()
        self.state = WeakKeyDictionary()
        self._asciiReadable = 0

    def coded(self, text: str, document: PDFDocument) -> list[tuple[str, bytes]]:
        """Return the text as pieces of one font subset each: its PDF name and the codes."""
        pieces = self.splitString(text, document)
        return [(self.getSubsetInternalName(subset, document), codes) for subset, codes in pieces]

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Embed the subsets, with code points beyond U+FFFF as UTF-16 pairs, as ToUnicode asks (PDF 32000-1, 9.10.3).

        reportlab writes five hexadecimal digits there, which readers take for another character: 𠅤 becomes ‖.
        """
        super().addObjects(doc)
        for name, stored in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(stored, PDFStream):
                stored.content = _BEYOND_BMP.sub(_surrogates, stored.content)


def _surrogates(found: re.Match[str]) -> str:
    return f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


def _ink(style: TextStyle) -> str:
    if style.hollow:
        return f"1 Tr {style.colour.operands()} RG {max(style.bold, 0.012) * style.size:.4f} w"
    if style.bold:
        return f"2 Tr {style.colour.operands()} RG {style.bold * style.size:.4f} w"
    return "0 Tr"
