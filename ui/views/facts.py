"""Facts: labels with their values, as several pages list them."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement

from ui.qml_types import made_in_python
from ui.views.base import FROM_HERE

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python(FROM_HERE)
class FactItem(QObject):
    """A label and its value."""

    def __init__(self, label: str, value: str, parent: QObject) -> None:
        super().__init__(parent)
        self._label = label
        self._value = value

    @Property(str, constant=True)
    def label(self) -> str:
        return self._label

    @Property(str, constant=True)
    def value(self) -> str:
        return self._value
