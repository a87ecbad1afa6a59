"""Sends the page of two marks through the installed filters of a queue and says what became of it.

The filters are run as the scheduler runs them, by ``cupsfilter`` with the queue's own PPD, the options of a real job
and the queue's own defaults. Filters have moved, scaled and turned pages from one version to the next (cups-filters
issues 456 and 568, libcupsfilters 237), so that only a trial on this machine tells.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Final

from devices.printers.chain import reader
from devices.printers.chain.page import Box, ink_of, two_marks
from devices.printers.cups_queue import DOCUMENT_FORMATS, SETTLED_OPTIONS
from devices.printers.media import Medium, medium_of
from devices.status import DeviceFault

MOST_MOVED_MM: Final = 0.1
"""What a certificate bears; half a dot of the chain's own raster comes on top, as nothing lies between two dots."""
ROUNDED_PAGE_MM: Final = 0.36
"""By which a page may seem larger or smaller: many descriptions of printers give it in whole points."""
LONGEST_RUN_S: Final = 30.0
LAST_WORDS: Final = 120
SYSTEM_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
WHOLE_CHAIN: Final = ("-m", "printer/terminal", "-e")
UP_TO_RASTER: Final = ("-m", "application/vnd.cups-raster")
"""Where the driver's last filter speaks a printer's own language, the page is looked at before it."""


class Verdict(Enum):
    """What the chain does to a page, the best first."""

    STAYS = "stays"
    UNTESTED = "untested"
    MOVES = "moves"


@dataclass(frozen=True, kw_only=True)
class ChainReport:
    """What a queue's filters did to the marks.

    Attributes:
        verdict: for all media together.
        document_format: how a document is best announced, one of ``DOCUMENT_FORMATS``.
        moved_mm: the farthest that a mark was moved; 0 where nothing was tested.
        detail: for technicians.
    """

    verdict: Verdict
    document_format: str = DOCUMENT_FORMATS[0]
    moved_mm: float = 0.0
    detail: str = ""

    @property
    def fault(self) -> DeviceFault | None:
        """The fault that it means for the printer; nothing when the marks stayed."""
        if self.verdict is Verdict.STAYS:
            return None
        return DeviceFault(code=f"CERTIFICATE_CHAIN_{self.verdict.name}", detail=self.detail)


def test_chain(*, ppd: bytes, media: Iterable[str], defaults: Mapping[str, str]) -> ChainReport:
    """Try every medium and return the worst that happened; takes tens to hundreds of ms each.

    Args:
        ppd: the queue's description of its printer.
        media: PWG names of the sizes in use.
        defaults: the queue's own defaults for options that a job does not name.
    """
    with tempfile.TemporaryDirectory(prefix="chain-") as folder:
        description = Path(folder) / "queue.ppd"
        description.write_bytes(ppd)
        trial = _Trial(folder=Path(folder), ppd=description, defaults=defaults)
        try:
            return worst_of(trial.of(name) for name in media)
        except _Stuck as stuck:
            return ChainReport(verdict=Verdict.UNTESTED, detail=str(stuck))


def worst_of(reports: Iterable[ChainReport]) -> ChainReport:
    """Return the report that counts for all; of equally bad ones the one that moved farthest."""
    order = list(Verdict)
    nothing = ChainReport(verdict=Verdict.STAYS)
    return max(reports, key=lambda report: (order.index(report.verdict), report.moved_mm), default=nothing)


class _Stuck(Exception):
    """The trial itself could not be carried out."""


class _NoWay(Exception):
    """There are no filters from this format to the printer."""


