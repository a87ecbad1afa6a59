"""Our choice of the mask against the library's own, and the symbols against a reader."""

from __future__ import annotations

import pytest
import qrcode
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode import util
from qrcode.constants import ERROR_CORRECT_M

from printing.errors import ElementOverflow
from printing.qr import QUIET_ZONE, QrSymbol, encode_qr
from printing.qr_codewords import codewords
from printing.qr_mask import penalty

URL = "https://zwfw.taojiang.example/v/"
LONGEST = 2331
"""Bytes that a symbol holds at level M (ISO/IEC 18004:2015, table 7)."""

texts = st.one_of(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=120),
    st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", min_size=1, max_size=120).map(URL.__add__),
    st.text(min_size=1, max_size=40),
)


def as_the_library(text: str) -> QrSymbol:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return QrSymbol(tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix()))


def read(symbol: QrSymbol) -> str:
    picture = Image.new("L", (symbol.across, symbol.across), 255)
    for x, y, length in symbol.bars():
        picture.paste(0, (x, y, x + length, y + 1))
    (code,) = zxingcpp.read_barcodes(picture.resize((symbol.across * 4, symbol.across * 4), Image.Resampling.NEAREST))
    return str(code.text)


@settings(deadline=None, max_examples=150)
@given(texts)
def test_a_symbol_is_the_one_that_the_library_draws(text: str) -> None:
    assert encode_qr(text) == as_the_library(text)


@pytest.mark.parametrize("length", [1, 14, 15, 100, 155, 400, 1000, LONGEST])
def test_a_symbol_of_any_size_is_the_librarys(length: int) -> None:
    text = ("v" * 7 + "?") * (length // 8) + "x" * (length % 8)
    assert encode_qr(text) == as_the_library(text)


@pytest.mark.parametrize("version", range(1, 41))
def test_codewords_of_every_version_are_the_librarys(version: int) -> None:
    room = util.BIT_LIMIT_TABLE[ERROR_CORRECT_M][version] - 4 - util.mode_sizes_for_version(version)[4]
    for length in (room // 8, room // 8 - 1):
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
        code.add_data(text := "v?" * (length // 2) + "x" * (length % 2))
        assert code.best_fit() == version
        expected = bytes(util.create_data(version, ERROR_CORRECT_M, code.data_list))
        assert codewords(text) == (version, expected)


@given(st.integers(min_value=11, max_value=40).flatmap(lambda side: squares(side)))
def test_the_penalty_is_the_librarys(rows: list[list[bool]]) -> None:
    number = int("".join("".join("01"[dark] for dark in row) + "0" for row in rows), 2)
    assert penalty(number, len(rows)) == util.lost_point(rows)  # type: ignore[arg-type] # lists do not vary


def squares(side: int) -> st.SearchStrategy[list[list[bool]]]:
    bits = st.integers(min_value=0, max_value=(1 << side * side) - 1)
    return bits.map(lambda n: [[bool(n >> (y * side + x) & 1) for x in range(side)] for y in range(side)])


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=90))
def test_a_symbol_is_read_back(text: str) -> None:
    assert read(encode_qr(URL + text)) == URL + text


def test_a_text_that_no_symbol_holds_refuses_the_element() -> None:
    with pytest.raises(ElementOverflow) as refused:
        encode_qr("v" * (LONGEST + 1), element="verify")
    assert refused.value.element == "verify"


def test_bars_leave_the_quiet_zone_white() -> None:
    symbol = encode_qr(URL)
    assert min(x for x, _, _ in symbol.bars()) == min(y for _, y, _ in symbol.bars()) == QUIET_ZONE
    assert max(x + length for x, _, length in symbol.bars()) == symbol.across - QUIET_ZONE
