"""QR symbols as squares, for paper of any kind.

Error correction M and a quiet zone of four modules (ISO/IEC 18004:2015, section 9.1): both the form and the receipt
leave that white. The library qrcode encodes; only its choice of the mask, four fifths of its time, is made by
:mod:`printing.qr_mask`.
"""

from __future__ import annotations

from dataclasses import dataclass

import qrcode
from qrcode import util
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from printing.errors import ElementOverflow
from printing.qr_mask import drawing_plan

QUIET_ZONE = 4
"""Modules of white on every side (ISO/IEC 18004)."""


@dataclass(frozen=True)
class QrSymbol:
    """The dark and light modules of a symbol, without its quiet zone, row by row."""

    rows: tuple[tuple[bool, ...], ...]

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
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    try:
        code.best_fit()
    except (DataOverflowError, ValueError) as err:
        raise ElementOverflow(element=element, detail="more text than a QR symbol holds") from err
    codewords = bytes(util.create_data(code.version, ERROR_CORRECT_M, code.data_list))
    return QrSymbol(drawing_plan(code.version).draw(codewords))
