"""The floor: the smallest Qt Quick window that says something, in Python, on the renderer that the terminal uses.

It imports Qt itself because the ui package is what it is compared with.
"""

# ruff: noqa: TID251

import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow  # noqa: F401

if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    engine = QQmlApplicationEngine()
    engine.load(QUrl.fromLocalFile(str(Path(__file__).with_name("MinimalWindow.qml"))))
    sys.exit(application.exec())
