"""A finger on the real window: finds a key by its name, presses, holds and lifts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.visit.actions import Action
from kiosk.visit.preferences import Preferences
from kiosk.visit.screens import Screen
from tests.ui.looking import Onlooker
from ui.hands import is_key, items_below
from ui.words.flow import plain


class Finger:
    """Shows screens in one window and touches what they show.

    Attributes:
        sent: the actions that the page sent, in their order.
    """

    def __init__(self, onlooker: Onlooker) -> None:
        self._onlooker = onlooker
        self._window = onlooker.window.window
        self.sent: list[Action] = []
        onlooker.window.stage.send_to(lambda action, serial: self.sent.append(action))

    def show(self, screen: Screen) -> None:
        """Show a screen; what was sent before is forgotten."""
        self._onlooker.show(screen)
        self.sent.clear()

    def press(self, name: str) -> None:
        """Press a key and leave the finger on it."""
        QTest.mousePress(self._window, Qt.MouseButton.LeftButton, pos=self._place(name))

    def lift(self, name: str) -> None:
        """Lift the finger where it is."""
        QTest.mouseRelease(self._window, Qt.MouseButton.LeftButton, pos=self._place(name))

    def touch(self, name: str) -> list[Action]:
        """Press and lift; return what was sent."""
        self.press(name)
        self.lift(name)
        return list(self.sent)

    def type_in(self, signs: str) -> None:
        """Touch one key of a keypad or keyboard after another, each on the page as the one before left it."""
        for sign in signs:
            self.touch(f"key-{sign}")
            self._onlooker.settle()

    def step(self, name: str) -> list[Action]:
        """Touch a key that shows something else on the same page; return what has been sent so far."""
        sent = self.touch(name)
        self._onlooker.settle()
        return sent

    def reachable(self) -> list[str]:
        """Name the keys that can be pressed now, in painting order."""
        return [item.objectName() for item in self._items() if is_key(item) and item.isEnabled()]

    def texts(self) -> list[str]:
        """Return all that is written on the page, from top to bottom in painting order."""
        found = [item.property("text") for item in self._items() if item.inherits("QQuickText")]
        return [plain(str(text)) for text in found if text]

    def find(self, name: str) -> QQuickItem:
        """Return the visible item of this name."""
        return next(item for item in self._items() if item.objectName() == name)

    def _items(self) -> list[QQuickItem]:
        return list(items_below(self._window.contentItem()))

    def _place(self, name: str) -> QPoint:
        item = self.find(name)
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        return middle.toPoint()


STANDARD = Preferences()
