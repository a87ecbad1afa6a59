"""Run the terminal.

A resident must never look at a dark screen, so the terminal starts in two stages.

First, only what the attract page needs: the settings are read and checked, the state folder is taken, the log is
opened; then Qt, the window, and the visit, which says that nobody is here. No library of a device, the portal or paper
has been imported by then.

Second, once the attract page has been *painted*, a thread of its own imports all the rest (:mod:`kiosk.app`), builds
it, and opens the devices. The page stays alive meanwhile; its count of services grows as devices and lines answer.
What cannot be built stops the terminal with its failure code, on screen and in the log.

Closing goes the other way round: the application first, since its threads still call into the window, then the window.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from devices.status import Outlet
from kiosk.catalogue.loader import load_catalogue
from kiosk.config import load_settings
from kiosk.errors import KioskError
from kiosk.failures import load_failures
from kiosk.log import Redactor, open_log
from kiosk.settings import Profile, ScreenSettings, Settings
from kiosk.single import StateFolder
from kiosk.terminal import Alarm, Terminal
from kiosk.visit.state import House, Policy

if TYPE_CHECKING:
    from kiosk.app import Application
    from ui.frames import Frames
    from ui.touch_guard import TouchGuard
    from ui.window import Sight, TerminalWindow

log = logging.getLogger("ui.main")

UNFORESEEN: Final = "TERMINAL_UNFORESEEN"


def run_terminal(config_path: Path) -> int:
    """Run the terminal until its window closes; returns the exit status. Raises :class:`kiosk.errors.KioskError`."""
    settings = load_settings(config_path)
    folder = StateFolder(settings.terminal.state_dir)
    folder.take()
    redactor = Redactor()
    open_log(settings.terminal.state_dir / "log", redactor)
    prepare_environment(settings)
    try:
        return show_terminal(settings, redactor)
    finally:
        folder.release()


def prepare_environment(settings: Settings) -> None:
    """Tell Qt how to draw and where to keep compiled pages, before it is imported."""
    if settings.screen.renderer.value == "software":
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QML_DISK_CACHE_PATH", str(settings.terminal.state_dir / "qmlcache"))


def show_terminal(settings: Settings, redactor: Redactor) -> int:
    """Show the attract page, then bring the application to life behind it; returns when the window closes."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    from ui.crash import CrashHook
    from ui.frames import Frames
    from ui.place import Hall
    from ui.signals import StopSignals
    from ui.touch_guard import TouchGuard
    from ui.window import TerminalWindow

    application = QGuiApplication(["kiosk"])
    crashes = CrashHook(application)
    crashes.install()
    _stop = StopSignals(application)
    place = Hall(name=settings.terminal.place, terminal=settings.terminal.id, phone=settings.terminal.hotline)
    window = TerminalWindow(sight=sight_of(settings.screen), hall=place)
    terminal = Terminal(
        house=House(catalogue=load_catalogue(), failures=load_failures(), policy=policy_of(settings)),
        first_key=secrets.token_hex(16),
        show=window.stage.receive,
        new_support_code=lambda: secrets.token_hex(3).upper(),
    )
    window.stage.send_to(terminal.touch)
    frames = Frames(window=window.window, stage=window.stage)
    guard = TouchGuard(window=window.window, stage=window.stage, theme=window.theme)
    backroom = Backroom(settings=settings, terminal=terminal, window=window, redactor=redactor)
    frames.first.connect(backroom.open, Qt.ConnectionType.QueuedConnection)
    frames.first.connect(window.warm_up, Qt.ConnectionType.QueuedConnection)
    if settings.terminal.profile is Profile.SANDBOX and settings.sandbox and settings.sandbox.hands_socket:
        socket = settings.sandbox.hands_socket
        frames.first.connect(lambda: open_hands(window, frames, guard, socket), Qt.ConnectionType.QueuedConnection)
    window.stage.show_first(terminal.shown)
    window.show()
    status = application.exec()
    backroom.close()
    window.close()
    return status


class Backroom:
    """Everything behind the screen, brought to life after the first picture."""

    def __init__(self, *, settings: Settings, terminal: Terminal, window: TerminalWindow, redactor: Redactor) -> None:
        from ui.memory import ScreenMemory

        self._settings = settings
        self._terminal = terminal
        self._redactor = redactor
        self._memory = ScreenMemory(stage=window.stage)
        self._application: Application | None = None
        self._thread = threading.Thread(target=self._build, name="start", daemon=True)

    def open(self) -> None:
        """Build and open the application on a thread of its own."""
        self._thread.start()

    def close(self) -> None:
        """Close the application, after waiting for its building to end."""
        if self._thread.ident is not None:
            self._thread.join()
        if self._application is not None:
            self._application.close()

    def _build(self) -> None:
        """Build; whatever keeps the application from living is told to staff on the screen. A broad catch is right
        here: a library that cannot be imported must not leave a terminal that looks alive and is not."""
        try:
            from kiosk.app import Application

            self._application = Application(
                settings=self._settings,
                terminal=self._terminal,
                wipeables=(self._memory,),
                redactor=self._redactor,
            )
            self._application.open()
        except KioskError as error:
            log.critical("the terminal cannot work: %s", error)
            self._terminal.observe(Alarm(error.code))
        except Exception:
            log.critical("the terminal cannot work", exc_info=True)
            self._terminal.observe(Alarm(UNFORESEEN))


def open_hands(window: TerminalWindow, frames: Frames, guard: TouchGuard, socket: str) -> None:
    """Let the sandbox touch the window; its module is never imported in production."""
    from ui.hands import Hands

    Hands(window=window.window, stage=window.stage, frames=frames, guard=guard, socket=socket)


def sight_of(settings: ScreenSettings) -> Sight:
    """Say how the window stands on the screen."""
    from ui.window import Sight

    return Sight(
        width=settings.width_px,
        height=settings.height_px,
        diagonal_mm=settings.diagonal_mm if settings.full_screen else None,
        fullscreen=settings.full_screen,
        panel=settings.panel,
        reduced_motion=settings.reduced_motion,
    )


def policy_of(settings: Settings) -> Policy:
    """Turn the settings' waits into the visit's policy; without an input board nothing sees papers being taken."""
    waiting = settings.waiting
    return Policy(
        idle_s=waiting.idle_s,
        idle_aided_s=waiting.idle_aided_s,
        countdown_s=waiting.countdown_s,
        card_back_s=waiting.card_back_s,
        remind_s=waiting.remind_s,
        rating_s=waiting.rating_s,
        patience_s=waiting.patience_s,
        sensed=frozenset(Outlet) if settings.input_board else frozenset(),
    )
