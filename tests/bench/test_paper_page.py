"""The page that is measured is the page that is spoken of."""

from __future__ import annotations

from itertools import pairwise

from printing.fonts import DEBIAN_FONTS, FontLibrary
from printing.qr import encode_qr
from tests.bench.paper_page import VALUES, ours, photo_file, url_of, values_of
from tests.printing.pdf_reader import codes_of, text_of


def test_it_has_twelve_values_a_symbol_of_37_modules_and_a_photo() -> None:
    fonts, photo = FontLibrary(book=DEBIAN_FONTS), photo_file()
    data = ours(fonts, photo)(7)
    fonts.release()
    assert len(values_of(7)) == VALUES == 12
    assert all(value in text_of(data) for value in values_of(7))
    assert encode_qr(url_of(7)).modules == 37
    assert codes_of(data) == [url_of(7)]
    assert photo in data


def test_every_page_is_another_holders() -> None:
    assert all(one != other for one, other in pairwise(map(values_of, range(20))))
