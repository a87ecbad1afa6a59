"""The mapped reader against reportlab's own, which reads the whole file."""

from __future__ import annotations

from random import Random

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from printing.errors import FontError
from printing.fonts import DEBIAN_FONTS
from printing.truetype import MappedFace, open_character_map

LXGW = DEBIAN_FONTS.kai[0]
NOTO = next(file for file in DEBIAN_FONTS.dots if file.path.suffix == ".ttc")


@pytest.fixture(scope="module")
def faces() -> tuple[MappedFace, TTFontFace]:
    return MappedFace(path=LXGW.path), TTFontFace(str(LXGW.path))


def test_every_character_maps_as_in_the_whole_font(faces: tuple[MappedFace, TTFontFace]) -> None:
    mapped, whole = faces
    codes = [*range(0x20, 0x3000), *Random(1).sample(range(0x3000, 0x32000), 5000)]
    wanted = {code: whole.charToGlyph[code] for code in codes if code in whole.charToGlyph}
    wanted.pop(0xA0, None)  # reportlab makes the no-break space a space
    assert {code: mapped.charToGlyph[code] for code in codes if code in mapped.charToGlyph and code != 0xA0} == wanted


def test_widths_and_outlines_are_the_whole_fonts(faces: tuple[MappedFace, TTFontFace]) -> None:
    mapped, whole = faces
    for char in "张䶮𠅤A1·　":
        assert mapped.charWidths.get(ord(char), 0) == whole.charWidths[ord(char)]
    assert mapped.makeSubset([0, *map(ord, "张䶮𠅤A1·")]) == whole.makeSubset([0, *map(ord, "张䶮𠅤A1·")])


def test_a_short_format_map_is_read_too(faces: tuple[MappedFace, TTFontFace]) -> None:
    mapped, _ = faces
    characters = mapped.character_map
    (short,) = [offset for offset in _subtables(mapped) if mapped._ttf_data[offset : offset + 2] == b"\x00\x04"][:1]
    by_short = type(characters).__new__(type(characters))
    by_short._data, by_short._start = mapped._ttf_data, short
    by_short._read()
    for char in "张䶮A1·，":
        assert by_short.find(ord(char)) == characters.find(ord(char))
    assert by_short.find(0x20164) == 0


def test_the_characters_of_a_collection_with_other_outlines_can_be_read() -> None:
    characters = open_character_map(NOTO.path, index=NOTO.index)
    assert characters.find(ord("张"))
    assert not characters.find(0xF1234)
    characters.close()


def _subtables(face: MappedFace) -> list[int]:
    start = face.get_table_pos("cmap")[0]
    count = int.from_bytes(face._ttf_data[start + 2 : start + 4], "big")
    spots = [start + 4 + 8 * n + 4 for n in range(count)]
    return [start + int.from_bytes(face._ttf_data[spot : spot + 4], "big") for spot in spots]


def test_a_glyph_that_is_put_together_names_its_parts(faces: tuple[MappedFace, TTFontFace]) -> None:
    hei = MappedFace(path=DEBIAN_FONTS.hei[0].path)
    whole, parts = hei.outline(hei.character_map.find(ord("国"))), []
    for at, glyph in whole.parts:
        assert int.from_bytes(whole.data[at : at + 2], "big") == glyph
        parts.append(hei.outline(glyph))
    assert len(parts) > 1
    assert all(part.data for part in parts)
    assert not faces[0].outline(faces[0].character_map.find(ord("国"))).parts
    hei.close()


def test_a_glyph_that_the_file_does_not_have_is_a_fault_of_the_font(faces: tuple[MappedFace, TTFontFace]) -> None:
    with pytest.raises(FontError, match=r"FONT_UNUSABLE: LXGWWenKai-Regular\.ttf"):
        faces[0].outline(0xFFFF)
