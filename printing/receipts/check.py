"""Tries every layout with its longest values on every paper, so that no slip is refused in the hall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from printing.dots import DotFonts
from printing.errors import PrintingError
from printing.receipt import ReceiptPaper, print_blocks
from printing.receipts.kinds import ReceiptKind
from printing.receipts.loader import ReceiptLayouts
from printing.repertoire import HanRepertoire

WIDTHS: Final = (384, 512, 576)
"""Dots: 58 mm paper at 203 dpi, 80 mm paper at 180 dpi, 80 mm paper at 203 dpi (python-escpos' printer profiles)."""


@dataclass(frozen=True)
class LayoutFault:
    """Why a slip could not be printed; ``paper`` is None when its layout could not even be read."""

    kind: ReceiptKind
    paper: ReceiptPaper | None
    error: PrintingError

    def __str__(self) -> str:
        where = f" at {self.paper.dots} dots with {self.paper.han.value}" if self.paper else ""
        return f"{self.kind.value}{where}: {self.error}"


def check_layouts(layouts: ReceiptLayouts, fonts: DotFonts) -> list[LayoutFault]:
    """Return what is wrong with the layouts; nothing when every sample prints everywhere."""
    faults: list[LayoutFault] = []
    for kind in ReceiptKind:
        try:
            layout = layouts.get(kind)
        except PrintingError as error:
            faults.append(LayoutFault(kind, None, error))
            continue
        for paper in papers():
            try:
                print_blocks(layout.fill(layout.sample), paper=paper, fonts=fonts)
            except PrintingError as error:
                faults.append(LayoutFault(kind, paper, error))
    return faults


def papers() -> list[ReceiptPaper]:
    """Return every width with every repertoire."""
    return [ReceiptPaper(dots=dots, han=han) for dots in WIDTHS for han in HanRepertoire]
