"""Finds the ink on the page that came out of a filter chain: PDF, CUPS raster and PWG raster.

Runs as a program of its own, ``reader.py < DOCUMENT``, because a filter may put out anything: what PDFium or this
reader makes of it must not take the terminal along, and PDFium is used by one thread of a process only. It prints one
line of JSON, ``{"pages": 1, "page": [w, h], "ink": [left, bottom, right, top], "grain": g}`` in mm from the bottom
left, where ``grain`` is the size of the smallest dot; without ``ink`` when the page is blank. It ends with 2 for a
format that it does not know, and imports nothing of the product, so that it starts fast.
"""

from __future__ import annotations

import json
import struct
import sys
from typing import Final

MM_PER_INCH: Final = 25.4
POINTS_PER_INCH: Final = 72.0
PDF_DPI: Final = 400
UNKNOWN_FORMAT: Final = 2

RASTER_ORDERS: Final = {b"RaS2": ">", b"RaS3": ">", b"2SaR": "<", b"3SaR": "<"}
"""First word of a raster file and its byte order (cups/raster.h); 2 is compressed, 3 is not."""
HEADER_BYTES: Final = 1796
MEDIA_CLASS_PWG: Final = b"PwgRaster"
RESOLUTION_AT: Final = 276
ORIENTATION_AT: Final = 344
PAGE_POINTS_AT: Final = 352
WIDTH_AT: Final = 372
HEIGHT_AT: Final = 376
BITS_PER_PIXEL_AT: Final = 388
BYTES_PER_LINE_AT: Final = 392
PAGE_SIZE_AT: Final = 428
IMAGING_BOX_AT: Final = 436
"""Offsets in ``cups_page_header2_t``."""

Finding = dict[str, object]


def find_in_pdf(document: bytes) -> Finding:
    """Draw the only page and look for what is not white."""
    import pypdfium2

    with pypdfium2.PdfDocument(document) as pdf:
        if len(pdf) != 1:
            return {"pages": len(pdf)}
        page = pdf[0]
        width, height = (side / POINTS_PER_INCH * MM_PER_INCH for side in page.get_size())
        picture = page.render(scale=PDF_DPI / POINTS_PER_INCH, grayscale=True).to_pil()
    grain = MM_PER_INCH / PDF_DPI
    found: Finding = {"pages": 1, "page": [width, height], "grain": grain}
    box = picture.point([255 if grey < 128 else 0 for grey in range(256)]).getbbox()
    if box is not None:
        left, top, right, bottom = (side * grain for side in box)
        found["ink"] = [left, height - bottom, right, height - top]
    return found


def find_in_raster(document: bytes) -> Finding:
    """Look for what differs from the first line of the only page, which is blank."""
    order = RASTER_ORDERS[document[:4]]
    header = document[4 : 4 + HEADER_BYTES]

    def number(at: int) -> int:
        return int(struct.unpack_from(order + "I", header, at)[0])

    dpi = struct.unpack_from(order + "II", header, RESOLUTION_AT)
    lines, line_bytes, bits = number(HEIGHT_AT), number(BYTES_PER_LINE_AT), number(BITS_PER_PIXEL_AT)
    body = document[4 + HEADER_BYTES :]
    compressed = document[:4] in (b"RaS2", b"2SaR")
    if compressed:
        dots, end = _find_in_compressed(body, lines, line_bytes, bits)
    else:
        dots, end = _find_in_plain(body, lines, line_bytes, bits), lines * line_bytes
    pwg = header.startswith(MEDIA_CLASS_PWG)
    across, down = (MM_PER_INCH / one for one in dpi)
    if pwg:
        page, left, top = (number(WIDTH_AT) * across, lines * down), 0.0, lines * down
    else:
        page, left, top = _drawn_area(header, order)
    found: Finding = {"pages": 1 if end == len(body) else 2, "page": list(page), "grain": max(across, down)}
    if number(ORIENTATION_AT) and not pwg:
        found["pages"] = 0
    if dots is not None:
        first, upper, last, lower = dots
        found["ink"] = [left + first * across, top - lower * down, left + last * across, top - upper * down]
    return found


def _drawn_area(header: bytes, order: str) -> tuple[tuple[float, float], float, float]:
    """Return the page size, and left and top of the part of it that the dots cover; mm."""

    def mm(*points: float) -> list[float]:
        return [point / POINTS_PER_INCH * MM_PER_INCH for point in points]

    width, height = mm(*struct.unpack_from(order + "ff", header, PAGE_SIZE_AT))
    if not width:
        width, height = mm(*struct.unpack_from(order + "II", header, PAGE_POINTS_AT))
    left, _, _, top = mm(*struct.unpack_from(order + "ffff", header, IMAGING_BOX_AT))
    return (width, height), left, top or height


Dots = tuple[int, int, int, int] | None
"""First dot, first line, one past the last dot, one past the last line."""


def _find_in_plain(body: bytes, lines: int, line_bytes: int, bits: int) -> Dots:
    blank = body[:line_bytes]
    dots: Dots = None
    for line in range(lines):
        row = body[line * line_bytes : (line + 1) * line_bytes]
        if row != blank:
            dots = _joined(dots, _inked(row, blank, bits), line, line + 1)
    return dots


def _find_in_compressed(body: bytes, lines: int, line_bytes: int, bits: int) -> tuple[Dots, int]:
    """Undo the run lengths of PWG 5102.4, section 4.4.1; returns also how many bytes the page took."""
    step = max(1, bits // 8)
    at, line = 0, 0
    blank = b""
    dots: Dots = None
    while line < lines:
        repeat = body[at] + 1
        at += 1
        row = bytearray()
        while len(row) < line_bytes:
            run = body[at]
            at += 1
            if run < 128:
                row += body[at : at + step] * (run + 1)
                at += step
            else:
                count = (257 - run) * step
                row += body[at : at + count]
                at += count
        blank = blank or bytes(row)
        if row != blank:
            dots = _joined(dots, _inked(bytes(row), blank, bits), line, line + repeat)
        line += repeat
    return dots, at


def _inked(row: bytes, blank: bytes, bits: int) -> tuple[int, int]:
    """Return the first dot that differs from a blank line, and one past the last."""
    differing = [place for place, (one, other) in enumerate(zip(row, blank, strict=True)) if one != other]
    if bits >= 8:
        return differing[0] * 8 // bits, differing[-1] * 8 // bits + 1
    first = differing[0] * 8 + 8 - (row[differing[0]] ^ blank[differing[0]]).bit_length()
    changed = row[differing[-1]] ^ blank[differing[-1]]
    last = differing[-1] * 8 + 8 - ((changed & -changed).bit_length() - 1)
    return first // bits, (last + bits - 1) // bits


def _joined(dots: Dots, inked: tuple[int, int], upper: int, lower: int) -> Dots:
    if dots is None:
        return inked[0], upper, inked[1], lower
    return min(dots[0], inked[0]), dots[1], max(dots[2], inked[1]), lower


def main() -> int:
    """Read the document from standard input and print what was found."""
    document = sys.stdin.buffer.read()
    if document.startswith(b"%PDF-"):
        found = find_in_pdf(document)
    elif document[:4] in RASTER_ORDERS:
        found = find_in_raster(document)
    else:
        return UNKNOWN_FORMAT
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
