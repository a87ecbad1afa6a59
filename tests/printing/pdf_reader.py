"""Reads a PDF back with another library than the one that wrote it: where each character stands, and the codes."""

from __future__ import annotations

import re
import zlib
from ctypes import byref, c_double
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image, ImageOps

from printing.preview.picture import rasterise

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class Placed:
    """A character with its origin on the baseline, in mm from the top left, and its size in points."""

    char: str
    x: float
    baseline: float
    size: float


def media_box(data: bytes) -> tuple[float, float]:
    with _opened(data) as document:
        left, bottom, right, top = document[0].get_mediabox()
    assert (left, bottom) == (0, 0)
    return right * MM_PER_POINT, top * MM_PER_POINT


def text_of(data: bytes) -> str:
    with _opened(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def placed(data: bytes) -> list[Placed]:
    with _opened(data) as document:
        page = document[0]
        height = page.get_height()
        text = page.get_textpage()
        found: list[Placed] = []
        for n in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, n) == 1:
                continue
            x, y = c_double(), c_double()
            assert pdfium.FPDFText_GetCharOrigin(text, n, byref(x), byref(y))
            char = chr(pdfium.FPDFText_GetUnicode(text, n))
            size = pdfium.FPDFText_GetFontSize(text, n)
            if "\udc00" <= char <= "\udfff" and found:
                # pdfium tells a character beyond U+FFFF as the two halves of its UTF-16 pair.
                pair = (found[-1].char + char).encode("utf-16", "surrogatepass").decode("utf-16")
                found[-1] = replace(found[-1], char=pair)
            else:
                found.append(Placed(char, x.value * MM_PER_POINT, (height - y.value) * MM_PER_POINT, size))
    return found


def lines_of(data: bytes) -> list[list[Placed]]:
    """Return the characters of the first sheet that share a baseline, from the top down, each line from the left."""
    lines: dict[float, list[Placed]] = {}
    for each in placed(data):
        if each.char.strip():
            lines.setdefault(round(each.baseline, 1), []).append(each)
    return [sorted(lines[baseline], key=lambda each: each.x) for baseline in sorted(lines)]


def codes_of(data: bytes, *, page: int = 0) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(rasterise(data, page=page, dots_per_inch=300))]


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(data)


def ink_within(data: bytes, left: float, top: float, right: float, bottom: float, *, page: int = 0) -> bool:
    """Tell whether any dark ink lies in an area of a sheet, in mm; water lines are not dark."""
    dots = 150 / 25.4
    area = (round(left * dots), round(top * dots), round(right * dots), round(bottom * dots))
    return min(rasterise(data, page=page).convert("L").crop(area).tobytes()) < 128


def ink_box(data: bytes, area: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of all ink in an area of the first sheet, in mm, at 600 dpi."""
    with _opened(data) as document:
        ink = ImageOps.invert(grey_area(document[0], area, dots_per_inch=600))
    found = ink.point(lambda level: 255 if level > 127 else 0).getbbox()
    assert found
    left, top, right, bottom = (dots * 25.4 / 600 for dots in found)
    return area[0] + left, area[1] + top, area[0] + right, area[1] + bottom


def grey_area(page: pypdfium2.PdfPage, area: tuple[float, float, float, float], *, dots_per_inch: int) -> Image.Image:
    """Return an area of a page (left, top, right, bottom in mm) as a grey picture on white paper."""
    left, top, right, bottom = (side / MM_PER_POINT for side in area)
    width, height = page.get_size()
    crop = (left, height - bottom, width - right, top)
    picture: Image.Image = page.render(scale=dots_per_inch / 72, crop=crop, grayscale=True).to_pil()
    return picture.convert("L")


def content_of(data: bytes) -> str:
    """Return the operators of the only sheet."""
    streams = re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)endstream", data, re.DOTALL)
    (content,) = [plain for plain in map(_decoded, streams) if b" Tj" in plain]
    return content.decode("ascii")


def _decoded(stream: bytes) -> bytes:
    return zlib.decompressobj().decompress(stream)
