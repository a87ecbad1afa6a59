"""What the simulated paper looks like."""

from __future__ import annotations

import pytest
from PIL import Image, ImageOps

from devices.simulators.escpos_commands import EscposReader
from devices.simulators.escpos_paper import WIDTH_DOTS, Paper, RomFont, draw_slip, find_rom_font


@pytest.fixture(scope="module")
def font() -> RomFont:
    return find_rom_font()


def printed(data: bytes, font: RomFont) -> Image.Image:
    paper = Paper(font=font)
    for token in EscposReader().feed(data):
        paper.draw(token.step)
    return paper.picture()


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of everything black."""
    box = ImageOps.invert(picture).getbbox()
    assert box is not None, "nothing is printed"
    return box


def test_a_line_takes_cells_of_12_and_24_dots(font: RomFont) -> None:
    left, _, right, _ = ink(printed(b"\x1c&" + "中文12".encode("gb18030") + b"\n", font))
    assert 0 <= left < 12
    assert 48 + 12 < right <= 48 + 24


def test_centred_and_right_lines_stand_where_they_should(font: RomFont) -> None:
    left, _, right, _ = ink(printed(b"\x1ba\x01HH\n", font))
    assert abs((left + right) / 2 - WIDTH_DOTS / 2) <= 3
    _, _, right, _ = ink(printed(b"\x1ba\x02HH\n", font))
    assert WIDTH_DOTS - 6 < right <= WIDTH_DOTS


def test_double_size_is_twice_as_wide_and_high(font: RomFont) -> None:
    small = ink(printed(b"H\n", font))
    large = ink(printed(b"\x1d!\x11H\n", font))
    assert large[2] - large[0] == 2 * (small[2] - small[0])
    assert large[3] - large[1] == 2 * (small[3] - small[1])


def test_chinese_is_doubled_by_either_command(font: RomFont) -> None:
    text = "中\n".encode("gb18030")
    by_all = printed(b"\x1c&\x1d!\x11" + text, font)
    by_han = printed(b"\x1c&\x1cW\x01" + text, font)
    by_both = printed(b"\x1c&\x1d!\x11\x1cW\x01" + text, font)
    assert ink(by_all) == ink(by_han) == ink(by_both)


def test_bold_and_inverse_use_more_ink(font: RomFont) -> None:
    def dots(data: bytes) -> int:
        return printed(data, font).histogram()[0]

    assert dots(b"H\n") < dots(b"\x1bE\x01H\n") < dots(b"\x1dB\x01H\n")


def test_a_line_that_is_too_long_goes_on_below(font: RomFont) -> None:
    one = printed(b"H" * 48 + b"\n", font)
    two = printed(b"H" * 49 + b"\n", font)
    assert two.height == 2 * one.height


def test_dots_are_drawn_as_sent(font: RomFont) -> None:
    picture = printed(b"\x1dv0\x00\x01\x00\x02\x00\xf0\x0f", font)
    rows = [[picture.getpixel((x, y)) for x in range(8)] for y in range(2)]
    assert rows == [[0] * 4 + [255] * 4, [255] * 4 + [0] * 4]


def test_line_spacing_feeds(font: RomFont) -> None:
    assert printed(b"\x1b3\x40\n\n", font).height == 128
    assert printed(b"\x1bJ\x20", font).height == 32


def test_tearing_leaves_no_paper(font: RomFont) -> None:
    paper = Paper(font=font)
    for token in EscposReader().feed(b"H\n"):
        paper.draw(token.step)
    ink(paper.tear())
    assert ImageOps.invert(paper.picture()).getbbox() is None


@pytest.mark.parametrize("dots", [384, 512, 576])
def test_a_line_ends_where_the_paper_does(dots: int) -> None:
    picture = draw_slip(b"\x1b@" + b"A" * (dots // 12 + 1) + b"\n", dots=dots)
    assert picture.width == dots
    assert picture.height == 60


@pytest.mark.parametrize(("job", "why"), [(b"\x1b@\x01\n", "byte 0x01"), (b"\x1dv0\x00\x02\x00", "not complete")])
def test_bytes_that_a_printer_would_misunderstand_are_not_drawn(job: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        draw_slip(job)
