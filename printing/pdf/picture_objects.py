"""Pictures as objects of the file (PDF 32000-1:2008, section 8.9)."""

from __future__ import annotations

from typing import assert_never

from printing.pdf.file import PdfFile
from printing.pictures import Photo, Seal


def add_picture(file: PdfFile, picture: Photo | Seal) -> str:
    """Add a photo as the JPEG that it is, a seal as a mask for the ink of the moment; return how others refer to it."""
    size = f"/Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height}"
    match picture:
        case Photo():
            colours = "/DeviceGray" if picture.grey else "/DeviceRGB"
            keys = f"{size} /ColorSpace {colours} /BitsPerComponent 8 /Filter /DCTDecode"
            return file.add_ready_stream(picture.jpeg, keys)
        case Seal():
            keys = f"{size} /ImageMask true /BitsPerComponent 1 /Decode [0 1] /Filter /FlateDecode"
            return file.add_ready_stream(picture.stencil, keys)
        case _:
            assert_never(picture)
