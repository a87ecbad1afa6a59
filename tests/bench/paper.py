"""Paper: how long a certificate takes from its values to the file for the printer, beside typst in the same run.

The page is the one by which five tools were once compared: twelve Chinese values, a QR symbol of 37 modules at level M
and a photo of 358 x 441 pixels on 210 x 148.5 mm.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from printing.fonts import DEBIAN_FONTS, FontLibrary, FontRole
from printing.pdf import PdfSheets, TextStyle
from printing.pictures import open_photo
from printing.qr import encode_qr
from tests.bench.figure import Breakdown, Figure, Floor, Measured, Share, Summary
from tests.bench.paper_page import ours, photo_file, typsts, url_of, values_of

PAGE_AIM_MS: Final = 8.0
SIZE_AIM_KB: Final = 80.0
SYMBOL_AIM_MS: Final = 1.5
MEMORY_AIM_MB: Final = 120.0
WARM_PAGES: Final = 8
PAGES: Final = 40
"""A run; every page is another holder's."""

OURS: Final = "ours"

LayOut = Callable[[int], bytes]


def measure_paper(*, runs: int) -> Measured:
    """Measure pages warm, a run of ours and one of typst's in turn; then first pages and memory in fresh processes."""
    photo = photo_file()
    fonts = FontLibrary(book=DEBIAN_FONTS)
    with tempfile.TemporaryDirectory() as folder:
        pages = _pages({OURS: ours(fonts, photo), **_rivals(Path(folder), photo)}, runs=runs)
    mine = pages.pop(OURS)
    page = Figure(
        name="certificate page, warm",
        unit="ms",
        aim=PAGE_AIM_MS,
        values=mine.took_ms,
        floors=tuple(Floor(name, each.took_ms) for name, each in pages.items()),
    )
    slowest = Figure(name="certificate page, warm", unit="ms", values=mine.took_ms, summary=Summary.P99)
    size = Figure(
        name="certificate page, size",
        unit="kB",
        aim=SIZE_AIM_KB,
        values=mine.size_kb,
        floors=tuple(Floor(name, each.size_kb) for name, each in pages.items()),
    )
    parts = _parts(fonts, photo, page.value, count=PAGES * runs)
    fonts.release()
    return Measured((page, slowest, size, *_symbol(runs), *_fresh(runs)), (parts,))


@dataclass(frozen=True)
class _Pages:
    """What the pages of one program took, and how large they are."""

    took_ms: tuple[float, ...]
    size_kb: tuple[float, ...]


def _pages(programs: Mapping[str, LayOut], *, runs: int) -> dict[str, _Pages]:
    for lay_out in programs.values():
        for number in range(WARM_PAGES):
            lay_out(number)
    timed: dict[str, list[tuple[float, bytes]]] = {name: [] for name in programs}
    for run in range(runs):
        for name, lay_out in programs.items():
            # Not page by page: threads of the one would still run while the other is timed.
            timed[name].extend(_timed(lay_out, run * PAGES + number) for number in range(PAGES))
    return {
        name: _Pages(tuple(took for took, _ in each), tuple(len(data) / 1000 for _, data in each))
        for name, each in timed.items()
    }


def _rivals(folder: Path, photo: bytes) -> dict[str, LayOut]:
    try:
        return {"typst": typsts(folder, photo)}
    except ModuleNotFoundError:
        return {}


def _timed(lay_out: LayOut, number: int) -> tuple[float, bytes]:
    began = time.perf_counter()
    data = lay_out(number)
    return (time.perf_counter() - began) * 1000, data


def _symbol(runs: int) -> tuple[Figure]:
    urls = [url_of(number) for number in range(PAGES * runs)]
    values = tuple(_ms(partial(encode_qr, url)) for url in urls)
    return (Figure(name="QR symbol of 37 modules", unit="ms", aim=SYMBOL_AIM_MS, values=values),)


def _parts(fonts: FontLibrary, photo: bytes, whole: float, *, count: int) -> Breakdown:
    """Return what a page is made of, each part timed on its own."""

    def words(number: int) -> None:
        sheets = PdfSheets(width=210, height=148.5, title="bench")
        for n, value in enumerate(values_of(number)):
            sheets.text(20, 17 + 9 * n, fonts.stack(FontRole.KAI).runs(value, element="bench"), TextStyle(size=14))
        sheets.finish()

    def photos(_: int) -> None:
        open_photo(photo)

    def symbols(number: int) -> None:
        encode_qr(url_of(number)).bars()

    def median(part: Callable[[int], None]) -> float:
        return Summary.MEDIAN.of([_ms(partial(part, number)) for number in range(count)])

    shares = [
        Share("words and their fonts", median(words)),
        Share("symbol", median(symbols)),
        Share("photo, decoded to see that it is sound", median(photos)),
    ]
    rest = whole - sum(share.value for share in shares)
    return Breakdown(
        name="A certificate page", unit="ms", shares=(*shares, Share("form, fit, hash and the rest", rest))
    )


def _ms(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _fresh(runs: int) -> tuple[Figure, Figure]:
    told = [
        json.loads(
            subprocess.run(
                [sys.executable, "-m", "tests.bench.paper_child"], check=True, capture_output=True, text=True
            ).stdout
        )
        for _ in range(runs)
    ]
    return (
        Figure(name="first certificate of a terminal", unit="ms", values=tuple(each["first_ms"] for each in told)),
        Figure(
            name="memory of paper, all fonts open",
            unit="MB",
            aim=MEMORY_AIM_MB,
            values=tuple(each["added_mb"] for each in told),
        ),
    )
