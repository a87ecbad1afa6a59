"""How a queue and a document must be, before a sheet is fed: what an installer can get wrong, and what CUPS would bend.

Pure; looks at what queue and document say.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from devices.printers.cups_queue import NO_WAITING, RAW_MODEL, WANTED_ERROR_POLICY, QueueRefused, QueueView
from devices.printers.ipp import PrinterState
from devices.printers.media import Medium, can_feed, medium_of
from devices.status import DeviceFault

PDF_MARK: Final = b"%PDF-"
HUNDREDTHS_PER_POINT: Final = 2540 / 72
LONGEST_MISFIT: Final = 5
"""0.01 mm by which page and medium may differ: a PDF counts in points and rounds."""
IDENTITY_DIGITS: Final = 16

_PAGE: Final = re.compile(rb"/Type\s*/Page\b(?!s)")
_BOX: Final = re.compile(rb"/MediaBox\s*\[\s*([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s*\]")
_TURNED: Final = re.compile(rb"/Rotate\s+[1-9-]")


def fault_of(view: QueueView) -> DeviceFault | None:
    """Return what is wrong with the queue itself, its set-up first."""
    wrong = _setup_mistake(view)
    if wrong:
        return DeviceFault(code="CERTIFICATE_QUEUE_SETUP", detail=wrong)
    if not view.accepting:
        return DeviceFault(code="CERTIFICATE_QUEUE_REFUSES", detail=view.message)
    if view.state is PrinterState.STOPPED:
        return DeviceFault(code="CERTIFICATE_QUEUE_STOPPED", detail=view.message)
    return None


def _setup_mistake(view: QueueView) -> str:
    if view.error_policy != WANTED_ERROR_POLICY:
        return f"printer-error-policy is {view.error_policy!r}"
    if view.device_uri.startswith("ipp") and NO_WAITING not in view.device_uri:
        return f"the queue's address lacks {NO_WAITING}"
    if view.make_and_model == RAW_MODEL:
        return "the queue has no description of its printer (it is raw)"
    if view.shared:
        return "the queue is shared: others could print on the blanks"
    if view.scalings and "none" not in view.scalings:
        return "the queue does not take print-scaling=none"
    return ""


def checked_medium(view: QueueView, *, pdf: bytes, media: str, source: str) -> Medium:
    """Return the size of the sheet to be fed; raises :class:`QueueRefused` for what cannot be printed as it stands."""
    if not pdf.startswith(PDF_MARK):
        raise QueueRefused("CERTIFICATE_DOCUMENT_REFUSED", "not a PDF")
    medium = medium_of(media)
    if medium is None or not can_feed(view.media, medium):
        raise QueueRefused("CERTIFICATE_MEDIA_UNSUPPORTED", media)
    if source and source not in view.sources:
        raise QueueRefused(
            "CERTIFICATE_TRAY_UNKNOWN", f"{source}; there are {' '.join(sorted(view.sources)) or 'none'}"
        )
    misfit = _misfit(pdf, medium)
    if misfit:
        raise QueueRefused("CERTIFICATE_PAGE_MISFIT", f"{media}: {misfit}")
    return medium


def _misfit(pdf: bytes, medium: Medium) -> str:
    """Return in what the document is not one page of exactly this size, as fed; CUPS or printer would turn or move it.

    A document whose pages cannot be seen, because they are compressed, is left to the test of the filter chain.
    """
    pages = len(_PAGE.findall(pdf))
    if pages > 1:
        return f"{pages} pages"
    if _TURNED.search(pdf):
        return "turned"
    for box in _BOX.finditer(pdf):
        left, bottom, right, top = (float(side) * HUNDREDTHS_PER_POINT for side in box.groups())
        page = Medium(round(right - left), round(top - bottom))
        if not page.fits(medium, within=LONGEST_MISFIT):
            return f"page of {page.width / 100} x {page.height / 100} mm"
    return ""


def identity_of(view: QueueView, *, uuid: str) -> str:
    """Return what tells this printer from every other: its own UUID, else a digest of address and model."""
    if uuid:
        return uuid
    words = f"{view.device_uri.partition('?waitjob')[0]}\n{view.make_and_model}"
    return "queue:" + hashlib.sha256(words.encode()).hexdigest()[:IDENTITY_DIGITS]
