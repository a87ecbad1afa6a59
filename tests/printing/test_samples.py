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


def test_a_sample_seal_hides_nothing_of_a_date_across_its_middle() -> None:
    ink = Image.open(BytesIO(sample_seal("样张专用章"))).getchannel("A")
    assert ink.crop((100, 380, 900, 620)).getextrema() == (0, 0)
    assert ink.crop((350, 650, 650, 900)).getextrema()[1] == 255


def test_the_same_sample_is_the_same_bytes() -> None:
    assert sample_seal("桃江县民政局") == sample_seal("桃江县民政局")
    assert sample_seal("桃江县民政局") != sample_seal("桃江县卫生健康局")
    assert sample_photo(25, 35) == sample_photo(25, 35)


def test_a_missing_font_is_named() -> None:
    book = replace(DEBIAN_FONTS, hei=(FontFile(Path("/nowhere/hei.ttf")),))
    with pytest.raises(FontError, match=r"hei\.ttf"):
        sample_photo(25, 35, book=book)
