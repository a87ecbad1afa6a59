"""Codes out of the bytes of a serial line, however the line cuts them into pieces."""

from __future__ import annotations

import re
from typing import Final

from devices.scanner.code_text import LONGEST_CODE, LineJoiner, is_code

LONGEST_LINE_BYTES: Final = 4 * LONGEST_CODE
"""UTF-8 takes at most four bytes for a character (RFC 3629, section 3)."""
LINE_END: Final = re.compile(rb"[\r\n]")
ANSWER: Final = re.compile(rb"\x02[^\x02\x03]*\x03")
"""STX ... ETX: a scanner's answer to a command. No code holds such characters."""


class CodeAssembler:
    """Bytes in, codes out; knows no clock.

    A code ends in CR, LF or both. What is not printable UTF-8 or is overlong is dropped and counted; a scanner's
    answers to commands are passed over. Keeps at most one line of ``LONGEST_LINE_BYTES`` in memory.
    """

    def __init__(self) -> None:
        self._line = bytearray()
        self._overlong = False
        self._joiner = LineJoiner()
        self.dropped = 0
        """How many lines were dropped."""

    @property
    def waits(self) -> bool:
        """Whether something is begun that ends when the line is quiet."""
        return bool(self._line) or self._overlong or self._joiner.holds

    def feed(self, data: bytes) -> list[str]:
        """Take what has arrived; returns the codes that are complete now."""
        codes: list[str] = []
        start = 0
        for end in LINE_END.finditer(data):
            self._extend(data[start : end.start()])
            codes += self._end_line()
            start = end.end()
        self._extend(data[start:])
        return codes

    def pause(self) -> list[str]:
        """Take note that the line is quiet: drops an unfinished line, and returns what was held back."""
        self._finish()
        return self._joiner.settle()

    def forget(self) -> None:
        """Drop everything that has arrived so far."""
        self._finish()
        self._joiner.forget()

    def _extend(self, piece: bytes) -> None:
        if len(self._line) + len(piece) > LONGEST_LINE_BYTES:
            self._line.clear()
            self._overlong = True
        elif not self._overlong:
            self._line += piece

    def _end_line(self) -> list[str]:
        line, overlong = ANSWER.sub(b"", self._line), self._overlong
        self._line.clear()
        self._overlong = False
        if not line and not overlong:
            return []
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = ""
        if overlong or not is_code(text):
            self.dropped += 1
            return []
        return self._joiner.take(text)

    def _finish(self) -> None:
        """Drop a line that has begun; counted unless it holds answers only."""
        if ANSWER.sub(b"", self._line) or self._overlong:
            self.dropped += 1
        self._line.clear()
        self._overlong = False
