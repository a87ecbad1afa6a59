"""QR symbols as squares, for paper of any kind.

Error correction M and a quiet zone of four modules (ISO/IEC 18004:2015, section 9.1): both the form and the receipt
leave that white. The library qrcode encodes; what it does a bit at a time is done with whole numbers by
:mod:`printing.qr_codewords` and :mod:`printing.qr_mask`, with the same symbols in a tenth of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from printing.errors import ElementOverflow
from printing.qr_codewords import codewords
from printing.qr_mask import drawing_plan

QUIET_ZONE = 4
"""Modules of white on every side (ISO/IEC 18004)."""


@dataclass(frozen=True)
class QrSymbol:
    """The dark and light modules of a symbol, without its quiet zone, row by row."""

    rows: tuple[tuple[bool, ...], ...] = field(repr=False)

    @property
    def modules(self) -> int:
        """Return the number of modules along a side, without the quiet zone."""
        return len(self.rows)

    @property
    def across(self) -> int:
        """Return the number of modules along a side, with the quiet zone."""
        return self.modules + 2 * QUIET_ZONE

    def bars(self) -> list[tuple[int, int, int]]:
        """Return the dark modules as horizontal bars ``(column, row, length)``, counted with the quiet zone."""
        bars: list[tuple[int, int, int]] = []
        for y, row in enumerate(self.rows):
            start = None
            for x, dark in enumerate((*row, False)):
                if dark and start is None:
                    start = x
                elif not dark and start is not None:
                    bars.append((start + QUIET_ZONE, y + QUIET_ZONE, x - start))
                    start = None
        return bars


def encode_qr(text: str, *, element: str = "qr") -> QrSymbol:
    """Return the smallest symbol that holds the text at level M.

    Raises ElementOverflow naming ``element`` when the largest symbol (177 modules) does not.
    """
    found = codewords(text)
    if found is None:
        raise ElementOverflow(element=element, detail="more text than a QR symbol holds")
    version, data = found
    return QrSymbol(drawing_plan(version).draw(data))
