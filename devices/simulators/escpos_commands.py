"""A strict reader of ESC/POS: bytes in, steps and questions out, and a violation for every byte it cannot place.

It knows the commands that a kiosk's slips are made of, as in Epson's command reference and, for ``FS``, in the manuals
of Chinese printers. Pure: it draws nothing and answers nothing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias


class Align(Enum):
    """Where a line stands."""

    LEFT = 0
    CENTER = 1
    RIGHT = 2


@dataclass(frozen=True)
class Initialize:
    """``ESC @``: all settings back, the line buffer cleared."""


@dataclass(frozen=True)
class Print:
    """One character in the present style."""

    character: str


@dataclass(frozen=True)
class LineFeed:
    """Print the line and go to the next."""


@dataclass(frozen=True)
class FeedLines:
    """``ESC d n``: print and feed n lines."""

    lines: int


@dataclass(frozen=True)
class FeedDots:
    """``ESC J n``: print and feed n dots."""

    dots: int


@dataclass(frozen=True)
class SetAlign:
    """``ESC a n``."""

    align: Align


@dataclass(frozen=True)
class SetEmphasis:
    """``ESC E n``."""

    on: bool


@dataclass(frozen=True)
class SetUnderline:
    """``ESC - n``; dots, 0 to 2."""

    dots: int


@dataclass(frozen=True)
class SetInverse:
    """``GS B n``: white on black."""

    on: bool


@dataclass(frozen=True)
class SetSize:
    """``GS ! n``: how many times as wide and as high, for every character."""

    width: int
    height: int


@dataclass(frozen=True)
class SetHanSize:
    """``FS ! n`` and ``FS W n``: the same for Chinese characters alone."""

    width: int
    height: int


@dataclass(frozen=True)
class SetSpacing:
    """``ESC 3 n`` and ``ESC 2``: dots from line to line; absent for the printer's own."""

    dots: int | None


@dataclass(frozen=True)
class SetMargin:
    """``GS L``: dots left free."""

    dots: int


@dataclass(frozen=True)
class SetWidth:
    """``GS W``: dots that a line may have."""

    dots: int


@dataclass(frozen=True)
class Raster:
    """``GS v 0``: dots, one bit each, rows of ``row_bytes`` bytes, drawn ``wide`` and ``high`` times as large."""

    row_bytes: int
    rows: int
    wide: int
    high: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """``GS V``: feed to the cutter, some dots more, and cut."""

    full: bool
    feed_dots: int


@dataclass(frozen=True)
class AskStatus:
    """``DLE EOT n``, answered at once."""

    query: int


@dataclass(frozen=True)
class ClearBuffers:
    """``DLE DC4 8``: drop what is not yet printed, at once."""


@dataclass(frozen=True)
class AskPaper:
    """``GS r 1``, answered when all before it is printed."""


@dataclass(frozen=True)
class AskProcess:
    """``GS ( H``, answered with its mark when all before it is printed."""

    mark: bytes


@dataclass(frozen=True)
class Setting:
    """A setting that the reader itself needs (code page, Chinese mode); nothing to draw."""


@dataclass(frozen=True)
class Violation:
    """Bytes that a printer would print as rubbish or misunderstand."""

    why: str


Step: TypeAlias = (
    Initialize
    | Print
    | LineFeed
    | FeedLines
    | FeedDots
    | SetAlign
    | SetEmphasis
    | SetUnderline
    | SetInverse
    | SetSize
    | SetHanSize
    | SetSpacing
    | SetMargin
    | SetWidth
    | Raster
    | Cut
    | AskStatus
    | ClearBuffers
    | AskPaper
    | AskProcess
    | Setting
    | Violation
)


@dataclass(frozen=True)
class Token:
    """One step with the bytes it was read from."""

    step: Step
    raw: bytes


NUL: Final = 0x00
"""Ignored between commands (Epson's reference)."""
DLE: Final = 0x10
ESC: Final = 0x1B
FS: Final = 0x1C
GS: Final = 0x1D
LF: Final = 0x0A
CLEAR: Final = bytes((DLE, 0x14, 8, 1, 3, 20, 1, 6, 2, 8))
HIDDEN_QUESTION: Final = re.compile(rb"\x10\x04[\x01-\x04]")
"""``DLE EOT n`` in the middle of another command."""
LARGEST_RASTER_BYTES: Final = 1 << 20
CODE_PAGES: Final = {0: "cp437", 2: "cp850", 16: "cp1252"}
"""``ESC t n`` of Epson's TM series; the pages beyond have no common numbering."""


class _Short(Exception):
    """The command is not complete yet."""


Make = Callable[[bytes], Step]


