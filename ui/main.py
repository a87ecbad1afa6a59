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
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from devices.status import Outlet
from kiosk.catalogue.loader import load_catalogue
from kiosk.config import load_settings
from kiosk.failures import load_failures
from kiosk.log import Redactor, open_log
from kiosk.settings import Profile, ScreenSettings, Settings
from kiosk.single import StateFolder
from kiosk.terminal import Terminal
from kiosk.visit.events import HandlerFailed
from kiosk.visit.state import House, Policy

if TYPE_CHECKING:
    from ui.frames import Frames
    from ui.stage import Stage
    from ui.touch_guard import TouchGuard
    from ui.window import Sight, TerminalWindow

log = logging.getLogger("ui.main")

UNHURT: Final = ("attract", "wiping", "fault", "out-of-service")
"""Pages on which no visit is left to be ended."""


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

    from ui.backroom import Backroom
    from ui.crash import CrashHook
    from ui.frames import Frames
    from ui.memory import ScreenMemory
    from ui.place import Hall
    from ui.reader import Reader
    from ui.signals import StopSignals
    from ui.touch_guard import TouchGuard
    from ui.wedge import WedgeKeys
    from ui.window import TerminalWindow

    application = QGuiApplication(["kiosk"])
    crashes = CrashHook(application)
    crashes.install()
    _stop = StopSignals(application)
    place = Hall(name=settings.terminal.place, terminal=settings.terminal.id, phone=settings.terminal.hotline)
    window = TerminalWindow(sight=sight_of(settings.screen), hall=place)
    terminal = make_terminal(settings, window)
    crashes.crashed.connect(partial(end_safely, terminal, window.stage))
    frames = Frames(window=window.window, stage=window.stage)
    guard = TouchGuard(window=window.window, stage=window.stage, theme=window.theme)
    memory = ScreenMemory(stage=window.stage)
    backroom = Backroom(settings=settings, terminal=terminal, memory=memory, redactor=redactor)
    _reader = Reader(stage=window.stage, say=backroom.say, parent=application)
    if settings.code_scanner and settings.code_scanner.keyboard:
        WedgeKeys(window=window.window, find=lambda: backroom.key_scanner)
    later = Qt.ConnectionType.QueuedConnection
    frames.first.connect(backroom.open, later)
    frames.first.connect(window.warm_up, later)
    if settings.terminal.profile is Profile.SANDBOX and settings.sandbox and settings.sandbox.hands_socket:
        frames.first.connect(partial(open_hands, window, frames, guard, settings.sandbox.hands_socket), later)
    window.stage.show_first(terminal.shown)
    window.show()
    status = application.exec()
    backroom.close()
    window.close()
    return status


def make_terminal(settings: Settings, window: TerminalWindow) -> Terminal:
    """Make the visit's owner: it shows on this window, and the window sends it what is touched."""
    terminal = Terminal(
        house=House(catalogue=load_catalogue(), failures=load_failures(), policy=policy_of(settings)),
        first_key=secrets.token_hex(16),
        show=window.stage.receive,
        new_support_code=new_support_code,
    )
    window.stage.send_to(terminal.touch)
    return terminal


def new_support_code() -> str:
    """Six characters under which an unforeseen failure stands in the log."""
    return secrets.token_hex(3).upper()


def end_safely(terminal: Terminal, stage: Stage, kind: str) -> None:
    """End the visit after an exception that nobody caught, unless none is left to be ended."""
    if stage.page in UNHURT:
        return
    support_code = new_support_code()
    log.critical("support code %s: %s ends the visit", support_code, kind)
    terminal.post(HandlerFailed(support_code))


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
        panel=tuple(part.value for part in settings.panel),
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
        home_line=settings.line[0].name,
        sensed=frozenset(Outlet) if settings.input_board else frozenset(),
    )
