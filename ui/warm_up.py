"""Read and compile every page while nobody is there, so that the first touches are as quick as all others."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

import ui.views
from ui.stage import PAGES

STEP_MS: Final = 40
"""One page a step: a touch that comes meanwhile waits for no more than one."""


class WarmUp(QObject):
    """Imports the views one by one, then compiles the pages one by one; the engine keeps what it compiled."""

    def __init__(self, *, engine: QQmlEngine, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = engine
        self._views = [found.name for found in pkgutil.iter_modules(ui.views.__path__, "ui.views.")]
        self._pages = sorted(PAGES.glob("*.qml"))
        self._compiled: list[QQmlComponent] = []
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; returns at once."""
        self._timer.start()

    def _step(self) -> None:
        if self._views:
            import_module(self._views.pop())
        elif self._pages:
            url = QUrl.fromLocalFile(str(self._pages.pop()))
            self._compiled.append(QQmlComponent(self._engine, url, QQmlComponent.CompilationMode.Asynchronous, self))
        else:
            self._timer.stop()
