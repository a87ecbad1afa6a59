"""Everything behind the screen, brought to life after the first picture."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Final

from kiosk.bilingual import Language
from kiosk.errors import KioskError
from kiosk.log import Redactor
from kiosk.settings import Settings
from kiosk.terminal import Alarm, Terminal
from kiosk.visit.effects import Effect
from ui.interpreter import collect_garbage_of_visits
from ui.memory import ScreenMemory
from ui.wedge import KeyListener

if TYPE_CHECKING:
    from kiosk.app import Application

UNFORESEEN: Final = "TERMINAL_UNFORESEEN"

log = logging.getLogger("ui.backroom")


class NobodyBehind:
    """The runner of a terminal whose application could not be built; satisfies :class:`kiosk.terminal.Runner`."""

    def carry_out(self, effect: Effect, visit: str) -> None:
        """Pass over an effect: the screen says that the terminal is out of service."""
        log.info("%s is not carried out: nobody is behind the screen", type(effect).__name__)


class Backroom:
    """Builds the application on a thread of its own, and closes it.

    Args of the constructor:
        settings, terminal, redactor: handed on to the application.
        memory: what the window holds of a visit.
    """

    def __init__(self, *, settings: Settings, terminal: Terminal, memory: ScreenMemory, redactor: Redactor) -> None:
        self._settings = settings
        self._terminal = terminal
        self._redactor = redactor
        self._memory = memory
        self._application: Application | None = None
        self._thread = threading.Thread(target=self._open, name="start", daemon=True)

    def open(self) -> None:
        """Begin to build; returns at once."""
        self._thread.start()

    def close(self) -> None:
        """Close the application, after waiting for its building to end."""
        if self._thread.ident is not None:
            self._thread.join()
        if self._application is not None:
            self._application.close()
        else:
            self._terminal.close()

    def say(self, text: str, language: Language) -> None:
        """Read a sentence aloud; nothing is heard before the application is there. For the thread of the window."""
        if self._application is not None:
            self._application.say(text, language)

    @property
    def key_scanner(self) -> KeyListener | None:
        """The code scanner that types like a keyboard; absent where there is none, or not yet."""
        return self._application.key_scanner if self._application is not None else None

    def _open(self) -> None:
        """Open; whatever keeps the application from living is told to staff on the screen.

        A broad catch is right here: a library that cannot be imported must not leave a terminal that looks alive.
        """
        try:
            application = self._build()
        except KioskError as error:
            log.critical("the terminal cannot work: %s", error)
            self._stand_still(error.code)
        except Exception:
            log.critical("the terminal cannot work", exc_info=True)
            self._stand_still(UNFORESEEN)
        else:
            self._application = application
            application.open()
        collect_garbage_of_visits()

    def _build(self) -> Application:
        from kiosk.app import Application

        return Application(
            settings=self._settings,
            terminal=self._terminal,
            wipeables=(self._memory,),
            redactor=self._redactor,
        )

    def _stand_still(self, code: str) -> None:
        self._terminal.open(NobodyBehind())
        self._terminal.observe(Alarm(code))
