"""The window: engine, singletons and stage, put together and shown."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickItem, QQuickWindow

import ui.drawings.machine
import ui.drawings.water
import ui.icons
import ui.items.paged_column
import ui.items.qr_code  # noqa: F401 - the engine knows a type once its module has been read
from ui.drawings.machine import Machine
from ui.errors import PageError
from ui.place import Hall, Place, wall_clock
from ui.stage import Stage
from ui.theme import scale
from ui.theme.theme import Theme
from ui.words.words import Words

MAIN: Final = Path(__file__).parent / "qml" / "Main.qml"

log = logging.getLogger("ui.window")


@dataclass(frozen=True, kw_only=True)
class Sight:
    """How the window stands on the screen.

    Attributes:
        width, height: in device-independent pixels; absent for the whole screen.
        diagonal_mm: of the window's glass; absent where the window stands in for the 27-inch screen of the design.
        fullscreen: without a frame, over everything.
        panel: the parts of the machine's front below the screen, from left to right; none when nobody has said.
        reduced_motion: nothing moves at all.
    """

    width: int | None = 1080
    height: int | None = 1920
    diagonal_mm: float | None = None
    fullscreen: bool = False
    panel: tuple[str, ...] = ("reader", "certificate", "slip", "scanner")
    reduced_motion: bool = False


class TerminalWindow:
    """The window and everything that lives in it; closed in the order that Qt wants.

    Attributes:
        window: the Qt Quick window.
        stage: shows the pages.
        theme: the colours and sizes in use.
    """

    def __init__(
        self,
        *,
        sight: Sight,
        hall: Hall,
        clock: Callable[[], datetime] = wall_clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sight = sight
        self._engine = QQmlApplicationEngine()
        self._engine.setOutputWarningsToStandardError(False)
        self._engine.warnings.connect(_log_warnings)
        self.theme = _singleton(self._engine, "Theme", Theme)
        words = _singleton(self._engine, "Words", Words)
        place = _singleton(self._engine, "Place", Place)
        place.stand(hall, clock)
        machine = _singleton(self._engine, "Machine", Machine)
        machine.stand(sight.panel, reduced_motion=sight.reduced_motion)
        self.stage = Stage(theme=self.theme, words=words, place=place, clock=monotonic)
        self._engine.setInitialProperties({"stage": self.stage})
        self._engine.load(QUrl.fromLocalFile(str(MAIN)))
        self._take_root()

    def _take_root(self) -> None:
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise PageError("Main.qml does not load; the log says why")
        self.window: QQuickWindow = roots[0]
        loader = self.window.findChild(QQuickItem, "page")
        if loader is None:
            raise PageError("Main.qml has no item named page")
        self.stage.set_loader(loader)
        self.window.widthChanged.connect(self._fit)
        self.window.heightChanged.connect(self._fit)

    def show(self) -> None:
        """Put the window on the screen."""
        sight = self._sight
        if sight.width and sight.height:
            self.window.resize(sight.width, sight.height)
        if sight.fullscreen:
            # Nobody has a mouse here; a pointer left in the middle of the glass looks like a fault.
            self.window.setCursor(Qt.CursorShape.BlankCursor)
            self.window.setFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
            self.window.setGeometry(self.window.screen().geometry())
            self.window.showFullScreen()
        else:
            self.window.show()
        self._fit()

    def warm_up(self) -> None:
        """Make the other pages ready, step by step; returns at once."""
        from ui.warm_up import WarmUp

        WarmUp(engine=self._engine, parent=self._engine).start()

    def close(self) -> None:
        """Take the window down: the engine first, so that no binding meets a view that has gone."""
        self.stage.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.close()
        self._engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _fit(self) -> None:
        width, height = float(self.window.width()), float(self.window.height())
        if width <= 0 or height <= 0:
            return
        diagonal_mm = self._sight.diagonal_mm
        if diagonal_mm is None:
            self.theme.fit(scale.reference_glass(width, height))
        else:
            self.theme.fit(scale.Glass(width, height, diagonal_mm / math.hypot(width, height)))


_Singleton = TypeVar("_Singleton", bound=QObject)


def _singleton(engine: QQmlApplicationEngine, name: str, kind: type[_Singleton]) -> _Singleton:
    made = engine.singletonInstance("Hall", name)
    if not isinstance(made, kind):
        raise PageError(f"the engine has no singleton {name}")
    return made


def _log_warnings(warnings: list[QQmlError]) -> None:
    for warning in warnings:
        log.error("QML: %s", warning.toString())
