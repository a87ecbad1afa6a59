"""Draws the schematic of a blank. Every one says that it is none, whatever its file says."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, radians, sin

from printing.calibration import Affine
from printing.fonts import FontLibrary, FontRole
from printing.form.elements import (
    Align,
    Box,
    CellsElement,
    Code128Element,
    Element,
    MoneyCellsElement,
    PhotoElement,
    QrElement,
    SealElement,
    TableElement,
    TickElement,
)
from printing.form.form import Form
from printing.pdf import WHITE, Colour, PdfSheets, TextStyle
from printing.preview.background import Background, CellRow, Emblem, Ground, Paragraph, TableHead, Words
from printing.preview.ornament import circle, draw_frame
from printing.preview.placing import (
    BOLD,
    SetWords,
    em,
    set_attached,
    set_words,
    tick_square,
    underlines,
)
from printing.setter import Setter
from printing.water import water_lines

NO_BLANK = "空白证（示意图） 样张 仅供预览 不是证照"
"""Stands along the lower edge of every schematic."""

_SPECIMEN = "样张"
_MONEY_UNITS = "分角元十百千万十百千亿十百千"
_HAIRLINE = 0.12
"""mm; of empty places."""


def draw_background(
    sheets: PdfSheets, form: Form, background: Background, fonts: FontLibrary, *, empty: bool = True
) -> None:
    """Draw a schematic onto a sheet that lies as the form is read.

    ``empty`` writes into the places of photo, codes and seal what goes there; a filled form does without. Raises
    MissingGlyph and FontError.
    """
    drawing = _Drawing(sheets, form, background, fonts)
    drawing.ground()
    drawing.frames()
    drawing.lines()
    drawing.places(words=empty)
    drawing.words()
    drawing.no_blank()


def try_background(form: Form, background: Background, fonts: FontLibrary) -> None:
    """Draw what of a schematic can be refused, and throw it away; raises as :func:`draw_background`.

    Water lines and ornaments take most of the time of a schematic, and say nothing that a font could lack.
    """
    sheets = PdfSheets(width=form.width / 100, height=form.height / 100, title=form.title)
    drawing = _Drawing(sheets, form, background, fonts)
    drawing.lines()
    drawing.places(words=True)
    drawing.words()
    drawing.no_blank()


def notice(form: Form, background: Background, fonts: FontLibrary) -> SetWords:
    """Return the line along the lower edge that says that this is no blank; raises as :func:`draw_background`."""
    size = max(450, min(750, round(min(form.width, form.height) * 0.055)))
    words = Words(text=NO_BLANK, font=FontRole.HEI, size=size, bold=False, colour=background.palette.title)
    return set_words(words, form.width // 2, form.height - em(size, 0.45), Align.CENTRE, fonts)


class _Drawing:
    """One schematic being drawn."""

    def __init__(self, sheets: PdfSheets, form: Form, background: Background, fonts: FontLibrary) -> None:
        self._sheets = sheets
        self._form = form
        self._background = background
        self._palette = background.palette
        self._fonts = fonts
        self._elements = {element.id: element for element in form.elements}

    def ground(self) -> None:
        """Draw the paper, its water lines, and across them the words that no real blank has."""
        width, height = self._form.width / 100, self._form.height / 100
        self._sheets.areas([(0, 0, width, height)], colour=self._palette.ground)
        if self._background.ground is Ground.WAVES:
            inset = min(width, height) * 0.05
            lines = water_lines(left=inset, top=inset, width=width - 2 * inset, height=height - 2 * inset)
            self._sheets.curves(lines, thickness=0.12, colour=self._palette.water)
        self._specimen_tiles(width, height)
        for area in self._background.areas:
            self._fill(area.box, area.colour)

    def _specimen_tiles(self, width: float, height: float) -> None:
        """Write 样张 slanting over the whole sheet, some three times across its shorter side."""
        pitch = max(22.0, min(width, height) / 3)
        angle = radians(28)
        turn = Affine(a=cos(angle), b=-sin(angle), c=sin(angle), d=cos(angle))
        style = TextStyle(size=pitch * 0.85, colour=self._palette.water, spacing=pitch * 0.08)
        runs = self._fonts.stack(FontRole.HEI).runs(_SPECIMEN, element="background")
        down = max(2, round(height / pitch))
        across = max(2, round(width / pitch))
        for row in range(down):
            for column in range(across):
                x = width * (column + 0.5) / across - pitch * 0.28
                y = height * (row + 0.5) / down + pitch * 0.22
                self._sheets.text(x, y, runs, style, turn=turn)

    def frames(self) -> None:
        """Draw the frames."""
        for frame in self._background.frames:
            draw_frame(self._sheets, frame)

    def lines(self) -> None:
        """Draw rules, grids, cells and what is drawn below elements."""
        for rule in self._background.rules:
            self._line([(rule.x1, rule.y1), (rule.x2, rule.y2)], rule.thickness, rule.colour)
        for grid in self._background.grids:
            self._outline(grid.box, grid.thickness, grid.colour)
            for x in grid.columns:
                self._line([(x, grid.box.y), (x, grid.box.bottom)], grid.thickness, grid.colour)
            for y in grid.rows:
                self._line([(grid.box.x, y), (grid.box.right, y)], grid.thickness, grid.colour)
        for row in self._background.cells:
            self._cells(row)
        for head in self._background.tables:
            self._table(head)
        for caption in self._background.captions:
            if caption.underline:
                for left, right, y in underlines(self._elements[caption.element]):
                    self._line([(left, y), (right, y)], 12, self._palette.line)

    def _cells(self, row: CellRow) -> None:
        element = self._elements[row.element]
        assert isinstance(element, CellsElement | MoneyCellsElement)  # noqa: S101 - the reader has seen to it
        box, pitch = element.box, element.pitch
        frame = Box(box.x, box.y, pitch * element.count, box.height)
        self._outline(frame, 15, row.colour)
        for n in range(1, element.count):
            self._line([(box.x + n * pitch, box.y), (box.x + n * pitch, box.bottom)], 10, row.colour)
        if row.headings:
            size = min(800, round(pitch * 1.9))
            for n, unit in enumerate(reversed(_MONEY_UNITS[: element.count])):
                words = self._small(unit, size)
                self._put(set_words(words, box.x + n * pitch + pitch // 2, box.y - 60, Align.CENTRE, self._fonts))

    def _table(self, head: TableHead) -> None:
        element = self._elements[head.element]
        assert isinstance(element, TableElement)  # noqa: S101 - the reader has seen to it
        box, columns = element.box, element.columns
        top, bottom = box.y - head.height, box.y + element.pitch * element.count
        self._outline(Box(box.x, top, box.width, bottom - top), 20, head.colour)
        for first, second in pairwise(columns):
            x = (first.x + first.width + second.x) // 2
            self._line([(x, top), (x, bottom)], 12, head.colour)
        for n in range(element.count):
            y = box.y + n * element.pitch
            self._line([(box.x, y), (box.right, y)], 12, head.colour)
        for column, words in zip(columns, head.headings, strict=True):
            baseline = box.y - head.height // 2 + em(words.size, 0.37)
            self._put(set_words(words, column.x + column.width // 2, baseline, Align.CENTRE, self._fonts))

    def places(self, *, words: bool) -> None:
        """Draw emblem, seal and empty places, and those of the elements that are no text."""
        for emblem in self._background.emblems:
            self._emblem(emblem)
        for place in self._background.places:
            self._outline(place.box, 12, self._palette.line, dashed=True)
            self._middle(place.text, place.box)
        for seal in self._background.seals:
            self._dashed_circle(seal.x, seal.y, seal.diameter)
            side = round(seal.diameter * 0.7)
            self._middle(seal.text, Box(seal.x - side // 2, seal.y - side // 2, side, side))
        for element in self._form.elements:
            self._element_place(element, words)

    def _element_place(self, element: Element, words: bool) -> None:
        box, text = element.box, ""
        match element:
            case PhotoElement():
                self._fill(box, WHITE)
                self._outline(box, 12, self._palette.line)
                text = "照片"
            case QrElement():
                self._fill(box, WHITE)
                self._angles(box)
                text = "二维码"
            case Code128Element():
                self._fill(box, WHITE)
                self._angles(box)
                text = "条形码"
            case SealElement() if words:
                self._dashed_circle(box.x + box.width // 2, box.y + box.height // 2, min(box.width, box.height))
                text = "盖章处"
            case TickElement():
                for place in element.places:
                    self._outline(tick_square(element, place), 15, self._palette.ink)
            case _:
                pass
        if text and words:
            self._middle(text, box)

    def _emblem(self, emblem: Emblem) -> None:
        x, y, radius = emblem.x / 100, emblem.y / 100, emblem.diameter / 200
        for share in (1.0, 0.9):
            self._sheets.curves([circle(x, y, radius * share)], thickness=0.15, colour=self._palette.frame)
        size = round(emblem.diameter * 0.56)
        for text, drop in (("国徽", -0.08), ("位置", 0.92)):
            words = Words(text=text, font=FontRole.SONG, size=size, bold=False, colour=self._palette.frame)
            self._put(set_words(words, emblem.x, emblem.y + em(size, drop), Align.CENTRE, self._fonts))

    def words(self) -> None:
        """Write labels, captions and small print."""
        for label in self._background.labels:
            self._put(set_words(label.words, label.x, label.baseline, label.align, self._fonts))
        for each in set_attached(self._form, self._background, self._fonts):
            self._put(each)
        for paragraph in self._background.paragraphs:
            self._paragraph(paragraph)

    def _paragraph(self, paragraph: Paragraph) -> None:
        words, box = paragraph.words, paragraph.box
        style = TextStyle(size=words.size / 100, bold=BOLD if words.bold else 0, colour=words.colour)
        setter = Setter(self._fonts, words.font, "background")
        baseline = box.y + em(words.size, 0.88)
        for part in words.text.split("\n"):
            for line in setter.lines("　" * paragraph.indent + part, style, box.width / 100):
                setter.put_justified(self._sheets, box.x / 100, baseline / 100, line, style, box.width / 100)
                baseline += paragraph.leading

    def no_blank(self) -> None:
        """Write along the lower edge that this is no blank, on a ground of its own so that nothing hides it."""
        put = notice(self._form, self._background, self._fonts)
        self._fill(put.box, self._palette.ground)
        self._put(put)

    def _middle(self, text: str, box: Box) -> None:
        """Write in the middle of a box, as large as fits."""
        size = min(1000, round(box.width * 2.2 / max(2, len(text))), round(box.height * 1.6))
        words = self._small(text, max(300, size))
        baseline = box.y + box.height // 2 + em(words.size, 0.37)
        self._put(set_words(words, box.x + box.width // 2, baseline, Align.CENTRE, self._fonts))

    def _small(self, text: str, size: int) -> Words:
        return Words(text=text, font=self._background.font, size=size, bold=False, colour=self._palette.line)

    def _put(self, put: SetWords) -> None:
        runs = self._fonts.stack(put.words.font).runs(put.words.text, element="background")
        self._sheets.text(put.x / 100, put.baseline / 100, runs, put.style)

    def _fill(self, box: Box, colour: Colour) -> None:
        self._sheets.areas([(box.x / 100, box.y / 100, box.width / 100, box.height / 100)], colour=colour)

    def _line(self, points: list[tuple[int, int]], thickness: int, colour: Colour) -> None:
        self._sheets.line([(x / 100, y / 100) for x, y in points], thickness=thickness / 100, colour=colour)

    def _outline(self, box: Box, thickness: int, colour: Colour, *, dashed: bool = False) -> None:
        if not dashed:
            x, y, w, h = (n / 100 for n in (box.x, box.y, box.width, box.height))
            self._sheets.box(x, y, w, h, thickness=thickness / 100, colour=colour)
            return
        for y in (box.y, box.bottom):
            for x in range(box.x, box.right, 250):
                self._line([(x, y), (min(x + 150, box.right), y)], thickness, colour)
        for x in (box.x, box.right):
            for y in range(box.y, box.bottom, 250):
                self._line([(x, y), (x, min(y + 150, box.bottom))], thickness, colour)

    def _angles(self, box: Box) -> None:
        arm = min(box.width, box.height) // 8
        for x, right in ((box.x, arm), (box.right, -arm)):
            for y, down in ((box.y, arm), (box.bottom, -arm)):
                self._line([(x + right, y), (x, y), (x, y + down)], 15, self._palette.line)

    def _dashed_circle(self, x: int, y: int, diameter: int) -> None:
        count = max(24, round(pi * diameter / 250))
        radius = diameter / 200
        for n in range(count):
            arc = [2 * pi * (n + share) / count for share in (0, 0.3, 0.6)]
            points = [(x / 100 + radius * cos(a), y / 100 + radius * sin(a)) for a in arc]
            self._sheets.line(points, thickness=_HAIRLINE, colour=self._palette.line)