@dataclass(frozen=True, kw_only=True)
class _Trial:
    folder: Path
    ppd: Path
    defaults: Mapping[str, str]

    def of(self, name: str) -> ChainReport:
        """Try one medium on the shortest way to the printer."""
        medium = medium_of(name)
        if medium is None:
            raise _Stuck(f"{name} names no size")
        sent = self.folder / "marks.pdf"
        sent.write_bytes(two_marks(medium))
        document_format, filters = self._shortest_way(sent)
        if not filters:
            return ChainReport(verdict=Verdict.STAYS, document_format=document_format, detail="no filters")
        words = ("-i", document_format, *self._options(name), str(sent))
        seen = self._seen(*WHOLE_CHAIN, *words) or self._seen(*UP_TO_RASTER, *words)
        if seen is None:
            raise _Stuck(f"what {' '.join(filters)} put out cannot be read")
        moved = seen.moved_from(medium)
        verdict = Verdict.MOVES if moved > MOST_MOVED_MM + seen.grain / 2 else Verdict.STAYS
        detail = f"{name}: {seen.told_against(medium)} ({' '.join(filters)})"
        return ChainReport(verdict=verdict, document_format=document_format, moved_mm=moved, detail=detail)

    def _shortest_way(self, sent: Path) -> tuple[str, list[str]]:
        """Return the format with the fewest filters up to the printer, and these."""
        ways: dict[str, list[str]] = {}
        for document_format in DOCUMENT_FORMATS:
            with contextlib.suppress(_NoWay):
                told = self._run(*WHOLE_CHAIN, "-i", document_format, "--list-filters", str(sent))
                ways[document_format] = [one for one in told.decode(errors="replace").split() if one != "-"]
        if not ways:
            raise _Stuck("no filters lead to this printer")
        return min(ways.items(), key=lambda way: len(way[1]))

    def _options(self, name: str) -> list[str]:
        said = {**self.defaults, **SETTLED_OPTIONS, "media": name}
        return [word for option, value in said.items() for word in ("-o", f"{option}={value}")]

    def _seen(self, *words: str) -> _Seen | None:
        """Run the filters and look at what comes out, which may be a raster of many MB and goes by a file."""
        came_out = self.folder / "page"
        with came_out.open("wb") as out:
            self._call(out, *words)
        with came_out.open("rb") as page:
            return _read(page)

    def _run(self, *words: str) -> bytes:
        return self._call(subprocess.PIPE, *words)

    def _call(self, out: BinaryIO | int, *words: str) -> bytes:
        """Run ``cupsfilter``; returns its output where that was not given a place."""
        command = ["cupsfilter", "-p", str(self.ppd), *words]
        environment = {"PATH": SYSTEM_PATH, "LANG": "C.UTF-8", "TMPDIR": str(self.folder)}
        try:
            done = subprocess.run(
                command, stdout=out, stderr=subprocess.PIPE, check=False, timeout=LONGEST_RUN_S, env=environment
            )
        except OSError as error:
            raise _Stuck("cupsfilter is not installed (Debian package cups)") from error
        except subprocess.TimeoutExpired as error:
            raise _Stuck("the filters do not come to an end") from error
        if done.returncode != 0:
            complaint = done.stderr.decode(errors="replace")
            if "No filter to convert" in complaint:
                raise _NoWay
            raise _Stuck(f"cupsfilter: {complaint.strip()[-LAST_WORDS:]}")
        return done.stdout or b""


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """What came out: how many pages, and of the only one its size, its ink and the size of a dot, in mm."""

    pages: int
    page: tuple[float, float]
    ink: Box | None
    grain: float

    def moved_from(self, medium: Medium) -> float:
        """Return how far a mark has moved at most, in mm; half the page where it cannot be found."""
        if self.pages != 1 or self.ink is None:
            return medium.width / 200
        shifts = [abs(shift) for shift in self._shifts(medium, self.ink)]
        sizes = [abs(self.page[0] - medium.width / 100), abs(self.page[1] - medium.height / 100)]
        return max(*shifts, *(size for size in sizes if size > ROUNDED_PAGE_MM))

    def told_against(self, medium: Medium) -> str:
        """Return in words what the chain did."""
        if self.pages != 1 or self.ink is None:
            return f"{self.pages} pages, {'blank' if self.ink is None else 'turned'}"
        width, height = self.page
        across, up, stretch_x, stretch_y = self._shifts(medium, self.ink)
        return (
            f"page {width:.1f} x {height:.1f} mm, moved {across:+.2f} {up:+.2f} mm, "
            f"stretched {stretch_x:+.2f} {stretch_y:+.2f} mm"
        )

    def _shifts(self, medium: Medium, ink: Box) -> tuple[float, float, float, float]:
        """Return the shift of the middle, across and up, and how far each edge went beyond it.

        Looking at both edges takes out that a raster counts every dot which the ink touches.
        """
        meant = ink_of(medium)
        left, right = ink.left - meant.left, ink.right - meant.right
        bottom, top = ink.bottom - meant.bottom, ink.top - meant.top
        grown_x, grown_y = (right - left) / 2, (top - bottom) / 2
        return (left + right) / 2, (bottom + top) / 2, self._beyond_a_dot(grown_x), self._beyond_a_dot(grown_y)

    def _beyond_a_dot(self, grown: float) -> float:
        return 0.0 if abs(grown) <= self.grain else grown


def _read(document: BinaryIO) -> _Seen | None:
    """Look at what came out, in a process of its own; nothing for a format that cannot be read."""
    command = [sys.executable, "-I", str(Path(reader.__file__))]
    try:
        done = subprocess.run(command, stdin=document, capture_output=True, check=False, timeout=LONGEST_RUN_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _Stuck(f"the page cannot be looked at: {type(error).__name__}") from error
    if done.returncode == reader.UNKNOWN_FORMAT:
        return None
    if done.returncode != 0:
        raise _Stuck(f"the page cannot be looked at: {done.stderr.decode(errors='replace').strip()[-LAST_WORDS:]}")
    found = json.loads(done.stdout)
    ink = found.get("ink")
    return _Seen(
        pages=int(found["pages"]),
        page=tuple(found.get("page", (0.0, 0.0))),
        ink=Box(*ink) if ink else None,
        grain=float(found.get("grain", 0.0)),
    )
