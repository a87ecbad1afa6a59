"""The strict reader, command by command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.simulators.escpos_commands import (
    Align,
    AskPaper,
    AskProcess,
    AskStatus,
    ClearBuffers,
    Cut,
    EscposReader,
    FeedDots,
    FeedLines,
    Initialize,
    LineFeed,
    Print,
    Raster,
    SetAlign,
    SetEmphasis,
    SetHanSize,
    SetInverse,
    SetMargin,
    SetSize,
    SetSpacing,
    Setting,
    SetUnderline,
    SetWidth,
    Step,
    Violation,
)


def steps(data: bytes) -> list[Step]:
    return [token.step for token in EscposReader().feed(data)]


@pytest.mark.parametrize(
    ("data", "step"),
    [
        ("1b40", Initialize()),
        ("0a", LineFeed()),
        ("41", Print("A")),
        ("1b6101", SetAlign(Align.CENTER)),
        ("1b6132", SetAlign(Align.RIGHT)),
        ("1b4501", SetEmphasis(True)),
        ("1b2d02", SetUnderline(2)),
        ("1d4201", SetInverse(True)),
        ("1d2111", SetSize(2, 2)),
        ("1d2101", SetSize(1, 2)),
        ("1c210c", SetHanSize(2, 2)),
        ("1c5701", SetHanSize(2, 2)),
        ("1c5700", SetHanSize(1, 1)),
        ("1b3322", SetSpacing(34)),
        ("1b32", SetSpacing(None)),
        ("1d4c1000", SetMargin(16)),
        ("1d574002", SetWidth(576)),
        ("1b6403", FeedLines(3)),
        ("1b4a20", FeedDots(32)),
        ("1d5600", Cut(full=True, feed_dots=0)),
        ("1d5601", Cut(full=False, feed_dots=0)),
        ("1d564210", Cut(full=False, feed_dots=16)),
        ("1d763000 0100 0200 f00f", Raster(1, 2, 1, 1, b"\xf0\x0f")),
        ("1d763003 0100 0100 f0", Raster(1, 1, 2, 2, b"\xf0")),
        ("100402", AskStatus(2)),
        ("1d7201", AskPaper()),
        ("1d2848 0600 3030 30303031", AskProcess(b"0001")),
        ("10140801031401060208", ClearBuffers()),
        ("1c26", Setting()),
        ("1c2e", Setting()),
        ("1b7400", Setting()),
    ],
)
def test_a_command_is_read(data: str, step: Step) -> None:
    assert steps(bytes.fromhex(data)) == [step]


@pytest.mark.parametrize(
    "data",
    [
        "07",
        "7f",
        "1b07",
        "1c07",
        "1d07",
        "1b6109",
        "1d2188",
        "1c2101",
        "100405",
        "1d7203",
        "1d5605",
        "1d763005",
        "1b2d05",
    ],
)
def test_a_byte_that_belongs_to_nothing_is_a_violation(data: str) -> None:
    assert any(isinstance(step, Violation) for step in steps(bytes.fromhex(data)))


def test_chinese_is_read_in_chinese_mode_only() -> None:
    text = "收据：￥12.00".encode("gb18030")
    assert steps(b"\x1c&" + text)[1:] == [Print(character) for character in "收据：￥12.00"]
    assert [step for step in steps(text) if isinstance(step, Print)][:1] != [Print("收")]


def test_initialize_leaves_chinese_mode() -> None:
    assert steps(b"\x1c&\x1b@" + "中".encode("gb18030")) == [Setting(), Initialize(), Print("╓"), Print("╨")]


def test_four_byte_characters_are_in_no_rom() -> None:
    assert steps(b"\x1c&" + "𠅤".encode("gb18030")) == [Setting(), Violation("a four-byte character of GB 18030")]


def test_a_code_page_without_a_common_number_is_a_violation() -> None:
    assert steps(b"\x1bt\x63\x80") == [Setting(), Violation("byte 0x80 on code page 99")]


SLIP = (
    b"\x1b@\x1bt\x00\x1c&\x1ba\x01\x1d!\x11\x1cW\x01"
    + "回执".encode("gb18030")
    + b"\n\x1d!\x00\x1cW\x00No. 42\n\x1dv0\x00\x02\x00\x03\x00abcdef\x1dVB\x10\x1dr\x01"
)


@given(st.lists(st.integers(min_value=1, max_value=len(SLIP)), max_size=20))
def test_how_the_bytes_arrive_does_not_matter(sizes: list[int]) -> None:
    reader = EscposReader()
    pieces: list[Step] = []
    at = 0
    for size in [*sizes, len(SLIP)]:
        pieces += [token.step for token in reader.feed(SLIP[at : at + size])]
        at += size
    assert pieces == steps(SLIP)
    assert not any(isinstance(step, Violation) for step in pieces)


PICTURE_BEGUN = b"\x1dv0\x00\x02\x00\x03\x00ab"
CLEAR = bytes.fromhex("1014 0801 0314 0106 0208")


def test_a_question_is_heard_in_the_middle_of_a_picture() -> None:
    reader = EscposReader()
    assert [token.step for token in reader.feed(PICTURE_BEGUN + b"\x10\x04\x02")] == [AskStatus(2)]
    assert [token.step for token in reader.feed(b"cdef")] == [Raster(2, 3, 1, 1, b"abcdef")]


def test_clearing_drops_the_picture_that_is_not_complete() -> None:
    reader = EscposReader()
    assert [token.step for token in reader.feed(b"\x1dv0\x00\x02\x00\x30\x00ab" + CLEAR + b"A")] == [
        ClearBuffers(),
        Print("A"),
    ]


def test_a_printer_that_cannot_clear_takes_it_for_dots_or_nothing() -> None:
    reader = EscposReader(clears=False)
    assert [token.step for token in reader.feed(CLEAR + b"A")] == [Setting(), Print("A")]
    assert next(token.step for token in reader.feed(PICTURE_BEGUN + CLEAR)) == Raster(2, 3, 1, 1, b"ab" + CLEAR[:4])


def test_a_printer_that_is_switched_off_forgets_modes_and_halves() -> None:
    reader = EscposReader()
    reader.feed(b"\x1c&" + PICTURE_BEGUN)
    assert reader.unfinished == len(PICTURE_BEGUN)
    reader.forget()
    assert [token.step for token in reader.feed(b"A\xd6")] == [Print("A"), Print("╓")]


@given(st.binary(max_size=200).filter(lambda data: b"\x10" not in data))  # real-time commands overtake others
def test_no_byte_is_lost_or_invented(data: bytes) -> None:
    read = b"".join(token.raw for token in EscposReader().feed(data))
    assert data.startswith(read)
