from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printing.code128 import QUIET_ZONE, Code128Symbol, encode_code128
from printing.errors import ElementOverflow, MissingGlyph
from printing.pdf import PdfSheets
from tests.printing.pdf_reader import codes_of


def read(symbol: Code128Symbol) -> list[str]:
    picture = Image.new("L", (symbol.across, 20), 255)
    for start, length in symbol.bars():
        picture.paste(0, (start, 0, start + length, 20))
    return [code.text for code in zxingcpp.read_barcodes(picture.resize((symbol.across * 3, 60)))]


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=30))
def test_any_printable_ascii_is_read_back(text: str) -> None:
    assert read(encode_code128(text)) == [text]


@settings(deadline=None)
@given(st.from_regex(r"[A-Z]{0,3}[0-9]{1,20}[A-Z]?", fullmatch=True))
def test_numbers_with_letters_are_read_back(text: str) -> None:
    assert read(encode_code128(text)) == [text]


def test_digits_go_in_pairs() -> None:
    # Start, nine pairs, check: 11 modules each; stop: 13 (ISO/IEC 15417, 4.2).
    assert encode_code128("430922194810010017").across == 11 * 11 + 13 + 2 * QUIET_ZONE


def test_a_symbol_fills_its_box_on_a_sheet_and_is_read_there() -> None:
    sheets = PdfSheets(width=148, height=105, title="barcode")
    symbol = encode_code128("XN202603180001")
    areas = symbol.areas(20, 30, 60, 12)
    sheets.areas(areas)
    assert codes_of(sheets.finish()) == ["XN202603180001"]
    quiet = QUIET_ZONE * 60 / symbol.across
    assert areas[0][0] == pytest.approx(20 + quiet)
    assert areas[-1][0] + areas[-1][2] == pytest.approx(80 - quiet)
    assert {(y, height) for _, y, _, height in areas} == {(30, 12)}


@pytest.mark.parametrize("text", ["张", "A\n", "Ä", "\xf1"])
def test_a_character_that_a_barcode_cannot_hold_is_named(text: str) -> None:
    with pytest.raises(MissingGlyph) as refused:
        encode_code128(text, element="serial")
    assert refused.value.element == "serial"


def test_no_text_is_no_barcode() -> None:
    with pytest.raises(ElementOverflow):
        encode_code128("", element="serial")
