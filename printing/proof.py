"""Proofs on plain A4: the paper says what the register says, and how to check that it did.

Title, sentences, a table, facts, then the closing: code and QR to check it by, issuer and date. What does not fit one
sheet goes on to the next; the closing stands at the foot of the last, and never on a sheet of its own if that can be
helped: an issuer's name below nothing invites somebody to write something above it.
"""

from __future__ import annotations

from dataclasses import dataclass

from printing.fonts import FontLibrary
from printing.overlay import Pdf
from printing.pdf import PdfSheets
from printing.proof_flow import REGULAR, TIGHT, Density, Flow
from printing.proof_paper import HEIGHT, MEDIUM, WIDTH
from printing.proof_sheet import ProofSheet


@dataclass(frozen=True)
class _Way:
    """A way to set a proof: how dense, and whether its last part goes over to the closing's sheet."""

    density: Density
    takes_over: bool = False


_WAYS = (_Way(REGULAR), _Way(TIGHT), _Way(REGULAR, takes_over=True))
"""In the order in which they are tried."""


@dataclass(frozen=True)
class _Set:
    """A proof as it was set: the file, its sheets, and whether the closing stands alone on the last."""

    data: bytes
    sheets: int
    lonely: bool


def render_proof(sheet: ProofSheet, fonts: FontLibrary) -> Pdf:
    """Set a proof on A4.

    Raises MissingGlyph and ElementOverflow, each naming the part of the proof, and FontError.
    """
    for way in _WAYS:
        found = _set(sheet, fonts, way, expected=1)
        if not found.lonely:
            break
    if found.sheets > 1:
        found = _set(sheet, fonts, way, expected=found.sheets)
    return Pdf.of(found.data, sheets=found.sheets, medium=MEDIUM)


def _set(sheet: ProofSheet, fonts: FontLibrary, way: _Way, *, expected: int) -> _Set:
    """Set the proof, saying on each sheet that there are ``expected``."""
    sheets = PdfSheets(width=WIDTH, height=HEIGHT, title=sheet.title)
    flow = Flow(
        sheet=sheet, sheets=sheets, fonts=fonts, expected=expected, density=way.density, takes_over=way.takes_over
    )
    flow.run()
    return _Set(sheets.finish(), flow.number, flow.lonely)
