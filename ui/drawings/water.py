"""The water line: thin parallel curves, kin of the ground pattern on certificates."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import Property, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from ui.drawings.drawing import Drawing, held

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

LINES: Final = 40
WIDTH: Final = 1080.0
BAND: Final = (835.0, 1520.0)
"""Top and bottom px of the band in picture 01; the figures below are fitted to that picture, to about 6 px."""
LEVEL: Final = 940.0
FALL: Final = 33.0
SPREAD: Final = 478.6
WAVES: Final = ((110.0, 6.097, 1.873, 0.064), (74.9, 7.15, 0.356, 3.625), (47.6, 6.738, 6.182, 0.639))
"""Amplitude in px, turn along the width, turn from line to line, and start, in radians."""
SEGMENTS: Final = 18
FAINTEST: Final = 0.4
GLOW_LINE: Final = 19 / 39
GLOW_LEAVES: Final = 0.54
"""Where along the width the glow line leaves its companions to run down into the key."""


def height_of(along: float, line: float) -> float:
    """Return the y of a line, both arguments from 0 to 1, in px of picture 01."""
    waves = sum(high * math.sin(turn * along + step * line + start) for high, turn, step, start in WAVES)
    return LEVEL + FALL * along + SPREAD * line + waves


def mix(ground: QColor, color: QColor, strength: float) -> QColor:
    """Return the opaque colour that ``color`` at ``strength`` (0 to 1) gives on ``ground``."""
    rest = 1 - strength
    return QColor.fromRgbF(
        ground.redF() * rest + color.redF() * strength,
        ground.greenF() * rest + color.greenF() * strength,
        ground.blueF() * rest + color.blueF() * strength,
    )


@QmlElement
class WaterLines(Drawing):
    """The lines over the item's whole size.

    ``unit`` is the length of one design px; ``ground`` the colour beneath; ``fades`` lets the lines vanish towards the
    left, before running text begins; with an opaque ``glow`` one line runs down into the lower edge at ``glowAt``
    (0 to 1 of the width). A ``wave`` of the ground's own colour is not drawn, as in ``light`` and ``dark``.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._ground = QColor("transparent")
        self._wave = QColor("transparent")
        self._glow = QColor("transparent")
        self._glowAt = 0.797
        self._unit = 1.0
        self._fades = False

    _get_ground, _set_ground = held("ground", QColor)
    _get_wave, _set_wave = held("wave", QColor)
    _get_glow, _set_glow = held("glow", QColor)
    _get_glow_at, _set_glow_at = held("glowAt", float)
    _get_unit, _set_unit = held("unit", float)
    _get_fades, _set_fades = held("fades", bool)
    ground = Property(QColor, _get_ground, _set_ground, notify=changed)
    wave = Property(QColor, _get_wave, _set_wave, notify=changed)
    glow = Property(QColor, _get_glow, _set_glow, notify=changed)
    glowAt = Property(float, _get_glow_at, _set_glow_at, notify=changed)
    unit = Property(float, _get_unit, _set_unit, notify=changed)
    fades = Property(bool, _get_fades, _set_fades, notify=changed)

    def look(self) -> str:
        """Every page bears the lines, and drawing them takes longer than all else on it."""
        colours = " ".join(each.name(QColor.NameFormat.HexArgb) for each in (self._ground, self._wave, self._glow))
        return f"{colours} {self._glowAt} {self._unit} {self._fades}"

    def draw(self, painter: QPainter) -> None:
        """Draw every line from the top one down, fainter towards both margins of the band."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._wave.alpha() > 0 and self._wave != self._ground:
            for number in range(LINES):
                line = number / (LINES - 1)
                strength = FAINTEST + (1 - FAINTEST) * math.sin(math.pi * line)
                painter.setPen(self._pen(strength))
                painter.drawPath(self._curve(line, 1.0))
        if self._glow.alpha() > 0:
            self._draw_glow(painter)

    def _pen(self, strength: float) -> QPen:
        """A pen in a mix of wave and ground: opaque pens are three times as fast as translucent ones."""
        color = mix(self._ground, self._wave, strength)
        pen = QPen(color, 1.7 * self._unit)
        if self._fades:
            gradient = QLinearGradient(0, 0, self.width(), 0)
            gradient.setColorAt(0, self._ground)
            gradient.setColorAt(1, color)
            pen.setBrush(gradient)
        return pen

    def _point(self, along: float, line: float) -> QPointF:
        top, bottom = BAND
        down = (height_of(along, line) - top) / (bottom - top)
        return QPointF(along * self.width(), down * self.height())

    def _curve(self, line: float, until: float) -> QPainterPath:
        """A smooth path through the points of a line: each joint has the slope of its neighbours' chord."""
        points = [self._point(until * step / SEGMENTS, line) for step in range(-1, SEGMENTS + 2)]
        path = QPainterPath(points[1])
        for before, start, end, after in zip(points, points[1:], points[2:], points[3:], strict=False):
            path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
        return path

    def _draw_glow(self, painter: QPainter) -> None:
        path = self._curve(GLOW_LINE, GLOW_LEAVES)
        start = self._point(GLOW_LEAVES, GLOW_LINE)
        slope = start - self._point(GLOW_LEAVES - 0.01, GLOW_LINE)
        into = self._glowAt * self.width()
        reach = into - start.x()
        first = start + slope * (reach * 0.9 / slope.x())
        path.cubicTo(first, QPointF(into, start.y() + (self.height() - start.y()) * 0.1), QPointF(into, self.height()))
        painter.setPen(QPen(self._glow, 5 * self._unit))
        painter.drawPath(path)