def _flag(byte: int) -> bool:
    """ESC/POS looks at the lowest bit of an on/off value."""
    return bool(byte & 1)


def _le16(data: bytes) -> int:
    return data[0] | data[1] << 8


def _align(data: bytes) -> Step:
    places = {0: Align.LEFT, 1: Align.CENTER, 2: Align.RIGHT, 48: Align.LEFT, 49: Align.CENTER, 50: Align.RIGHT}
    return SetAlign(places[data[0]]) if data[0] in places else Violation(f"ESC a {data[0]}")


def _underline(data: bytes) -> Step:
    dots = data[0] - 48 if data[0] >= 48 else data[0]
    return SetUnderline(dots) if 0 <= dots <= 2 else Violation(f"ESC - {data[0]}")


def _size(data: bytes) -> Step:
    width, height = (data[0] >> 4 & 7) + 1, (data[0] & 7) + 1
    return Violation(f"GS ! {data[0]}") if data[0] & 0x88 else SetSize(width, height)


def _han_size(data: bytes) -> Step:
    if data[0] & ~0x8C:
        return Violation(f"FS ! {data[0]}")
    return SetHanSize(2 if data[0] & 0x04 else 1, 2 if data[0] & 0x08 else 1)


def _han_double(data: bytes) -> Step:
    factor = 2 if _flag(data[0]) else 1
    return SetHanSize(factor, factor)


def _ask_status(data: bytes) -> Step:
    return AskStatus(data[0]) if 1 <= data[0] <= 4 else Violation(f"DLE EOT {data[0]}")


def _ask_paper(data: bytes) -> Step:
    return AskPaper() if data[0] in (1, 49) else Violation(f"GS r {data[0]}")


FIXED: Final[dict[bytes, tuple[int, Make]]] = {
    bytes((ESC, 0x40)): (0, lambda data: Initialize()),
    bytes((ESC, 0x61)): (1, _align),
    bytes((ESC, 0x45)): (1, lambda data: SetEmphasis(_flag(data[0]))),
    bytes((ESC, 0x2D)): (1, _underline),
    bytes((ESC, 0x4D)): (1, lambda data: Setting() if data[0] in (0, 48) else Violation(f"ESC M {data[0]}")),
    bytes((ESC, 0x32)): (0, lambda data: SetSpacing(None)),
    bytes((ESC, 0x33)): (1, lambda data: SetSpacing(data[0])),
    bytes((ESC, 0x4A)): (1, lambda data: FeedDots(data[0])),
    bytes((ESC, 0x64)): (1, lambda data: FeedLines(data[0])),
    bytes((FS, 0x21)): (1, _han_size),
    bytes((FS, 0x57)): (1, _han_double),
    bytes((GS, 0x21)): (1, _size),
    bytes((GS, 0x42)): (1, lambda data: SetInverse(_flag(data[0]))),
    bytes((GS, 0x4C)): (2, lambda data: SetMargin(_le16(data))),
    bytes((GS, 0x57)): (2, lambda data: SetWidth(_le16(data))),
    bytes((GS, 0x72)): (1, _ask_paper),
    bytes((DLE, 0x04)): (1, _ask_status),
}
"""Commands of fixed length: how many parameter bytes, and what they make."""


