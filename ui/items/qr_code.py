"""QrCode: a QR code as an item; black on white in every contrast, with its quiet zone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from ui.letting_go import let_go_when_destroyed

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

QUIET_ZONE: Final = 4
"""Modules of white around the code (ISO/IEC 18004, section 5.3.8)."""


@QmlElement
class QrCode(QQuickPaintedItem):
    """Paints ``content``; nothing but white while that is empty. The code leaves memory with the page."""

    contentChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        let_go_when_destroyed(self)
        self._content = ""
        self._modules: list[list[bool]] = []
        self.setFillColor(Qt.GlobalColor.white)

    def _get_content(self) -> str:
        return self._content

    def _set_content(self, content: str) -> None:
        if content != self._content:
            self._content = content
            self._modules = _modules(content) if content else []
            self.contentChanged.emit()
            self.update()

    content = Property(str, _get_content, _set_content, notify=contentChanged)

    def paint(self, painter: QPainter) -> None:
        """Paint whole modules, so that no scanner meets a grey edge."""
        if not self._modules:
            return
        count = len(self._modules) + 2 * QUIET_ZONE
        side = int(min(self.width(), self.height()) // count)
        left = (self.width() - side * count) // 2 + side * QUIET_ZONE
        top = (self.height() - side * count) // 2 + side * QUIET_ZONE
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(QRectF(left + x * side, top + y * side, side, side), Qt.GlobalColor.black)


def _modules(content: str) -> list[list[bool]]:
    # Read only when a code is wanted; the first picture must not wait for it.
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(content)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]
