"""A small invented face as a JPEG: a drawing, of nobody."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = (240, 320)
BACKGROUND: Final = (226, 232, 238)
COAT: Final = (70, 84, 102)
HAIR: Final = (42, 38, 36)
SKIN: Final = (214, 178, 152)


def draw_portrait() -> bytes:
    """Return the picture, 240 x 320 pixels, some kilobytes."""
    picture = Image.new("RGB", SIZE, BACKGROUND)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((20, 230, 220, 420), fill=COAT)
    pen.rectangle((100, 190, 140, 250), fill=SKIN)
    pen.ellipse((58, 40, 182, 190), fill=HAIR)
    pen.ellipse((68, 62, 172, 218), fill=SKIN)
    for eye in (98, 142):
        pen.ellipse((eye - 7, 128, eye + 7, 138), fill=HAIR)
    pen.line((120, 140, 116, 168, 124, 168), fill=HAIR, width=2)
    pen.arc((100, 172, 140, 196), 20, 160, fill=HAIR, width=3)
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=85)
    return stream.getvalue()
