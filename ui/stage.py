"""The stage: takes screens from any thread, shows the page of each, and passes on what the resident touches.

A touch counts only on the screen it was made on: each carries that screen's serial, and the terminal drops those of a
screen that has been left. The rest of a double tap never gets here (:mod:`ui.touch_guard`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem

from kiosk.bilingual import Language
from kiosk.terminal import Shown
from kiosk.visit.actions import Action
from kiosk.visit.screens import Screen
from ui.place import Place
from ui.qml_types import made_in_python
from ui.theme.theme import Theme
from ui.views.base import Backstage, PageView
from ui.views.table import make_view, page_file, page_name
from ui.words.flow import plain
from ui.words.words import Words

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

PAGES: Final = Path(__file__).parent / "qml" / "pages"

STILL_READ_MS: Final = 100
"""How long rows of a page that got fresher may live on; the engine takes them down once its event loop turns."""

log = logging.getLogger("ui.stage")


@QmlElement
@made_in_python("The window has its stage given.")
class Stage(QObject):
    """Shows one page after another.

    Signals:
        turned: another page is to be loaded, with its view.
        shown: a screen is on the stage now; its page's name and its serial.
        asked: the page that is shown asks something else than before, without a new screen.
    """

    turned = Signal(QUrl, PageView, arguments=["page", "view"])
    shown = Signal(str, int, arguments=["page", "serial"])
    asked = Signal()
    _arrived = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        words: Words,
        place: Place,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._place = place
        self._send: Callable[[Action, int], None] = _nobody
        self._clock = clock
        self._loader: QQuickItem | None = None
        self._views: list[PageView] = []
        self._letting_go = QTimer(self, singleShot=True, interval=STILL_READ_MS)
        self._letting_go.timeout.connect(self._let_go)
        self._screen: Screen | None = None
        self._serial = 0
        self.turned_at = 0.0
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)

    # For every thread.

    def receive(self, shown: Shown) -> None:
        """Take a new screen; may be called from any thread."""
        self._arrived.emit(shown)

    # For the thread of the window.

    def set_loader(self, loader: QQuickItem) -> None:
        """Take the item that holds the page."""
        self._loader = loader

    def send_to(self, send: Callable[[Action, int], None]) -> None:
        """Send touches there from now on, each with the serial of its screen."""
        self._send = send

    def show_first(self, shown: Shown) -> None:
        """Show a screen at once, before the window is seen."""
        self._show(shown)

    def clear(self) -> None:
        """Take the page down and let go of its view."""
        if self._loader is not None:
            self._loader.setProperty("active", False)
        self._loader = None
        self._screen = None

    @property
    def page(self) -> str:
        """The name of the page now shown; empty before the first."""
        return page_name(self._screen) if self._screen else ""

    @property
    def serial(self) -> int:
        """The serial of the screen now shown."""
        return self._serial

    @property
    def screen(self) -> Screen | None:
        """The screen now shown."""
        return self._screen

    @Slot(object)
    def _show(self, shown: Shown) -> None:
        screen, before = shown.screen, self._screen
        self._screen, self._serial = screen, shown.serial
        preferences = screen.frame.preferences
        language = preferences.language
        backstage = Backstage(say=self._words.phrasebook(language), send=partial(self._touched, shown.serial))
        view = make_view(screen, backstage)
        self._views.append(view)
        self._letting_go.start()
        self._words.speak(language)
        self._place.speak(language)
        if type(before) is type(screen) and _language(before) is language:
            self._refresh(view)
            self._theme.prefer(preferences)
        else:
            self._theme.prefer(preferences)
            self.turned_at = self._clock()
            self.turned.emit(QUrl.fromLocalFile(str(PAGES / page_file(screen))), view)
            self._listen()
        log.info("page %s, serial %d", self.page, self._serial)
        self.shown.emit(self.page, self._serial)

    def forget_previous(self) -> None:
        """Let go of the view of the page before; it may know somebody who has gone."""
        self._views = self._views[-1:]

    def spoken(self) -> str:
        """The one sentence that the page now shown asks; empty when it asks none."""
        page = self._loader.property("item") if self._loader else None
        question = page.property("question") if page is not None else None
        return plain(question) if isinstance(question, str) else ""

    def _let_go(self) -> None:
        """Keep one more view than the present one: the page before may read it until it is gone."""
        self._views = self._views[-2:]

    def _listen(self) -> None:
        """Hear when the page changes its question by itself, as pages do on which one field is typed after another."""
        page = self._loader.property("item") if self._loader else None
        changed = getattr(page, "questionChanged", None)
        if changed is not None:
            changed.connect(self.asked)

    def _refresh(self, view: PageView) -> None:
        page = self._loader.property("item") if self._loader else None
        if page is not None:
            page.setProperty("view", view)

    def _touched(self, serial: int, action: Action) -> None:
        self._send(action, serial)


def _language(screen: Screen | None) -> Language | None:
    return screen.frame.preferences.language if screen else None


def _nobody(action: Action, serial: int) -> None:
    log.info("touch %s at screen %d: nobody is there yet", type(action).__name__, serial)
