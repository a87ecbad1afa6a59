"""Logging without personal data: redacted at the sink, whatever a caller wrote.

Two nets: patterns that look like an identity number, a phone number or card bytes, and the very words of the resident
who is here now, which the runner hands in when a card is read and takes back when the visit is wiped.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from typing import Final

FORMAT: Final = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"
KEPT_DAYS: Final = 14
"""cards.md section 5, point 9."""
HIDDEN: Final = "＊"
PATTERNS: Final = (
    re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])"),  # GB 11643-1999
    re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),  # mobile numbers of the mainland
    re.compile(r"(?i)(?<![0-9a-f])(?:[0-9a-f]{2}[ :]?){24,}(?![0-9a-f])"),  # card and frame bytes
)


class Redactor(logging.Filter):
    """Removes what looks personal, and the words it was told to hide, from every record."""

    def __init__(self) -> None:
        super().__init__()
        self._words: frozenset[str] = frozenset()
        self._lock = threading.Lock()

    def hide(self, words: Iterable[str]) -> None:
        """Hide these words from now on; empty ones are passed over."""
        with self._lock:
            self._words = self._words | {word for word in words if word}

    def forget(self) -> None:
        """Forget the hidden words; nothing of a visit stays in memory."""
        with self._lock:
            self._words = frozenset()

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
        for pattern in PATTERNS:
            text = pattern.sub(HIDDEN, text)
        return text


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
