"""Where a Chinese text may break, and lines of a given width from it.

A line may end between any two Chinese characters, but not before a closing or connecting mark, not after an opening
one, not on either side of a slash, not inside —— and ……, and not inside a word or number of Latin characters (the
prohibition rules of GB/T 15834-2011, sections 5.1.1 to 5.1.9).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_NEVER_FIRST = frozenset("，。、；：？！）》〉」』】〕］｝”’…—–～·％℃／,.;:?!)]}%-/")
_NEVER_LAST = frozenset("（《〈「『【〔［｛“‘￥＄№／([{#/")
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/.:@&=+%'~")

_WITHOUT_MARKS = re.compile("[ -~\u00b7\u2014-\u2026\u3000-\u3029\u3400-\u9fff\uff01-\uffe6]*")
"""Texts of these blocks, which hold no combining mark, are counted at once: nearly all that slips say."""


def units(text: str) -> list[str]:
    """Split a text into pieces that must not be broken; joined they are the text. Spaces stand alone."""
    pieces: list[str] = []
    for char in text:
        if pieces and _belongs(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def clusters(text: str) -> list[str]:
    """Return the characters of a text, each with the marks that combine with it."""
    found: list[str] = []
    for char in text:
        if found and _is_mark(char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _belongs(piece: str, char: str) -> bool:
    last = piece[-1]
    if last == " " or char == " ":
        return False
    if _is_mark(char) or last in _NEVER_LAST or char in _NEVER_FIRST:
        return True
    return last in _PLAIN and char in _PLAIN


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me")


def break_text(text: str, room: float, measure: Callable[[str], float], *, inside: bool) -> list[str] | None:
    """Break a text into lines no longer than ``room``, as ``measure`` adds up pieces.

    Return none when a piece that must stay whole is longer; ``inside`` breaks such pieces too, and then none means
    that a single character is longer than a line. Spaces at a break are dropped.
    """
    pieces: list[str] = []
    for unit in units(text):
        pieces += clusters(unit) if inside and measure(unit) > room else [unit]
    lines, used = [""], 0.0
    for piece in pieces:
        length = measure(piece)
        if length > room:
            return None
        if used + length > room:
            lines.append("")
            used = 0.0
        if piece != " " or lines[-1]:
            lines[-1] += piece
            used += length
    return [line.rstrip(" ") for line in lines if line]


def columns(text: str) -> int:
    """Return the width of a text on a receipt: plain ASCII takes one column, everything else two.

    A Chinese printer's font has every character beyond ASCII in a full cell, also those that Unicode calls narrow or
    ambiguous (UAX 11): “ ” — · é.
    """
    if _WITHOUT_MARKS.fullmatch(text):
        return 2 * len(text) - len(text.encode("ascii", "ignore"))
    return sum(char_columns(char) for char in text)


def char_columns(char: str) -> int:
    """Return the columns of one character: 0 for a combining mark, 1 for ASCII, else 2."""
    if char < "\x7f":
        return 1
    return 2 if "\u3400" <= char <= "\u9fff" or not _is_mark(char) else 0


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break a text into lines no wider than ``width`` as ``measure`` counts.

    Spaces at a break are dropped. A piece wider than a line is broken inside; a single character is never dropped,
    even if it alone is wider. An empty text is one empty line.
    """
    if measure(text) <= width:
        return [text.strip(" ")]
    lines = [""]
    for unit in units(text):
        if measure(lines[-1] + unit) <= width:
            lines[-1] += unit
        elif unit == " ":
            lines.append("")
        else:
            _start_line(lines, unit, width, measure)
    return [line.strip(" ") for line in lines if line.strip(" ")] or [""]


def _start_line(lines: list[str], unit: str, width: float, measure: Callable[[str], float]) -> None:
    lines.append("")
    for part in [unit] if measure(unit) <= width else clusters(unit):
        if lines[-1] and measure(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
