"""Text as dots, for what a receipt printer's ROM cannot print."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from printing.errors import FontError, MissingGlyph
from printing.fonts import FontBook
from printing.truetype import CharacterMap, open_character_map
from printing.wrap import char_columns

_WHITE, _BLACK = 255, 0
_THRESHOLD = 120
"""Grey levels darker than this become dots; a thermal head has no grey."""

_BASELINE = 0.86
"""Where the baseline lies in a cell, from its top, as a share of its height; ROM fonts sit there too."""

_BLANKS = frozenset(" \u3000\u00a0")


class DotFonts:
    """Draws lines in the cell grid of a receipt: full cells for Chinese, half cells for ASCII.

    Not safe for two threads. :meth:`release` closes the files and forgets which characters were looked up.
    """

    def __init__(self, *, book: FontBook) -> None:
        self._files = book.dots
        self._maps: dict[tuple[Path, int], CharacterMap] = {}
        self._faces: dict[tuple[Path, int, int], ImageFont.FreeTypeFont] = {}

    def release(self) -> None:
        """Let all font files go."""
        for characters in self._maps.values():
            characters.close()
        self._maps.clear()
        self._faces.clear()

    def line(self, text: str, *, cell: int, height: int, element: str) -> Image.Image:
        """Return a picture of one line, ``height`` dots high, of black on white.

        ``cell`` is the side of a full cell in dots. Raises MissingGlyph naming ``element``, and FontError.
        """
        half = cell // 2
        picture = Image.new("L", (max(1, sum(char_columns(char) for char in text) * half), height), _WHITE)
        pen = ImageDraw.Draw(picture)
        x = 0
        for char in text:
            columns = char_columns(char)
            if char not in _BLANKS:
                face = self._face_for(char, cell, element)
                # A combining mark stands in the cell of the character before it.
                left = x if columns else x - cell
                middle = left + (columns or 2) * half / 2
                pen.text((middle, round(cell * _BASELINE)), char, font=face, fill=_BLACK, anchor="ms")
            x += columns * half
        return picture.point(lambda level: _WHITE if level > _THRESHOLD else _BLACK)

    def _face_for(self, char: str, cell: int, element: str) -> ImageFont.FreeTypeFont:
        for file in self._files:
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
