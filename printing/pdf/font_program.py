"""A TrueType font of a few glyphs, as a PDF embeds it (PDF 32000-1:2008, section 9.9; OpenType 1.9).

Outlines and hints are the face's own. ``name`` is left out, since a reader of PDF has no use for 15 kB of licence text,
and ``post`` is without glyph names. The one cmap is the oldest, a byte to a glyph, which every printer knows.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from struct import pack, pack_into

from printing.truetype import MappedFace, Outline

_COPIED = ("OS/2", "cvt ", "fpgm", "prep")
_LONGEST_SHORT_LOCA = 2 * 0xFFFF
_WHOLE = 0xFFFFFFFF
_MAGIC = 0xB1B0AFBA
"""What the words of a font add up to, ``checkSumAdjustment`` among them (OpenType, head)."""


def font_program(face: MappedFace, codes: Mapping[int, int]) -> bytes:
    """Return a font file whose codes, 1 to 255, show the glyphs of ``face`` that ``codes`` names."""
    glyphs = _with_parts(face, codes.values())
    outlines = [face.outline(glyph) for glyph in glyphs]
    numbers = {glyph: number for number, glyph in enumerate(glyphs)}
    glyf, loca, long_loca = _outline_tables(outlines, numbers)
    tables = {tag: face.table_start(tag) for tag in _COPIED}
    tables |= {
        "cmap": _cmap({code: numbers[glyph] for code, glyph in codes.items()}),
        "glyf": glyf,
        "head": _patched(face.table_start("head"), (8, 0), (10, 0), (50, long_loca)),
        "hhea": _patched(face.table_start("hhea"), (34, len(glyphs))),
        "hmtx": pack(f">{2 * len(outlines)}H", *(n for each in outlines for n in (each.advance, each.bearing))),
        "loca": loca,
        "maxp": _patched(face.table_start("maxp"), (4, len(glyphs))),
        "post": pack(">L", 0x00030000) + face.table_start("post")[4:16] + bytes(16),
    }
    return _assembled({tag: data for tag, data in tables.items() if data})


def _with_parts(face: MappedFace, wanted: Iterable[int]) -> list[int]:
    """Return the glyphs of a font: the one for a missing character, the wanted, and what these are put together of."""
    glyphs = list(dict.fromkeys((0, *wanted)))
    known = set(glyphs)
    for glyph in glyphs:
        for _, part in face.outline(glyph).parts:
            if part not in known:
                known.add(part)
                glyphs.append(part)  # the loop comes to it, too
    return glyphs


def _outline_tables(outlines: Sequence[Outline], numbers: Mapping[int, int]) -> tuple[bytes, bytes, bool]:
    """Return the tables glyf and loca, and whether loca is of the long kind."""
    places, pieces, end = [0], [], 0
    for outline in outlines:
        data = outline.data
        if outline.parts:
            data = _patched(data, *((at, numbers[part]) for at, part in outline.parts))
        pieces.append(data)
        end += len(data)
        places.append(end)
    if end > _LONGEST_SHORT_LOCA:
        return b"".join(pieces), pack(f">{len(places)}L", *places), True
    return b"".join(pieces), pack(f">{len(places)}H", *(place // 2 for place in places)), False


def _cmap(numbers: Mapping[int, int]) -> bytes:
    """Return a table of one byte encoding (platform 1, encoding 0, format 0)."""
    by_code = bytes(numbers.get(code, 0) for code in range(256))
    return pack(">HHHHLHHH", 0, 1, 1, 0, 12, 0, 262, 0) + by_code


def _patched(table: bytes, *shorts: tuple[int, int]) -> bytes:
    """Return a table with other 16-bit numbers at some places."""
    changed = bytearray(table)
    for at, number in shorts:
        pack_into(">H", changed, at, number)
    return bytes(changed)


def _assembled(tables: Mapping[str, bytes]) -> bytes:
    """Return the file of these tables, with its directory and checksums (OpenType, organization of a font)."""
    count = len(tables)
    power = count.bit_length() - 1
    entries = [pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))]
    bodies = []
    place = total = 0
    begin = 12 + 16 * count
    for tag, data in sorted(tables.items()):
        body = data + bytes(-len(data) % 4)
        check = _checksum(body)
        total += check
        entries.append(pack(">4sLLL", tag.encode("ascii"), check, begin + place, len(data)))
        if tag == "head":
            head = begin + place
        bodies.append(body)
        place += len(body)
    directory = b"".join(entries)
    font = bytearray(b"".join((directory, *bodies)))
    pack_into(">L", font, head + 8, (_MAGIC - total - _checksum(directory)) & _WHOLE)
    return bytes(font)


def _checksum(data: bytes) -> int:
    words = array("I", data)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & _WHOLE
