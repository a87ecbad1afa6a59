"""Pauses after wrong sign-ins, for a badge and for the whole terminal, kept in the records across a restart."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from kiosk.records.database import Database
from kiosk.records.keys import MachineKeys, Use
from kiosk.records.moment import Now, from_text, to_text

FREE: Final = 4
"""So many wrong ones in a row cost nothing; the fifth begins a pause."""
PAUSES: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""After the fifth wrong one in a row, after the sixth, and so on; the last for every further one."""
FORGOTTEN: Final = timedelta(days=1)
"""Wrong ones older than this count no more."""
_WHOLE_TERMINAL: Final = ""


class Lockout:
    """Counts wrong sign-ins in a row.

    What was typed as a badge number is kept as a keyed digest only: it may be anything, a resident's number too.
    """

    def __init__(self, *, database: Database, keys: MachineKeys, now: Now) -> None:
        self._database = database
        self._keys = keys
        self._now = now

    def until(self, number: str) -> datetime | None:
        """Return when the pause of a badge or of the terminal ends; none when neither has one."""
        now = self._now()
        self._follow_clock(now)
        ends = [self._ends(subject) for subject in (number, _WHOLE_TERMINAL)]
        running = [end for end in ends if end is not None and end > now]
        return max(running, default=None)

    def count(self, number: str) -> None:
        """Count a sign-in as wrong. Done before PINs are compared: a plug pulled at the right moment saves no try."""
        now = to_text(self._now())
        old = to_text(self._now() - FORGOTTEN)
        with self._database.transaction():
            self._database.execute("DELETE FROM wrong_sign_ins WHERE last_at < ?", (old,))
            for subject in (number, _WHOLE_TERMINAL):
                self._database.execute(
                    "INSERT INTO wrong_sign_ins VALUES (?, 1, ?)"
                    " ON CONFLICT (subject) DO UPDATE SET count = count + 1, last_at = excluded.last_at",
                    (self._digest(subject), now),
                )

    def clear(self, number: str) -> None:
        """Forget the wrong ones: this one was right."""
        with self._database.transaction():
            for subject in (number, _WHOLE_TERMINAL):
                self._database.execute("DELETE FROM wrong_sign_ins WHERE subject = ?", (self._digest(subject),))

    def _follow_clock(self, now: datetime) -> None:
        """Let pauses begin anew after the clock was set back, lest they last until it has caught up."""
        with self._database.transaction():
            moment = to_text(now)
            self._database.execute("UPDATE wrong_sign_ins SET last_at = ? WHERE last_at > ?", (moment, moment))

    def _ends(self, subject: str) -> datetime | None:
        rows = self._database.rows(
            "SELECT count, last_at FROM wrong_sign_ins WHERE subject = ?", (self._digest(subject),)
        )
        for count, last_at in rows:
            over = int(str(count)) - FREE
            if over > 0:
                return from_text(str(last_at)) + PAUSES[min(over, len(PAUSES)) - 1]
        return None

    def _digest(self, subject: str) -> bytes:
        return self._keys.digest(Use.BADGE, subject)
