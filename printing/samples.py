"""Pictures that stand in where a form has a photo or a seal: plainly drawn, and each says 样张.

The same arguments give the same bytes. Nobody is portrayed, and no seal has the star of a real one.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from math import ceil, cos, degrees, pi, sin
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from printing.errors import FontError
from printing.fonts import DEBIAN_FONTS, FontBook, FontFile

_PHOTO_DPI: Final = 360
"""A fifth above what forms ask for, so that cutting to a box's shape does not fall below it."""

_SEAL_SIDE: Final = 1000
"""Dots; a seal of 42 mm (国发〔1999〕25 号) at 600 dpi has 992."""

_REMEMBERED: Final = 16
"""Pictures of each kind; forms have a dozen sizes of photos, and one seal."""

_SPECIMEN: Final = "样张"
_WALL, _COAT, _SKIN, _WORDS = (226, 233, 240), (120, 134, 150), (168, 179, 190), (70, 82, 98)
_RED: Final = (200, 22, 30)
_ARC: Final = 1.35 * pi
"""How far round a seal its text reaches, at most."""


@lru_cache(maxsize=_REMEMBERED)
def sample_photo(width_mm: float, height_mm: float, *, book: FontBook = DEBIAN_FONTS) -> bytes:
    """Return a JPEG for a place of this size: a head and shoulders without a face, and 样张. Raises FontError.

    A place that lies is for a vehicle or a couple: an empty picture frame shows it.
    """
    width, height = (ceil(side / 25.4 * _PHOTO_DPI) for side in (width_mm, height_mm))
    picture = Image.new("RGB", (width, height), _WALL)
    draw = ImageDraw.Draw(picture)
    unit = min(width, height * 0.72)
    x, words = width / 2, height * 0.93
    if width > height:
        words = height * 0.58
        edge = unit * 0.12
        draw.rectangle((edge, edge, width - edge, height - edge), outline=_COAT, width=max(1, round(unit * 0.015)))
    else:
        _draw_person(draw, x, height, unit)
    font = _font(book.hei[0], max(8, round(unit * 0.24)))
    draw.text((x, words), _SPECIMEN, font=font, fill=_WORDS, anchor="ms")
    out = BytesIO()
    picture.save(out, "JPEG", quality=88, dpi=(_PHOTO_DPI, _PHOTO_DPI))
    return out.getvalue()


def _draw_person(draw: ImageDraw.ImageDraw, x: float, height: float, unit: float) -> None:
    top = height * 0.18
    draw.ellipse((x - unit * 0.46, height * 0.62, x + unit * 0.46, height * 1.3), fill=_COAT)
    draw.rounded_rectangle((x - unit * 0.1, height * 0.5, x + unit * 0.1, height * 0.7), unit * 0.06, fill=_SKIN)
    draw.ellipse((x - unit * 0.22, top, x + unit * 0.22, top + unit * 0.58), fill=_SKIN)


@lru_cache(maxsize=_REMEMBERED)
def sample_seal(text: str, *, book: FontBook = DEBIAN_FONTS) -> bytes:
    """Return a PNG with a clear ground: a red ring, an office's name round it, 样张 below, and nothing in the middle.

    Dates of issue are sealed across, and a sample must not hide them. Raises FontError.
    """
    side = _SEAL_SIDE
    ink = Image.new("L", (side, side), 0)
    draw = ImageDraw.Draw(ink)
    draw.ellipse((8, 8, side - 9, side - 9), outline=255, width=round(side * 0.028))
    draw.text((side / 2, side * 0.76), _SPECIMEN, font=_font(book.hei[0], round(side * 0.15)), fill=255, anchor="mm")
    if text:
        _round_about(ink, text, next(file for file in book.song if not file.only))
    picture = Image.new("RGBA", (side, side), (*_RED, 0))
    picture.putalpha(ink)
    out = BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()


def _round_about(ink: Image.Image, text: str, file: FontFile) -> None:
    """Write a text along the upper part of the ring, each character upright on its radius."""
    middle, radius = ink.width / 2, ink.width * 0.36
    step = min(_ARC / len(text), 0.34)
    size = round(min(0.155, step * 0.36) * ink.width)
    font = _font(file, size)
    for n, char in enumerate(text):
        angle = (n - (len(text) - 1) / 2) * step
        tile = Image.new("L", (2 * size, 2 * size), 0)
        ImageDraw.Draw(tile).text((size, size), char, font=font, fill=255, anchor="mm", stroke_width=size // 50)
        tile = tile.rotate(-degrees(angle), resample=Image.Resampling.BICUBIC)
        ink.paste(255, (round(middle + radius * sin(angle)) - size, round(middle - radius * cos(angle)) - size), tile)


def _font(file: FontFile, size: int) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(str(file.path), size, index=file.index)
    except OSError as err:
        raise FontError("FONT_MISSING", str(file.path)) from err
