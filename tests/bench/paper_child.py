"""A fresh terminal without a window: how long its first certificate takes, and what paper adds to its memory.

Prints one line of JSON for :mod:`tests.bench.paper`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING, Final

import kiosk.app  # noqa: F401 - what an idle terminal has loaded
from tests.bench.proc import proportional_mb

if TYPE_CHECKING:
    from printing.fonts import FontLibrary

EVERYWHERE: Final = "国䶮𠀣𬱖·A1，壹"
"""Characters that together need every file of every stack."""


def main() -> None:
    """Measure once."""
    idle = proportional_mb(os.getpid())
    began = time.perf_counter()
    from printing.fonts import DEBIAN_FONTS, FontLibrary
    from tests.bench.paper_page import ours, photo_file

    loaded = time.perf_counter()
    fonts = FontLibrary(book=DEBIAN_FONTS)
    lay_out = ours(fonts, photo_file())
    ready = time.perf_counter()
    lay_out(0)
    first = loaded - began + time.perf_counter() - ready
    for number in range(1, 40):
        lay_out(number)
    _open_every_font(fonts)
    added = proportional_mb(os.getpid()) - idle
    json.dump({"first_ms": first * 1000, "added_mb": added}, sys.stdout)


def _open_every_font(fonts: FontLibrary) -> None:
    from printing.dots import DotFonts
    from printing.fonts import DEBIAN_FONTS, FontRole
    from printing.pdf import PdfSheets, TextStyle

    sheets = PdfSheets(width=210, height=297, title="bench")
    for role in FontRole:
        sheets.text(20, 20, fonts.stack(role).runs(EVERYWHERE, element="bench"), TextStyle(size=12))
    sheets.finish()
    DotFonts(book=DEBIAN_FONTS).line(EVERYWHERE, cell=24, height=30, element="bench")


if __name__ == "__main__":
    main()
