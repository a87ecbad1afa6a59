"""The few ESC/POS commands that a slip is made of.

In the order they can occur: ``ESC @``, ``ESC t 0``, ``FS &``, ``ESC 3 n``, then ``ESC a n``, ``ESC E n``, ``GS ! n``,
``FS W n``, text with ``LF``, ``GS v 0``, ``ESC J n``, and at the end ``GS V 66 n``. The receipt printer's simulator
takes exactly these, so a slip needs nothing that a cheap printer lacks.
"""

from __future__ import annotations

import re
from typing import Final

from escpos.constants import ESC, FS, GS
from escpos.printer import Dummy
from PIL.Image import Image

from printing.receipts.blocks import Side, Size

LINE_DOTS = 34
"""From line to line: a cell of 24 dots and air, as a slip is read at arm's length."""

TALLEST_PICTURE: Final = 960
"""Rows of one ``GS v 0``; more overflow the buffer of cheap printers (python-escpos splits there too)."""

_HAN_MODE: Final = FS + b"&"
_CODE_PAGE_0: Final = ESC + b"t\x00"
_RASTER: Final = GS + b"v0\x00"
_FEED_AND_PARTIAL_CUT: Final = GS + b"V\x42"

_REAL_TIME: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""``DLE EOT``, ``DLE ENQ`` and ``DLE DC4``, which a printer obeys also where they are dots (so says Epson):
it would answer what nobody asked, open the drawer or switch itself off."""

_ONE_DOT_MORE: Final = b"\x18"
"""Beside the lone dot of 0x10; no eye sees it, and the modules of a QR symbol are wider."""

_SIDES: Final = {Side.LEFT: "left", Side.CENTRE: "center"}


class EscposWriter:
    """Collects the bytes of one slip."""

    def __init__(self, *, profile: str) -> None:
        """Begin with a known state: the last job's modes survive in a printer (python-escpos issue 272)."""
        self._printer = Dummy(profile=profile)
        self._printer.hw("INIT")
        self._printer._raw(_CODE_PAGE_0 + _HAN_MODE)
        self._printer.line_spacing(LINE_DOTS)
        self._style = (Side.LEFT, Size.NORMAL, False)

    def text(self, coded: bytes, *, side: Side, size: Size, bold: bool) -> None:
        """Print a line of ROM text. Clones double Chinese cells only when told by ``FS W`` too."""
        self._set(side, size, bold)
        self._printer._raw(coded + b"\n")

    def picture(self, picture: Image) -> None:
        """Print dots as wide as the paper; ``picture`` is of mode 1, a set bit is black.

        The bytes go out as they lie in memory: python-escpos would make them grey, coloured, grey and black again,
        4 ms for a QR symbol.
        """
        self._set(Side.LEFT, Size.NORMAL, bold=False)
        row_bytes, data = (picture.width + 7) // 8, _REAL_TIME.sub(_ONE_DOT_MORE, picture.tobytes())
        for top in range(0, picture.height, TALLEST_PICTURE):
            rows = min(TALLEST_PICTURE, picture.height - top)
            size = row_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little")
            self._printer._raw(_RASTER + size + data[top * row_bytes : (top + rows) * row_bytes])

    def feed(self, dots: int) -> None:
        """Leave white, with ``ESC J`` in pieces of at most 255 dots."""
        while dots > 0:
            self._printer._raw(ESC + b"J" + bytes([min(dots, 255)]))
            dots -= 255

    def finish(self, *, cut_feed: int) -> bytes:
        """Feed the slip past the cutter (``cut_feed`` in motion units of the printer), cut, and return all bytes."""
        self._printer._raw(_FEED_AND_PARTIAL_CUT + bytes([cut_feed]))
        output: bytes = self._printer.output
        return output

    def _set(self, side: Side, size: Size, bold: bool) -> None:
        if self._style == (side, size, bold):
            return
        self._style = (side, size, bold)
        scale = size.value
        self._printer.set(align=_SIDES[side], bold=bold, custom_size=True, width=scale, height=scale)
        self._printer._raw(FS + b"W" + bytes([scale - 1]))
