"""TrueType files read where they lie: mapped into memory, one character looked up at a time.

reportlab reads a whole font and builds tables of all its characters: 85 MB of memory for BabelStone Han and 0.17 s.
A terminal that prints thirty characters at a time needs a few pages of that file. :class:`MappedFace` gives reportlab
the same face over a memory map, so opening a font costs a millisecond and closing it gives everything back.

Table layouts are from the OpenType specification 1.9: cmap formats 4 and 12, hmtx, loca, glyf.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import unpack_from
from typing import overload

from reportlab.pdfbase.pdfmetrics import TypeFace
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace, TTFontFile

from printing.errors import FontError

_UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of Unicode cmap tables, those beyond U+FFFF first (OpenType, cmap)."""

_CACHED_CHARACTERS = 4096
"""Characters a face remembers; a county's ordinary papers use fewer."""


_TABLE_START = 4096
"""Bytes; ``post`` may have a name for each of 60 000 glyphs, all other small tables are shorter."""


class CharacterMap(Mapping[int, int]):
    """The cmap of a font: code point to glyph number, looked up in the mapped file."""

    def __init__(self, *, data: mmap.mmap, offset: int) -> None:
        self._data = data
        self._start = self._unicode_subtable(offset)
        self._read()

    def _read(self) -> None:
        data = self._data
        (self._format,) = unpack_from(">H", data, self._start)
        if self._format == 12:
            (count,) = unpack_from(">L", data, self._start + 12)
            self._keys: Sequence[int] = _Longs(data, self._start + 16, count, step=12)
        elif self._format == 4:
            (double,) = unpack_from(">H", data, self._start + 6)
            self._segments = double // 2
            self._keys = _Shorts(data, self._start + 14, self._segments)
        else:
            raise TTFError(f"cmap format {self._format} is not supported")
        self._known: dict[int, int] = {}

    def close(self) -> None:
        """Forget the characters that were looked up, and unmap the file."""
        self._known.clear()
        self._data.close()

    def find(self, code: int) -> int:
        """Return the glyph number of a code point; 0 when the font has none."""
        glyph = self._known.get(code)
        if glyph is None:
            glyph = self._find_long(code) if self._format == 12 else self._find_short(code)
            if len(self._known) < _CACHED_CHARACTERS:
                self._known[code] = glyph
        return glyph

    def _unicode_subtable(self, offset: int) -> int:
        (count,) = unpack_from(">H", self._data, offset + 2)
        tables = {}
        for n in range(count):
            platform, encoding, where = unpack_from(">HHL", self._data, offset + 4 + 8 * n)
            tables[platform, encoding] = offset + where
        for wanted in _UNICODE_TABLES:
            if wanted in tables:
                return int(tables[wanted])
        raise TTFError("no Unicode cmap")

    def _find_long(self, code: int) -> int:
        group = bisect_right(self._keys, code) - 1
        if group < 0:
            return 0
        first, last, glyph = unpack_from(">LLL", self._data, self._start + 16 + 12 * group)
        return int(glyph + code - first) if code <= last else 0

    def _find_short(self, code: int) -> int:
        if code > 0xFFFF:
            return 0
        segment = bisect_right(self._keys, code - 1)
        if segment >= self._segments:
            return 0
        row = 2 * self._segments
        at = self._start + 16 + row + 2 * segment
        (first,) = unpack_from(">H", self._data, at)
        (delta,) = unpack_from(">H", self._data, at + row)
        (distance,) = unpack_from(">H", self._data, at + 2 * row)
        if code < first:
            return 0
        if distance == 0:
            return int(code + delta) & 0xFFFF
        (glyph,) = unpack_from(">H", self._data, at + 2 * row + distance + 2 * (code - first))
        return int(glyph + delta) & 0xFFFF if glyph else 0

    def __getitem__(self, code: int) -> int:
        glyph = self.find(code)
        if not glyph:
            raise KeyError(code)
        return glyph

    def __contains__(self, code: object) -> bool:
        return isinstance(code, int) and self.find(code) != 0

    def __iter__(self) -> Iterator[int]:
        return (code for code in range(0x110000) if code in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return True


class _Numbers(Sequence[int]):
    """Numbers of one width at regular distances in the mapped file."""

    layout = ">H"

    def __init__(self, data: mmap.mmap, start: int, count: int, *, step: int) -> None:
        self._data, self._start, self._count, self._step = data, start, count, step

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        (number,) = unpack_from(self.layout, self._data, self._start + self._step * index)
        return int(number)

    def __len__(self) -> int:
        return self._count


class _Shorts(_Numbers):
    def __init__(self, data: mmap.mmap, start: int, count: int, *, step: int = 2) -> None:
        super().__init__(data, start, count, step=step)


class _Longs(_Numbers):
    layout = ">L"

    def __init__(self, data: mmap.mmap, start: int, count: int, *, step: int = 4) -> None:
        super().__init__(data, start, count, step=step)


class _HalvedShorts(_Shorts):
    """The short loca format holds offsets divided by two."""

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return 2 * super().__getitem__(index)


class _Metrics(Sequence[tuple[int, int]]):
    """Advance and left bearing of each glyph (hmtx), in font units."""

    def __init__(self, data: mmap.mmap, start: int, full: int, count: int) -> None:
        self._data, self._start, self._full, self._count = data, start, full, count

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int] | Sequence[tuple[int, int]]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        if index < self._full:
            advance, bearing = unpack_from(">HH", self._data, self._start + 4 * index)
            return advance, bearing
        (advance,) = unpack_from(">H", self._data, self._start + 4 * (self._full - 1))
        (bearing,) = unpack_from(">H", self._data, self._start + 4 * self._full + 2 * (index - self._full))
        return advance, bearing

    def __len__(self) -> int:
        return self._count


