"""Text in GB 18030 as of 2022, where Python's codec is of 2000."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.gb18030 import OF_PRIVATE_USE, NotText, decode_gb18030, encode_gb18030, without_padding

MOVED = {
    "A6D9": "\ufe10",
    "A6DA": "\ufe12",
    "A6DB": "\ufe11",
    "A6DC": "\ufe13",
    "A6DD": "\ufe14",
    "A6DE": "\ufe15",
    "A6DF": "\ufe16",
    "A6EC": "\ufe17",
    "A6ED": "\ufe18",
    "A6F3": "\ufe19",
    "A8BC": "\u1e3f",
    "FE51": "\U00020087",
    "FE52": "\U00020089",
    "FE53": "\U000200cc",
    "FE59": "\u9fb4",
    "FE61": "\u9fb5",
    "FE66": "\u9fb6",
    "FE67": "\u9fb7",
    "FE6C": "\U000215d7",
    "FE6D": "\u9fb8",
    "FE76": "\U0002298f",
    "FE7E": "\u9fb9",
    "FE90": "\u9fba",
    "FE91": "\U000241fe",
    "FEA0": "\u9fbb",
}
"""Code and character of GB 18030-2022 where the edition of 2000 says private use."""


@pytest.mark.parametrize(("code", "character"), MOVED.items())
def test_a_character_that_left_private_use_comes_out_where_it_is_now(code: str, character: str) -> None:
    assert decode_gb18030(bytes.fromhex(code)) == character
    assert encode_gb18030(character) == bytes.fromhex(code)


def test_the_table_is_complete() -> None:
    assert sorted(map(ord, MOVED.values())) == sorted(OF_PRIVATE_USE.values())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("D5C5B9F0C0BC", "张桂兰"),
        ("D0BBFE9F", "谢䶮"),
        ("8230B731", "㛃"),
        ("9532A632", "𠅤"),
        ("9933C336", "𬱖"),
        ("82359037", "\u9fb4"),
        ("A1A4", "·"),
    ],
)
def test_names_of_two_and_four_bytes_a_character_are_read(code: str, text: str) -> None:
    assert decode_gb18030(bytes.fromhex(code)) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, OF_PRIVATE_USE)))))
def test_what_is_written_is_read_again(text: str) -> None:
    assert decode_gb18030(encode_gb18030(text)) == text


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_are_refused(data: bytes) -> None:
    try:
        text = decode_gb18030(data)
    except NotText as error:
        assert str(error).startswith("byte ")
    else:
        assert not set(map(ord, text)) & set(OF_PRIVATE_USE)


@pytest.mark.parametrize("cut", ["D5", "D5C5B9", "8230", "8230BF"])
def test_a_character_that_is_cut_off_is_refused(cut: str) -> None:
    with pytest.raises(NotText):
        decode_gb18030(bytes.fromhex(cut))


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(NotText):
        encode_gb18030("\ud800")


@given(st.text(st.characters(min_codepoint=0x21, exclude_categories=["Cs"])), st.text("\x00\xff ", max_size=20))
def test_padding_comes_off_and_nothing_else_does(text: str, padding: str) -> None:
    assert without_padding(encode_gb18030(text) + padding.encode("latin-1")) == encode_gb18030(text)
