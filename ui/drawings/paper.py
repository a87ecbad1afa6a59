"""A sheet as the resident will hold it: water lines, a serif title, grey lines where the text will be, a code."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Property, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from ui.drawings.code import draw_code
from ui.drawings.drawing import Drawing, bar, held, sheet
from ui.drawings.objects import (
    CERTIFICATE_FRAME,
    GROUND_PATTERN,
    PAPER,
    PAPER_BARS,
    PAPER_EDGE,
    PAPER_INK,
    SPECIMEN,
    shadow,
)

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

SERIF: Final = "Noto Serif CJK SC"
SANS: Final = "Noto Sans CJK SC"
SHEET_WIDTH: Final = 312.0
"""px of the sheet in picture 08; everything on it is drawn to this scale."""
OFFSET: Final = (6.0, 8.0)
BARS: Final = (0.688, 0.764, 0.534, 0.0, 0.726, 0.421)
"""Widths of the grey lines as a part of the sheet; 0 is a blank line."""
MARGIN: Final = 36.0
TITLE_AT: Final = 44.0
TITLE_SIZES: Final = {1: 30, 2: 26}
"""px of the title on one line and on two."""
BARS_AT: Final = 104.0
LINE_STEP: Final = 35.0
GROUND_STEP: Final = 9.0
GROUND_ROW: Final = 13.0
GROUND_PERIOD: Final = 150.8
"""px in which the short swing of a wave comes round."""
CODE_SIZE: Final = 67.0
SPECIMEN_BOX: Final = (116.0, 168.0, 64.0)
"""x, width and height of the box that says that the drawing is a specimen."""


@dataclass(frozen=True, kw_only=True)
class Emerging:
    """What is drawn on paper that is half out of the machine, in px: text lines, and the code at the right below."""

    width: float
    margin: float
    top: float
    step: float
    bars: tuple[float, ...]
    code: float
    code_right: float

    def bars_above(self, code: QRectF) -> tuple[float, ...]:
        """Return the widths of the lines that end above the code, however little of the paper has come out."""
        room = max(0, math.floor((code.top() - 24 - self.top) / self.step) + 1)
        return self.bars[:room]


EMERGING_SHEET: Final = Emerging(
    width=516, margin=64, top=60, step=36, bars=(0.752, 0.582, 0.679, 0.35), code=72, code_right=48
)
EMERGING_SLIP: Final = Emerging(
    width=200, margin=22, top=36, step=28, bars=(0.6, 0.78, 0.5, 0.66), code=75, code_right=62.5
)


@QmlElement
class PaperDrawing(Drawing):
    """A sheet of any true proportion with its offset; the sheet is 312 of the drawing's 318 px wide.

    ``title`` is set in serif; ``specimen`` stands in a box and may be empty; ``framed`` draws a certificate's frame;
    ``emerging`` leaves out the upper edge, title and offset, for a sheet that is still half inside the machine, and
    with ``slip`` that is a slip of thermal paper, which has no ground pattern.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._specimen = ""
        self._framed = False
        self._emerging = False
        self._slip = False
        self._panelDark = QColor("black")

    _get_title, _set_title = held("title", str)
    _get_specimen, _set_specimen = held("specimen", str)
    _get_framed, _set_framed = held("framed", bool)
    _get_emerging, _set_emerging = held("emerging", bool)
    _get_slip, _set_slip = held("slip", bool)
    _get_panel_dark, _set_panel_dark = held("panelDark", QColor)
    title = Property(str, _get_title, _set_title, notify=changed)
    specimen = Property(str, _get_specimen, _set_specimen, notify=changed)
    framed = Property(bool, _get_framed, _set_framed, notify=changed)
    emerging = Property(bool, _get_emerging, _set_emerging, notify=changed)
    slip = Property(bool, _get_slip, _set_slip, notify=changed)
    panelDark = Property(QColor, _get_panel_dark, _set_panel_dark, notify=changed)

    def look(self) -> str:
        """A sheet at rest bears a title and no word of anybody; one that comes out of the machine changes its size."""
        if self._emerging:
            return ""
        return f"{self._title} {self._specimen} {self._framed} {self._slip} {self._panelDark.name()}"

    def draw(self, painter: QPainter) -> None:
        """Draw the sheet and what is on it."""
        if self._emerging:
            self._draw_emerging(painter)
            return
        scale = self.width() / (SHEET_WIDTH + OFFSET[0])
        painter.scale(scale, scale)
        box = QRectF(0, 0, SHEET_WIDTH, self.height() / scale - OFFSET[1])
        bar(painter, box.translated(*OFFSET), 3, shadow(self._panelDark))
        sheet(painter, box, 3, PAPER, QPen(PAPER_EDGE, 2))
        draw_ground(painter, box.adjusted(3, 3, -3, -3))
        if self._framed:
            draw_frame(painter, box.adjusted(12, 12, -12, -12))
        self._draw_title(painter, box)
        draw_bars(painter, QPointF(MARGIN, BARS_AT), SHEET_WIDTH, BARS)
        draw_code(painter, QRectF(MARGIN, box.bottom() - MARGIN - CODE_SIZE, CODE_SIZE, CODE_SIZE))
        if self._specimen:
            self._draw_specimen(painter, box)

    def _draw_emerging(self, painter: QPainter) -> None:
        """Draw the half that has come out; a sheet is 516 px wide (picture 10), a slip 200."""
        design = EMERGING_SLIP if self._slip else EMERGING_SHEET
        scale = self.width() / design.width
        painter.scale(scale, scale)
        box = QRectF(0, 0, design.width, self.height() / scale)
        painter.setClipRect(box)
        sheet(painter, box.adjusted(0, -8, 0, 0), 2, PAPER, QPen(PAPER_EDGE, 2))
        if not self._slip:
            draw_ground(painter, box.adjusted(10, 4, -10, -10))
        if self._framed:
            draw_frame(painter, box.adjusted(18, -40, -18, -20))
        code = QRectF(design.width - design.code_right - design.code, 0, design.code, design.code)
        code.moveBottom(box.bottom() - 28)
        draw_bars(painter, QPointF(design.margin, design.top), design.width, design.bars_above(code), step=design.step)
        draw_code(painter, code)

    def _draw_title(self, painter: QPainter, box: QRectF) -> None:
        font = QFont(SERIF)
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(TITLE_SIZES[1])
        room = box.width() - 2 * MARGIN + 24
        needed = QFontMetricsF(font).horizontalAdvance(self._title)
        lines = [self._title] if needed <= room else split_title(self._title)
        widest = max(QFontMetricsF(font).horizontalAdvance(line) for line in lines)
        font.setPixelSize(math.floor(TITLE_SIZES[len(lines)] * min(1.0, room / max(widest, 1.0))))
        painter.setFont(font)
        painter.setPen(PAPER_INK)
        height = 1.15 * font.pixelSize() if len(lines) > 1 else 44.0
        for number, line in enumerate(lines):
            row = QRectF(0, TITLE_AT - 6 + number * height - (len(lines) - 1) * 8, box.width(), height)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, line)

    def _draw_specimen(self, painter: QPainter, box: QRectF) -> None:
        x, width, height = SPECIMEN_BOX
        place = QRectF(x, box.bottom() - 28 - height, width, height)
        sheet(painter, place, 7, PAPER, QPen(SPECIMEN, 3))
        font = QFont(SANS)
        font.setWeight(QFont.Weight.Bold)
        font.setPixelSize(36)
        needed = QFontMetricsF(font).horizontalAdvance(self._specimen)
        font.setPixelSize(math.floor(36 * min(1.0, (width - 20) / needed)))
        painter.setFont(font)
        painter.setPen(SPECIMEN)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._specimen)


