"""The mark of the sandbox lies whole on every sheet, upright or wide, card or A3."""

from __future__ import annotations

import pypdfium2
import pytest

from printing.fonts import DEBIAN_FONTS, FontLibrary
from printing.pdf import PdfSheets
from printing.specimen import Specimen, draw_specimen

SHEETS = [(210.0, 297.0), (297.0, 210.0), (210.0, 148.0), (148.0, 210.0), (85.6, 54.0), (128.0, 95.0), (420.0, 297.0)]


@pytest.mark.parametrize(("width", "height"), SHEETS)
def test_no_letter_of_the_mark_leaves_the_sheet(width: float, height: float) -> None:
    fonts = FontLibrary(book=DEBIAN_FONTS)
    sheets = PdfSheets(width=width, height=height, title="mark")
    draw_specimen(sheets, Specimen(), fonts, width=width, height=height)
    drawn = sheets.finish()
    fonts.release()
    with pypdfium2.PdfDocument(drawn) as document:
        (page,) = list(document)
        text = page.get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        assert text.get_text_range().replace(" ", "") == "样张SPECIMEN"
        assert min(min(left, bottom) for left, bottom, _, _ in boxes) > 0
        assert max(right for _, _, right, _ in boxes) < page.get_width()
        assert max(top for _, _, _, top in boxes) < page.get_height()