class EscposReader:
    """Reads a stream piece by piece; a command cut in two is completed by the next piece.

    Real-time commands are heard also in the middle of another one, as Epson's reference has it. ``clears`` tells
    whether ``DLE DC4 8`` is known; cheap printers take it for noise, or for a part of the picture.
    """

    def __init__(self, *, clears: bool = True) -> None:
        self.clears = clears
        self._kept = b""
        self._chinese = False
        self._page = 0

    def feed(self, data: bytes) -> list[Token]:
        """Take more bytes and return the steps that are complete."""
        self._kept += data
        tokens: list[Token] = []
        while self._kept:
            try:
                step, length = self._next(self._kept)
            except _Short:
                hidden = self._hidden_command()
                if hidden is None:
                    break
                tokens.append(hidden)
                continue
            tokens.append(Token(step, self._kept[:length]))
            self._kept = self._kept[length:]
        return tokens

    @property
    def unfinished(self) -> int:
        """How many bytes of a command have come that waits for more."""
        return len(self._kept)

    def forget(self) -> None:
        """Drop a command that is not complete, and the modes, as a printer does that is switched off."""
        self._kept = b""
        self._chinese, self._page = False, 0

    def _hidden_command(self) -> Token | None:
        """Take a real-time command out of the command that is not complete."""
        _, clear, rest = self._kept.partition(CLEAR)
        if clear and self.clears:
            self._kept = rest
            return Token(ClearBuffers(), CLEAR)
        asked = HIDDEN_QUESTION.search(self._kept)
        if asked is None:
            return None
        self._kept = self._kept[: asked.start()] + self._kept[asked.end() :]
        return Token(AskStatus(asked[0][2]), asked[0])

    def _next(self, data: bytes) -> tuple[Step, int]:
        first = data[0]
        if first == LF:
            return LineFeed(), 1
        if first == NUL:
            return Setting(), 1
        if first in (ESC, FS, GS, DLE):
            return self._command(data)
        if 0x20 <= first <= 0x7E:
            return Print(chr(first)), 1
        if first >= 0x80:
            return self._chinese_character(data) if self._chinese else self._page_character(first)
        return Violation(f"byte {first:#04x}"), 1

    def _command(self, data: bytes) -> tuple[Step, int]:
        head = _need(data, 2)[:2]
        if head in FIXED:
            count, make = FIXED[head]
            parameters = _need(data, 2 + count)[2 : 2 + count]
            step = make(parameters)
            if isinstance(step, Initialize):
                self._chinese, self._page = False, 0
            return step, 2 + count
        match head[0], head[1]:
            case (0x1C, 0x26):
                self._chinese = True
                return Setting(), 2
            case (0x1C, 0x2E):
                self._chinese = False
                return Setting(), 2
            case (0x1B, 0x74):
                self._page = _need(data, 3)[2]
                return Setting(), 3
            case (0x1D, 0x56):
                return _cut(data)
            case (0x1D, 0x76):
                return _raster(data)
            case (0x1D, 0x28):
                return _ask_process(data)
            case (0x10, 0x14):
                if _need(data, len(CLEAR))[: len(CLEAR)] != CLEAR:
                    return Violation("DLE DC4"), 2
                return ClearBuffers() if self.clears else Setting(), len(CLEAR)
            case _:
                return Violation(f"command {head[0]:#04x} {head[1]:#04x}"), 2

    def _chinese_character(self, data: bytes) -> tuple[Step, int]:
        """A character of GBK. The four-byte characters of GB 18030 are in no printer's ROM that counts on GBK."""
        if 0x30 <= _need(data, 2)[1] <= 0x39:
            _need(data, 4)
            return Violation("a four-byte character of GB 18030"), 4
        try:
            return Print(codecs.decode(data[:2], "gb18030")), 2
        except UnicodeDecodeError:
            return Violation(f"no character {data[:2].hex()}"), 1

    def _page_character(self, byte: int) -> tuple[Step, int]:
        encoding = CODE_PAGES.get(self._page)
        if encoding is None:
            return Violation(f"byte {byte:#04x} on code page {self._page}"), 1
        try:
            return Print(codecs.decode(bytes([byte]), encoding)), 1
        except UnicodeDecodeError:
            return Violation(f"byte {byte:#04x} on code page {self._page}"), 1


def _need(data: bytes, length: int) -> bytes:
    if len(data) < length:
        raise _Short
    return data


def _cut(data: bytes) -> tuple[Step, int]:
    kind = _need(data, 3)[2]
    if kind in (0, 48, 1, 49):
        return Cut(full=kind in (0, 48), feed_dots=0), 3
    if kind in (65, 66):
        return Cut(full=kind == 65, feed_dots=_need(data, 4)[3]), 4
    return Violation(f"GS V {kind}"), 3


def _raster(data: bytes) -> tuple[Step, int]:
    _need(data, 4)
    if data[2] != 0x30 or data[3] not in (0, 1, 2, 3, 48, 49, 50, 51):
        return Violation(f"GS v {data[2]} {data[3]}"), 4
    _need(data, 8)
    row_bytes, rows = _le16(data[4:6]), _le16(data[6:8])
    count = row_bytes * rows
    if not 0 < count <= LARGEST_RASTER_BYTES:
        return Violation(f"GS v 0 of {row_bytes} by {rows}"), 8
    _need(data, 8 + count)
    scale = data[3] % 48
    picture = Raster(row_bytes, rows, 2 if scale & 1 else 1, 2 if scale & 2 else 1, data[8 : 8 + count])
    return picture, 8 + count


def _ask_process(data: bytes) -> tuple[Step, int]:
    """GS ( H with function 48 only."""
    _need(data, 5)
    length = 5 + _le16(data[3:5])
    if data[2] != 0x48 or length != 11:
        return Violation(f"GS ( {data[2]:#04x}"), 3
    whole = _need(data, length)[:length]
    if whole[5:7] != b"00":
        return Violation("GS ( H function"), length
    return AskProcess(whole[7:11]), length
