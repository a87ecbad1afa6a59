"""Pictures that come from outside, vetted before they go onto paper: a holder's photo, an office's seal.

A photo becomes a JPEG that every printer decodes: baseline, grey or three colours, upright, with nothing in it but the
picture. Most arrive so and are passed on bit for bit, without what a camera wrote beside the picture.

A seal becomes a stencil of one colour (PDF's image mask, as old as PDF 1.0). Soft transparency (PDF 1.4) is what cheap
printers get wrong, and they draw a white or black square over the text. A stencil has no background to get wrong, and
official seals are of one ink by rule; its edges are kept smooth by making it as fine as the print.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageChops, ImageOps, ImageStat

from printing.errors import PictureUnusable

_MOST_BYTES = 8 * 1024 * 1024
_MOST_PIXELS = 16_000_000
"""More than any camera's passport photo; a file that unpacks to more is an attack or a mistake."""

_MM_PER_INCH = 25.4
_QUALITY = 92
"""Of JPEGs that are made here; no difference can be seen at 300 dots per inch."""

_FINEST_SIDE, _COARSEST_SIDE = 2000, 1000
"""Dots along a stencil's longer side: a 42 mm seal at 600 dpi has 992."""

_LEVEL = 6
"""Of zlib: level 9 takes ten times as long for a stencil, and saves a twentieth of it."""

_FAINTEST_INK = 64
"""Of 255; a picture without a darker spot is an empty one."""

_WIDEST_SPREAD = 60.0
"""Standard deviation of a seal's ink in one colour; red with black has more than 100, a shaded red less than 50."""

_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, KeyError, TypeError, IndexError)
"""What Pillow raises for broken files."""


@dataclass(frozen=True)
class Photo:
    """A baseline JPEG.

    Attributes:
        jpeg: the file; personal.
        width: in pixels, as ``height``.
        grey: whether it has one colour component, not three.
    """

    jpeg: bytes = field(repr=False)
    width: int
    height: int
    grey: bool

    def dots_per_inch(self, width: float, height: float) -> float:
        """Return the resolution at which the photo fills a box of ``width`` x ``height`` mm."""
        return _MM_PER_INCH / max(width / self.width, height / self.height)


@dataclass(frozen=True)
class Seal:
    """A stencil and its ink.

    Attributes:
        stencil: one bit a dot, rows padded to whole bytes, 0 where ink goes, compressed as zlib does.
        width: in dots, as ``height``.
        ink: red, green and blue, 0 to 255.
    """

    stencil: bytes = field(repr=False)
    width: int
    height: int
    ink: tuple[int, int, int]


def open_photo(data: bytes, *, element: str = "photo") -> Photo:
    """Return the photo that a JPEG or PNG file holds, upright and on white.

    Raises PictureUnusable naming ``element``: ``PICTURE_TOO_LARGE`` beyond 8 MiB or 16 megapixels,
    ``PICTURE_COLOURS`` for print colours (CMYK), and ``PICTURE_UNREADABLE`` for everything else that is no sound
    picture.
    """
    image = _opened(data, element)
    if image.format == "JPEG" and image.mode in ("L", "RGB") and _stands_upright(image, element):
        plain = _without_notes(data)
        if plain is not None:
            return _as_it_is(plain, image, element)
    return _encoded(_on_white(_turned_upright(_loaded(image, element), element)))


def open_seal(data: bytes, *, element: str = "seal") -> Seal:
    """Return the seal that a PNG or JPEG file shows, on a transparent or white ground.

    Raises PictureUnusable as :func:`open_photo`; ``PICTURE_COLOURS`` also for a picture of more than one ink, and
    ``PICTURE_UNREADABLE`` for an empty one.
    """
    image = _loaded(_opened(data, element), element)
    colours = _eight_bits(image).convert("RGBA")
    red, green, blue, opaque = colours.split()
    ground = ImageChops.darker(ImageChops.darker(red, green), blue)
    ink = ImageChops.multiply(ImageChops.invert(ground), opaque)
    darkest = int(ink.getextrema()[1])  # type: ignore[arg-type] # a pair of numbers for one band
    if darkest < _FAINTEST_INK:
        raise PictureUnusable("PICTURE_UNREADABLE", element=element, detail="a seal without ink")
    inked = ink.point(lambda level: 255 if level * 2 >= darkest else 0)
    colour = ImageStat.Stat(colours, mask=inked)
    if max(colour.stddev[:3]) > _WIDEST_SPREAD:
        raise PictureUnusable("PICTURE_COLOURS", element=element, detail="a seal of more than one ink")
    mean_red, mean_green, mean_blue = (round(mean) for mean in colour.mean[:3])
    fine = _fine(ink).point(lambda level: 0 if level * 2 >= darkest else 255, "1")
    stencil = zlib.compress(fine.tobytes(), _LEVEL)
    return Seal(stencil, fine.width, fine.height, (mean_red, mean_green, mean_blue))


