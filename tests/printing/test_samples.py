from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from printing.errors import FontError
from printing.fonts import DEBIAN_FONTS, FontFile
from printing.pictures import open_photo, open_seal
from printing.samples import sample_photo, sample_seal


@pytest.mark.parametrize(("width", "height"), [(25.0, 35.0), (21.5, 28.4), (40.0, 30.0)])
def test_a_sample_photo_is_a_photo_that_prints_sharply_in_its_place(width: float, height: float) -> None:
    assert open_photo(sample_photo(width, height)).dots_per_inch(width, height) >= 300


def test_a_sample_seal_is_a_red_stencil() -> None:
    seal = open_seal(sample_seal("桃江县市场监督管理局行政许可专用章"))
    assert seal.ink[0] > 150 > 60 > max(seal.ink[1:])
    assert seal.width == seal.height


def test_a_sample_seal_is_clear_between_ring_and_words() -> None:
    picture = Image.open(BytesIO(sample_seal("桃江县民政局")))
    clear = picture.getchannel("A").resize((10, 10), Image.Resampling.BOX)
    assert picture.getchannel("A").getpixel((500, 750)) == 0
    assert clear.getextrema()[1] > 0


def test_the_same_sample_is_the_same_bytes() -> None:
    assert sample_seal("桃江县民政局") == sample_seal("桃江县民政局")
    assert sample_seal("桃江县民政局") != sample_seal("桃江县卫生健康局")
    assert sample_photo(25, 35) == sample_photo(25, 35)


def test_a_missing_font_is_named() -> None:
    book = replace(DEBIAN_FONTS, hei=(FontFile(Path("/nowhere/hei.ttf")),))
    with pytest.raises(FontError, match="hei.ttf"):
        sample_photo(25, 35, book=book)
