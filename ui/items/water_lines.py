"""WaterLines: the one ornament, thin parallel curves like the ground pattern of certificates (look.md section 1)."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import Property, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

LINES: Final = 34
STEPS: Final = 60


@QmlElement
class WaterLines(QQuickPaintedItem):
    """A still picture of water lines.

    Attributes:
        color: of the lines.
        corner: whether they fill the right part only and fade out towards the left, as in a head band.
        threadColor: of the one glow line; transparent where there is none.
        threadX: where the glow line ends at the bottom, from 0 to 1.
        stroke: width of a line in window pixels.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._color = QColor("#2C7C74")
        self._thread = QColor(Qt.GlobalColor.transparent)
        self._thread_x = 0.8
        self._corner = False
        self._stroke = 1.5
        self.setAntialiasing(True)

    def _get_color(self) -> QColor:
        return self._color

    def _set_color(self, color: QColor) -> None:
        self._color = color
        self._repaint()

    def _get_thread(self) -> QColor:
        return self._thread

    def _set_thread(self, color: QColor) -> None:
        self._thread = color
        self._repaint()

    def _get_thread_x(self) -> float:
        return self._thread_x

    def _set_thread_x(self, x: float) -> None:
        self._thread_x = x
        self._repaint()

    def _get_corner(self) -> bool:
        return self._corner

    def _set_corner(self, corner: bool) -> None:
        self._corner = corner
        self._repaint()

    def _get_stroke(self) -> float:
        return self._stroke

    def _set_stroke(self, stroke: float) -> None:
        self._stroke = stroke
        self._repaint()

    color = Property(QColor, _get_color, _set_color, notify=changed)
    threadColor = Property(QColor, _get_thread, _set_thread, notify=changed)
    threadX = Property(float, _get_thread_x, _set_thread_x, notify=changed)
    corner = Property(bool, _get_corner, _set_corner, notify=changed)
    stroke = Property(float, _get_stroke, _set_stroke, notify=changed)

    def _repaint(self) -> None:
        self.changed.emit()
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the lines, and the glow line over them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 0, self.width(), self.height())
        for number in range(LINES):
            painter.setPen(self._pen(number / (LINES - 1), area))
            painter.drawPolyline(_corner_line(number, area) if self._corner else _wide_line(number, area))
        if self._thread.alpha():
            pen = QPen(self._thread, self._stroke * 3.4)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawPath(_thread(area, self._thread_x))

    def _pen(self, depth: float, area: QRectF) -> QPen:
        strong = QColor(self._color)
        strong.setAlphaF(0.35 + 0.65 * math.sin(math.pi * depth))
        if not self._corner:
            return QPen(strong, self._stroke)
        faint = QColor(strong)
        faint.setAlphaF(0)
        fade = QLinearGradient(area.topLeft(), area.topRight())
        fade.setColorAt(0.0, faint)
        fade.setColorAt(0.75, strong)
        return QPen(fade, self._stroke)


def _wide_line(number: int, area: QRectF) -> QPolygonF:
    """Compute one curve of the wide pattern: two swells that narrow where they cross."""
    depth = number / (LINES - 1)
    points = []
    for step in range(STEPS + 1):
        x = step / STEPS
        upper = 0.28 - 0.25 * math.exp(-(((x - 0.77) / 0.26) ** 2)) + 0.02 * math.sin(5.0 * x)
        lower = 0.86 - 0.14 * math.exp(-(((x - 0.42) / 0.30) ** 2)) + 0.13 * x
        waist = 0.05 * math.sin(2 * math.pi * (x * 1.1 + 0.30 * depth))
        y = upper + (lower - upper) * depth + waist * math.sin(math.pi * depth)
        points.append(QPointF(area.width() * x, area.height() * y))
    return QPolygonF(points)


def _corner_line(number: int, area: QRectF) -> QPolygonF:
    """Compute one curve of a head band: lines that sink gently towards the right edge."""
    depth = number / (LINES - 1)
    points = []
    for step in range(STEPS + 1):
        x = step / STEPS
        y = -0.35 + 1.5 * depth + 0.28 * x * x + 0.05 * math.sin(3.2 * x + 2.4 * depth)
        points.append(QPointF(area.width() * x, area.height() * y))
    return QPolygonF(points)


def _thread(area: QRectF, end: float) -> QPainterPath:
    """Compute the glow line: along the water from the left, then down to what is to be pressed."""
    w, h = area.width(), area.height()
    path = QPointF(-4, 0.54 * h)
    line = QPainterPath(path)
    line.cubicTo(QPointF(0.12 * w, 0.50 * h), QPointF(0.18 * w, 0.45 * h), QPointF(0.30 * w, 0.49 * h))
    line.cubicTo(QPointF(0.42 * w, 0.53 * h), QPointF(0.50 * w, 0.575 * h), QPointF(0.66 * w, 0.60 * h))
    line.cubicTo(QPointF((end - 0.01) * w, 0.625 * h), QPointF(end * w, 0.72 * h), QPointF(end * w, h))
    return line
