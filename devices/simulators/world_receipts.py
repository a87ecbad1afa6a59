"""The hand at the receipt printer of a simulated world: loads rolls, tears slips off, and keeps what it tore."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from devices.simulators.escpos import ReceiptPrinterSimulator
from devices.simulators.world_messages import PaperLevel, ReceiptState, TornSlip

MARGIN_DOTS: Final = 32
"""4 mm at 203 dpi."""
WHITE: Final = 255


class ReceiptHand:
    """Works at the printer and pictures its paper.

    Args of the constructor:
        folder: where pictures and bytes of slips go; emptied at construction.
        printer: the printer.
    """

    def __init__(self, *, folder: Path, printer: ReceiptPrinterSimulator) -> None:
        self._folder = folder
        self._printer = printer
        self._lock = threading.Lock()
        self._level = PaperLevel.FULL
        self._torn: list[TornSlip] = []
        self._jobs_torn = 0
        self._pictured = 0
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def load(self, level: PaperLevel) -> None:
        """Set how much paper there is."""
        self._printer.refill()
        if level is PaperLevel.LOW:
            self._printer.near_end()
        elif level is PaperLevel.OUT:
            self._printer.run_out_of_paper()
        self._level = level

    def tear(self) -> None:
        """Take what hangs out; does nothing when nothing does."""
        with self._lock:
            if not self._printer.lies_in_outlet():
                return
            jobs = self._printer.jobs()
            number = len(self._torn) + 1
            picture, job = self._folder / f"{number:03}.png", self._folder / f"{number:03}.bin"
            _on_paper(self._printer.tear()).save(picture)
            job.write_bytes(b"".join(jobs[self._jobs_torn :]))
            self._jobs_torn = len(jobs)
            self._torn.append(TornSlip(number, str(picture), str(job)))

    def state(self) -> ReceiptState:
        """Return the printer as it is, with a picture of what hangs out."""
        with self._lock:
            return ReceiptState(
                paper=self._level,
                picture=str(self._hanging()) if self._printer.lies_in_outlet() else None,
                torn=tuple(self._torn),
                violations=tuple(violation.why for violation in self._printer.violations()),
            )

    def _hanging(self) -> Path:
        """Draw the hanging paper once for each slip that joins it."""
        jobs = len(self._printer.jobs())
        picture = self._folder / f"hanging-{jobs:03}.png"
        if self._pictured != jobs:
            _on_paper(self._printer.paper()).save(picture)
            self._pictured = jobs
        return picture


def _on_paper(printed: Image.Image) -> Image.Image:
    """Add the margins that the head does not reach: it prints 72 mm of 80 mm paper."""
    return ImageOps.expand(printed.convert("L"), border=(MARGIN_DOTS, 0), fill=WHITE)
