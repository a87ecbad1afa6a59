"""Parts of the world of which there are several: network lines, and what recognises people."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from devices.ports import MatchOutcome
from devices.status import DeviceKind
from ui.qml_types import made_in_python

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python("The panel's model makes one for each line.")
class LineItem(QObject):
    """One network line."""

    changed = Signal()

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self._cut = False

    def follow(self, cut: bool) -> None:
        """Note whether it is cut."""
        if cut != self._cut:
            self._cut = cut
            self.changed.emit()

    @Property(str, constant=True)
    def name(self) -> str:
        return self._name

    @Property(bool, notify=changed)
    def cut(self) -> bool:
        return self._cut


@QmlElement
@made_in_python("The panel's model makes one for each matcher.")
class MatcherItem(QObject):
    """A fingerprint reader or face camera, and whom it finds."""

    changed = Signal()

    def __init__(self, kind: DeviceKind, parent: QObject) -> None:
        super().__init__(parent)
        self.kind = kind
        self._outcome = MatchOutcome.SAME_PERSON

    def follow(self, outcome: MatchOutcome) -> None:
        """Note whom it finds from now on."""
        if outcome is not self._outcome:
            self._outcome = outcome
            self.changed.emit()

    @Property(bool, constant=True)
    def isFace(self) -> bool:
        return self.kind is DeviceKind.FACE_CAMERA

    @Property(str, notify=changed)
    def outcome(self) -> str:
        return self._outcome.value
