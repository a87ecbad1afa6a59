"""Tags, lengths and values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.emrtd.tlv import TlvMalformed, find, read_header, read_object, read_objects, write_object

TAGS = st.one_of(
    st.integers(0x01, 0xFE).filter(lambda tag: tag & 0x1F != 0x1F),
    st.tuples(st.sampled_from((0x1F, 0x3F, 0x5F, 0x7F, 0x9F)), st.integers(0, 0x7F)).map(
        lambda pair: pair[0] << 8 | pair[1]
    ),
)


@pytest.mark.parametrize(
    ("data", "header"),
    [
        ("6014", (0x60, 2, 0x14)),
        ("615B", (0x61, 2, 0x5B)),
        ("5F1F58", (0x5F1F, 3, 0x58)),
        ("758145", (0x75, 3, 0x45)),
        ("75823A9C", (0x75, 4, 0x3A9C)),
        ("7F6183010000", (0x7F61, 6, 0x10000)),
    ],
)
def test_a_header_tells_tag_start_and_length(data: str, header: tuple[int, int, int]) -> None:
    assert read_header(bytes.fromhex(data)) == header


@pytest.mark.parametrize("data", ["", "61", "5F", "7FFF0100", "6180", "618400000001", "6181", "618201", "5F1F"])
def test_a_header_that_is_none_is_refused(data: str) -> None:
    with pytest.raises(TlvMalformed):
        read_header(bytes.fromhex(data))


def test_a_value_that_is_cut_off_is_refused() -> None:
    with pytest.raises(TlvMalformed):
        read_object(bytes.fromhex("610501020304"))


def test_a_path_leads_to_the_value_inside() -> None:
    assert find(bytes.fromhex("7F61069F1001AA8000"), 0x7F61, 0x9F10) == b"\xaa"


def test_a_path_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(TlvMalformed):
        find(bytes.fromhex("7F61069F1001AA8000"), 0x7F61, 0x81)


@given(st.lists(st.tuples(TAGS, st.binary(max_size=300)), max_size=5))
def test_what_is_written_is_read(objects: list[tuple[int, bytes]]) -> None:
    data = b"".join(write_object(tag, value) for tag, value in objects)
    assert [(each.tag, each.value) for each in read_objects(data)] == objects


@given(st.integers(0, 70_000))
def test_every_length_is_read_as_it_is_written(length: int) -> None:
    assert read_object(write_object(0x75, bytes(length))).value == bytes(length)


@given(st.binary(max_size=200))
def test_byte_soup_is_objects_or_refused(soup: bytes) -> None:
    try:
        objects = read_objects(soup)
    except TlvMalformed:
        return
    assert sum(len(each.value) for each in objects) <= len(soup)
