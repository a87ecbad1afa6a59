"""Text and QR symbols as dots."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from printing.dots import DotFonts, qr_dots
from printing.errors import MissingGlyph
from printing.fonts import DEBIAN_FONTS
from printing.qr import QUIET_ZONE, encode_qr

CELL, HEIGHT = 24, 34


def line(fonts: DotFonts, text: str, *, bold: bool = False) -> Image.Image:
    return fonts.line(text, cell=CELL, height=HEIGHT, element="here", bold=bold)


def ink(picture: Image.Image) -> int:
    return picture.convert("L").histogram()[255]


@pytest.mark.parametrize(
    ("text", "width"),
    [("张桂兰", 72), ("A4 1", 48), ("张A", 36), ("䶮㛃𠅤𬱖", 96), ("e\u0301", 12), ("　", 24), ("", 1)],
)
def test_letters_take_half_a_cell_and_all_else_a_whole_one(dot_fonts: DotFonts, text: str, width: int) -> None:
    assert line(dot_fonts, text).size == (width, HEIGHT)


def test_a_character_stands_in_its_own_cell(dot_fonts: DotFonts) -> None:
    both, first = line(dot_fonts, "张兰"), line(dot_fonts, "张")
    assert ImageChops.difference(both.crop((0, 0, 24, HEIGHT)).convert("L"), first.convert("L")).getbbox() is None
    assert both.crop((24, 0, 48, HEIGHT)).getbbox() is not None


@pytest.mark.parametrize("char", "张䶮㛃𠅤𬱖A9，（￥·")
def test_every_character_leaves_ink(dot_fonts: DotFonts, char: str) -> None:
    assert 4 < ink(line(dot_fonts, char)) < CELL * HEIGHT // 2


def test_spaces_leave_none(dot_fonts: DotFonts) -> None:
    assert line(dot_fonts, " 　\u00a0").getbbox() is None


def test_an_accent_stands_on_its_letter(dot_fonts: DotFonts) -> None:
    plain, accented = line(dot_fonts, "e"), line(dot_fonts, "e\u0301")
    assert ink(accented) > ink(plain)
    assert ink(ImageChops.logical_and(plain, accented)) == ink(plain)


def test_bold_is_the_same_drawn_twice(dot_fonts: DotFonts) -> None:
    plain, bold = line(dot_fonts, "张"), line(dot_fonts, "张", bold=True)
    assert bold.size == plain.size
    assert ink(ImageChops.logical_and(plain, bold)) == ink(plain)
    assert ink(plain) < ink(bold) <= 2 * ink(plain)


def test_what_is_no_writing_is_not_drawn_either(dot_fonts: DotFonts) -> None:
    for char in "\u202e\ue000\ufe0f":
        with pytest.raises(MissingGlyph):
            dot_fonts.line(char, cell=24, height=30, element="here")


def test_a_character_that_no_font_has_is_told_with_its_place(dot_fonts: DotFonts) -> None:
    with pytest.raises(MissingGlyph, match="element here: no font has U\\+F1234"):
        line(dot_fonts, "\U000f1234")


def test_a_line_is_the_same_after_all_was_forgotten() -> None:
    fonts = DotFonts(book=DEBIAN_FONTS)
    before = line(fonts, "张䶮A").tobytes()
    fonts.release()
    assert line(fonts, "张䶮A").tobytes() == before
    fonts.release()


@pytest.mark.parametrize("module", [1, 4, 5, 8])
@pytest.mark.parametrize(
    "text", ["A", "https://zw.example/cases/430922202603180001", "https://zw.example/" + "x" * 200]
)
def test_a_symbol_is_drawn_module_by_module_with_its_quiet_zone(text: str, module: int) -> None:
    symbol = encode_qr(text)
    picture = qr_dots(symbol, module=module)
    assert picture.size == (symbol.across * module, symbol.across * module)
    drawn = Image.new("1", picture.size, 0)
    for y, row in enumerate(symbol.rows, QUIET_ZONE):
        for x, dark in enumerate(row, QUIET_ZONE):
            drawn.paste(255 if dark else 0, (x * module, y * module, (x + 1) * module, (y + 1) * module))
    assert picture.tobytes() == drawn.tobytes()
