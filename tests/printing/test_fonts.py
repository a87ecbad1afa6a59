from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import psutil
import pytest

from printing.errors import FontError, MissingGlyph
from printing.fonts import DEBIAN_FONTS, FontFile, FontLibrary, FontRole, FontStack
from printing.truetype import MappedFace

RARE = "䶮㛃𠅤𬱖㸆䲟𫖯𬭬𬍛𰻞"
GB_18030_LEVEL_3 = (
    (0x4E00, 0x9FEF),
    (0x3400, 0x4DB5),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
"""Han characters of GB 18030-2022: the basic block, then extensions A to F."""

NOBODY_HAS = "\U00013000"


class FakeCharacters:
    def __init__(self, chars: str) -> None:
        self._chars = chars

    def find(self, code: int) -> int:
        return self._chars.find(chr(code)) + 1


class FakeFace(MappedFace):
    """A font that maps ``mapped`` and draws only ``drawn``."""

    def __init__(self, mapped: str, drawn: str) -> None:
        self.character_map = FakeCharacters(mapped)  # type: ignore[assignment]
        self._mapped, self._drawn = mapped, drawn

    def draws(self, glyph: int) -> bool:
        return self._mapped[glyph - 1] in self._drawn

    def advance(self, glyph: int) -> float:
        return 1000.0


def stack_of(*faces: FakeFace) -> FontStack:
    files = tuple(FontFile(Path(f"{n}.ttf")) for n in range(len(faces)))
    by_file = dict(zip(files, faces, strict=True))
    return FontStack(files=files, face=by_file.__getitem__)


@pytest.mark.parametrize("role", FontRole)
@pytest.mark.parametrize("char", RARE)
def test_the_stacks_draw_characters_of_rare_names(fonts: FontLibrary, role: FontRole, char: str) -> None:
    found = fonts.stack(role).resolve(char)
    assert found is not None
    face, glyph = found
    assert face.draws(glyph)


@pytest.mark.parametrize("role", FontRole)
def test_every_han_character_of_gb_18030_leaves_ink(fonts: FontLibrary, role: FontRole) -> None:
    chars = [chr(code) for first, last in GB_18030_LEVEL_3 for code in range(first, last + 1)]
    assert len(chars) == 87_875
    stack = fonts.stack(role)
    found = ((char, stack.resolve(char)) for char in chars)
    assert [f"U+{ord(char):04X}" for char, drawn in found if drawn is None or not drawn[0].draws(drawn[1])] == []


def test_a_character_that_only_a_japanese_font_draws_is_told(fonts: FontLibrary) -> None:
    song = fonts.stack(FontRole.SONG)
    assert song.japanese_forms("张𠀀䶮〇·") == ()
    assert song.japanese_forms("张𠀣桂𠀣𠀭") == ("𠀣", "𠀭")
    assert song.japanese_forms("✓" + NOBODY_HAS) == ()


def test_the_first_font_that_draws_a_character_prints_it() -> None:
    first, second = FakeFace("甲乙", "甲乙"), FakeFace("乙丙", "乙丙")
    runs = stack_of(first, second).runs("甲丙乙", element="name")
    assert [(run.text, run.face) for run in runs] == [("甲", first), ("丙", second), ("乙", first)]


def test_a_mapped_but_empty_glyph_goes_to_the_next_font() -> None:
    empty, full = FakeFace("䶮", ""), FakeFace("䶮", "䶮")
    assert stack_of(empty, full).resolve("䶮") == (full, 1)


def test_a_space_may_be_empty() -> None:
    face = FakeFace(" ", "")
    assert stack_of(face).resolve(" ") == (face, 1)


def test_a_character_that_no_font_has_names_element_and_code_point(fonts: FontLibrary) -> None:
    with pytest.raises(MissingGlyph) as caught:
        fonts.stack(FontRole.KAI).runs("张" + NOBODY_HAS, element="name")
    assert (caught.value.element, caught.value.code_point) == ("name", ord(NOBODY_HAS))
    assert caught.value.code == "PRINT_MISSING_GLYPH"
    assert "张" not in str(caught.value)


NOT_WRITING = "\u0007\u00ad\u200d\u202e\u2028\u2066\ue000\uf8ff\ud800\ufe0f\U000e0100"
"""A bell, a soft hyphen, a joiner, directions, a separator, private use, half a character, variation selectors."""


@pytest.mark.parametrize("role", FontRole)
@pytest.mark.parametrize("char", NOT_WRITING, ids=[f"U+{ord(char):04X}" for char in NOT_WRITING])
def test_what_is_no_writing_leaves_no_ink_though_a_font_has_a_box_for_it(
    fonts: FontLibrary, role: FontRole, char: str
) -> None:
    assert fonts.stack(role).resolve(char) is None


def test_a_font_is_asked_only_for_the_characters_it_is_there_for(fonts: FontLibrary) -> None:
    song = fonts.stack(FontRole.SONG)
    comma, body = song.resolve("，"), song.resolve("张")
    assert comma is not None and body is not None
    assert (comma[0].name, body[0].name) == (b"LXGWWenKai-Regular", b"BabelStoneHan")


def test_a_missing_font_file_is_named(tmp_path: Path) -> None:
    gone = FontFile(tmp_path / "gone.ttf")
    book = replace(DEBIAN_FONTS, kai=(gone,))
    assert book.missing() == (gone.path,)
    with pytest.raises(FontError, match=r"FONT_MISSING: gone\.ttf"):
        FontLibrary(book=book).stack(FontRole.KAI).resolve("张")


@pytest.mark.parametrize("content", [b"", b"not a font at all", b"\x00\x01\x00\x00" + b"\xff" * 64])
def test_a_file_that_is_no_font_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.ttf"
    path.write_bytes(content)
    with pytest.raises(FontError, match=r"FONT_UNUSABLE: bad\.ttf"):
        FontLibrary(book=replace(DEBIAN_FONTS, kai=(FontFile(path),))).stack(FontRole.KAI).resolve("张")


def test_a_font_is_opened_only_when_a_character_needs_it(tmp_path: Path) -> None:
    gone = FontFile(tmp_path / "gone.ttf")
    library = FontLibrary(book=replace(DEBIAN_FONTS, kai=(DEBIAN_FONTS.kai[0], gone)))
    assert library.stack(FontRole.KAI).resolve("张")
    with pytest.raises(FontError):
        library.stack(FontRole.KAI).resolve(NOBODY_HAS)
    library.release()


def test_released_fonts_are_unmapped_and_open_again_when_needed(tmp_path: Path) -> None:
    own = FontFile(Path(copyfile(DEBIAN_FONTS.kai[0].path, tmp_path / "own.ttf")))
    library = FontLibrary(book=replace(DEBIAN_FONTS, kai=(own,)))
    kai = library.stack(FontRole.KAI)
    assert kai.resolve("张")
    assert _mapped(own.path)
    library.release()
    assert not _mapped(own.path)
    assert kai.resolve("桂")
    library.release()


def test_released_fonts_forget_which_characters_were_looked_up() -> None:
    library = FontLibrary(book=DEBIAN_FONTS)
    stack = library.stack(FontRole.KAI)
    (run,) = stack.runs("䶮", element="name")
    assert run.face.outline(run.face.character_map.find(ord("䶮"))).data
    library.release()
    assert not stack._known
    assert not run.face.character_map._known
    assert not run.face._outlines


def _mapped(path: Path) -> bool:
    return any(entry.path == str(path) for entry in psutil.Process().memory_maps(grouped=True))
