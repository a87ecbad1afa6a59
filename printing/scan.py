"""A scanned page as grey values over millimetres of the scanner's glass.

Pure Python over Pillow: a sheet takes under a second, once in a printer's months; numpy or OpenCV would have to be
installed in every hall for it.
"""

from __future__ import annotations

import math
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from printing.errors import CalibrationError

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

COARSEST_DPI: Final = 195.0
"""200 dots per inch; some scanners round it down."""
_PDF_DPI: Final = 300
_MM_PER_INCH: Final = 25.4

Point = tuple[float, float]


class Scan:
    """Grey values 0 to 255, asked for at points in mm from the picture's top left corner."""

    def __init__(self, picture: Image, *, dots_per_inch: tuple[float, float]) -> None:
        """Take a picture as it was scanned; raises CalibrationError ``CALIBRATION_SCAN_COARSE``."""
        if not min(dots_per_inch) >= COARSEST_DPI:
            raise CalibrationError(
                "CALIBRATION_SCAN_COARSE", f"{min(dots_per_inch):.0f} dpi, wanted {math.ceil(COARSEST_DPI)} or more"
            )
        self.picture = picture.convert("L")
        self._width, self._height = self.picture.size
        self._grey = self.picture.tobytes()
        self._across, self._down = (dots / _MM_PER_INCH for dots in dots_per_inch)

    def point(self, x: float, y: float) -> Point:
        """Return the place of a pixel position in mm; pixel corners are whole numbers."""
        return x / self._across, y / self._down

    def value(self, x: float, y: float) -> float | None:
        """Return the grey value at a place, interpolated between pixels; none off the picture."""
        u, v = x * self._across - 0.5, y * self._down - 0.5
        column, row = math.floor(u), math.floor(v)
        if not (0 <= column < self._width - 1 and 0 <= row < self._height - 1):
            return None
        u, v = u - column, v - row
        at = row * self._width + column
        below = at + self._width
        upper = self._grey[at] * (1 - u) + self._grey[at + 1] * u
        lower = self._grey[below] * (1 - u) + self._grey[below + 1] * u
        return upper * (1 - v) + lower * v


def open_scan(path: Path) -> tuple[Scan, ...]:
    """Return the pages of a scan: one of a PNG, JPEG or TIFF picture, as many as there are of a PDF.

    Raises:
        CalibrationError: ``CALIBRATION_SCAN_UNREADABLE`` when it cannot be opened, ``CALIBRATION_SCAN_COARSE`` when it
            has too few dots per inch or does not say how many.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CalibrationError("CALIBRATION_SCAN_UNREADABLE", f"{path}: {error.strerror}") from error
    return _pages_of_pdf(data, path.name) if data.startswith(b"%PDF-") else (_picture(data, path.name),)


def _picture(data: bytes, name: str) -> Scan:
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(BytesIO(data))
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise CalibrationError("CALIBRATION_SCAN_UNREADABLE", f"{name} is no PNG, JPEG or PDF") from error
    dots = picture.info.get("dpi")
    if not dots:
        raise CalibrationError("CALIBRATION_SCAN_COARSE", f"{name} does not say its dots per inch")
    return Scan(picture, dots_per_inch=(float(dots[0]), float(dots[1])))


def _pages_of_pdf(data: bytes, name: str) -> tuple[Scan, ...]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise CalibrationError("CALIBRATION_SCAN_UNREADABLE", f"{name} is a damaged PDF") from error
    try:
        return tuple(_page(page, name) for page in document)
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, name: str) -> Scan:
    """Draw a page finely enough; the picture that it holds says how fine the scan was."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    pictures = [each.get_metadata() for each in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])]
    fineness = max((min(each.horizontal_dpi, each.vertical_dpi) for each in pictures), default=float(_PDF_DPI))
    if fineness < COARSEST_DPI:
        raise CalibrationError("CALIBRATION_SCAN_COARSE", f"{name} holds a picture of {fineness:.0f} dpi")
    picture: Image = page.render(scale=_PDF_DPI / 72).to_pil()
    width, height = page.get_size()
    return Scan(picture, dots_per_inch=(picture.width / width * 72, picture.height / height * 72))
