"""The panel's window: its own engine with the terminal's theme, words and parts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

import ui.icons  # noqa: F401
from kiosk.bilingual import Language
from ui.errors import PageError
from ui.panel.model import PanelModel
from ui.theme import scale
from ui.theme.theme import Theme
from ui.words.words import Words

MAIN: Final = Path(__file__).parent / "qml" / "Panel.qml"
WIDTH: Final = 2240
HEIGHT: Final = 1920
"""Design pixels; the window is smaller, and everything in it with it."""


class PanelWindow:
    """The window and what lives in it.

    Args of the constructor:
        model: what it shows and does.
        width, height: the room for it, in device-independent pixels; it keeps its proportions in there.
        left: where it stands on the screen, in the same.
    """

    def __init__(self, *, model: PanelModel, width: int, height: int, left: int = 0) -> None:
        self._engine = QQmlApplicationEngine()
        theme, words = self._engine.singletonInstance("Hall", "Theme"), self._engine.singletonInstance("Hall", "Words")
        if not isinstance(theme, Theme) or not isinstance(words, Words):
            raise PageError("the engine lacks theme or words")
        self._theme, self._words = theme, words
        self._language = Language.CHINESE
        # The engine holds the model only weakly.
        self._model = model
        self._engine.setInitialProperties({"model": model})
        self._engine.load(QUrl.fromLocalFile(str(MAIN)))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise PageError("Panel.qml does not load; the log says why")
        self.window: QQuickWindow = roots[0]
        self.window.widthChanged.connect(self._fit)
        self.window.heightChanged.connect(self._fit)
        self.window.languageWanted.connect(self._other_language)  # type: ignore[attr-defined] # declared in Panel.qml
        unit = min(width / WIDTH, height / HEIGHT)
        self.window.setGeometry(left, 0, round(WIDTH * unit), round(HEIGHT * unit))
        self._fit()

    def show(self) -> None:
        """Put it on the screen."""
        self.window.show()

    def close(self) -> None:
        """Take it down: the window before the engine, so that no binding meets a theme that has gone."""
        self.window.close()
        for each in (self.window, self._engine):
            each.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _fit(self) -> None:
        width, height = float(self.window.width()), float(self.window.height())
        if width > 0 and height > 0:
            unit = min(width / WIDTH, height / HEIGHT)
            self._theme.fit(scale.reference_glass(unit * scale.SHORT_SIDE, unit * scale.LONG_SIDE))

    def _other_language(self) -> None:
        self._language = Language.ENGLISH if self._language is Language.CHINESE else Language.CHINESE
        self._words.speak(self._language)
