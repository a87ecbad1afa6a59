"""The base of everything that is painted with QPainter."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from typing import ClassVar, Final, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from ui.letting_go import let_go_when_destroyed

Value = TypeVar("Value")
PICTURES_KEPT: Final = 6
"""For the attract page, all other pages and a sheet or two, at two contrasts; 1 to 3 MB each."""


class Drawing(QQuickPaintedItem):
    """A still image that is painted again only when one of its properties or its size changes."""

    changed: ClassVar[Signal]
    # Qt's own cache forgets what has not been seen for half a minute, as a page has not while the terminal is at rest.
    _kept: ClassVar[OrderedDict[str, QImage]] = OrderedDict()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setAntialiasing(True)
        self.visibleChanged.connect(self.update)
        let_go_when_destroyed(self)

    def paint(self, painter: QPainter) -> None:
        """Paint into the item's own rectangle; called by Qt while it renders, also for items that cannot be seen."""
        if self.width() <= 0 or self.height() <= 0 or not self.isVisible():
            return
        look = self.look()
        if look:
            self._paint_kept(painter, look)
        else:
            self._paint_now(painter)

    def look(self) -> str:
        """Name all that the picture depends on but its size, for a picture that is to be kept; empty for others.

        Kept pictures outlive the visit, so only a drawing that knows nothing of a resident may be kept.
        """
        return ""

    def _paint_kept(self, painter: QPainter, look: str) -> None:
        ratio = painter.device().devicePixelRatio()
        width, height = math.ceil(self.width() * ratio), math.ceil(self.height() * ratio)
        key = f"{type(self).__name__} {width} {height} {ratio} {look}"
        if key not in self._kept:
            self._kept[key] = self._picture(width, height, ratio)
            while len(self._kept) > PICTURES_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        painter.drawImage(0, 0, self._kept[key])

    def _picture(self, width: int, height: int, ratio: float) -> QImage:
        picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        brush = QPainter(picture)
        self._paint_now(brush)
        brush.end()
        return picture

    def _paint_now(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw within ``width()`` x ``height()`` px; each kind of drawing does this in its own way."""


def held(name: str, kind: type[Value]) -> tuple[Callable[[Drawing], Value], Callable[[Drawing, Value], None]]:
    """Return getter and setter of a property kept in attribute ``_name``; setting it repaints.

    The class sets the attribute in ``__init__`` and declares the signal ``changed``.
    """
    attribute = f"_{name}"

    def get(item: Drawing) -> Value:
        value = getattr(item, attribute)
        if not isinstance(value, kind):
            raise TypeError(f"{name} wants {kind.__name__}, found {type(value).__name__}")
        return value

    def put(item: Drawing, value: Value) -> None:
        if value == getattr(item, attribute):
            return
        setattr(item, attribute, value)
        item.changed.emit()
        item.update()

    return get, put


def bar(painter: QPainter, box: QRectF, radius: float, color: QColor) -> None:
    """Fill a rounded rectangle; ``radius`` in px."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(box, radius, radius)


def sheet(painter: QPainter, box: QRectF, radius: float, face: QColor, outline: QPen) -> None:
    """Fill a rounded rectangle and outline it inside its own box."""
    inset = outline.widthF() / 2
    painter.setPen(outline)
    painter.setBrush(face)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def figure(painter: QPainter, box: QRectF, color: QColor) -> None:
    """Fill a neutral head and shoulders into a box whose lower edge cuts the shoulders.

    Proportions from look.md, picture 05: head 84 x 104 at y 50, shoulders 180 wide from y 182, box 232 x 300.
    """
    painter.save()
    painter.setClipRect(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    head = QRectF(box.x() + box.width() * 0.319, box.y() + box.height() * 0.166, box.width() * 0.362, 0)
    head.setHeight(head.width() * 1.24)
    painter.drawRoundedRect(head, head.width() / 2, head.width() / 2)
    shoulders = QRectF(box.x() + box.width() * 0.112, box.y() + box.height() * 0.607, box.width() * 0.776, box.height())
    painter.drawRoundedRect(shoulders, shoulders.width() * 0.44, shoulders.width() * 0.44)
    painter.restore()
