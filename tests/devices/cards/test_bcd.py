"""Digits, two a byte."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.bcd import NotDigits, decode_bcd, decode_bcd_day, encode_bcd


@pytest.mark.parametrize(
    ("stored", "digits"), [("430922", "430922"), ("43092F", "43092"), ("FFFFFF", ""), ("", ""), ("00", "00")]
)
def test_digits_end_at_the_padding(stored: str, digits: str) -> None:
    assert decode_bcd(bytes.fromhex(stored)) == digits


@pytest.mark.parametrize("stored", ["4A", "F4", "4F12", "2018060A"])
def test_a_nibble_that_is_no_digit_is_refused(stored: str) -> None:
    with pytest.raises(NotDigits):
        decode_bcd(bytes.fromhex(stored))


@given(st.text("0123456789", max_size=20), st.integers(0, 5))
def test_what_is_written_is_read_again(digits: str, more: int) -> None:
    assert decode_bcd(encode_bcd(digits, (len(digits) + 1) // 2 + more)) == digits


def test_digits_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="3 digits"):
        encode_bcd("123", 1)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_again(day: date) -> None:
    assert decode_bcd_day(bytes.fromhex(day.isoformat().replace("-", ""))) == day


@pytest.mark.parametrize("stored", ["FFFFFFFF", "00000000", "20202020", ""])
def test_a_field_of_padding_is_no_day(stored: str) -> None:
    assert decode_bcd_day(bytes.fromhex(stored)) is None


@pytest.mark.parametrize("stored", ["20180230", "20181301", "201806", "201806FF", "00010001", "2018060A"])
def test_what_is_no_day_is_refused(stored: str) -> None:
    with pytest.raises(NotDigits):
        decode_bcd_day(bytes.fromhex(stored))


@given(st.binary(max_size=8))
def test_any_bytes_are_a_day_or_none_or_are_refused(data: bytes) -> None:
    try:
        day = decode_bcd_day(data)
    except NotDigits as error:
        assert re.fullmatch(r"a nibble is no digit|a day of [0-9]+ digits|no such day", str(error))
    else:
        assert day is None or day.isoformat().replace("-", "") == data.hex()