def split_title(title: str) -> list[str]:
    """Part a long Latin title at the blank nearest its middle."""
    blanks = [at for at, sign in enumerate(title) if sign == " "]
    if not blanks:
        return [title]
    middle = min(blanks, key=lambda at: abs(at - len(title) / 2))
    return [title[:middle], title[middle + 1 :]]


def draw_bars(
    painter: QPainter, start: QPointF, sheet_width: float, bars: tuple[float, ...], step: float = LINE_STEP
) -> None:
    """Draw grey lines for text; ``bars`` are widths as a part of the sheet."""
    for number, width in enumerate(bars):
        if width:
            bar(painter, QRectF(start.x(), start.y() + number * step, width * sheet_width, 10), 3, PAPER_BARS)


def draw_frame(painter: QPainter, box: QRectF) -> None:
    """Draw the frame of a certificate's form."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(CERTIFICATE_FRAME, 3.5))
    painter.drawRect(box)


def draw_ground(painter: QPainter, box: QRectF) -> None:
    """Fill a box with the crossing fine waves of security paper: two waves, set lower and further along row by row."""
    painter.save()
    painter.setClipRect(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(GROUND_PATTERN, 1))
    waves = [ground_wave(box.width() + GROUND_PERIOD, turn) for turn in (0.0, math.pi * 0.8)]
    for number in range(-1, math.ceil(box.height() / GROUND_ROW) + 1):
        painter.save()
        painter.translate(box.x() - number * 13.2 % GROUND_PERIOD, box.y() + number * GROUND_ROW)
        for wave in waves:
            painter.drawPolyline(wave)
        painter.restore()
    painter.restore()


def ground_wave(length: float, turn: float) -> list[QPointF]:
    """Return one wave of the ground pattern; ``turn`` shifts its short swing, in radians."""
    steps = range(int(length / GROUND_STEP) + 2)
    return [QPointF(x, 5 * math.sin(x / 24 + turn) + 3 * math.sin(x / 55)) for x in (n * GROUND_STEP for n in steps)]
