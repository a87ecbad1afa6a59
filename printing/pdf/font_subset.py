"""A face in one file: which code shows which character, and the font objects that say so.

A subset has one byte a character (a simple TrueType font, PDF 32000-1:2008, section 9.6.3), as the oldest printers
want it; a text that needs more than one goes over subsets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from printing.errors import FontError
from printing.pdf.file import PdfFile
from printing.pdf.font_program import font_program
from printing.truetype import MappedFace

_SPACE = 32
_CODES = (*range(33, 256), *range(1, 32))
"""In the order of their use. 0 is for no character, and 32 for a space: some readers widen it, whatever it shows."""

_SYMBOLIC = 4
"""A font flag: the font's own cmap decides, not an encoding (table 123)."""

_MAPPED_AT_ONCE = 100
"""Lines of a block in a character map (Adobe technical note 5014)."""


@dataclass
class _Subset:
    """Codes that one font object shows: the character and the glyph of each; ``free`` are those still to be given."""

    name: str
    free: Iterator[int] = field(default_factory=lambda: iter(_CODES))
    chars: dict[int, str] = field(default_factory=dict)
    glyphs: dict[int, int] = field(default_factory=dict)


class SheetFont:
    """One face in one file. ``names`` gives a name to each of its subsets, of all fonts of the file."""

    def __init__(self, *, face: MappedFace, names: Iterator[str]) -> None:
        self._face = face
        self._names = names
        self._subsets: list[_Subset] = []
        self._known: dict[str, tuple[_Subset, int]] = {}

    def coded(self, text: str) -> list[tuple[str, bytes]]:
        """Return the text as pieces of one subset each: the subset's name and the codes.

        Raises FontError for a character that the face lacks; texts come as runs that were resolved before.
        """
        pieces: list[tuple[str, bytearray]] = []
        for char in text:
            subset, code = self._known.get(char) or self._assign(char)
            if not pieces or pieces[-1][0] != subset.name:
                pieces.append((subset.name, bytearray()))
            pieces[-1][1].append(code)
        return [(name, bytes(codes)) for name, codes in pieces]

    def embed(self, file: PdfFile) -> None:
        """Add the font objects to the file."""
        for subset in self._subsets:
            file.name_font(subset.name, file.add(self._font_object(subset, file)))

    def _assign(self, char: str) -> tuple[_Subset, int]:
        glyph = self._face.character_map.find(ord(char))
        if not glyph:
            raise FontError("FONT_UNUSABLE", f"{self._name} lacks U+{ord(char):04X}")
        if not self._subsets:
            self._subsets.append(_Subset(next(self._names)))
        code = _SPACE if char == " " else next(self._subsets[-1].free, None)
        if code is None:
            self._subsets.append(_Subset(next(self._names)))
            code = next(self._subsets[-1].free)
        subset = self._subsets[-1]
        subset.chars[code] = char
        subset.glyphs[code] = glyph
        self._known[char] = subset, code
        return subset, code

    def _font_object(self, subset: _Subset, file: PdfFile) -> str:
        first, last = min(subset.glyphs), max(subset.glyphs)
        glyphs = (subset.glyphs.get(code) for code in range(first, last + 1))
        widths = " ".join("0" if glyph is None else f"{self._face.advance(glyph):.10g}" for glyph in glyphs)
        program = font_program(self._face, subset.glyphs)
        name = f"{_tag(program)}+{self._name}"
        return (
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar {first} /LastChar {last}"
            f" /Widths [{widths}] /FontDescriptor {file.add(self._descriptor(name, program, file))}"
            f" /ToUnicode {file.add_stream(_to_unicode(subset.chars))} >>"
        )

    def _descriptor(self, name: str, program: bytes, file: PdfFile) -> str:
        face = self._face
        box = " ".join(f"{each:.0f}" for each in face.bbox)
        return (
            f"<< /Type /FontDescriptor /FontName /{name} /Flags {_SYMBOLIC} /FontBBox [{box}]"
            f" /ItalicAngle {face.italicAngle:.6g} /Ascent {face.ascent:.0f} /Descent {face.descent:.0f}"
            f" /CapHeight {face.capHeight:.0f} /StemV {face.stemV:.0f}"
            f" /FontFile2 {file.add_stream(program, f'/Length1 {len(program)}')} >>"
        )

    @property
    def _name(self) -> str:
        """The font's PostScript name, without what a name in a PDF may not have."""
        return "".join(char for char in self._face.name.decode("ascii", "ignore") if char.isalnum() or char in "-_")


def _tag(program: bytes) -> str:
    """Return six letters for what a subset shows (9.6.4).

    Printers keep fonts by name from one job to the next: another subset must never have the same name.
    """
    number = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _to_unicode(chars: dict[int, str]) -> bytes:
    """Return the character map that turns codes back into text, beyond U+FFFF as UTF-16 pairs (9.10.3)."""
    lines = [f"<{code:02X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in sorted(chars.items())]
    blocks = [lines[start : start + _MAPPED_AT_ONCE] for start in range(0, len(lines), _MAPPED_AT_ONCE)]
    mapping = "\n".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks)
    return f"{_MAP_HEAD}{mapping}{_MAP_TAIL}".encode("ascii")


_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
"""
_MAP_TAIL = """
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
