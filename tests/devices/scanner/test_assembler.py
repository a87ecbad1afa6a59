"""Bytes of a scanner's line into codes: charset, length, lines that belong together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.scanner.assembler import LONGEST_LINE_BYTES, CodeAssembler
from devices.scanner.code_text import LONGEST_CODE

TD1 = (
    "CRHKGH12345678<0<<<<<<<<<<<<<<",
    "8001014F3001019HKG<<<<<<<<<<<6",
    "CHAN<<SIU<MING<<<<<<<<<<<<<<<<",
)
TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
ANSWER = b"\x02\x010000#SCNTRG1\x06;\x03"


def codes_of(*pieces: bytes) -> list[str]:
    assembler = CodeAssembler()
    return [code for piece in pieces for code in assembler.feed(piece)] + assembler.pause()


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        pytest.param(b"abc\r", ["abc"], id="CR"),
        pytest.param(b"abc\n", ["abc"], id="LF"),
        pytest.param(b"abc\r\n", ["abc"], id="both"),
        pytest.param(b"\r\n\r\n", [], id="nothing"),
        pytest.param(b"abc\rdef\r", ["abc", "def"], id="two in a burst"),
        pytest.param("凭条 7\r".encode(), ["凭条 7"], id="Chinese"),
        pytest.param(b"abc", [], id="never ended"),
        pytest.param(b"a\x07c\rdef\r", ["def"], id="control character"),
        pytest.param(b"\xc4\xe3\rdef\r", ["def"], id="not UTF-8"),
        pytest.param(b"x" * LONGEST_CODE + b"\r", ["x" * LONGEST_CODE], id="as long as may be"),
        pytest.param(b"x" * (LONGEST_CODE + 1) + b"\rdef\r", ["def"], id="one too long"),
        pytest.param(b"x" * 100_000 + b"\rdef\r", ["def"], id="far too long"),
        pytest.param(ANSWER + ANSWER + b"abc\r", ["abc"], id="after answers to commands"),
        pytest.param(b"abc\r" + ANSWER, ["abc"], id="before an answer"),
    ],
)
def test_a_line_is_a_code_when_it_is_printable_and_not_overlong(data: bytes, codes: list[str]) -> None:
    assert codes_of(data) == codes


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        pytest.param(TD1, ["\n".join(TD1)], id="permit"),
        pytest.param(TD3, ["\n".join(TD3)], id="passport"),
        pytest.param((*TD1, *TD3), ["\n".join(TD1), "\n".join(TD3)], id="two documents"),
        pytest.param(TD1[:1], [TD1[0]], id="one line"),
        pytest.param(TD1[:2], ["\n".join(TD1[:2])], id="a line that is missing"),
        pytest.param((TD3[0], "abc"), [TD3[0], "abc"], id="something else after a line"),
        pytest.param(("A" * 32, "B" * 32), ["A" * 32, "B" * 32], id="codes that look like lines"),
        pytest.param((TD1[0], TD3[0]), [TD1[0], TD3[0]], id="lines of two lengths"),
    ],
)
def test_lines_of_a_machine_readable_zone_are_one_code(lines: tuple[str, ...], codes: list[str]) -> None:
    assert codes_of("".join(f"{line}\r\n" for line in lines).encode()) == codes


def test_a_whole_zone_does_not_wait_for_quiet() -> None:
    assembler = CodeAssembler()
    assert assembler.feed("\r".join((*TD3, "")).encode()) == ["\n".join(TD3)]
    assert not assembler.waits


def test_an_ordinary_code_does_not_wait_for_quiet() -> None:
    assert CodeAssembler().feed(b"otc-7f3a\r") == ["otc-7f3a"]


def test_what_is_dropped_is_counted() -> None:
    assembler = CodeAssembler()
    assembler.feed(b"\x00\r" + b"x" * 20_000 + b"\r" + b"unfinished")
    assembler.pause()
    assembler.pause()
    assert assembler.dropped == 3


def test_answers_to_commands_are_not_counted_as_dropped() -> None:
    assembler = CodeAssembler()
    assembler.feed(ANSWER)
    assert assembler.waits
    assert assembler.pause() == []
    assert (assembler.waits, assembler.dropped) == (False, 0)


def test_forgetting_drops_what_has_begun_and_what_is_held() -> None:
    assembler = CodeAssembler()
    assembler.feed(f"{TD1[0]}\rhalf a co".encode())
    assembler.forget()
    assert assembler.feed(b"abc\r") + assembler.pause() == ["abc"]


LINES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from([line.encode() for line in (*TD1, *TD3)]),
    st.just(ANSWER),
    st.text(min_size=1, max_size=60).map(lambda text: text.encode(errors="ignore")),
)
SOUP = st.lists(st.tuples(LINES, st.sampled_from([b"\r", b"\n", b"\r\n", b""])), max_size=12).map(
    lambda lines: b"".join(line + end for line, end in lines)
)


@given(data=SOUP, cuts=st.lists(st.integers(0, 500)))
def test_however_the_bytes_are_cut_the_codes_are_the_same(data: bytes, cuts: list[int]) -> None:
    at = sorted({0, *(cut for cut in cuts if cut < len(data)), len(data)})
    pieces = [data[start:end] for start, end in pairwise(at)]
    assert codes_of(*pieces) == codes_of(data)


@given(pieces=st.lists(st.one_of(SOUP, st.binary(max_size=30).map(lambda some: some * 2000)), max_size=8))
def test_no_bytes_do_harm_and_memory_stays_bounded(pieces: list[bytes]) -> None:
    assembler = CodeAssembler()
    for piece in pieces:
        for code in assembler.feed(piece):
            assert code.replace("\n", "").isprintable()
            assert 0 < len(code) <= LONGEST_CODE
        assert len(assembler._line) <= LONGEST_LINE_BYTES
        assert len(assembler._joiner._held) < 3


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=200))
def test_any_printable_text_comes_back_as_it_was(text: str) -> None:
    assert codes_of(text.encode() + b"\r") == [text]
