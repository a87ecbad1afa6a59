"""Photos, seals and codes on a form."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from printing.errors import ElementMissing, ElementOverflow, MissingGlyph, PictureUnusable
from printing.fonts import FontLibrary
from printing.form.elements import Align, Box, Code128Element, Fit, PhotoElement, QrElement, SealElement, TextElement
from printing.form.values import PictureValue
from printing.overlay import OverlayOrder, render_overlay
from printing.preview.picture import rasterise
from printing.samples import sample_photo, sample_seal
from tests.printing.making import form_of, lettering, printed
from tests.printing.pdf_reader import codes_of, grey_area, ink_box

PHOTO = PhotoElement(id="face", box=Box(2000, 3000, 2600, 3200), data="it", required=True, min_dpi=300)
SEAL = SealElement(id="seal", box=Box(2000, 3000, 4200, 4200), data="seal", required=True)
QR = QrElement(id="verify", box=Box(2000, 3000, 2500, 2500), data="it", required=True, sample="A")
BARCODE = Code128Element(id="serial", box=Box(2000, 3000, 6000, 1200), data="it", required=True, sample="A")
AROUND = (15.0, 25.0, 85.0, 80.0)


def stripes(width: int, height: int) -> PictureValue:
    """A picture that is black with a white column in its middle third."""
    picture = Image.new("RGB", (width, height), "black")
    ImageDraw.Draw(picture).rectangle((width // 3, 0, 2 * width // 3, height), fill="white")
    file = BytesIO()
    picture.save(file, "PNG")
    return PictureValue(file.getvalue())


class TestAPhoto:
    def test_fills_its_box(self, fonts: FontLibrary) -> None:
        value = PictureValue(sample_photo(26, 32))
        assert ink_box(printed(fonts, PHOTO, stripes(312, 384)), AROUND) == pytest.approx((20, 30, 46, 62), abs=0.09)
        assert printed(fonts, PHOTO, value) == printed(fonts, PHOTO, value)

    @pytest.mark.parametrize("size", [(900, 600), (600, 900)])
    def test_of_another_shape_is_cut_evenly(self, fonts: FontLibrary, size: tuple[int, int]) -> None:
        data = printed(fonts, PHOTO, stripes(*size))
        assert ink_box(data, AROUND) == pytest.approx((20, 30, 46, 62), abs=0.09)
        with pypdfium2.PdfDocument(data) as document:
            row = grey_area(document[0], (20, 45, 46, 46), dots_per_inch=300)
        light = [x for x in range(row.width) if row.getpixel((x, 5)) > 128]  # type: ignore[operator] # grey is a number
        middle = (light[0] + light[-1]) / 2 / 300 * 25.4
        assert middle == pytest.approx(13, abs=0.15)

    def test_too_coarse_for_its_place_is_refused_by_name(self, fonts: FontLibrary) -> None:
        with pytest.raises(PictureUnusable) as refused:
            printed(fonts, PHOTO, stripes(300, 370))
        assert (refused.value.code, refused.value.element) == ("PICTURE_TOO_COARSE", "face")

    def test_that_is_no_picture_is_refused_by_name(self, fonts: FontLibrary) -> None:
        with pytest.raises(PictureUnusable) as refused:
            printed(fonts, PHOTO, PictureValue(b"\xff\xd8 nothing"))
        assert (refused.value.code, refused.value.element) == ("PICTURE_UNREADABLE", "face")
        with pytest.raises(ElementMissing):
            printed(fonts, PHOTO, "a text")

    def test_may_be_missing_where_it_is_optional(self, fonts: FontLibrary) -> None:
        assert b"/Subtype /Image" not in printed(fonts, dataclasses.replace(PHOTO, required=False))


class TestASeal:
    def test_stands_whole_in_the_middle_of_its_box(self, fonts: FontLibrary) -> None:
        wide = dataclasses.replace(SEAL, box=Box(2000, 3000, 6000, 4000), data="it")
        left, top, right, bottom = ink_box(printed(fonts, wide, PictureValue(sample_seal("示例局"))), AROUND)
        assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((50, 50), abs=0.1)
        assert right - left == pytest.approx(bottom - top, abs=0.1)
        assert bottom - top == pytest.approx(40, abs=0.8)

    def test_lets_black_text_over_it_stay_black(self, fonts: FontLibrary) -> None:
        name = TextElement(
            id="issuer",
            box=SEAL.box,
            data="it",
            required=True,
            sample="",
            blank="",
            baseline=5400,
            wrapped=(),
            lettering=lettering(4000),
            fit=Fit.REFUSE,
            align=Align.CENTRE,
        )
        seal = PictureValue(sample_seal("示例局示例局示例局"))
        both = OverlayOrder(values={"it": "国国", "seal": seal})
        sheet = rasterise(render_overlay(form_of(name, SEAL), both, fonts).data, dots_per_inch=300)
        alone = rasterise(render_overlay(form_of(name), both, fonts).data, dots_per_inch=300)
        dark = alone.convert("L").point(lambda level: 255 if level == 0 else 0)
        assert dark.getbbox()
        under_the_text = Image.new("RGB", sheet.size)
        under_the_text.paste(sheet, mask=dark)
        assert under_the_text.getextrema() == ((0, 0), (0, 0), (0, 0))

    @pytest.mark.parametrize("seal_first", [True, False])
    def test_lies_on_the_photo_that_it_is_stamped_over(self, fonts: FontLibrary, seal_first: bool) -> None:
        photo = dataclasses.replace(PHOTO, box=SEAL.box)
        form = form_of(*((SEAL, photo) if seal_first else (photo, SEAL)))
        white = BytesIO()
        Image.new("RGB", (600, 600), "white").save(white, "PNG")
        values = {"it": PictureValue(white.getvalue()), "seal": PictureValue(sample_seal("示例局"))}
        sheet = rasterise(render_overlay(form, OverlayOrder(values=values), fonts).data, dots_per_inch=100)
        assert sheet.getextrema() != ((255, 255), (255, 255), (255, 255))

    def test_that_is_required_refuses_the_print(self, fonts: FontLibrary) -> None:
        with pytest.raises(ElementMissing, match="seal"):
            printed(fonts, SEAL)


class TestACode:
    def test_is_read_back(self, fonts: FontLibrary) -> None:
        url = "https://zw.taojiang.example/v/7Q4K29MX3H"
        assert codes_of(printed(fonts, QR, url)) == [url]
        assert codes_of(printed(fonts, BARCODE, "XN202603180001")) == ["XN202603180001"]

    def test_fills_its_box_but_for_its_quiet_zone(self, fonts: FontLibrary) -> None:
        left, top, right, bottom = ink_box(printed(fonts, QR, "A"), AROUND)
        quiet = 25 * 4 / (21 + 8)
        assert (left, top, right, bottom) == pytest.approx((20 + quiet, 30 + quiet, 45 - quiet, 55 - quiet), abs=0.05)

    def test_too_dense_for_its_place_is_refused(self, fonts: FontLibrary) -> None:
        with pytest.raises(ElementOverflow, match="verify"):
            printed(fonts, QR, "a" * 400)
        with pytest.raises(ElementOverflow, match="serial"):
            printed(fonts, BARCODE, "A" * 30)

    def test_beyond_the_largest_symbol_is_refused(self, fonts: FontLibrary) -> None:
        with pytest.raises(ElementOverflow, match="verify"):
            printed(fonts, QR, "a" * 9000)

    @pytest.mark.parametrize("value", ["https://示例", "A\tB"])
    def test_of_anything_but_plain_ascii_is_refused(self, fonts: FontLibrary, value: str) -> None:
        for element in (QR, BARCODE):
            with pytest.raises(MissingGlyph):
                printed(fonts, element, value)

    def test_may_be_missing_where_it_is_optional(self, fonts: FontLibrary) -> None:
        for element in (QR, BARCODE):
            assert codes_of(printed(fonts, dataclasses.replace(element, required=False))) == []
