"""The lines' present state, shared by everyone who calls over them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from kiosk.portal.lines import Breaker, BreakerRules, Closed, LineStatus, admit, after_failure, after_success

log = logging.getLogger(__name__)
Listener = Callable[[LineStatus], None]


class Switchboard:
    """Keeps a breaker for each line and tells each change of a line once. Safe to use from several threads.

    A line counts as up until a call over it has failed. The listener is called by whichever thread saw the change, one
    change at a time; it must not block.
    """

    def __init__(
        self,
        *,
        lines: Iterable[str],
        on_change: Listener,
        monotonic: Callable[[], float],
        now: Callable[[], datetime],
        rules: BreakerRules | None = None,
    ) -> None:
        self._lock = threading.RLock()
        self._on_change = on_change
        self._monotonic = monotonic
        self._now = now
        self._rules = rules or BreakerRules()
        start = now()
        self._breakers: dict[str, Breaker] = {name: Closed() for name in lines}
        self._statuses = {name: LineStatus(name, up=True, since=start) for name in self._breakers}

    def statuses(self) -> tuple[LineStatus, ...]:
        """Return every line's status, in the order of the lines."""
        with self._lock:
            return tuple(self._statuses.values())

    def status(self, line: str) -> LineStatus:
        """Return one line's status. Raises ``KeyError`` for an unknown line."""
        with self._lock:
            return self._statuses[line]

    def admit(self, line: str) -> bool:
        """Say whether a call may go out over this line now."""
        with self._lock:
            self._breakers[line], through = admit(self._breakers[line], self._monotonic(), self._rules)
            return through

    def answered(self, line: str) -> None:
        """Note that the portal answered over this line."""
        with self._lock:
            self._breakers[line] = after_success()
            self._show(line, up=True, code="")

    def failed(self, line: str, code: str, *, certain: bool) -> None:
        """Note that it did not; ``certain`` when the line itself refused or broke."""
        with self._lock:
            breaker = self._breakers[line]
            self._breakers[line] = after_failure(breaker, self._monotonic(), code, certain=certain, rules=self._rules)
            if not isinstance(self._breakers[line], Closed):
                self._show(line, up=False, code=code)

    def _show(self, line: str, *, up: bool, code: str) -> None:
        known = self._statuses[line]
        if (known.up, known.code) == (up, code):
            return
        # A line that stays down for another reason has been down since the first one.
        since = self._now() if known.up != up else known.since
        self._statuses[line] = replace(known, up=up, since=since, code=code)
        log.info("line %s is %s %s", line, "up" if up else "down", code)
        self._on_change(self._statuses[line])
