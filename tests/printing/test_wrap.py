from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from printing.wrap import char_columns, columns, units, wrap

texts = st.text(st.sampled_from("张桂兰䶮𠅤·，。（）“”《》aZ9-.:12\u0301㎡℃"), max_size=60)
any_text = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)


@settings(deadline=None)
@given(any_text, st.integers(2, 48))
def test_nothing_but_spaces_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns(line) <= width for line in lines)


@settings(deadline=None)
@given(texts, st.integers(20, 48))
def test_closing_marks_never_begin_a_line_and_opening_marks_never_end_one(text: str, width: int) -> None:
    assume(all(columns(unit) <= width for unit in units(text)))
    lines = wrap(text, width, columns)
    assert not [line for line in lines[1:] if line[0] in "，。）”》"]
    assert not [line for line in lines[:-1] if line[-1] in "（“《"]


@settings(deadline=None)
@given(any_text)
def test_units_joined_are_the_text(text: str) -> None:
    assert "".join(units(text)) == text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("办理房产套数证明", 8, ["办理房产", "套数证明"]),
        ("办理房产，套数证明", 8, ["办理房", "产，套数", "证明"]),
        ("凭（身份证）办理", 6, ["凭（身", "份证）", "办理"]),
        ("办件号 430922202603180001", 20, ["办件号", "430922202603180001"]),
        ("430922202603180001", 10, ["4309222026", "03180001"]),
        ("桃花江/桃江", 8, ["桃花", "江/桃江"]),
        ("桃花江-桃江", 6, ["桃花", "江-桃", "江"]),
        ("桃花——江", 6, ["桃", "花——", "江"]),
        ("第 2 步 核对", 7, ["第 2 步", "核对"]),
        ("", 8, [""]),
        ("   ", 8, [""]),
        ("张", 1, ["张"]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width, columns) == lines


@pytest.mark.parametrize(
    ("text", "wide"), [("张三", 4), ("A4", 2), ("“”—·", 8), ("é", 2), ("e\u0301", 1), ("𠅤", 2), ("", 0), ("3 分", 4)]
)
def test_columns_as_a_chinese_printer_counts_them(text: str, wide: int) -> None:
    assert columns(text) == wide


def test_every_character_is_counted_the_same_alone_and_in_a_text() -> None:
    every = [chr(code) for code in range(0x20, 0x11000) if not 0xD800 <= code < 0xE000]
    assert [char for char in every if columns(char) != char_columns(char)] == []