def _opened(data: bytes, element: str) -> Image.Image:
    """Return the picture of which only the beginning is read."""
    if len(data) > _MOST_BYTES:
        raise PictureUnusable("PICTURE_TOO_LARGE", element=element, detail=f"{len(data)} bytes")
    try:
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
        if image.width * image.height > _MOST_PIXELS:
            raise PictureUnusable("PICTURE_TOO_LARGE", element=element, detail=f"{image.width} x {image.height} pixels")
        if image.mode == "CMYK":
            raise PictureUnusable("PICTURE_COLOURS", element=element, detail="CMYK")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as err:
        raise PictureUnusable("PICTURE_TOO_LARGE", element=element, detail="too many pixels") from err
    except _DAMAGED as err:
        raise PictureUnusable("PICTURE_UNREADABLE", element=element, detail=type(err).__name__) from err
    return image


def _loaded(image: Image.Image, element: str) -> Image.Image:
    """Return the picture decoded, and so known to be whole."""
    with _sound(element):
        image.load()
    return image


def _as_it_is(jpeg: bytes, image: Image.Image, element: str) -> Photo:
    """Return a JPEG untouched, once it has been decoded to see that it is whole."""
    photo = Photo(jpeg, image.width, image.height, grey=image.mode == "L")
    image.draft("L", (1, 1))  # an eighth of the size and no colours: half the time, and all of the file is read
    _loaded(image, element)
    return photo


def _stands_upright(image: Image.Image, element: str) -> bool:
    """Tell whether the camera was held upright (EXIF, orientation)."""
    with _sound(element):
        return bool(image.getexif().get(0x0112, 1) == 1)


def _turned_upright(image: Image.Image, element: str) -> Image.Image:
    with _sound(element):
        return ImageOps.exif_transpose(image)


@contextmanager
def _sound(element: str) -> Iterator[None]:
    """Turn what Pillow raises for a damaged file into a refusal."""
    try:
        yield
    except _DAMAGED as err:
        raise PictureUnusable("PICTURE_UNREADABLE", element=element, detail=type(err).__name__) from err


def _on_white(image: Image.Image) -> Image.Image:
    """Return any picture as grey or red, green and blue on white."""
    image = _eight_bits(image)
    if image.mode in ("L", "RGB") and "transparency" not in image.info:
        return image
    if image.mode == "1":
        return image.convert("L")
    colours = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", colours.size, "white"), colours).convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture with 16 bits of grey with its upper eight; Pillow would clip them."""
    if image.mode != "I;16":
        return image
    return Image.frombytes("L", image.size, image.tobytes()[1::2])


def _encoded(image: Image.Image) -> Photo:
    file = BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, subsampling=0, exif=b"", icc_profile=None)
    return Photo(file.getvalue(), image.width, image.height, grey=image.mode == "L")


def _fine(ink: Image.Image) -> Image.Image:
    side = max(ink.size)
    factor = min(max(side, _COARSEST_SIDE), _FINEST_SIDE) / side
    size = (max(1, round(ink.width * factor)), max(1, round(ink.height * factor)))
    return ink if size == ink.size else ink.resize(size, Image.Resampling.BICUBIC)


_START_OF_SCAN, _END = 0xDA, 0xD9
_BASELINE = (0xC0, 0xC1)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _without_notes(data: bytes) -> bytes | None:
    """Return a JPEG without its notes and what follows its end; None when it is not baseline (ITU-T T.81, annex B).

    Notes are application segments and comments: place, camera, a smaller picture from before cutting. Those that say
    what the colours mean stay (JFIF, Adobe). Progressive and arithmetic coding, and components named R, G and B, are
    what printers cannot be trusted with.
    """
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF or marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            return b"".join((*kept, b"\xff\xd9"))
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES and (marker not in _BASELINE or data[at + 10 : end : 3] == b"RGB"):
            return None
        if marker == _START_OF_SCAN:
            found = _AFTER_SCAN.search(data, end)
            end = found.start() if found else len(data)
        if not _is_note(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, b"\xff\xd9"))


def _is_note(marker: int, content: bytes) -> bool:
    if marker == 0xE0:
        return not (content.startswith(b"JFIF\0") and len(content) == 14)
    if marker == 0xEE:
        return not content.startswith(b"Adobe")
    return marker == 0xFE or 0xE0 <= marker <= 0xEF
