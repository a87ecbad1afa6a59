"""Records of social security cards: tag, length, value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.social.tlv import RecordMalformed, record, record_value

TAGS = st.integers(0, 0xFF)


@given(TAGS, st.binary(max_size=255), st.binary(max_size=40))
def test_what_is_written_is_read_again_whatever_is_filled_up_behind_it(tag: int, value: bytes, filling: bytes) -> None:
    assert record_value(record(tag, value) + filling, tag) == value


@pytest.mark.parametrize("data", ["", "08", "0812", "08023132"[:6], "09023132"])
def test_what_is_cut_off_or_another_record_is_refused(data: str) -> None:
    with pytest.raises(RecordMalformed) as caught:
        record_value(bytes.fromhex(data), 0x08)
    assert caught.value.code == "CARD_ANSWERS_WRONGLY"


@given(st.binary(max_size=300), TAGS)
def test_any_bytes_are_a_record_or_are_refused(data: bytes, tag: int) -> None:
    try:
        value = record_value(data, tag)
    except RecordMalformed:
        return
    assert data.startswith(record(tag, value))


def test_a_value_that_no_length_can_tell_is_refused() -> None:
    with pytest.raises(ValueError, match="256 bytes"):
        record(0x08, b"x" * 256)
