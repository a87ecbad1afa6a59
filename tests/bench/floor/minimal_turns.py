"""The floor of a page change: a touch on the smallest window, and the frame that shows the smallest next page.

    python minimal_turns.py COUNT

Prints a JSON list of the milliseconds from press to picture. The finger stays down as long as in the terminal's hands.
It imports Qt itself because the ui package is what it is compared with.
"""

# ruff: noqa: TID251

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

PRESS_MS = 20
PAUSE_MS = 250
PLACE = QPoint(540, 960)


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def turn(window: QQuickWindow) -> float:
    """Touch the window and return the ms until the next page is painted."""
    painted: list[float] = []
    before = window.property("page")

    def note() -> None:
        if not painted and window.property("page") != before:
            painted.append(time.monotonic())
            loop.quit()

    loop = QEventLoop()
    connection = window.frameSwapped.connect(note)
    pressed = time.monotonic()
    QTest.touchEvent(window, FINGER).press(0, PLACE, window).commit()
    wait(PRESS_MS)
    QTest.touchEvent(window, FINGER).release(0, PLACE, window).commit()
    if not painted:
        loop.exec()
    window.frameSwapped.disconnect(connection)
    return (painted[0] - pressed) * 1000


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    FINGER = QTest.createTouchDevice()
    engine = QQmlApplicationEngine()
    engine.load(QUrl.fromLocalFile(str(Path(__file__).with_name("MinimalTurns.qml"))))
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    times = []
    for _ in range(int(sys.argv[1])):
        wait(PAUSE_MS)
        times.append(turn(window))
    print(json.dumps(times))
