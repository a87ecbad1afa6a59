"""A phone that shows a code, as neutral as can be: no make, and a code that says only that it is a specimen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from ui.drawings.code import draw_code
from ui.drawings.drawing import Drawing, bar, held, sheet
from ui.drawings.objects import CARD, CARD_BARS, CARD_EDGE, CARD_PHOTO, PAPER, shadow

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

DESIGN_WIDTH: Final = 246.0
"""px of the drawing: the phone, 240 x 400, and its offset, 6 and 8 px (look.md, section 4)."""
BODY: Final = QRectF(0, 0, 240, 400)
OFFSET: Final = (6.0, 8.0)
RADIUS: Final = 26.0
GLASS: Final = QRectF(14, 34, 212, 332)
SLOT: Final = QRectF(95, 15, 50, 6)
LINES: Final = ((40.0, 62.0, 90.0), (40.0, 88.0, 130.0))
"""x, y and width of two grey lines over the code."""
LINE_HEIGHT: Final = 13.0
CODE_GROUND: Final = QRectF(32, 122, 176, 176)
CODE_BOX: Final = QRectF(45, 135, 150, 150)
LAST_LINE: Final = QRectF(70, 322, 100, 13)


@QmlElement
class PhoneDrawing(Drawing):
    """A phone seen from the front; proportions 246 x 408."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._panelDark = QColor("black")

    _get_panel_dark, _set_panel_dark = held("panelDark", QColor)
    panelDark = Property(QColor, _get_panel_dark, _set_panel_dark, notify=changed)

    def draw(self, painter: QPainter) -> None:
        """Draw the offset, the body, its glass, and on it lines and the code."""
        scale = self.width() / DESIGN_WIDTH
        painter.scale(scale, scale)
        bar(painter, BODY.translated(*OFFSET), RADIUS, shadow(self._panelDark))
        sheet(painter, BODY, RADIUS, CARD_EDGE, QPen(CARD_PHOTO, 3))
        bar(painter, SLOT, 3, CARD_BARS)
        bar(painter, GLASS, 8, CARD)
        for x, y, width in LINES:
            bar(painter, QRectF(x, y, width, LINE_HEIGHT), 3, CARD_BARS)
        bar(painter, CODE_GROUND, 6, PAPER)
        draw_code(painter, CODE_BOX)
        bar(painter, LAST_LINE, 3, CARD_BARS)
