"""Probing the lines, so that a tile knows before the resident does."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable

from kiosk.portal.errors import PortalError
from kiosk.portal.port import Portal

log = logging.getLogger(__name__)


class LineWatch:
    """Asks for the portal's health over each line every ``every_s`` seconds.

    What it sees reaches the listener of the switchboard that the portal client reports to. Each line has its own
    thread, so that a slow line does not hide the state of another.
    """

    def __init__(self, *, portal: Portal, lines: Iterable[str], every_s: float) -> None:
        self._portal = portal
        self._every_s = every_s
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._watch, args=(line,), name=f"watch-{line}", daemon=True) for line in lines
        ]

    def start(self) -> None:
        """Probe at once, and from then on."""
        for thread in self._threads:
            thread.start()

    def stop(self, *, patience_s: float = 1.0) -> None:
        """Stop probing. Waits so many seconds for probes under way; one on a silent line ends by its own time-out."""
        self._stop.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(patience_s)

    def _watch(self, line: str) -> None:
        while not self._stop.is_set():
            self._probe(line)
            self._stop.wait(self._every_s)

    def _probe(self, line: str) -> None:
        try:
            self._portal.health(line)
        except PortalError:
            # The client has reported it to the switchboard, which logs and tells it once.
            return
        except Exception:
            # A line that is no longer looked at would stay as it was for ever.
            log.exception("looking at line %s met something unforeseen", line)
