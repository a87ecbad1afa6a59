"""Text and QR symbols as dots, for what a receipt printer's ROM cannot print.

Pictures are of mode 1 with a set bit for a black dot, as ``GS v 0`` wants them.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from printing.errors import FontError, MissingGlyph
from printing.fonts import FontBook, is_writing
from printing.qr import QUIET_ZONE, QrSymbol
from printing.truetype import CharacterMap, open_character_map
from printing.wrap import char_columns

_WHITE, _INK = 0, 255
_THRESHOLD = 135
"""Coverage above this becomes a dot; a thermal head has no grey."""

_BASELINE = 0.86
"""Where the baseline lies in a cell, from its top, as a share of its height; ROM fonts sit there too."""

_BLANKS = frozenset(" \u3000\u00a0")

_REMEMBERED = 4096
"""Glyphs that are remembered; a county's ordinary slips use fewer."""


class DotFonts:
    """Draws lines in the cell grid of a receipt: full cells for Chinese, half cells for ASCII.

    Not safe for two threads. :meth:`release` closes the files and forgets which characters were looked up.
    """

    def __init__(self, *, book: FontBook) -> None:
        self._files = book.dots
        self._maps: dict[tuple[Path, int], CharacterMap] = {}
        self._faces: dict[tuple[Path, int, int], ImageFont.FreeTypeFont] = {}
        self._glyphs: dict[tuple[str, int, int], Image.Image] = {}

    def release(self) -> None:
        """Let all font files go."""
        for characters in self._maps.values():
            characters.close()
        self._maps.clear()
        self._faces.clear()
        self._glyphs.clear()

    def line(self, text: str, *, cell: int, height: int, element: str, bold: bool = False) -> Image.Image:
        """Return a picture of one line, ``height`` dots high.

        ``cell`` is the side of a full cell in dots. Bold is drawn twice, a dot apart, as ROMs do. Raises MissingGlyph
        naming ``element``, and FontError.
        """
        half = cell // 2
        picture = Image.new("1", (max(1, sum(char_columns(char) for char in text) * half), height), _WHITE)
        x = 0
        for char in text:
            columns = char_columns(char)
            if char not in _BLANKS:
                glyph = self._glyph(char, cell, height, element)
                # A combining mark stands in the cell of the character before it. Glyphs have half a cell of air.
                left = (x if columns else x - cell) + (columns or 2) * half // 2 - glyph.width // 2
                picture.paste(_INK, (left, 0), glyph)
            x += columns * half
        if bold:
            picture = ImageChops.logical_or(picture, ImageChops.offset(picture, 1, 0))
        return picture

    def _glyph(self, char: str, cell: int, height: int, element: str) -> Image.Image:
        known = self._glyphs.get((char, cell, height))
        if known is not None:
            return known
        face = self._face_for(char, cell, element)
        grey = Image.new("L", (2 * cell, height), _WHITE)
        ImageDraw.Draw(grey).text((cell, round(cell * _BASELINE)), char, font=face, fill=_INK, anchor="ms")
        glyph = grey.point(lambda level: _INK if level > _THRESHOLD else _WHITE).convert("1")
        if len(self._glyphs) < _REMEMBERED:
            self._glyphs[char, cell, height] = glyph
        return glyph

    def _face_for(self, char: str, cell: int, element: str) -> ImageFont.FreeTypeFont:
        for file in self._files if is_writing(char) else ():
            if file.only and char not in file.only:
                continue
            if self._map(file.path, file.index).find(ord(char)):
                face = self._face(file.path, file.index, cell)
                if face.getmask(char).getbbox():
                    return face
        raise MissingGlyph(element=element, code_point=ord(char))

    def _map(self, path: Path, index: int) -> CharacterMap:
        if (path, index) not in self._maps:
            self._maps[path, index] = open_character_map(path, index=index)
        return self._maps[path, index]

    def _face(self, path: Path, index: int, cell: int) -> ImageFont.FreeTypeFont:
        key = (path, index, cell)
        if key not in self._faces:
            try:
                # Basic layout: shaping has nothing to add to single characters, and costs a library.
                self._faces[key] = ImageFont.truetype(path, cell, index, layout_engine=ImageFont.Layout.BASIC)
            except OSError as err:
                raise FontError("FONT_UNUSABLE", f"{path.name}: {err}") from err
        return self._faces[key]


def qr_dots(symbol: QrSymbol, *, module: int) -> Image.Image:
    """Return a picture of a symbol with its quiet zone; ``module`` is the side of a module in dots."""
    across = symbol.across * module
    row_bytes = (across + 7) // 8
    spare = row_bytes * 8 - across
    white = bytes(row_bytes * QUIET_ZONE * module)
    rows = [white]
    for row in symbol.rows:
        bits = "".join("1" * module if dark else "0" * module for dark in row)
        number = int(bits, 2) << (QUIET_ZONE * module + spare)
        rows.append(number.to_bytes(row_bytes, "big") * module)
    rows.append(white)
    return Image.frombytes("1", (across, across), b"".join(rows))
