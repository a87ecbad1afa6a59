"""Sheets of a PDF in millimetres: text from font runs, lines, areas, pictures.

The origin is the top left corner, y goes down, as on a form. The operators are written here (PDF 32000-1:2008,
sections 8 and 9); nothing on a sheet needs more than PDF 1.3, which every printer with PDF or PostScript has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from printing.calibration import Affine
from printing.fonts import Run
from printing.pdf.file import PdfFile
from printing.pdf.font_subset import SheetFont
from printing.pdf.ink import BLACK, POINTS_PER_MM, Colour, TextStyle
from printing.pdf.picture_objects import add_picture
from printing.pictures import Photo, Seal
from printing.truetype import MappedFace


class PdfSheets:
    """Builds a PDF, sheet by sheet. The same calls give the same bytes."""

    def __init__(self, *, width: float, height: float, title: str) -> None:
        """Begin with an empty first sheet of ``width`` x ``height`` mm; ``title`` must not be personal."""
        self._width, self._height = width, height
        self._file = PdfFile(title=title)
        self._operators: list[str] = []
        self._fonts: dict[MappedFace, SheetFont] = {}
        self._font_names = (f"F{number}" for number in count(1))
        self._pictures: dict[Photo | Seal, tuple[str, str]] = {}

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
        self._write(f"BT {style.operators()} {where}")
        self._write(f"{style.squeeze * 100:.3f} Tz {style.spacing:.4f} Tc")
        for run in runs:
            for name, codes in self._font(run.face).coded(run.text):
                self._write(f"/{name} {style.size:.3f} Tf <{codes.hex()}> Tj")
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
        k, top = POINTS_PER_MM, self._height
        corners = ((x * k, (top - y - height) * k, width * k, height * k) for x, y, width, height in boxes)
        path = " ".join([f"{left:.4f} {low:.4f} {wide:.4f} {high:.4f} re" for left, low, wide, high in corners])
        self._write(f"{colour.operands()} rg {path} f")

    def modules(self, bars: Iterable[tuple[int, int, int]], *, x: float, y: float, size: float) -> None:
        """Fill the dark modules of a symbol: bars ``(column, row, length)`` counted in modules of ``size`` mm.

        ``x`` and ``y`` (mm) are the upper left corner of the module (0, 0).
        """
        placed = list(bars)
        # Columns, rows and lengths are few: each number is written once and then only copied.
        columns = {column: self._x(x + column * size) for column in {column for column, _, _ in placed}}
        rows = {row: self._y(y + (row + 1) * size) for row in {row for _, row, _ in placed}}
        lengths = {each: f"{each * size * POINTS_PER_MM:.4f}" for each in {length for _, _, length in placed}}
        high = f"{size * POINTS_PER_MM:.4f} re"
        path = " ".join([f"{columns[column]} {rows[row]} {lengths[length]} {high}" for column, row, length in placed])
        self._write(f"{BLACK.operands()} rg {path} f")

    def picture(self, photo: Photo, x: float, y: float, width: float, height: float) -> None:
        """Fill a box (mm) with a photo; what stands over is cut off evenly."""
        scale = max(width / photo.width, height / photo.height)
        wide, high = photo.width * scale, photo.height * scale
        k = POINTS_PER_MM
        box = f"{self._x(x)} {self._y(y + height)} {width * k:.4f} {height * k:.4f} re W n"
        self._place(photo, x - (wide - width) / 2, y - (high - height) / 2, wide, high, before=box)

    def seal(self, seal: Seal, x: float, y: float, width: float, height: float) -> None:
        """Draw a seal whole and in the middle of a box (mm).

        Text that it stands over is drawn after it: then black stays black, as under a stamp's ink.
        """
        scale = min(width / seal.width, height / seal.height)
        wide, high = seal.width * scale, seal.height * scale
        ink = Colour(*(part / 255 for part in seal.ink)).operands()
        self._place(seal, x + (width - wide) / 2, y + (height - high) / 2, wide, high, before=f"{ink} rg")

    def next_sheet(self) -> None:
        """End this sheet and begin another of the same size."""
        k = POINTS_PER_MM
        content = "\n".join(self._operators)
        self._operators.clear()
        pictures = dict(self._pictures.values())
        self._file.add_sheet(content, width=self._width * k, height=self._height * k, pictures=pictures)

    def finish(self) -> bytes:
        """End the last sheet and return the file."""
        self.next_sheet()
        for font in self._fonts.values():
            font.embed(self._file)
        return self._file.finish()

    def _font(self, face: MappedFace) -> SheetFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = SheetFont(face=face, names=self._font_names)
        return font

    def _place(self, picture: Photo | Seal, x: float, y: float, width: float, height: float, *, before: str) -> None:
        """Draw a picture in exactly this box (mm), after some operators that hold for it alone."""
        if picture not in self._pictures:
            self._pictures[picture] = f"I{len(self._pictures) + 1}", add_picture(self._file, picture)
        name, _ = self._pictures[picture]
        k = POINTS_PER_MM
        where = f"{width * k:.4f} 0 0 {height * k:.4f} {self._x(x)} {self._y(y + height)} cm"
        self._write(f"q {before} {where} /{name} Do Q")

    def _write(self, operators: str) -> None:
        self._operators.append(operators)

    def _x(self, mm: float) -> str:
        return f"{mm * POINTS_PER_MM:.4f}"

    def _y(self, mm: float) -> str:
        return f"{(self._height - mm) * POINTS_PER_MM:.4f}"