class _Slices:
    """A table of the file, of which only the slices asked for are copied."""

    def __init__(self, data: mmap.mmap, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]


class _Widths:
    """Advance widths by code point, in thousandths of the em, as reportlab asks for them."""

    def __init__(self, face: MappedFace) -> None:
        self._face = face

    def get(self, code: int, default: float) -> float:
        """Return the advance of a code point's glyph, or ``default`` when the font has none."""
        glyph = self._face.character_map.find(code)
        return self._face.advance(glyph) if glyph else default


@dataclass(frozen=True, slots=True)
class Outline:
    """What a font says of one glyph.

    Attributes:
        data: its entry of glyf, filled up to a multiple of four bytes.
        advance: in font units, as ``bearing``, which is a 16-bit number with its sign's bit.
        parts: of a glyph that is put together of others, where in ``data`` the number of each stands, and the number.
    """

    data: bytes
    advance: int
    bearing: int
    parts: tuple[tuple[int, int], ...]


class MappedFace(TTFontFace):
    """A TrueType face over a memory map; reportlab embeds subsets from it.

    Raises :class:`printing.errors.FontError` with ``FONT_MISSING`` or ``FONT_UNUSABLE`` on construction.
    """

    def __init__(self, *, path: Path, index: int = 0) -> None:
        # The parents' constructors read the whole file into tables; these two lines are what remains of them.
        TypeFace.__init__(self, None)
        self.filename = str(path)
        self._ttf_data = _map(path)
        try:
            TTFontFile.__init__(self, str(path), charInfo=0, subfontIndex=index)
            self._read_maps()
        except (TTFError, KeyError, struct.error, ValueError) as err:
            self._ttf_data.close()
            raise FontError("FONT_UNUSABLE", f"{path.name}: {err}") from err

    def _read_maps(self) -> None:
        data = self._ttf_data
        self.character_map = CharacterMap(data=data, offset=self.get_table_pos("cmap")[0])
        self.charToGlyph = self.character_map
        (full,) = unpack_from(">H", data, self.get_table_pos("hhea")[0] + 34)
        self.hmetrics = _Metrics(data, self.get_table_pos("hmtx")[0], full, self.numGlyphs)
        (long_format,) = unpack_from(">h", data, self.get_table_pos("head")[0] + 50)
        kind = _Longs if long_format else _HalvedShorts
        self.glyphPos = kind(data, self.get_table_pos("loca")[0], self.numGlyphs + 1)
        self.charWidths = _Widths(self)
        self.defaultWidth = self.advance(0)
        self._outlines: dict[int, Outline] = {}
        self._starts: dict[str, bytes] = {}

    def advance(self, glyph: int) -> float:
        """Return a glyph's advance width in thousandths of the em."""
        return float(self.hmetrics[glyph][0]) * 1000.0 / float(self.unitsPerEm)

    def draws(self, glyph: int) -> bool:
        """Tell whether a glyph leaves ink: its outline is not empty (loca, OpenType)."""
        return bool(self.glyphPos[glyph + 1] > self.glyphPos[glyph])

    def ink(self, glyph: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a glyph that draws, in thousandths of the em, y up (glyf, OpenType)."""
        at = self.get_table_pos("glyf")[0] + self.glyphPos[glyph]
        left, bottom, right, top = (n * 1000.0 / self.unitsPerEm for n in unpack_from(">4h", self._ttf_data, at + 2))
        return left, bottom, right, top

    def outline(self, glyph: int) -> Outline:
        """Return a glyph's outline and metrics; raises FontError (``FONT_UNUSABLE``) when the file is damaged there."""
        known = self._outlines.get(glyph)
        if known is None:
            known = self._read_outline(glyph)
            if len(self._outlines) < _CACHED_CHARACTERS:
                self._outlines[glyph] = known
        return known

    def table_start(self, tag: str) -> bytes:
        """Return a table, or the first 4 KiB of one that is longer; nothing when the font has none."""
        if tag not in self._starts:
            start, length = self.get_table_pos(tag) if tag in self.table else (0, 0)
            self._starts[tag] = self._ttf_data[start : start + min(length, _TABLE_START)]
        return self._starts[tag]

    def _read_outline(self, glyph: int) -> Outline:
        try:
            begin, end = self.glyphPos[glyph], self.glyphPos[glyph + 1]
            start = self.get_table_pos("glyf")[0]
            data = self._ttf_data[start + begin : start + end]
            advance, bearing = self.hmetrics[glyph]
            return Outline(data + bytes(-len(data) % 4), advance, bearing, tuple(_parts(data)))
        except (IndexError, struct.error) as err:
            raise FontError("FONT_UNUSABLE", f"{Path(self.filename).name}: a damaged outline") from err

    def get_table(self, tag: str) -> bytes | _Slices:
        """Return a table's bytes; of the outlines only a view, which copies what is sliced from it."""
        start, length = self.get_table_pos(tag)
        return _Slices(self._ttf_data, start) if tag == "glyf" else self._ttf_data[start : start + length]

    def close(self) -> None:
        """Forget what was asked, and unmap the file; the face cannot be used after that."""
        self._outlines.clear()
        self.character_map.close()


_MORE_PARTS, _WORDS, _SCALE, _TWO_SCALES, _MATRIX = 0x20, 0x01, 0x08, 0x40, 0x80
"""Flags of a part (OpenType, glyf, composite glyph description)."""


def _parts(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the place and the number of each glyph that a glyph is put together of."""
    if not data or unpack_from(">h", data)[0] >= 0:
        return
    at, flags = 10, _MORE_PARTS
    while flags & _MORE_PARTS:
        flags, glyph = unpack_from(">HH", data, at)
        yield at + 2, glyph
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def open_character_map(path: Path, *, index: int = 0) -> CharacterMap:
    """Return the characters of any OpenType file, outlines of either kind; raises FontError as :class:`MappedFace`."""
    data = _map(path)
    try:
        (tag,) = unpack_from(">4s", data, 0)
        start = unpack_from(">L", data, 12 + 4 * index)[0] if tag == b"ttcf" else 0
        (count,) = unpack_from(">H", data, start + 4)
        for n in range(count):
            name, _, offset, _ = unpack_from(">4sLLL", data, start + 12 + 16 * n)
            if name == b"cmap":
                return CharacterMap(data=data, offset=offset)
        raise TTFError("no cmap")
    except (TTFError, struct.error) as err:
        data.close()
        raise FontError("FONT_UNUSABLE", f"{path.name}: {err}") from err


def _map(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError as err:
        raise FontError("FONT_MISSING", path.name) from err
    except (OSError, ValueError) as err:
        raise FontError("FONT_UNUSABLE", f"{path.name}: {err}") from err
