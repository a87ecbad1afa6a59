"""The stage: takes screens from any thread, shows the page of each, and passes on what the resident touches.

A touch counts only on the page it was made on. Two rules see to that: after a touch that leaves the page, the page is
*spent* until the next screen comes; and a second strike at the same spot just after a page has turned is taken for the
rest of a double tap (:mod:`ui.touch_guard`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem

from kiosk.bilingual import Language
from kiosk.visit.actions import Action, ChangeCopies, Toggle, ToggleAll
from kiosk.visit.screens import Screen
from ui.place import Place
from ui.theme.theme import Theme
from ui.views.base import Backstage, PageView
from ui.views.table import make_view, page_file, page_name
from ui.words.words import Words

QML_IMPORT_NAME = "Hall"
QML_IMPORT_MAJOR_VERSION = 1

PAGES: Final = Path(__file__).parent / "qml" / "pages"
SPENT_S: Final = 1.0
"""A page that nothing follows takes touches again after so long; the visit may have had no reason to turn it."""

log = logging.getLogger("ui.stage")


class TerminalPort(Protocol):
    """The application as the screen sees it (:class:`kiosk.app.Terminal`)."""

    def show(self, listener: Callable[[Screen], None]) -> None:
        """Tell this listener each new screen, from whatever thread."""

    def start(self) -> None:
        """Open devices and portal, and begin; returns at once."""

    def touch(self, action: Action) -> None:
        """Take what the resident touched; returns at once."""

    def close(self) -> None:
        """End the running visit, close the devices, and wait until that is done."""


@QmlElement
@QmlUncreatable("The window has its stage given.")
class Stage(QObject):
    """Shows one page after another.

    Signals:
        turned: another page is to be loaded, with its view.
        shown: a screen is on the stage now; its page's name and its serial.
    """

    turned = Signal(QUrl, PageView, arguments=["page", "view"])
    shown = Signal(str, int, arguments=["page", "serial"])
    _arrived = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        words: Words,
        place: Place,
        send: Callable[[Action], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._place = place
        self._send = send
        self._clock = clock
        self._loader: QQuickItem | None = None
        self._views: list[PageView] = []
        self._screen: Screen | None = None
        self._serial = 0
        self._spent_until = 0.0
        self.turned_at = 0.0
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)

    # For every thread.

    def receive(self, screen: Screen) -> None:
        """Take a new screen; may be called from any thread."""
        self._arrived.emit(screen)

    # For the thread of the window.

    def set_loader(self, loader: QQuickItem) -> None:
        """Take the item that holds the page."""
        self._loader = loader

    def set_receiver(self, send: Callable[[Action], None]) -> None:
        """Send touches there from now on; the application comes to life after the first picture."""
        self._send = send

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
        """Counts the screens that have been shown."""
        return self._serial

    @property
    def screen(self) -> Screen | None:
        """The screen now shown."""
        return self._screen

    @Slot(object)
    def _show(self, screen: Screen) -> None:
        if screen == self._screen:
            return
        before, self._screen = self._screen, screen
        self._serial += 1
        self._spent_until = 0.0
        language = screen.frame.preferences.language
        backstage = Backstage(say=self._words.phrasebook(language), send=partial(self._touched, self._serial))
        view = make_view(screen, backstage)
        # The page before may still read its view until it is gone, so one more view is kept.
        self._views = [*self._views[-1:], view]
        same = type(before) is type(screen) and before is not None and _language(before) is language
        self._words.speak(language)
        self._place.speak(language)
        if same:
            self._refresh(view)
            self._theme.prefer(screen.frame.preferences)
        else:
            self._theme.prefer(screen.frame.preferences)
            self.turned_at = self._clock()
            self.turned.emit(QUrl.fromLocalFile(str(PAGES / page_file(screen))), view)
        log.info("page %s, serial %d", self.page, self._serial)
        self.shown.emit(self.page, self._serial)

    def _refresh(self, view: PageView) -> None:
        page = self._loader.property("item") if self._loader else None
        if page is not None:
            page.setProperty("view", view)

    def _touched(self, serial: int, action: Action) -> None:
        now = self._clock()
        if serial != self._serial or now < self._spent_until:
            log.info("touch %s dropped: the page has been left", type(action).__name__)
            return
        if not isinstance(action, Toggle | ToggleAll | ChangeCopies):
            self._spent_until = now + SPENT_S
        self._send(action)


def _language(screen: Screen) -> Language:
    return screen.frame.preferences.language
