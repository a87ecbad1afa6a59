"""Logging without personal data: redacted at the sink, whatever a caller wrote.

Three nets: shapes that look like an identity number, a phone number or card bytes; the very words of the resident who
is here now, which the runner hands in when a card is read; and what was typed or scanned in this visit, of which not
even this net keeps more than a keyed digest. The last two go when the visit is wiped.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from typing import Final

from kiosk.private_patterns import HIDDEN, hide_private

FORMAT: Final = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"
KEPT_DAYS: Final = 14
"""cards.md section 5, point 9."""
SHORTEST_TYPED: Final = 4
"""Characters; shorter ones would hide half of every line."""


@dataclass(frozen=True)
class _Typed:
    length: int
    digest: bytes = field(repr=False)


class Redactor(logging.Filter):
    """Removes what looks personal, and what it was told to hide, from every record."""

    def __init__(self) -> None:
        super().__init__()
        self._words: frozenset[str] = frozenset()
        self._typed: frozenset[_Typed] = frozenset()
        self._key = secrets.token_bytes(16)
        self._lock = threading.Lock()

    def hide(self, words: Iterable[str]) -> None:
        """Hide these words from now on; empty ones are passed over."""
        with self._lock:
            self._words = self._words | {word for word in words if word}

    def hide_typed(self, texts: Iterable[str]) -> None:
        """Hide from now on what was typed or scanned, without keeping it."""
        told = {_Typed(len(text), self._digest(text)) for text in texts if len(text) >= SHORTEST_TYPED}
        with self._lock:
            self._typed = self._typed | told

    def forget(self) -> None:
        """Forget what was to be hidden; nothing of a visit stays in memory."""
        with self._lock:
            self._words = frozenset()
            self._typed = frozenset()

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact a record in place, traceback included; always lets it pass."""
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_info = None
        if record.exc_text:
            record.exc_text = self.redact(record.exc_text)
        record.msg = self.redact(_message(record))
        record.args = None
        return True

    def redact(self, text: str) -> str:
        """Return a text without anything personal."""
        # A word may lie within a longer one; hidden first, it would leave the rest standing.
        for word in sorted(self._words, key=len, reverse=True):
            text = text.replace(word, HIDDEN)
        for typed in sorted(self._typed, key=lambda typed: typed.length, reverse=True):
            text = self._hide_one(text, typed)
        return hide_private(text)

    def _hide_one(self, text: str, typed: _Typed) -> str:
        at = 0
        while at + typed.length <= len(text):
            if self._digest(text[at : at + typed.length]) == typed.digest:
                text = text[:at] + HIDDEN + text[at + typed.length :]
            at += 1
        return text

    def _digest(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(errors="surrogatepass"), key=self._key, digest_size=16).digest()


def _message(record: logging.LogRecord) -> str:
    """The record's text; a call whose arguments do not fit must not fail in the caller."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} (its arguments do not fit)"


def open_log(folder: Path, redactor: Redactor) -> logging.Handler:
    """Log to ``terminal.log`` in a folder, a new file each midnight, and return the handler."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = TimedRotatingFileHandler(
        folder / "terminal.log", when="midnight", backupCount=KEPT_DAYS, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(redactor)
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    return handler
