"""A card and a person, as neutral as can be: no emblem and no real layout is drawn (look.md, section 5)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from ui.drawings.drawing import Drawing, bar, figure, held, sheet
from ui.drawings.objects import CARD, CARD_BARS, CARD_EDGE, CARD_PHOTO, shadow

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

DESIGN_WIDTH: Final = 434.0
"""px of the drawing: the card, 428 x 270 (true 85.6 : 54), and its offset, 6 and 8 px (look.md, sections 4 and 5)."""
CARD_BOX: Final = QRectF(0, 0, 428, 270)
OFFSET: Final = (6.0, 8.0)
RADIUS: Final = 14.0
LINES: Final = ((34.0, 44.0, 131.0), (34.0, 80.0, 91.0), (34.0, 116.0, 171.0), (34.0, 152.0, 201.0))
"""x, y and width of the four grey lines; the fifth runs under all."""
LINE_HEIGHT: Final = 13.0
LAST_LINE: Final = QRectF(34, 218, 360, 13)
PHOTO: Final = QRectF(282, 36, 112, 148)
BOOK_BOX: Final = QRectF(0, 0, 428, 270)
FOLD: Final = 214.0
"""px from the left, where the two pages of an open booklet meet (125 x 88 mm each, ICAO Doc 9303-4; drawn lower)."""
BOOK_LINES: Final = ((344.0, 40.0, 56.0), (344.0, 72.0, 40.0), (344.0, 104.0, 56.0), (344.0, 136.0, 30.0))
ZONE_LINES: Final = (206.0, 232.0)
"""y of the two long lines below, that machines read."""
BOOK_PHOTO: Final = QRectF(238, 36, 88, 118)
ARCS: Final = (28.0, 46.0, 64.0, 82.0)
"""Radii in px."""
ARC_CENTRE: Final = -16.0
ARC_HALF_DEGREES: Final = 25


@QmlElement
class CardDrawing(Drawing):
    """A card seen from above; proportions 434 x 278."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._panelDark = QColor("black")

    _get_panel_dark, _set_panel_dark = held("panelDark", QColor)
    panelDark = Property(QColor, _get_panel_dark, _set_panel_dark, notify=changed)

    def draw(self, painter: QPainter) -> None:
        """Draw the offset, the card, its lines and its photo."""
        scale = self.width() / DESIGN_WIDTH
        painter.scale(scale, scale)
        bar(painter, CARD_BOX.translated(*OFFSET), RADIUS, shadow(self._panelDark))
        sheet(painter, CARD_BOX, RADIUS, CARD, QPen(CARD_EDGE, 3))
        for x, y, width in LINES:
            bar(painter, QRectF(x, y, width, LINE_HEIGHT), 3, CARD_BARS)
        bar(painter, LAST_LINE, 3, CARD_EDGE)
        bar(painter, PHOTO, 4, CARD_PHOTO)
        figure(painter, PHOTO, CARD_EDGE)


@QmlElement
class BookletDrawing(Drawing):
    """A booklet open at its photo page, seen from above; proportions 434 x 278."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._panelDark = QColor("black")

    _get_panel_dark, _set_panel_dark = held("panelDark", QColor)
    panelDark = Property(QColor, _get_panel_dark, _set_panel_dark, notify=changed)

    def draw(self, painter: QPainter) -> None:
        """Draw the offset, both pages, the fold, and on the right page photo and lines."""
        scale = self.width() / DESIGN_WIDTH
        painter.scale(scale, scale)
        bar(painter, BOOK_BOX.translated(*OFFSET), RADIUS, shadow(self._panelDark))
        sheet(painter, BOOK_BOX, RADIUS, CARD, QPen(CARD_EDGE, 3))
        bar(painter, QRectF(FOLD - 1.5, 3, 3, BOOK_BOX.height() - 6), 0, CARD_EDGE)
        for x, y, width in BOOK_LINES:
            bar(painter, QRectF(x, y, width, LINE_HEIGHT), 3, CARD_BARS)
        for y in ZONE_LINES:
            bar(painter, QRectF(238, y, 164, LINE_HEIGHT), 3, CARD_EDGE)
        bar(painter, BOOK_PHOTO, 4, CARD_PHOTO)
        figure(painter, BOOK_PHOTO, CARD_EDGE)


@QmlElement
class PersonDrawing(Drawing):
    """A neutral head and shoulders, also where a photo is withheld; proportions 232 x 300."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._ground = QColor("white")
        self._figure = QColor("black")

    _get_ground, _set_ground = held("ground", QColor)
    _get_figure, _set_figure = held("figure", QColor)
    ground = Property(QColor, _get_ground, _set_ground, notify=changed)
    figure = Property(QColor, _get_figure, _set_figure, notify=changed)

    def draw(self, painter: QPainter) -> None:
        """Draw the ground and the figure."""
        box = QRectF(0, 0, self.width(), self.height())
        bar(painter, box, self.width() * 0.035, self._ground)
        figure(painter, box, self._figure)


@QmlElement
class ReaderMark(Drawing):
    """Four arcs that grow to the right: the place where a card is held against the machine; proportions 70 x 76."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._color = QColor("white")

    _get_color, _set_color = held("color", QColor)
    color = Property(QColor, _get_color, _set_color, notify=changed)

    def draw(self, painter: QPainter) -> None:
        """Draw the arcs around a point left of the item; 16 units of a Qt arc are one degree."""
        painter.scale(self.width() / 70, self.height() / 76)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._color, 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for radius in ARCS:
            box = QRectF(ARC_CENTRE - radius, 38 - radius, 2 * radius, 2 * radius)
            painter.drawArc(box, -ARC_HALF_DEGREES * 16, 2 * ARC_HALF_DEGREES * 16)
